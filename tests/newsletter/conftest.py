"""What the newsletter's tests share."""

import pytest

from tests import making
from tests.newsletter.moody import Moody
from tests.search.conftest import county, index

__all__ = ["county", "index"]


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    """The index, and the locks beside it, in a folder of each test's own."""
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    settings.SEARCH_SYNC_INLINE = False


@pytest.fixture
def words(county, index):
    making.term("autism", name="Autism", other_words=["autistic"])
    making.term("youth-group", "kind", name="Youth group", other_words=["youth club"])
    making.term("adhd", name="ADHD")


@pytest.fixture
def moods(settings):
    """A mail server in the moods that a test gives it."""
    settings.EMAIL_BACKEND = "tests.newsletter.moody.Moody"
    Moody.moods, Moody.sent = [], []
    return Moody
