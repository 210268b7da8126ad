"""A command's work on one engine or on each that is kept, with what went wrong said at the end."""

from argparse import ArgumentParser
from collections.abc import Callable

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import CommandError

from search.engine import NAMES, kept
from search.engine.base import SearchUnavailableError
from search.lock import BusyError


def add_engine(parser: ArgumentParser) -> None:
    """The argument --engine: every engine the site keeps when it isn't given."""
    parser.add_argument("--engine", choices=NAMES, help="only this engine; all that the site keeps otherwise")


def on_each(engine: str | None, work: Callable[[str, str], None], advice: str) -> None:
    """Do the work for each engine: it is given the name, and what its lines begin with if there are several.

    CommandError with the troubles of all and this advice, when every engine has had its turn.
    """
    names = [engine] if engine else kept()
    troubles = []
    for name in names:
        label = f"{name}: " if len(names) > 1 else ""
        try:
            work(name, label)
        except (SearchUnavailableError, BusyError, ImproperlyConfigured) as trouble:
            troubles.append(f"{label}{trouble}")
    if troubles:
        raise CommandError(" ".join([*troubles, advice]))
