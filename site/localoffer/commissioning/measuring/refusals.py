"""Why nothing can be measured. Every message says what is wrong, where, and how to mend it."""


class CannotMeasureError(Exception):
    """Nothing was measured, and nothing was written."""


class NoPlacesError(CannotMeasureError):
    """No places are loaded: there is no live Generation."""


class NoAreasError(CannotMeasureError):
    """The live Generation has no areas of the kind that gaps are measured over."""


class NoPopulationError(CannotMeasureError):
    """It isn't known how many children live in some areas."""


class UnknownCodeError(CannotMeasureError):
    """A need or kind of help that nobody knows."""


class BadRatesError(CannotMeasureError):
    """A file of need rates that can't be used, or that leaves out an area."""


class PlacesChangedError(CannotMeasureError):
    """Other places went live while this was read."""
