"""From what a family typed to what to look for. Pure: text and knowledge in, values out."""

from search.understanding.understanding import understand

__all__ = ["understand"]
