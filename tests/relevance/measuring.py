"""One whole measurement: the demo loaded, every engine built, every question asked."""

import argparse
import json
import os
import sys

from django.conf import settings
from django.core.management import call_command

from directory.models import Service
from search.actions import rebuild
from tests.relevance import guiding
from tests.relevance.layers import FULL, LAYERS
from tests.relevance.report import page
from tests.relevance.run import EVERY_PART, Answered, ask_everything, lines, typo_loss

#: The parts that may be looked at while something is tuned.
TUNED = ("tuned", guiding.TUNED)


def measured(asked: argparse.Namespace) -> int:
    """Print the report; 0."""
    call_command("migrate", verbosity=0)
    call_command("load_demo")
    engines = asked.engine or ["embedded", *(["elastic"] if settings.ES_URL else [])]
    for name in engines:
        rebuild(name)
    layers = (FULL,) if asked.full_only else LAYERS
    parts = TUNED if asked.tuned_only else EVERY_PART
    answered = ask_everything(engines, layers, parts)
    held = lines(answered)
    text = page(answered, held, engines, os.environ.get("RELEVANCE_COMMAND", "make relevance"))
    sys.stdout.write(text)
    if asked.wrong:
        _say_wrong(answered)
    if asked.out:
        asked.out.write_text(text)
    if asked.json:
        losses = {f"{part}, {name}": typo_loss(answered, name, part) for part in parts for name in engines}
        asked.json.write_text(json.dumps({"lines": [line.flat() for line in held], "typo_loss": losses}))
    return 0


def _say_wrong(answered: list[Answered]) -> None:
    """The tuned questions that have no right answer in the first three, with what came instead."""
    known = guiding.names()
    known |= {str(key): name for key, name in Service.objects.values_list("pk", "name")}
    for one in answered:
        if one.part in TUNED and one.layer == FULL.name and not one.measured.success3:
            question = one.question
            got = "; ".join(known.get(key, key) for key in one.first[:5]) or "nothing"
            sys.stdout.write(
                f"{one.engine} {question.id} [{question.kind}] {question.words!r} near {question.near!r}\n"
                f"    {question.rule or 'judged page by page'}\n    got: {got}\n"
            )
