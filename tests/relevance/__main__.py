"""``python -m tests.relevance``: load the demo, ask every question, print how good the answers are."""

import argparse
import os
import sys
import tempfile
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parents[2]


def main() -> int:
    asked = _arguments()
    with tempfile.TemporaryDirectory(prefix="signpost-relevance-") as folder:
        _settle(Path(folder))
        # Django's models can be imported only now that it knows where its database is.
        from tests.relevance.measuring import measured

        return measured(asked)


def _settle(folder: Path) -> None:
    """A demo of its own, so that nobody's data is touched and nobody's edits are measured."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "localoffer.settings.dev"
    os.environ["DATABASE_URL"] = f"sqlite:///{folder / 'demo.sqlite3'}"
    os.environ["SEARCH_INDEX_DIR"] = str(folder / "index")
    os.environ["ES_INDEX_PREFIX"] = f"signpost-relevance-{os.getpid()}"
    sys.path[:0] = [str(ROOT), str(ROOT / "site")]
    django.setup()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.relevance", description=__doc__)
    parser.add_argument("--engine", action="append", help="embedded or elastic; both when ES_URL is set")
    parser.add_argument("--full-only", action="store_true", help="only with everything switched on")
    parser.add_argument("--tuned-only", action="store_true", help="leave the questions kept apart alone")
    parser.add_argument("--wrong", action="store_true", help="list the questions without a right answer in 3")
    parser.add_argument("--json", type=Path, help="write the figures here as well")
    parser.add_argument("--out", type=Path, help="write the page here (docs/relevance.md)")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
