"""Questions about what is covered. Reading only; the docstrings say how many statements each takes."""

from localoffer.statutory.queries.completeness import completeness

__all__ = ["completeness"]
