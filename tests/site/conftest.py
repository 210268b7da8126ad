"""What the tests of other languages share."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils import translation
from django.utils.translation import trans_real

from tests.search.conftest import county, index

__all__ = ["county", "index", "polish"]

CATALOGUE = Path(settings.LOCALE_PATHS[0]) / "pl" / "LC_MESSAGES" / "django.po"


@pytest.fixture
def polish() -> Iterator[None]:
    """The Polish words are compiled, as ``make setup`` does it; the thread is left in its own language."""
    compiled = CATALOGUE.with_suffix(".mo")
    if not compiled.exists() or compiled.stat().st_mtime < CATALOGUE.stat().st_mtime:
        _compile(compiled)
        trans_real._translations.clear()
    with translation.override(translation.get_language()):
        yield


def _compile(target: Path) -> None:
    """At once or not at all, because several tests may find it missing."""
    handle, name = tempfile.mkstemp(dir=target.parent, suffix=".part")
    with os.fdopen(handle, "wb") as file, CATALOGUE.open("rb") as words:
        write_mo(file, read_po(words, locale="pl"))
    Path(name).replace(target)
