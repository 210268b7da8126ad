"""Where a page of results leads: other groups, layouts, pages, distances, and looser questions."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext, gettext_lazy, ngettext, ngettext_lazy

from search.addresses import MILES, PLACE, View, address, choosing, ignoring, plain, saying
from search.found import Found, Question
from search.layout.distance import miles as how_far
from search.layout.heading import label_of
from search.layout.parts import Choice, Link, Pager, Step
from search.terms import Group, Sort

COUNTED = {
    Group.NEAR: ngettext_lazy("{} near you", "{} near you"),
    Group.COVERS: ngettext_lazy("{} comes to you or covers your area", "{} come to you or cover your area"),
    Group.ONLINE: ngettext_lazy("{} online or by phone", "{} online or by phone"),
}
SORTS = {
    Sort.BEST: gettext_lazy("Best match first"),
    Sort.NEAREST: gettext_lazy("Nearest first"),
    Sort.CHECKED: gettext_lazy("Checked most recently first"),
    Sort.NAME: gettext_lazy("Name, A to Z"),
}
LAYOUTS = {View.LIST: gettext_lazy("List"), View.MAP: gettext_lazy("Map"), View.TABLE: gettext_lazy("Table")}


def groups(found: Found, view: View) -> Iterator[Link]:
    """The counts, each a link to exactly those. Without a place only guidance is apart from the rest."""
    asked = replace(found.question, page=1)
    for group, said in COUNTED.items() if found.place else ():
        count = found.groups.get(group, 0)
        text = (said % count).format(count)
        chosen = asked.group == group
        if not count and not chosen:
            yield Link(text, "")  # nothing to lead to
            continue
        yield Link(text, address(replace(asked, group=None if chosen else group), view), chosen)
    chosen, count = asked.group is Group.GUIDANCE, found.guidance_total
    if count or chosen:
        text = ngettext("{} page of guidance", "{} pages of guidance", count).format(count)
        yield Link(text, address(replace(asked, group=None if chosen else Group.GUIDANCE), view), chosen)


def one_list(found: Found, view: View) -> bool:
    """Whether the page is one long list, rather than the first few of every group."""
    asked = found.question
    return bool(not found.place or asked.group or asked.page > 1 or view == View.TABLE)


def pager(found: Found, view: View) -> Pager | None:
    last, now = found.pages, found.question.page
    if last < 2:
        return None

    def href(number: int) -> str:
        return address(replace(found.question, page=number), view) if 1 <= number <= last else ""

    steps: list[Step] = []
    for number in sorted({1, now - 1, now, now + 1, last}):
        if 1 <= number <= last:
            if steps and number - steps[-1].number > 1:
                steps.append(Step())
            steps.append(Step(number, href(number), number == now))
    return Pager(tuple(steps), href(now - 1), href(now + 1))


def distances(asked: Question) -> Iterator[Choice]:
    for miles in sorted({*map(float, MILES), asked.within_miles}):
        yield Choice(plain(miles), gettext("Within {}").format(how_far(miles)), miles == asked.within_miles)


def sorts(found: Found) -> Iterator[tuple[Sort, str]]:
    return ((sort, str(text)) for sort, text in SORTS.items() if found.place or sort is not Sort.NEAREST)


def columns(found: Found, view: View) -> Iterator[Link]:
    """The table's columns that it can be sorted by."""
    asked = replace(found.question, page=1)
    for sort, text in (
        (Sort.NAME, gettext("Name")),
        (Sort.NEAREST, gettext("Distance")),
        (Sort.CHECKED, gettext("Last checked")),
    ):
        yield Link(text, address(replace(asked, sort=sort), view), asked.sort == sort)


def views(first: Question, view: View) -> Iterator[Link]:
    for kind, text in LAYOUTS.items():
        # On a phone the map is far down its page: the link goes straight to it.
        anchor = "#the-map" if kind == View.MAP else ""
        yield Link(str(text), address(first, kind) + anchor, kind == view)


def kept(found: Found, view: View) -> Iterator[tuple[str, str]]:
    """What the form carries along unseen. FindForm says what the last two are for."""
    asked = found.question
    if view != View.LIST:
        yield "view", view.value
    if asked.group:
        yield "group", asked.group.value
    if asked.as_typed:
        yield "as_typed", "1"
    for key in asked.ignore:
        yield "ignore", key
    if found.place_said:
        yield "read", found.place_said
    if found.place_said or asked.as_typed or asked.ignore:
        yield "was", asked.words


def widen(found: Found, view: View) -> Iterator[Link]:
    if not found.place:
        return
    asked = replace(found.question, page=1)
    for miles in [step for step in MILES if step > asked.within_miles][:2]:
        yield Link(
            gettext("Look within {}").format(how_far(miles)),
            address(replace(asked, within_miles=float(miles)), view),
        )


def looser(found: Found, view: View) -> Iterator[Link]:
    """When nothing is found: the same question with one part of it taken back."""
    if found.total:
        return
    asked = replace(found.question, page=1, group=None)
    if asked.as_typed:
        yield Link(gettext("with the spelling put right"), address(replace(asked, as_typed=False), view))
    if not found.understood.nothing:
        yield from _with_less(found, asked, view)
    near = asked.near or found.place_said
    # Words that nobody knows here are known nowhere, unless a part of them was taken for a place.
    if near and (found.place_said or not found.understood.nothing):
        anywhere = replace(asked, near="") if asked.near else ignoring(asked, PLACE)
        yield Link(
            gettext("everywhere, not only near {}").format(_named(found, near)), address(anywhere, view)
        )
    if asked.words and (near or asked.filters):
        fewer = replace(saying(asked, ""), near=near)
        yield Link(gettext("without the words “{}”").format(asked.words), address(fewer, view))


def _with_less(found: Found, asked: Question, view: View) -> Iterator[Link]:
    for facet, codes in asked.filters.items():
        labels = ", ".join(label_of(found, facet, code) for code in codes)
        yield Link(gettext("without “{}”").format(labels), address(choosing(asked, facet, ()), view))
    if asked.age is not None:
        yield Link(
            gettext("for any age, not only {}").format(plain(asked.age)),
            address(replace(asked, age=None), view),
        )


def _named(found: Found, near: str) -> str:
    return found.place.label if found.place else f"\u201c{near}\u201d"
