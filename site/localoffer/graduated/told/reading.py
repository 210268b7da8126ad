"""Which parts of a strategy matter to which reader, in which order, and what each is called for them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from localoffer.graduated.choices import Reader, Step
from localoffer.graduated.told.values import Part, Thing

if TYPE_CHECKING:
    from localoffer.graduated.models import Strategy

PARTS: dict[Reader, tuple[tuple[str, Promise | str], ...]] = {
    Reader.PARENT: (
        ("families_can_expect", _("What you can expect")),
        ("who_does_it", _("Who does it")),
        ("young_person_may_say", _("What your child may say")),
    ),
    Reader.YOUNG_PERSON: (
        ("for_young_people", ""),
        ("young_person_may_say", _("You might say")),
    ),
    Reader.SCHOOL: (
        ("looks_like", _("What it looks like")),
        ("who_does_it", _("Who does it")),
    ),
    Reader.PROVIDER: (
        ("looks_like", _("What it looks like")),
        ("who_does_it", _("Who does it")),
    ),
}
#: Who is told why it is thought to work, and when it is looked at again.
WORKERS = (Reader.SCHOOL,)
EVERYTHING: tuple[tuple[str, Promise], ...] = (
    ("looks_like", _("What it looks like")),
    ("who_does_it", _("Who does it")),
    ("families_can_expect", _("What families can expect")),
    ("young_person_may_say", _("What the young person may say")),
    ("for_young_people", _("If you are a young person")),
)


def thing(strategy: "Strategy", reader: Reader) -> Thing:
    """A strategy as this reader is told it. A part that nobody has written is left out."""
    works = reader in WORKERS
    return Thing(
        code=strategy.code,
        name=strategy.name,
        address=strategy.get_absolute_url(),
        step=Step(strategy.step or Step.DO),
        parts=tuple(_parts(strategy, PARTS[reader])),
        evidence=strategy.sources if works else (),
        evidence_label=gettext("Why we think it helps"),
        kept=_kept(strategy) if works else "",
    )


def whole(strategy: "Strategy") -> Thing:
    """A strategy with all that is known of it, for a page of its own."""
    return Thing(
        code=strategy.code,
        name=strategy.name,
        address=strategy.get_absolute_url(),
        step=Step(strategy.step or Step.DO),
        parts=tuple(_parts(strategy, EVERYTHING)),
        evidence=strategy.sources,
        evidence_label=gettext("Why we think it helps"),
        kept=_kept(strategy),
    )


def _parts(strategy: "Strategy", wanted: tuple[tuple[str, Promise | str], ...]) -> Iterator[Part]:
    for field, label in wanted:
        text = str(getattr(strategy, field)).strip()
        if text:
            yield Part(str(label), text)


def _kept(strategy: "Strategy") -> str:
    """Kept by the inclusion team. Last checked on 1 September 2026. Next check by 1 September 2027."""
    said = []
    if strategy.kept_by:
        said.append(gettext("Kept by: %(owner)s.") % {"owner": strategy.kept_by})
    if strategy.reviewed_on:
        said.append(gettext("Last checked on %(day)s.") % {"day": _day(strategy.reviewed_on)})
    if strategy.review_by:
        said.append(gettext("Next check by %(day)s.") % {"day": _day(strategy.review_by)})
    return " ".join(said)


def _day(day: object) -> str:
    return date_format(day, "j F Y")  # type: ignore[arg-type]
