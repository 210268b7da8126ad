"""One mark for what a page or a strategy says, to see whether an editor has changed it since."""

import hashlib
import json
from typing import Any

from localoffer.graduated.choices import Phase
from localoffer.graduated.models import AreaOfNeedPage, BarrierPage, Strategy

_TEXTS: dict[type[Any], tuple[str, ...]] = {
    AreaOfNeedPage: ("title", "summary", "also_known_as", "text"),
    BarrierPage: (
        *("title", "summary", "also_known_as"),
        *("for_parents", "for_young_people", "for_schools", "for_providers"),
    ),
    Strategy: (
        *("name", "level", "step", "kept_by", "looks_like", "who_does_it"),
        *("families_can_expect", "young_person_may_say", "for_young_people"),
    ),
}
#: What an editor may also change and no file says the same of on two days, or at all.
_BESIDES = ("slug", "also_known_as", "reviewed_on", "review_by", "kept_by", "go_live_at", "expire_at")


def content_mark(held: Any) -> str:
    """Of what a file says of it, whatever the day, however it is spaced."""
    return _mark(_content(held))


def whole_mark(held: Any) -> str:
    """Of that, and of what only an editor says: its days, its address."""
    besides = {name: str(getattr(held, name, "")) for name in _BESIDES}
    return _mark([_content(held), besides])


def _content(held: Any) -> dict[str, Any]:
    said: dict[str, Any] = {name: " ".join(getattr(held, name).split()) for name in _TEXTS[type(held)]}
    for name in ("needs", "kinds", "barriers"):
        if hasattr(held, name):
            said[name] = sorted(one.code for one in getattr(held, name).all())
    if hasattr(held, "set_phases"):
        said["phases"] = [phase for phase in Phase if getattr(held, phase.column)]
    if hasattr(held, "sources"):
        said["evidence"] = held.sources
    return said


def _mark(said: Any) -> str:
    return hashlib.sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()
