"""What a page, a sheet of paper and a file say of one choice of barrier, phase and reader. Decided once."""

from localoffer.graduated.told.telling import in_full, tell
from localoffer.graduated.told.values import Choice, Told, WayOn

__all__ = ["Choice", "Told", "WayOn", "in_full", "tell"]
