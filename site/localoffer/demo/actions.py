"""Load the demo through the real code: places, words and their meanings, listings, gaps, logins, index.

Each part is loaded once and remembered by a fingerprint of its files, so that a second run takes seconds
and leaves alone what editors have changed since.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings

from directory.actions.importing import Outcome, import_services
from directory.actions.taxonomies import load_taxonomies
from directory.actions.teams import load_teams
from directory.feeds.rows import Severity
from localoffer.commissioning.actions.measures import load_measures
from localoffer.commissioning.actions.measuring import measure
from localoffer.commissioning.measuring.defining import definition_of
from localoffer.commissioning.queries import active_measures
from localoffer.demo import areas, front_page, guidance, plan, prepared
from localoffer.demo.models import LoadedPart
from localoffer.demo.people import make_logins
from locations.actions import AreaFile, Files, load_places
from search.actions import how_many, rebuild
from search.engine import engine
from search.wording import load_thesaurus, load_urgent

FIXTURES = Path(settings.ROOT) / "fixtures"
FEEDS = ("somerset_services.json", "village_groups.csv")
Say = Callable[[str], None]
#: Shows how far rows have come: takes them and their number, gives them back one by one.
Watch = Callable[[Iterable[Any], int | None, str], Iterable[Any]]


class NotADemoError(Exception):
    """These settings are not for a demo. The message says how to run one."""


@dataclass(slots=True)
class Loaded:
    """What a run did; a part that was there already isn't in ``parts``."""

    parts: list[str] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    indexed: int | None = None


def load_demo(*, say: Say, watch: Watch, today: date | None = None) -> Loaded:
    """Bring the demo up to date with the fixtures; running it again changes nothing.

    Raises NotADemoError under settings that don't say DEMO, before anything is read or written.
    """
    if not getattr(settings, "DEMO", False):
        raise NotADemoError(
            "The demo makes logins whose passwords everybody can read, so it is not loaded under these "
            "settings. Run it with DJANGO_SETTINGS_MODULE=localoffer.settings.dev."
        )
    if not engine().health().ok:
        # Listings are put into the index as they come in, so there must be one, even if it is empty.
        rebuild()
    done = Loaded()
    with TemporaryDirectory(prefix="signpost-demo-") as temporary:
        folder = Path(temporary)
        _once("places", _place_files(), done, partial(_places, folder, say, watch))
        _once("words", [FIXTURES / "reference" / "taxonomies.json"], done, partial(_words, say))
        reference = FIXTURES / "reference"
        meanings = partial(_thesaurus, reference / "thesaurus", say)
        _once("thesaurus", sorted((reference / "thesaurus").glob("*.json")), done, meanings)
        teams = reference / "teams.csv"
        _once("local teams", [teams], done, partial(_teams, teams, say))
        urgent = reference / "urgent.json"
        _once("urgent help", [urgent], done, partial(_urgent, urgent, say))
        for path in (FIXTURES / "feeds" / name for name in FEEDS):
            listings = partial(_listings, path, folder, today or date.today(), done, say, watch)
            _once(path.name, [path], done, listings)
        measures = reference / "measures.json"
        _once("measures", [measures], done, partial(_measures, measures, say))
        # Measured anew when anything that a measure stands on was.
        ground = [measures, *_place_files(), *(FIXTURES / "feeds" / name for name in FEEDS)]
        _once("gaps", ground, done, partial(_gaps, say, watch))
    for part in guidance.parts(FIXTURES, today=today or date.today(), say=say, watch=watch):
        _once(part.name, list(part.files), done, part.load)
    _once("action plan", [Path(plan.__file__)], done, partial(_plan, today or date.today(), say))
    _once("front page", [Path(front_page.__file__)], done, front_page.say_that_it_is_a_demo)
    if made := make_logins():
        done.parts.append("logins")
        say(f"Demo logins made: {', '.join(one.username for one in made)}.")
    _index(done, say, watch)
    return done


def _once(name: str, files: list[Path], done: Loaded, load: Callable[[], object]) -> None:
    """Load a part unless it was loaded from these very files. Remembered only when it has come to its end."""
    mark = fingerprint(files)
    if LoadedPart.objects.filter(name=name, fingerprint=mark).exists():
        return
    load()
    LoadedPart.objects.update_or_create(name=name, defaults={"fingerprint": mark})
    done.parts.append(name)


def fingerprint(files: list[Path]) -> str:
    """One mark for what the files hold, whatever folder they are in."""
    whole = sha256()
    for path in files:
        whole.update(path.name.encode() + b"\0" + sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def _place_files() -> list[Path]:
    places = FIXTURES / "places"
    # The areas are drawn by code: other code is other areas.
    drawing = [Path(areas.__file__), Path(prepared.__file__)]
    return [*sorted(places.glob("*.csv")), places / "outline.json", *drawing]


def _places(folder: Path, say: Say, watch: Watch) -> None:
    made = prepared.geography(FIXTURES, folder)
    files = Files(
        postcodes=made.postcodes,
        places=made.places,
        areas=(
            AreaFile(made.areas, prepared.AREA_KIND),
            AreaFile(made.counties, prepared.COUNTY_KIND),
            AreaFile(made.networks, prepared.NETWORK_KIND),
        ),
        statistics=made.statistics,
    )
    report = load_places(files=files, label="Demonstration places", watch=watch)
    say("Places: " + ", ".join(f"{count:,} {part}" for part, count in report.counts.items()) + ".")


def _words(say: Say) -> None:
    counts = load_taxonomies(FIXTURES / "reference" / "taxonomies.json")
    say(f"Words: {counts.taxonomies} lists, {counts.new} new terms, {counts.changed} changed.")


def _thesaurus(folder: Path, say: Say) -> None:
    # A newer demo's entries take the place of an older one's; an editor's own stay.
    loaded = load_thesaurus(folder, take_out=True)
    say(f"Thesaurus: {loaded}.")
    for note in loaded.notes:
        say(f"  {note}")


def _urgent(path: Path, say: Say) -> None:
    say(f"Urgent help: {load_urgent(path)}.")


def _teams(path: Path, say: Say) -> None:
    say(f"Local teams: {load_teams(path)}.")


def _listings(path: Path, folder: Path, today: date, done: Loaded, say: Say, watch: Watch) -> None:
    feed = prepared.feed(path, folder, today)
    outcome = import_services(
        str(feed), publish=True, watch=lambda rows, total: watch(rows, total, f"services of {path.name}")
    )
    done.outcomes.append(outcome)
    say(f"Services of {path.name}: {outcome}.")
    for line, where, why in _refused(outcome):
        say(f"  Row {line} was refused ({where}): {why}")


def _measures(path: Path, say: Say) -> None:
    say(f"Measures: {load_measures(path)}.")


def _gaps(say: Say, watch: Watch) -> None:
    runs = measure([definition_of(one) for one in active_measures()], watch=watch)
    say(f"Gaps: {len(runs)} measures taken.")


def _plan(today: date, say: Say) -> None:
    made = plan.make_plan(today)
    say(f"Action plan: {len(made)} promises made.")


def _refused(outcome: Outcome) -> Iterable[tuple[int, str, str]]:
    """The mistakes that the demo's lists hold on purpose, as an operator sees them."""
    if outcome.run is None:
        return ()
    problems = outcome.run.problems.filter(severity=Severity.REJECTED)
    return problems.values_list("line", "field", "reason")


def _index(done: Loaded, say: Say, watch: Watch) -> None:
    """Build the index when something was loaded, or when it doesn't hold what families may see."""
    health = engine().health()
    if health.ok and not done.parts and health.documents == how_many():
        return
    done.indexed = rebuild(progress=lambda documents, total: watch(documents, total, "search index"))
    say(f"The search index holds {done.indexed:,} listings and pages.")
