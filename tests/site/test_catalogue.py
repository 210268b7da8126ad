"""The Polish words themselves: all there, and with the same gaps to fill in as the English ones."""

import re
import string
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from django.utils import translation
from django.utils.translation import ngettext, templatize

from .conftest import CATALOGUE

#: Every room whose pages families read. What only editors see may stay English.
ROOMS = [
    *("components", "search", "directory", "pages", "graduated", "front_door", "glossary", "events"),
    *("schools", "newsletter", "booklet", "statutory"),
]
TEMPLATES = CATALOGUE.parents[3] / "templates"
TEXT = r"""u?(?:'((?:\\.|[^'\\])*)'|"((?:\\.|[^"\\])*)")"""
#: A context comes before its text: pgettext('a place', 'at').
MARKED = re.compile(rf"(?<![\w.])(?:n?pgettext\(\s*{TEXT}\s*,\s*|n?gettext\(\s*){TEXT}")
#: Of all there is, with the few messages of the editors' forms.
LEAST_TRANSLATED = 0.95


@pytest.fixture(scope="module")
def words() -> Catalog:
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="pl")


def told(words: Catalog) -> list[Message]:
    return [message for message in words if message.id]


def forms(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def gaps(text: str) -> set[str]:
    """What is filled in: %(name)s, {name}, {}."""
    named = set(re.findall(r"%\((\w+)\)[sd]", text))
    return named | {f"{{{name}}}" for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def links(text: str) -> list[str]:
    return sorted(re.findall(r"<[^>]+>", text))


def family_templates() -> list[Path]:
    found = [path for room in ROOMS for path in sorted((TEMPLATES / room).rglob("*.html"))]
    found += sorted(TEMPLATES.glob("[45]*.html"))
    return [path for path in found if "admin" not in path.parts]


def said_in(path: Path) -> set[str]:
    """The English texts that a template marks for translation."""
    return {
        re.sub(r"\\(.)", r"\1", found).replace("%%", "%")
        for match in MARKED.finditer(templatize(path.read_text(), origin=str(path)))
        if (found := match.group(3) or match.group(4))
    }


def test_nearly_everything_is_translated_and_nothing_is_only_guessed(words: Catalog):
    messages = told(words)
    done = [message for message in messages if all(forms(message.string))]
    assert len(messages) > 1_000
    assert len(done) / len(messages) >= LEAST_TRANSLATED
    assert not [message.id for message in messages if message.fuzzy]


def test_every_word_of_the_pages_that_families_read_is_in_polish(words: Catalog):
    done = {forms(message.id)[0].replace("%%", "%") for message in told(words) if all(forms(message.string))}
    assert len(family_templates()) > 100
    missing = {
        f"{path.relative_to(TEMPLATES)}: {text}"
        for path in family_templates()
        for text in said_in(path)
        if text not in done
    }
    assert not missing


def test_a_translation_fills_in_what_the_english_fills_in_and_keeps_its_links(words: Catalog):
    for message in told(words):
        wanted = [gaps(text) for text in forms(message.id)]
        for text in filter(None, forms(message.string)):
            assert gaps(text) in wanted, (message.id, text)
            assert links(text) == links(forms(message.id)[-1]), (message.id, text)


def test_space_and_lines_at_the_edges_are_kept(words: Catalog):
    for message in told(words):
        for text in filter(None, forms(message.string)):
            first = forms(message.id)[0]
            assert text.startswith("\n") == first.startswith("\n"), message.id
            assert text.endswith("\n") == first.endswith("\n"), message.id
            assert text.startswith(" ") == first.startswith(" "), message.id
            assert text.endswith(" ") == first.endswith(" "), message.id


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (1, "1 mila"),
        (2, "2 mile"),
        (4, "4 mile"),
        (5, "5 mil"),
        (12, "12 mil"),
        (22, "22 mile"),
        (25, "25 mil"),
    ],
)
def test_polish_counts_in_three_ways(polish: None, count: int, said: str):
    with translation.override("pl"):
        assert ngettext("{} mile", "{} miles", count).format(count) == said
