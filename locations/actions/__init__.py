"""Loading places: read files, check them, switch to them in one step."""

from locations.actions.load import AreaFile, Files, load_places
from locations.actions.report import LoadRefusedError, LoadReport, PartReport

__all__ = ["AreaFile", "Files", "LoadRefusedError", "LoadReport", "PartReport", "load_places"]
