"""Not sure where to start: a few questions that lead to the right page, service or person."""

from localoffer.front_door.models.answer import Answer, Leads
from localoffer.front_door.models.dead_end import DeadEnd, Why
from localoffer.front_door.models.question import Question
from localoffer.front_door.models.route import Route

__all__ = ["Answer", "DeadEnd", "Leads", "Question", "Route", "Why"]
