"""The thesaurus and the urgent contacts from files, and the thesaurus back into a file."""

from search.wording.exporting import to_csv, to_json
from search.wording.files import SeedFileError
from search.wording.loading import THESAURUS, URGENT, Loaded, load_thesaurus, load_urgent
from search.wording.repeated import Repeated, phrase_key, repeated

__all__ = [
    "THESAURUS",
    "URGENT",
    "Loaded",
    "Repeated",
    "SeedFileError",
    "load_thesaurus",
    "load_urgent",
    "phrase_key",
    "repeated",
    "to_csv",
    "to_json",
]
