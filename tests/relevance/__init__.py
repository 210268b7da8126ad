"""Judged, not felt: questions with the answers that facts of the services make right."""
