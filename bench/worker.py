"""One contestant's process: ``python -m bench.worker wagtail 10000``. DATABASE_URL says where."""

import importlib
import os
import sys

import django

SETTINGS = {"wagtail": "bench.wagtailbench.settings", "signpost": "bench.signpost_settings"}


def main(name: str, count: int) -> None:
    """Set Django up for this contestant, load its services and answer until the questions end."""
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS[name]
    django.setup()
    # A contestant's models may be imported only now.
    from bench.contestants import answering

    contestant = importlib.import_module(f"bench.contestants.{name}")
    out = answering.own_line()
    answering.serve(out, contestant.ways(), contestant.prepare(count))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
