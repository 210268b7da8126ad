"""The Elasticsearch engine's own details: its closed mapping, its builds, its patience and its border."""

import logging
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from elasticsearch import BadRequestError

from search.engine.base import Change, SearchUnavailableError, Vocabulary
from search.engine.elastic import sending
from search.engine.elastic.analysis import fields_holding, source, token
from search.engine.elastic.engine import ElasticEngine
from search.engine.elastic.query import Plan
from search.engine.wire import to_text
from search.ranking import coverage, rarity, steps, worth_of
from search.terms import Document, Facet, Group, Sort
from tests.conformance.people import BRIDGWATER, TODAY, ask, found, index, names, put, service, venue
from tests.search.engine.elastic_server import ElasticHere


class Counting:
    """Counts what is sent to the server."""

    def __init__(self, engine: ElasticHere, monkeypatch: pytest.MonkeyPatch) -> None:
        self.sent: list[str] = []
        transport = engine.server.asking.transport
        send = transport.perform_request

        def counted(method: str, target: str, **parts: object) -> object:
            self.sent.append(f"{method} {target.split('?')[0]}")
            return send(method, target, **parts)

        monkeypatch.setattr(transport, "perform_request", counted)


@pytest.fixture
def silent() -> Iterator[str]:
    """The address of a server that takes calls and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        held: list[socket.socket] = []

        def take() -> None:
            while True:
                try:
                    held.append(listening.accept()[0])
                except OSError:
                    return

        threading.Thread(target=take, daemon=True).start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        for one in held:
            one.close()


@contextmanager
def everything_logged(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """What the loggers say at their most talkative, though a site keeps them quieter."""
    with ExitStack() as levels:
        for name in ("", "search.engine.elastic", "elastic_transport", "elasticsearch"):
            levels.enter_context(caplog.at_level(logging.DEBUG, logger=name))
        yield


# --- what is held --------------------------------------------------------------------------------


def test_a_field_nobody_foresaw_is_refused_by_the_server(elastic: ElasticHere) -> None:
    client = elastic.server.writing
    with pytest.raises(BadRequestError, match="strict_dynamic_mapping"):
        client.index(index=elastic.names.writing, id="x", document={"role": "service", "colour": "red"})
    with pytest.raises(BadRequestError, match="strict_dynamic_mapping"):
        client.index(index=elastic.names.writing, id="x", document={"venues": [{"floor": 2}]})


def test_a_word_counts_at_the_server_exactly_what_the_table_says(elastic: ElasticHere) -> None:
    club = service("Trampoline club", checked=TODAY)
    index(elastic, club, service("Chess", checked=TODAY), service("Judo", checked=TODAY))
    (hit,) = elastic.search(ask("trampoline")).hits
    counted = source(club, to_text(club))["stems"].split().count("trampolin")
    assert hit.score == pytest.approx(rarity(3, 1) * worth_of(float(counted)), rel=1e-4)
    (hit,) = elastic.search(ask("trampoline swimming")).hits
    assert hit.score == pytest.approx(rarity(3, 1) * worth_of(float(counted)) * coverage(1, 2), rel=1e-4)


@pytest.mark.parametrize(
    "stem", ["autism", "caf\u00e9", "\u0442\u0435\u0441\u0442", "0x61", "\u4e2d\u6587", "7"]
)
def test_a_stem_in_any_script_is_one_token_of_its_own(elastic: ElasticHere, stem: str) -> None:
    coded = token(stem)
    assert coded.isascii()
    analysed = elastic.server.asking.indices.analyze(
        index=elastic.names.reading, analyzer="stems", text=f"{coded} {coded}"
    )
    assert [one["token"] for one in analysed["tokens"]] == [coded, coded]


def test_a_club_that_writes_in_another_script_is_found_by_its_own_words(elastic: ElasticHere) -> None:
    index(
        elastic,
        service("\u0414\u0435\u0442\u0441\u043a\u0438\u0439 \u043a\u043b\u0443\u0431"),
        service("Chess"),
    )
    assert len(found(elastic, "\u043a\u043b\u0443\u0431")) == 1


def test_two_stems_never_share_a_token() -> None:
    stems = ["a", "0xa", "0x61", "\u00e9", "0xc3a9", "e"]
    assert len({token(stem) for stem in stems}) == len(stems)


def test_the_marks_of_a_hit_name_the_fields_that_hold_a_stem() -> None:
    marks = ["1 autism club", "18 autism week"]
    assert fields_holding(marks, frozenset({"autism"})) == ("name", "topics", "description")
    assert fields_holding(marks, frozenset({"week", "chess"})) == ("topics", "description")
    assert fields_holding(marks, frozenset({"chess"})) == ()


def test_steps_are_never_so_many_that_a_document_grows_without_end() -> None:
    shouting = service("Help " * 50, topics="help " * 500, description="help " * 5000)
    assert len(source(shouting, "")["stems"]) < 2_000
    assert steps(12.5) <= 60


def test_a_service_without_a_word_counts_when_rarity_is_worked_out(elastic: ElasticHere) -> None:
    club = service("Trampoline club", checked=TODAY)
    index(elastic, club, *(service("", id=f"mute-{number}") for number in range(9)))
    (hit,) = elastic.search(ask("trampoline")).hits
    counted = source(club, to_text(club))["stems"].split().count("trampolin")
    assert hit.score == pytest.approx(rarity(10, 1) * worth_of(float(counted)), rel=1e-4)


def test_by_distance_what_comes_to_the_family_goes_before_better_words_online(elastic: ElasticHere) -> None:
    visits = service("Visits", description="chess", covers=("E07-somerset",))
    index(elastic, visits, service("Chess", topics="Chess", delivery=("online",)))
    hits = elastic.search(ask("chess", BRIDGWATER, sort=Sort.NEAREST)).hits
    assert names(hits) == ["Visits", "Chess"]
    assert hits[0].score < hits[1].score


# --- builds --------------------------------------------------------------------------------------


def builds(engine: ElasticHere) -> dict[str, bool]:
    return engine.names.builds(engine.server.asking)


def test_after_a_rebuild_there_is_one_index_and_both_aliases_lead_to_it(elastic: ElasticHere) -> None:
    (before,) = builds(elastic)
    index(elastic, service("Chess"))
    (after,) = builds(elastic)
    assert after != before
    aliases = elastic.server.asking.indices.get_alias(index=after)[after]["aliases"]
    assert set(aliases) == {elastic.names.reading, elastic.names.writing}


def test_a_build_that_fails_leaves_nothing_behind(elastic: ElasticHere) -> None:
    before = builds(elastic)

    def documents() -> Iterator[Document]:
        yield service("Pottery")
        raise OSError("the database went away")

    with pytest.raises(OSError, match="went away"):
        elastic.rebuild(documents())
    assert builds(elastic) == before


def test_what_a_killed_build_left_is_removed_before_the_next_takes_its_room(elastic: ElasticHere) -> None:
    left = elastic.names.new()
    elastic.server.writing.indices.create(index=left)
    seen: list[bool] = []

    def documents() -> Iterator[Document]:
        seen.append(left in builds(elastic))
        yield service("Chess")

    elastic.rebuild(documents())
    assert seen == [False]


def test_an_index_of_somebody_else_with_nearly_our_name_is_left_alone(elastic: ElasticHere) -> None:
    theirs = f"{elastic.names.prefix}-statistics"
    client = elastic.server.writing
    client.indices.create(index=theirs)
    try:
        index(elastic, service("Chess"))
        assert client.indices.exists(index=theirs)
    finally:
        client.indices.delete(index=theirs)


def test_a_document_the_server_itself_refuses_is_named_and_stops_nobody_else(elastic: ElasticHere) -> None:
    # Longer than any term the server takes, and nothing our own border knows of.
    endless = service("Endless", needs=("x" * 40_000,))
    assert elastic.rebuild([endless, service("Chess")]) == 1
    assert found(elastic) == ["Chess"]
    assert elastic.suggest("end") == ()
    (refused,) = elastic.apply([Change("endless", endless), Change("judo", service("Judo"))])
    assert (refused.key, "Elasticsearch would not take it" in refused.reason) == ("endless", True)
    assert sorted(found(elastic)) == ["Chess", "Judo"]
    assert elastic.suggest("end") == ()


@contextmanager
def hands_full(engine: ElasticHere) -> Iterator[Callable[[], object]]:
    """A server that answers 429 to every line; the function given ends it."""
    client = engine.server.writing

    def block(on: bool | None) -> object:
        return client.indices.put_settings(
            index=engine.names.writing, settings={"index.blocks.read_only_allow_delete": on}
        )

    block(True)
    try:
        yield lambda: block(None)
    finally:
        block(None)


def test_a_line_is_offered_again_to_a_server_that_has_its_hands_full(
    elastic: ElasticHere, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    with hands_full(elastic) as free:

        def wait(seconds: float) -> None:
            waits.append(seconds)
            if len(waits) == 2:
                free()

        monkeypatch.setattr(sending, "sleep", wait)
        assert elastic.apply([Change("chess", service("Chess"))]) == ()
    assert waits == [0.5, 1.0]
    assert found(elastic) == ["Chess"]


def test_a_server_that_never_has_a_hand_free_is_away_and_no_listing_is_to_blame(
    elastic: ElasticHere, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    monkeypatch.setattr(sending, "sleep", waits.append)
    with hands_full(elastic), pytest.raises(SearchUnavailableError):
        elastic.apply([Change("chess", service("Chess"))])
    assert waits == [0.5, 1.0, 2.0, 4.0, 8.0]


def test_lines_go_together_until_there_are_many_or_they_are_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "_MOST_BYTES", 100)
    monkeypatch.setattr(sending, "CHUNK", 3)
    lines = [b"x" * size for size in (10, 10, 10, 10, 90, 300, 20, 20)]
    sizes = [[len(line) for line in chunk] for chunk in sending.chunks(lines)]
    assert sizes == [[10, 10, 10], [10, 90], [300], [20, 20]]


def test_a_service_whose_new_text_is_refused_keeps_its_old(elastic: ElasticHere) -> None:
    index(elastic, service("Chess"))
    worse = service("Chess", needs=("x" * 40_000,))
    assert [one.key for one in elastic.apply([Change("chess", worse)])] == ["chess"]
    assert found(elastic, "chess") == ["Chess"]


def test_a_change_that_changes_nothing_is_not_written(
    elastic: ElasticHere, monkeypatch: pytest.MonkeyPatch
) -> None:
    index(elastic, service("Chess"))
    count = Counting(elastic, monkeypatch)
    put(elastic, service("Chess"))
    assert not [one for one in count.sent if "_bulk" in one]


def test_families_who_ask_while_a_small_index_is_built_anew_are_all_answered(elastic: ElasticHere) -> None:
    index(elastic, *(service(f"Club {number}", km=number % 9) for number in range(30)))
    over = threading.Event()
    totals: set[int] = set()
    failed: list[BaseException] = []

    def ask_on() -> None:
        while not over.is_set():
            try:
                totals.add(elastic.search(ask("club", BRIDGWATER)).total)
            except SearchUnavailableError as resting:
                failed.append(resting)

    asking = [threading.Thread(target=ask_on) for _ in range(2)]
    for one in asking:
        one.start()
    try:
        for number in range(4):
            put(elastic, service("Club 3", km=3, summary=f"Edition {number}"))
    finally:
        over.set()
        for one in asking:
            one.join()
    assert (totals, failed) == ({30}, [])


def test_the_words_for_needs_are_still_suggested_after_a_small_index_was_built_anew(
    elastic: ElasticHere,
) -> None:
    elastic.rebuild([service("Chess")], Vocabulary((("Autism", "need", "autism"),)))
    (before,) = builds(elastic)
    put(elastic, service("Chess", summary="new"))
    assert before not in builds(elastic)
    assert [said.code for said in elastic.suggest("aut")] == ["autism"]


# --- patience ------------------------------------------------------------------------------------


def test_a_server_that_says_nothing_is_given_up_on_within_the_time_promised(silent: str) -> None:
    engine = ElasticEngine(silent, timeout=0.3)
    started = time.monotonic()
    with pytest.raises(SearchUnavailableError, match="Search is resting"):
        engine.search(ask("chess"))
    assert time.monotonic() - started < 2
    assert engine.health().ok is False


def test_a_server_that_is_away_is_said_at_once_and_no_word_of_the_question_is_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
    engine = ElasticEngine(url)
    with everything_logged(caplog), pytest.raises(SearchUnavailableError, match="Search is resting"):
        engine.search(ask("quidditch", BRIDGWATER))
    assert "ConnectionError" in caplog.text
    assert "quidditch" not in caplog.text


def test_a_question_the_server_cannot_read_is_unavailable_and_no_word_of_it_is_logged(
    elastic: ElasticHere, caplog: pytest.LogCaptureFixture
) -> None:
    endless = ask("quidditch", filters={Facet.NEED: tuple(f"quidditch-{n}" for n in range(70_000))})
    with everything_logged(caplog), pytest.raises(SearchUnavailableError, match="Search is resting"):
        elastic.search(endless)
    assert "could not answer a question" in caplog.text
    assert "quidditch" not in caplog.text


def test_a_document_at_the_server_that_is_none_of_ours_is_never_shown(elastic: ElasticHere) -> None:
    index(elastic, service("Chess"))
    strange = {"role": "service", "id": "x", "body": to_text(service("Other")), "stems": "0x"}
    elastic.server.writing.index(index=elastic.names.writing, id="s:x", document=strange, refresh=True)
    with pytest.raises(SearchUnavailableError):
        elastic.search(ask())


# --- one question, one request -------------------------------------------------------------------


@pytest.mark.parametrize("sort", Sort)
@pytest.mark.parametrize("filters", [{}, {Facet.NEED: ("autism",), Facet.WHEN: ("monday",)}])
def test_one_question_is_one_request(
    elastic: ElasticHere, monkeypatch: pytest.MonkeyPatch, sort: Sort, filters: dict
) -> None:
    parts = {"needs": ("autism",), "venues": (venue(2, when=("monday",)), venue(1))}
    index(elastic, *(service(f"Club {number}", **parts) for number in range(30)))
    count = Counting(elastic, monkeypatch)
    answer = elastic.search(ask("club", BRIDGWATER, sort=sort, filters=filters, age=None))
    assert answer.groups[Group.NEAR] == 30
    assert count.sent == ["POST /_msearch"]


def test_the_order_is_right_though_many_services_have_a_nearer_hall_that_is_shut_that_day(
    elastic: ElasticHere,
) -> None:
    def club(number: int) -> object:
        shut, open_ = venue(0.1), venue(1 + number / 10, when=("monday",))
        return service(f"Club {number:03}", venues=(shut, open_))

    # Listed the wrong way round by the nearest hall of any kind: the farther ones were checked today.
    index(elastic, *(replace(club(number), checked=TODAY if number > 60 else None) for number in range(120)))
    asked = ask("club", BRIDGWATER, filters={Facet.WHEN: ("monday",)}, miles=30)
    everything = elastic.search(replace(asked, per_page=200)).hits
    ordered = sorted(everything, key=lambda hit: (-hit.score, hit.document.id))
    assert names(everything) == names(ordered)
    first = elastic.search(asked)
    assert names(first.hits) == names(everything[:20])
    assert names(first.sections[Group.NEAR]) == names(everything[:20])
    third = elastic.search(replace(asked, page=3))
    assert names(third.hits) == names(everything[40:60])


def test_a_page_far_down_a_long_list_is_still_turned(elastic: ElasticHere) -> None:
    index(elastic, service("Chess"))
    assert elastic.search(ask("chess", page=5_000, per_page=20)).hits == ()


def test_a_plan_asks_for_more_only_where_the_server_ranks_roughly(tmp_path: Path) -> None:
    there = ask("club", BRIDGWATER)
    assert Plan.of(there).question(50)["size"] == 20
    halls = {Facet.WHEN: ("monday",)}
    assert Plan.of(replace(there, filters=halls)).question(50)["size"] == 70
    assert Plan.of(replace(there, filters=halls, sort=Sort.NAME)).question(50)["size"] == 20
    assert Plan.of(ask("club", filters=halls)).question(50)["size"] == 20
