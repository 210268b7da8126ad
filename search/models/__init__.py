"""What the search keeps: what waits for an index, what words mean, who helps at once, what was judged."""

from search.models.judgment import Judgment
from search.models.revision import WordsRevision
from search.models.task import IndexTask
from search.models.thesaurus import ThesaurusEntry
from search.models.urgent import UrgentContact

__all__ = ["IndexTask", "Judgment", "ThesaurusEntry", "UrgentContact", "WordsRevision"]
