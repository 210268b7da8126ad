"""A family finds nothing near: it is counted, and nobody can tell who asked."""

import pickle
from datetime import date

import pytest
from django.conf import settings as site
from django.core.cache import caches
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from localoffer.commissioning import receivers
from localoffer.commissioning.actions import unmet as actions_unmet
from localoffer.commissioning.actions.unmet import flush_unmet
from localoffer.commissioning.models import UnmetDemand
from localoffer.commissioning.unmet import counting
from localoffer.commissioning.unmet.counting import Cell, count
from search import actions
from search.found import Question
from search.queries import find as find_without_a_page
from tests.making import service, term

from .making import HALL, VILLAGES, load_villages, north

pytestmark = pytest.mark.django_db

WORDS = "resbite for zebrafish"
MONTH = date(2026, 11, 1)
SIMONSBATH = VILLAGES[2][2]
HERE = f"{SIMONSBATH[0]},{SIMONSBATH[1]}"


@pytest.fixture(autouse=True)
def unmet(settings, tmp_path):
    """The cache as a site has it by default: files in a folder of the test's own."""
    folder = tmp_path / "unmet"
    backend = "localoffer.commissioning.unmet.file_cache.CountingFileCache"
    settings.CACHES = {**site.CACHES, "unmet": {"BACKEND": backend, "LOCATION": str(folder), "TIMEOUT": None}}
    return folder


@pytest.fixture
def county(villages, settings, tmp_path):
    """A town with a club and short breaks, and a village 30 km off with nothing."""
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    settings.SEARCH_ENGINE = "embedded"
    term("autism", "need", "Autism")
    term("short-break", "kind", "Short breaks", other_words=["respite"])
    term("club", "kind", "Clubs")
    service("Saturday breaks", kinds=["short-break"], needs=["autism"], at=[HALL])
    service("Thursday Crew", kinds=["club"], at=[HALL, north(1)])
    actions.rebuild()


def look(client: Client, query: str, **headers: str) -> None:
    assert client.get(f"/find/?{query}", headers=headers, follow=True).status_code == 200


def rows() -> set[tuple[str, str, str, int]]:
    flush_unmet()
    return set(UnmetDemand.objects.values_list("area_code", "taxonomy", "code", "times"))


def test_a_family_that_finds_no_respite_in_its_village_is_counted_there(client, county):
    look(client, f"q=respite&near={HERE}")
    assert rows() == {("E01000003", "kind", "short-break", 1)}


def test_what_was_ticked_counts_like_what_was_said(client, county):
    look(client, f"q=respite&near={HERE}&need=autism")
    assert rows() == {("E01000003", "kind", "short-break", 1), ("E01000003", "need", "autism", 1)}


def test_one_look_counts_once_however_often_it_says_the_same(client, county):
    look(client, f"q=respite+short+breaks+respite&near={HERE}&kind=short-break")
    assert rows() == {("E01000003", "kind", "short-break", 1)}


def test_a_family_that_finds_something_near_is_not_counted(client, county):
    look(client, f"q=respite&near={HALL[0]},{HALL[1]}")
    assert rows() == set()


def test_a_family_that_says_no_place_is_not_counted(client, county):
    look(client, "q=respite")
    assert rows() == set()


def test_a_place_outside_every_measured_area_is_not_counted(client, county):
    look(client, "q=respite&near=52.5,-1.5")
    assert rows() == set()


def test_only_the_measured_kind_of_area_is_counted(client, county, tmp_path, settings):
    load_villages(tmp_path, [("W05000003", "Exmoor ward", SIMONSBATH, 1, "")], kind="ward")
    look(client, f"q=respite&near={HERE}")
    settings.GAP_AREA_KIND = "ward"
    look(client, f"q=respite&near={HERE}")
    settings.GAP_AREA_KIND = "lsoa"
    assert rows() == {("E01000003", "kind", "short-break", 1)}


def test_a_code_that_nobody_keeps_is_not_counted(client, county):
    look(client, f"near={HERE}&kind=made-up-by-a-robot&need=neither")
    assert counting.close().counts == {}


def test_words_that_mean_no_need_and_no_kind_are_not_counted(client, county):
    look(client, f"q=zebrafish&near={HERE}")
    assert counting.close().counts == {}


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Purpose": "prefetch"},
        {"Sec-Purpose": "prefetch;prerender"},
        {"Purpose": "prefetch"},
        {"X-Moz": "prefetch"},
        {"User-Agent": "Mozilla/5.0 (compatible; Somebot/2.1; +http://www.example.org/bot.html)"},
        {"User-Agent": "python-requests/2.34"},
    ],
)
def test_what_no_person_asked_for_is_not_counted(client, county, headers):
    look(client, f"q=respite&near={HERE}", **headers)
    assert rows() == set()


def test_a_phone_is_a_person(client, county):
    phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari"
    look(client, f"q=respite&near={HERE}", **{"User-Agent": phone})
    assert len(rows()) == 1


def test_a_head_request_is_not_counted(client, county):
    assert client.head(f"/find/?q=respite&near={HERE}").status_code == 200
    assert rows() == set()


@pytest.mark.parametrize("more", ["view=table", "view=map", "page=2", "group=near", "box=50,-4,52,-2"])
def test_the_same_answer_seen_another_way_is_not_counted_again(client, county, more):
    look(client, f"q=respite&near={HERE}")
    look(client, f"q=respite&near={HERE}&{more}")
    assert rows() == {("E01000003", "kind", "short-break", 1)}


def test_a_question_that_no_page_asked_is_not_counted(county):
    found = find_without_a_page(Question(words="respite", near=HERE))
    assert found.wanted
    assert not found.results
    assert counting.close().counts == {}


def test_nothing_typed_is_in_the_cache_or_in_the_database(client, county, unmet, tmp_path):
    (tmp_path / "postcodes.csv").write_text(f"postcode,lat,lon\nTA24 7PP,{SIMONSBATH[0]},{SIMONSBATH[1]}\n")
    call_command("load_places", postcodes=tmp_path / "postcodes.csv", verbosity=0)
    look(client, "q=respite+for+zebrafish&near=TA24+7PP&kind=short-break", **{"User-Agent": "Seen/1.0"})
    entries = list(unmet.rglob("*.djcache"))
    assert len(entries) >= 3
    kept = b"\n".join(read(path) for path in entries).lower()
    assert b"short-break" in kept, "the net is open"
    for secret in (b"zebrafish", b"respite", b"ta24", b"7pp", b"ta247pp", b"seen/1.0", b"127.0.0.1", b"51.2"):
        assert secret not in kept
    flush_unmet()
    (row,) = UnmetDemand.objects.values_list()
    assert row[1:] == (timezone.localdate().replace(day=1), "E01000003", "kind", "short-break", 1)


def read(path) -> bytes:
    """A cache entry as it lies, and as it reads when it is taken apart."""
    from zlib import decompress

    raw = path.read_bytes()
    with path.open("rb") as file:
        pickle.load(file)  # noqa: S301
        rest = file.read()
    return raw + decompress(rest)


def test_a_search_writes_nothing_to_the_database(client, county, django_assert_max_num_queries):
    look(client, f"q=respite&near={HERE}")
    with django_assert_max_num_queries(4) as asked:
        look(client, f"q=respite&near={HERE}")
    assert all(one["sql"].lstrip("( ").upper().startswith("SELECT") for one in asked.captured_queries)


@pytest.fixture
def away(settings, tmp_path):
    """A cache that can't be reached: its folder would be inside a file."""
    (tmp_path / "a-file").write_text("in the way")
    unmet = settings.CACHES["unmet"] | {"LOCATION": str(tmp_path / "a-file" / "unmet")}
    settings.CACHES = settings.CACHES | {"unmet": unmet}


def test_a_cache_that_is_away_spoils_no_page(client, county, away, caplog):
    look(client, f"q=respite&near={HERE}")
    said = " ".join(record.getMessage() for record in caplog.records)
    assert "was not counted (NotADirectoryError)" in said
    assert "respite" not in said


def test_a_listener_that_fails_spoils_no_page_either(client, county, monkeypatch):
    monkeypatch.setattr(receivers, "areas", lambda kind: 1 / 0)
    receivers._measured.cache_clear()
    look(client, f"q=respite&near={HERE}")


def test_the_job_says_what_to_look_at_when_the_cache_is_away(away):
    with pytest.raises(CommandError, match="UNMET_CACHE"):
        call_command("flush_unmet")


def test_counts_are_carried_over_once_and_added_to_what_is_there(client, county, capsys):
    for _ in range(2):
        look(client, f"q=respite&near={HERE}")
    call_command("flush_unmet")
    assert "2 counts carried over to 1 rows" in capsys.readouterr().out
    assert rows() == {("E01000003", "kind", "short-break", 2)}
    look(client, f"q=respite&near={HERE}")
    assert rows() == {("E01000003", "kind", "short-break", 3)}


def test_what_can_not_be_written_is_kept_for_the_next_time(county, monkeypatch):
    cells = [Cell(MONTH, "E01000003", "kind", "club"), Cell(MONTH, "E01000003", "kind", "short-break")]
    count(cells, 3)
    add, written = actions_unmet._add, []

    def fails_half_way(cell, times):
        if written:
            raise RuntimeError("the disk is full")
        written.append(add(cell, times))

    monkeypatch.setattr(actions_unmet, "_add", fails_half_way)
    with pytest.raises(RuntimeError):
        flush_unmet()
    assert not UnmetDemand.objects.exists()
    monkeypatch.undo()
    assert {row[3] for row in rows()} == {3}
    assert UnmetDemand.objects.count() == 2


def test_a_term_or_area_that_is_gone_by_then_is_left_out(county):
    count([Cell(MONTH, "E01000003", "kind", "gone"), Cell(MONTH, "E09999999", "kind", "club")])
    done = flush_unmet()
    assert (done.rows, done.unknown) == (0, 2)
    assert not UnmetDemand.objects.exists()


def test_a_flood_of_the_same_takes_no_more_room_and_counts_no_more_than_a_village_could_ask(county, unmet):
    for _ in range(counting.MOST_TIMES + 30):
        count([Cell(MONTH, "E01000003", "kind", "club")])
    assert len(list(unmet.rglob("*.djcache"))) <= 4
    assert rows() == {("E01000003", "kind", "club", counting.MOST_TIMES)}


def test_a_flood_of_different_ones_stops_at_a_number_of_cells(county, unmet, monkeypatch):
    monkeypatch.setattr(counting, "MOST_CELLS", 5)
    for number in range(40):
        count([Cell(MONTH, f"E{number}", "kind", "club")])
    assert len(counting.close().counts) == 5
    assert len(list(unmet.rglob("*.djcache"))) <= 2 + 2 * 5


def test_nothing_of_a_round_is_left_when_it_was_carried_over(county, unmet):
    count([Cell(MONTH, "E01000003", "kind", "club")])
    flush_unmet()
    assert [path for path in unmet.rglob("*.djcache") if b"club" in read(path)] == []
    assert len(list(unmet.rglob("*.djcache"))) == 1  # the number of the round


def test_a_cache_that_was_emptied_goes_on_counting(county):
    count([Cell(MONTH, "E01000003", "kind", "club")])
    caches["unmet"].clear()
    count([Cell(MONTH, "E01000003", "kind", "club")])
    assert rows() == {("E01000003", "kind", "club", 1)}
