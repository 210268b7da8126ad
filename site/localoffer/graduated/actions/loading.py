"""What the files say goes into the tool; what editors have changed since stays as they said it."""

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from directory.models import TaxonomyTerm
from localoffer.graduated.actions.filling import fill_area, fill_barrier, fill_strategy
from localoffer.graduated.actions.marking import content_mark, whole_mark
from localoffer.graduated.actions.reading import Row, ToolFiles, read_tool
from localoffer.graduated.addresses import TOOL
from localoffer.graduated.models import AreaOfNeedPage, BarrierPage, Strategy, ToolPage
from localoffer.pages.models import HomePage

#: Said of the tool when it is first made; editors own it from then on.
TITLE = "What to expect"
SUMMARY = "What school and others should do when something is hard for a child, and what comes next."


@dataclass(slots=True)
class Loaded:
    """What a load did, by code."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)  # an editor changed them: left alone
    notes: list[str] = field(default_factory=list)  # what an editor may want to mend, a sentence each

    def __str__(self) -> str:
        said = [f"{len(self.new)} new", f"{len(self.changed)} changed", f"{len(self.same)} the same"]
        if self.kept:
            said.append(f"{len(self.kept)} left as editors wrote them")
        return ", ".join(said)


@transaction.atomic
def load_tool(folder: Path, home: HomePage) -> Loaded:
    """Load areas, barriers and strategies, all or nothing; loading again makes no copies.

    Each is known by its code. One that an editor has changed, withdrawn or has a draft of is left alone.
    Nothing is deleted. Raises ToolFileError, with every mistake, before anything is written.
    """
    return _Loading(read_tool(folder), home).run()


class _Loading:
    """One load, from the tool's page down to its strategies."""

    def __init__(self, files: ToolFiles, home: HomePage) -> None:
        self.files = files
        self.done = Loaded()
        self.today = timezone.localdate()
        self.tool = _tool(home)
        rows = TaxonomyTerm.objects.filter(taxonomy__slug__in=("need", "kind")).select_related("taxonomy")
        self.terms = {(term.taxonomy.slug, term.code): term for term in rows}
        self.unknown: dict[tuple[str, str], list[str]] = defaultdict(list)

    def run(self) -> Loaded:
        areas = {area.code: area for area in AreaOfNeedPage.objects.descendant_of(self.tool) if area.code}
        for row in self.files.areas:
            found = areas.get(row["code"])
            area = found or AreaOfNeedPage(code=row["code"], slug=row["code"])
            fill = fill_area(row, needs=self._terms("need", row))
            self._settle(area, fill, parent=None if found else self.tool)
            areas[area.code] = area
        barriers = {one.code: one for one in BarrierPage.objects.descendant_of(self.tool) if one.code}
        for area_code, row in self.files.barriers:
            there = barriers.get(row["code"])
            barrier = there or BarrierPage(code=row["code"], slug=row["code"])
            fill = fill_barrier(row, needs=self._terms("need", row), kinds=self._terms("kind", row))
            self._settle(barrier, fill, parent=None if there else areas[area_code])
            barriers[barrier.code] = barrier
        held = {one.code: one for one in Strategy.objects.all()}
        for row in self.files.strategies:
            strategy = held.get(row["code"]) or Strategy(code=row["code"], live=False)
            fill = fill_strategy(
                row,
                needs=self._terms("need", row),
                kinds=self._terms("kind", row),
                barriers=[barriers[code] for code in row["barriers"]],
                today=self.today,
            )
            self._settle(strategy, fill, parent=None)
        self.done.notes = [
            f"No {taxonomy} has the code “{code}”. It was left out of: {', '.join(rows)}."
            for (taxonomy, code), rows in self.unknown.items()
        ]
        return self.done

    def _settle(self, held: Any, fill: Any, parent: Page | None) -> None:
        """Write it unless it is as the file says already, or an editor has had a hand in it."""
        if held.pk is None:
            fill(held)
            self._publish(held, parent)
            self.done.new.append(held.code)
            return
        wanted = content_mark(fill(type(held)()))
        if content_mark(held) == wanted:
            self.done.same.append(held.code)
        elif held.has_unpublished_changes or not held.live or whole_mark(held) != held.seeded:
            self.done.kept.append(held.code)
        else:
            fill(held)
            self._publish(held, None)
            self.done.changed.append(held.code)

    def _publish(self, held: Any, parent: Page | None) -> None:
        """Through Wagtail itself, so that it has a history and the search hears of it."""
        held.seeded = whole_mark(held)
        if parent is not None:
            parent.add_child(instance=held)
        elif held.pk is None:
            held.save()
        held.save_revision().publish()

    def _terms(self, taxonomy: str, row: Row) -> list[TaxonomyTerm]:
        found = []
        for code in row[f"{taxonomy}s"]:
            if term := self.terms.get((taxonomy, code)):
                found.append(term)
            else:
                self.unknown[taxonomy, code].append(row["code"])
        return found


def _tool(home: HomePage) -> ToolPage:
    """The one that is there, or a new one in the menu; the front page leads to it if it leads nowhere yet."""
    found: ToolPage | None = ToolPage.objects.first()
    if found is not None:
        return found
    made = ToolPage(title=TITLE, slug=TOOL, summary=SUMMARY, show_in_menus=True)
    home.add_child(instance=made)
    made.save_revision().publish()
    if home.what_to_expect_id is None and not home.has_unpublished_changes:
        home.what_to_expect = made
        home.save_revision().publish()
    return made
