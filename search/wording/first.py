"""What a new site knows of words before anybody has taught it any."""

from django.conf import settings

from search.models import ThesaurusEntry, UrgentContact, WordsRevision
from search.wording.loading import THESAURUS, URGENT, load_thesaurus, load_urgent

#: The tables this looks into: a database half-way through its migrations has not all of them.
TABLES = frozenset(model._meta.db_table for model in (ThesaurusEntry, UrgentContact, WordsRevision))


def give_first_words() -> bool:
    """Load the thesaurus and urgent contacts that come with Signpost into a database that never had any.

    Whether it did. A site whose editors emptied their thesaurus keeps it empty: the edition says that there
    once were words.
    """
    if not settings.SEED_WORDS or WordsRevision.objects.exists():
        return False
    load_thesaurus(THESAURUS)
    load_urgent(URGENT)
    return True
