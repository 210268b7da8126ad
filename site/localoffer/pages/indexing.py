"""Every page of words, of any app, among what the search finds."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import islice
from typing import Any, TypeVar
from uuid import UUID

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from wagtail.models import Page

from directory.models import TaxonomyTerm
from localoffer.pages.models import ContentPage
from localoffer.pages.queries import public
from search import actions
from search.document.guidance import guidance
from search.sources import Unreadable, key_of, number_of, readable
from search.terms import Document

BATCH = 500
T = TypeVar("T")


class PageSource:
    """The live, public pages, as documents: few statements for every 500, whatever they hold."""

    number = 1

    def documents(self, keys: Collection[UUID] | None = None) -> Iterator[Document | Unreadable]:
        """Those families may see, of these keys or (None) all."""
        chosen = _searchable()
        if keys is not None:
            chosen = chosen.filter(pk__in=[number_of(key) for key in keys])
        terms = _Terms()
        for rows in _batches(chosen.order_by("pk").iterator(BATCH), BATCH):
            for kind, pages in _by_type(rows).items():
                yield from self._of_one_type(kind, pages, terms)

    def count(self) -> int:
        """How many there are."""
        return int(_searchable().count())

    def _of_one_type(
        self, kind: type[ContentPage], pages: Sequence[ContentPage], terms: "_Terms"
    ) -> Iterator[Document | Unreadable]:
        kind.read_for_search(pages)
        needs, kinds = terms.of(kind, "needs", pages), terms.of(kind, "kinds", pages)
        for page in pages:
            make = partial(self._document, page, needs[page.pk], kinds[page.pk])
            yield readable(key_of(self, page.pk), make)

    def _document(
        self, page: ContentPage, needs: Iterable[TaxonomyTerm], kinds: Iterable[TaxonomyTerm]
    ) -> Document:
        return guidance(
            key=key_of(self, page.pk),
            name=page.title,
            label=str(page.label),
            url=page.url or "",
            summary=page.summary,
            text=page.searched_text(),
            also=". ".join(page.also_known_as.splitlines()),
            needs=needs,
            kinds=kinds,
            checked=page.reviewed_on,
            venues=page.searched_venues(),
        )


#: The one that is registered.
SOURCE = PageSource()


def queue_pages(ids: Iterable[int]) -> None:
    """Have the indexes look again at the pages with these ids, in the transaction of whoever changed them."""
    actions.queue([key_of(SOURCE, number) for number in ids])


def queue_subtree(page: Page) -> None:
    """The page and all under it: their addresses, or who may see them, have changed."""
    queue_pages(Page.objects.filter(path__startswith=page.path).values_list("pk", flat=True))


def queue_pages_about(term: TaxonomyTerm) -> None:
    """The pages that carry a term of the directory. Two statements for each type of page."""
    for kind in page_types():
        for field in ("needs", "kinds"):
            rows = _through(kind, field).filter(taxonomyterm_id=term.pk)
            queue_pages(rows.values_list(_page_column(kind), flat=True))


@cache
def page_types() -> tuple[type[ContentPage], ...]:
    """Every type of page of words, of any app."""
    return tuple(model for model in apps.get_models() if issubclass(model, ContentPage))


def _searchable() -> "QuerySet[Page]":
    kinds = ContentType.objects.get_for_models(*page_types()).values()
    found = public(Page.objects.filter(content_type__in=kinds))
    for kind in page_types():
        over = kind.left_out_of_search()
        if over is not None:
            found = found.exclude(pk__in=over)
    return found


def _by_type(rows: Sequence[Page]) -> Mapping[type[ContentPage], list[ContentPage]]:
    sorted_out: dict[type[ContentPage], list[int]] = defaultdict(list)
    for row in rows:
        sorted_out[row.cached_content_type.model_class()].append(row.pk)
    return {kind: list(kind.objects.filter(pk__in=ids).order_by("pk")) for kind, ids in sorted_out.items()}


class _Terms:
    """The directory's terms with those above them: read once, in one statement."""

    def __init__(self) -> None:
        self._known: Mapping[UUID, TaxonomyTerm] | None = None

    def of(
        self, kind: type[ContentPage], field: str, pages: Sequence[ContentPage]
    ) -> Mapping[int, list[TaxonomyTerm]]:
        """The terms of each page, by its id."""
        column = _page_column(kind)
        rows = _through(kind, field).filter(**{f"{column}__in": [page.pk for page in pages]})
        told: dict[int, list[TaxonomyTerm]] = defaultdict(list)
        for page_id, term_id in rows.order_by("pk").values_list(column, "taxonomyterm_id"):
            told[page_id].append(self._all()[term_id])
        return told

    def _all(self) -> Mapping[UUID, TaxonomyTerm]:
        if self._known is None:
            terms = TaxonomyTerm.objects.filter(taxonomy__slug__in=("need", "kind"))
            self._known = {term.pk: term for term in terms.select_related("parent__parent__parent")}
        return self._known


def _through(kind: type[ContentPage], field: str) -> "QuerySet[Any]":
    rows: QuerySet[Any] = getattr(kind, field).field.remote_field.through.objects.all()
    return rows


def _page_column(kind: type[ContentPage]) -> str:
    return f"{kind._meta.model_name}_id"


def _batches(rows: Iterable[T], size: int) -> Iterator[list[T]]:
    left = iter(rows)
    while batch := list(islice(left, size)):
        yield batch
