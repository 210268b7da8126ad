"""Figures from elsewhere: read from a CSV, held back where they are about few children, shown with care."""
