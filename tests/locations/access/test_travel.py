"""Minutes in the place of kilometres: the table, and the file it comes from."""

import gzip
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from locations.access import TravelTable, count, enhanced, nearest_in, two_step
from locations.access import decay as named_decay
from locations.access.reach import PAIRS_AT_ONCE
from locations.feeds.rows import FeedError
from locations.feeds.travel import read_table
from tests.locations.access.making import SOON

AREAS, HALLS = ("E01", "E02", "E03"), ("hall", "library")
HEADINGS = "origin,destination,minutes"


@pytest.fixture
def file(tmp_path):
    def write(*lines, name="minutes.csv"):
        path = tmp_path / name
        path.write_text("\n".join(lines) + "\n")
        return path

    return write


def read(path, **given):
    return read_table(path, origins=AREAS, destinations=HALLS, **given)


def found(reach):
    pairs = [
        (int(origin), int(destination), float(cost))
        for piece in reach
        for origin, destination, cost in zip(*piece, strict=True)
    ]
    assert len(set(pairs)) == len(pairs)
    return set(pairs)


def test_a_table_of_minutes_takes_the_place_of_distances(file):
    table = read(file(HEADINGS, "E01,hall,12.5", "E01,library,40", "E02,library,8"))
    reach = table.between(AREAS, HALLS, within=30)
    assert found(reach) == {(0, 0, 12.5), (1, 1, 8.0)}
    assert (reach.origin_count, reach.destination_count, reach.within) == (3, 2, 30)
    assert two_step(reach, supply=[5, 8], demand=[10, 20, 30]).score.tolist() == [0.5, 0.4, 0.0]
    assert nearest_in(reach, 1).destination.tolist() == [[0], [1], [-1]]
    near = enhanced(reach, supply=[5, 8], demand=[10, 20, 30], decay=named_decay("stepped", 30))
    assert near.leaning == pytest.approx([6.8, 20])


def test_a_hall_exactly_thirty_minutes_away_is_within_thirty_minutes(file):
    table = read(file(HEADINGS, "E01,hall,30", "E02,hall,30.01"))
    assert found(table.between(AREAS, HALLS, 30)) == {(0, 0, 30.0)}


def test_two_clubs_in_one_hall_and_areas_in_another_order(file):
    table = read(file(HEADINGS, "E01,hall,10", "E03,hall,20", "E03,library,5"))
    reach = table.between(("E03", "unheard of", "E01"), ("library", "hall", "nowhere", "hall"), 30)
    assert found(reach) == {(0, 0, 5.0), (0, 1, 20.0), (0, 3, 20.0), (2, 1, 10.0), (2, 3, 10.0)}
    assert count(reach).tolist() == [3, 0, 2]


def test_areas_and_halls_that_the_table_forgot_can_be_asked_for(file):
    table = read(file(HEADINGS, "E01,hall,10", "E02,hall,15"))
    assert table.without_a_way(AREAS, (*HALLS, "school")) == (["E03"], ["library", "school"])


@SOON
@given(
    st.dictionaries(st.tuples(st.integers(0, 3), st.integers(0, 3)), st.integers(0, 60)),
    st.lists(st.integers(0, 5), max_size=8),
    st.lists(st.integers(0, 5), max_size=8),
)
def test_every_way_of_the_table_is_there_between_any_lists_of_codes(minutes, homes, halls):
    codes = tuple("abcd")
    table = TravelTable(
        codes,
        codes,
        np.array([origin for origin, _ in minutes], dtype=np.intp),
        np.array([destination for _, destination in minutes], dtype=np.intp),
        np.array(list(minutes.values()), dtype=float),
    )
    reach = table.between(["abcdyz"[at] for at in homes], ["abcdyz"[at] for at in halls], 45)
    assert found(reach) == {
        (home, hall, float(minutes[homes[home], halls[hall]]))
        for home in range(len(homes))
        for hall in range(len(halls))
        if minutes.get((homes[home], halls[hall]), 60) <= 45
    }


def test_many_clubs_in_one_hall_come_in_pieces_of_bounded_size():
    table = TravelTable(("a", "b"), ("hall",), np.array([0, 1]), np.array([0, 0]), np.array([10.0, 12.0]))
    clubs = PAIRS_AT_ONCE // 2 + 10
    pieces = list(table.between(["a", "b", "a"], ["hall"] * clubs, 30))
    assert len(pieces) == 2
    counted = Counter()
    for piece in pieces:
        counted.update(piece.origin.tolist())
    assert counted == {0: clubs, 1: clubs, 2: clubs}


@pytest.mark.parametrize(
    ("origin", "minutes", "said"),
    [
        ([0, 0], [5.0, 6.0], "more than once"),
        ([0, 1], [5.0, -0.5], "nought or more"),
        ([0, 1], [5.0, float("inf")], "nought or more"),
        ([0, 1], [5.0, float("nan")], "nought or more"),
        ([0, 1], [5.0], "Each way needs"),
    ],
)
def test_a_table_that_says_two_things_or_nothing_is_refused(origin, minutes, said):
    with pytest.raises(ValueError, match=said):
        TravelTable(AREAS, HALLS, np.array(origin), np.array([0, 0]), np.array(minutes))


@pytest.mark.parametrize("within", [-1, float("nan"), float("inf")])
def test_a_reach_of_no_minutes_is_refused(file, within):
    with pytest.raises(ValueError, match="is no reach"):
        read(file(HEADINGS, "E01,hall,10")).between(AREAS, HALLS, within)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("E99,hall,10", "line 3, column “origin”: “E99” is not a known origin. Mend the code"),
        ("E01,pub,10", "line 3, column “destination”: “pub” is not a known destination"),
        (",hall,10", "line 3, column “origin”: is empty"),
        ("E01,,10", "line 3, column “destination”: is empty"),
        ("E01,hall,ten", "line 3, column “minutes”: “ten” is not a number. Write minutes, such as 12"),
        ("E01,hall,-4", "line 3, column “minutes”: -4 can't be minutes"),
        ("E01,hall,nan", "line 3, column “minutes”: nan can't be minutes"),
        ("E01,hall,inf", "line 3, column “minutes”: inf can't be minutes"),
        ("E01,hall,54000", "line 3, column “minutes”: 54000 can't be minutes"),
        ("E01,hall,", "line 3, column “minutes”: is empty. Write the minutes, or take the line out"),
        ("E01,hall", "line 3, column “minutes”: there are 2 columns on this line, too few"),
        ("E02,hall,10", "line 3, column “destination”: E02 to hall is on line 2 too. Keep one"),
    ],
)
def test_one_bad_line_and_nothing_is_loaded(file, line, said):
    with pytest.raises(FeedError) as refused:
        read(file(HEADINGS, "E02,hall,9", line, "E03,hall,7"))
    assert said in str(refused.value)
    assert str(refused.value).startswith("minutes.csv: 1 of its lines can't be used. Nothing was changed.")


def test_ten_bad_lines_are_shown_and_the_others_counted(file):
    with pytest.raises(FeedError) as refused:
        read(file(HEADINGS, *(f"E01,hall,slow{at}" for at in range(1234))))
    said = str(refused.value).splitlines()
    assert said[0] == "minutes.csv: 1,234 of its lines can't be used. Nothing was changed."
    assert len(said) == 12
    assert said[-1] == "  and 1,224 more"


def test_a_heading_that_may_be_seconds_is_not_taken_for_minutes(file):
    with pytest.raises(FeedError, match="no column is recognised as minutes"):
        read(file("from_id,to_id,travel_time", "E01,hall,10"))
    table = read(file("from_id,to_id,travel_time", "E01,hall,10"), named={"minutes": "travel_time"})
    assert table.minutes.tolist() == [10]


def test_headings_of_other_makers_are_recognised(file):
    table = read(file("To Code,From Code,Travel time minutes,Note", "hall,E02,10,by bus"))
    assert (table.origin.tolist(), table.destination.tolist(), table.minutes.tolist()) == ([1], [0], [10])


def test_a_table_without_lines_is_refused(file):
    with pytest.raises(FeedError, match="holds no travel times under its headings"):
        read(file(HEADINGS))


def test_no_file_an_empty_one_and_a_packed_one(file, tmp_path):
    with pytest.raises(FeedError, match="there is no such file"):
        read(tmp_path / "gone.csv")
    empty = tmp_path / "empty.csv"
    empty.touch()
    with pytest.raises(FeedError, match="is empty"):
        read(empty)
    packed = tmp_path / "minutes.csv.gz"
    packed.write_bytes(gzip.compress(f"{HEADINGS}\r\nE01,hall,10\r\n\r\n E02 ,hall, 11 \r\n".encode()))
    assert read(packed).minutes.tolist() == [10, 11]


def test_whoever_waits_is_shown_how_far_it_is(file):
    watched = []

    def watch(lines, total, what):
        watched.append((total, what))
        return lines

    read(file(HEADINGS, "E01,hall,10"), watch=watch)
    assert watched == [(2, "travel times")]
