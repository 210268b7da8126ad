"""Gives the route what stands above the models: its rules."""

from django.conf import settings

from localoffer.front_door.models import Route
from localoffer.front_door.queries import tree_of
from localoffer.front_door.tree import problems


def problems_of(draft: Route) -> tuple[str, ...]:
    """What must be mended before families may see a draft: questions, ways, ends, and somebody to talk to."""
    return problems(tree_of(draft)) + nobody_to_talk_to(draft)


def nobody_to_talk_to(draft: Route) -> tuple[str, ...]:
    """What to mend where a family that finds nothing would be left alone."""
    if draft.talk_to_id or draft.talk_words.strip() or settings.EDITORS_PHONE:
        return ()
    return ("No end may be empty: choose a service to talk to, or say in words whom to talk to.",)


Route.problems = staticmethod(problems_of)
