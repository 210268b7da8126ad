"""Makers of routes."""

from typing import Any

from localoffer.front_door.models import Answer, Question, Route

SHORT_BREAKS = "/find/?kind=short-break"


def answer(text: str, **fields: Any) -> Answer:
    """An answer; where it leads follows from what is given: next, service, page, search, or words."""
    leads = next(
        (
            name
            for name in ("question", "service", "page", "search")
            if fields.get("next" if name == "question" else name)
        ),
        "person",
    )
    made = Answer(text=text, **{"leads": leads} | fields)
    made.clean()
    return made


def question(code: str, *answers: Answer, text: str = "", **fields: Any) -> Question:
    """A question with its answers in their order."""
    made = Question(code=code, text=text or f"About {code}?", **fields)
    for place, one in enumerate(answers):
        one.sort_order = place
    made.answers = list(answers)
    return made


def route(*questions: Question, live: bool = True, **fields: Any) -> Route:
    """A route, published through Wagtail unless it is to stay a draft."""
    made = Route(live=False, **fields)
    for place, one in enumerate(questions):
        one.sort_order = place
    made.questions = list(questions)
    made.save()
    if live:
        made.save_revision().publish()
    return Route.objects.get(pk=made.pk)


def two_questions(**fields: Any) -> Route:
    """School or home; at school: no help yet, or not enough."""
    return route(
        question(
            "most",
            answer("Help at school", code="school", next="school"),
            answer("A break", code="break", search=SHORT_BREAKS, words="A few hours of rest."),
            text="What do you need most?",
        ),
        question(
            "school",
            answer("No help yet", code="none-yet", words="Ask the class teacher."),
            answer("Not enough", code="not-enough", search="/find/?q=school+help"),
            text="How is school?",
        ),
        **{"talk_words": "Ring on weekdays."} | fields,
    )
