"""The words that listings use, as the index spells them: what a mistyped word may have meant."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from search.engine.base import Change
from search.engine.embedded.engine import EmbeddedEngine
from search.engine.embedded.lexicon import Words
from search.understanding.knowledge import NoWords
from tests.conformance.people import index, put, service, withdraw


@pytest.fixture
def engine(tmp_path: Path) -> EmbeddedEngine:
    return EmbeddedEngine(tmp_path / "index")


def near(engine: EmbeddedEngine, word: str, slips: int = 2) -> dict[str, int]:
    return dict(engine.lexicon().near(word, slips))


def test_a_mistyped_word_is_near_the_word_that_listings_use(engine: EmbeddedEngine) -> None:
    index(engine, service("Respite weekend"), service("Respite house"), service("Chess"))
    assert near(engine, "resbite") == {"respite": 2}
    assert near(engine, "rsepite", 1) == {"respite": 2}  # two letters swapped are one slip
    assert near(engine, "xesbite", 1) == {}


def test_words_are_given_as_they_are_spelled_and_not_as_their_stems(engine: EmbeddedEngine) -> None:
    index(engine, service("Physiotherapy"), service("Dyslexia evenings"))
    assert near(engine, "physoitherapy") == {"physiotherapy": 1}
    assert near(engine, "dislexia") == {"dyslexia": 1}


def test_a_word_is_known_in_every_form_of_it(engine: EmbeddedEngine) -> None:
    index(engine, service("Chess club"), service("Judo", summary="A club for all"))
    known = engine.lexicon()
    assert (known.documents("club"), known.documents("clubs"), known.documents("quidditch")) == (2, 2, 0)


def test_two_words_of_a_name_written_as_one_are_known(engine: EmbeddedEngine) -> None:
    index(engine, service("After school crew"))
    assert engine.lexicon().documents("afterschool") == 1


def test_the_words_of_a_service_published_a_second_ago_are_known(engine: EmbeddedEngine) -> None:
    index(engine, service("Chess"))
    before = engine.lexicon()
    put(engine, service("Physiotherapy"))
    assert engine.lexicon().documents("physiotherapy") == 1
    assert near(engine, "physoitherapy") == {"physiotherapy": 1}
    assert before.documents("physiotherapy") == 0  # what a question holds stays as it was


def test_words_published_one_by_one_are_all_known_when_many_have_settled(engine: EmbeddedEngine) -> None:
    index(engine, service("Chess"))
    assert near(engine, "resbite") == {}
    many = [service(f"Service {number}", summary="respite") for number in range(300)]
    put(engine, *many)
    assert near(engine, "resbite")["respite"] == 300
    put(engine, service("Respire breathing"))
    assert near(engine, "resbire") == {"respite": 300, "respire": 1}
    assert engine.lexicon().documents("respite") == 300


def test_a_new_build_has_its_own_words_and_no_others(engine: EmbeddedEngine) -> None:
    index(engine, service("Respite"))
    assert near(engine, "resbite") == {"respite": 1}
    index(engine, service("Chess"))
    assert near(engine, "resbite") == {}
    assert engine.lexicon().documents("respite") == 0


def test_the_words_of_a_withdrawn_service_are_gone_with_the_next_build(engine: EmbeddedEngine) -> None:
    index(engine, service("Respite"))
    withdraw(engine, "respite")
    engine.rebuild([])
    assert engine.lexicon().documents("respite") == 0


def test_what_another_process_publishes_is_known_here(engine: EmbeddedEngine, tmp_path: Path) -> None:
    index(engine, service("Chess"))
    engine.lexicon()
    chess_again = service("Respite")
    EmbeddedEngine(tmp_path / "index").apply([Change(chess_again.id, chess_again)])
    assert engine.lexicon().documents("respite") == 1


def test_where_there_is_no_index_there_are_no_words_and_no_error(engine: EmbeddedEngine) -> None:
    assert isinstance(engine.lexicon(), NoWords)
    assert near(engine, "resbite") == {}


def test_a_damaged_index_has_no_words_and_raises_nothing(engine: EmbeddedEngine, tmp_path: Path) -> None:
    index(engine, service("Respite"))
    (file,) = (tmp_path / "index").glob("index-*.sqlite3")
    file.write_bytes(b"no database" * 1000)
    known = EmbeddedEngine(tmp_path / "index").lexicon()
    assert (known.documents("respite"), tuple(known.near("resbite", 2))) == (0, ())


def test_an_index_that_breaks_while_a_question_is_read_has_no_words(
    engine: EmbeddedEngine, tmp_path: Path
) -> None:
    index(engine, *(service(f"Respite {number}", description="word " * 50) for number in range(200)))
    known = engine.lexicon()
    (file,) = (tmp_path / "index").glob("index-*.sqlite3")
    size = file.stat().st_size
    with file.open("r+b") as broken:
        broken.seek(4096)
        broken.write(b"\xff" * (size - 4096))
    assert (known.documents("respite"), tuple(known.near("resbite", 2))) == (0, ())


def test_many_families_ask_for_words_at_once(engine: EmbeddedEngine) -> None:
    index(engine, *(service(f"Respite {number}") for number in range(50)))

    def look(number: int) -> tuple[int, dict[str, int]]:
        if number % 10 == 0:
            put(engine, service(f"Chess {number}"))
        return engine.lexicon().documents("respite"), near(engine, "resbite")

    with ThreadPoolExecutor(8) as pool:
        seen = list(pool.map(look, range(80)))
    assert seen == [(50, {"respite": 50})] * 80


spelled = st.text("abcdeé", min_size=1, max_size=8)


@settings(max_examples=150, deadline=None)
@given(words=st.frozensets(spelled, max_size=25), typed=spelled, slips=st.integers(1, 3))
def test_no_word_within_reach_is_ever_missed(words: frozenset[str], typed: str, slips: int) -> None:
    counted = {word: number + 1 for number, word in enumerate(sorted(words))}
    within = {word: counted[word] for word in words if OSA.distance(typed, word) <= slips}
    assert dict(Words(counted).near(typed, slips)) == within
