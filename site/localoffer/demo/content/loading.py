"""The demo's pages, put under the front page where they are missing."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

from django.db import transaction
from wagtail.models import Page

from directory.models import TaxonomyTerm
from localoffer.demo.content import filling
from localoffer.demo.content.pictures import Pictures
from localoffer.demo.content.reading import PICTURES, Row, read_pages
from localoffer.pages.models import ContentPage, HomePage

Say = Callable[[str], None]
Terms = Mapping[tuple[str, str], TaxonomyTerm]


@transaction.atomic
def load_pages(folder: Path, today: date, say: Say) -> int:
    """Publish the pages of a folder that aren't there yet, all or nothing, and give their number.

    A page is known by its slug, wherever under the front page it is now. One that is there is left as it is,
    whatever its words: editors own it. Days are counted from ``today``. Raises PagesFileError, with every
    mistake, before anything is written; LookupError where there is no front page.
    """
    files = read_pages(folder)
    home = HomePage.objects.first()
    if home is None:
        raise LookupError("There is no front page to put pages under. Run migrate first.")
    there = _there(home, files.pages)
    new = [row for row in files.pages if row["slug"] not in there]
    begun = _begin(new, there, home)
    ids = {slug: page.pk for slug, page in there.items()}
    _finish(new, begun, ids, Pictures(folder / PICTURES), today, say)
    _lead_in(home.pk, files.ways_in, there)
    return len(new)


def _lead_in(home_pk: int, rows: Sequence[Row], pages: Mapping[str, Page]) -> None:
    """The front page's ways in, where no editor has put any."""
    # Read anew: the one from before the pages would take their number back.
    home = HomePage.objects.get(pk=home_pk)
    if rows and not home.ways_in and not home.has_unpublished_changes:
        home.ways_in = filling.ways_in(rows, pages)
        home.save_revision().publish()


def _there(home: HomePage, rows: Sequence[Row]) -> dict[str, Page]:
    """The pages of these rows that are there already, by slug."""
    below = Page.objects.descendant_of(home).filter(slug__in=[row["slug"] for row in rows])
    return {page.slug: page for page in below.order_by("-depth")}


def _begin(rows: Sequence[Row], there: dict[str, Page], home: HomePage) -> dict[str, ContentPage]:
    """Make the pages without their words, so that each can link to any other. They are added to ``there``."""
    begun = {}
    for row in rows:
        parent = there[row["parent"]] if row.get("parent") else home
        page = filling.begin(row)
        # Read anew: a page that children were added to knows an old number of them.
        Page.objects.get(pk=parent.pk).add_child(instance=page)
        there[row["slug"]] = begun[row["slug"]] = page
    return begun


def _finish(
    rows: Sequence[Row],
    begun: Mapping[str, ContentPage],
    ids: Mapping[str, int],
    pictures: Pictures,
    today: date,
    say: Say,
) -> None:
    terms = {
        (term.taxonomy.slug, term.code): term for term in TaxonomyTerm.objects.select_related("taxonomy")
    }
    for row in rows:
        # Read anew: pages that came later have moved numbers in the tree.
        page = type(begun[row["slug"]]).objects.get(pk=begun[row["slug"]].pk)
        filling.fill(page, row, ids=ids, draw=pictures.number, today=today)
        page.needs = _terms("need", row, terms, say)
        page.kinds = _terms("kind", row, terms, say)
        page.save_revision().publish()


def _terms(taxonomy: str, row: Row, terms: Terms, say: Say) -> list[TaxonomyTerm]:
    found = []
    for code in row.get(f"{taxonomy}s", ()):
        if term := terms.get((taxonomy, code)):
            found.append(term)
        else:
            say(f"{row['slug']}: no {taxonomy} has the code “{code}”. It was left out.")
    return found
