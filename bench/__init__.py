"""Measurements: the same questions, asked of this search and of what a site would use instead."""
