"""The groups of results one below the other, numbered as the page shows them."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.utils.translation import gettext_lazy, ngettext

from search.addresses import View, address
from search.found import Found, Result
from search.layout.links import one_list
from search.layout.parts import Link, Section
from search.terms import Group

TITLES = {
    Group.NEAR: gettext_lazy("Near you"),
    Group.COVERS: gettext_lazy("Comes to you or covers your area"),
    Group.ONLINE: gettext_lazy("Online and by phone"),
    Group.LISTED: gettext_lazy("All results"),
    Group.GUIDANCE: gettext_lazy("What to expect and guidance"),
}
SEE_ALL = {
    Group.NEAR: gettext_lazy("See all {} near you"),
    Group.COVERS: gettext_lazy("See all {} that come to you or cover your area"),
    Group.ONLINE: gettext_lazy("See all {} online or by phone"),
}


def sections(found: Found, view: View) -> Iterator[Section]:
    """Every group that has something, in the order of the page.

    Something to read comes after the nearest help, whatever that is: a family that knows what to expect asks
    better. It is on the first page of a question alone.
    """
    asked = found.question
    number = (max(1, asked.page) - 1) * asked.per_page if one_list(found, view) else 0
    shown = list(_of_help(found, view))
    if guidance := _guidance(found, view):
        shown.insert(1, guidance)
    for section in shown:
        yield _numbered(section, number)
        number += len(section.results)


def _of_help(found: Found, view: View) -> Iterator[Section]:
    """The list that was asked for, or the first few of every group of help."""
    asked = found.question
    if one_list(found, view):
        if found.results:
            group = asked.group or Group.LISTED
            yield _section(group, _count(found, group), found.results, None)
        return
    for group, text in SEE_ALL.items():
        results, count = found.sections.get(group, ()), found.groups.get(group, 0)
        if results:
            more = Link(text.format(count), address(replace(asked, group=group, page=1), view))
            yield _section(group, count, results, more if count > len(results) else None)


def _count(found: Found, group: Group) -> int:
    if group is Group.GUIDANCE:
        return found.guidance_total
    return found.groups.get(group, found.total) if found.question.group else found.total


def _guidance(found: Found, view: View) -> Section | None:
    asked = found.question
    if not found.guidance or asked.group or asked.page > 1:
        return None
    count = found.guidance_total
    said = ngettext("See all {} page of guidance", "See all {} pages of guidance", count).format(count)
    more = Link(said, address(replace(asked, group=Group.GUIDANCE, page=1), view))
    return _section(Group.GUIDANCE, count, found.guidance, more if count > len(found.guidance) else None)


def _section(group: Group, count: int, results: Iterable[Result], more: Link | None) -> Section:
    return Section(group.value, str(TITLES[group]), count, tuple(results), more)


def _numbered(section: Section, after: int) -> Section:
    """Numbered as this page shows them, so that the list and the map say the same."""
    results = (replace(result, number=number) for number, result in enumerate(section.results, after + 1))
    return replace(section, results=tuple(results))
