"""How many children live far from the nearest service, and which children."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from locations.access import Share, beyond
from tests.locations.access.making import SOON

INF = float("inf")
# Four areas: how far the nearest club is, who lives there, and in what kind of area.
KM, CHILDREN = [2.0, 12.0, 16.0, INF], [1000, 300, 100, 50]
CLASSES = ["urban", "rural", "rural", ""]


def test_children_are_counted_beyond_each_distance():
    got = beyond(KM, CHILDREN).everybody
    assert (got.areas, got.children) == (4, 1450)
    assert got.beyond == (450, 450, 150, 50)
    assert got.shares == pytest.approx((450 / 1450, 450 / 1450, 150 / 1450, 50 / 1450))


def test_rural_and_urban_children_are_counted_each_for_themselves_and_the_unknown_apart():
    got = beyond(KM, CHILDREN, (10, 15), CLASSES)
    assert got.thresholds == (10, 15)
    assert got.groups == (Share("rural", 2, 400, (400, 100)), Share("urban", 1, 1000, (0, 0)))
    assert got.unknown == Share(None, 1, 50, (50, 50))
    assert got.everybody == Share(None, 4, 1450, (450, 150))


def test_nobody_is_counted_as_unknown_when_every_class_is_known():
    assert beyond([1, 2], [3, 4], (5,), ["urban", "rural"]).unknown is None
    assert beyond([1, 2], [3, 4], (5,)).unknown is None


def test_deprivation_deciles_come_in_their_own_order():
    got = beyond([20, 20, 20, 1], [1, 2, 3, 4], (15,), [10, 2, None, 1])
    assert [share.group for share in got.groups] == [1, 2, 10]
    assert got.unknown == Share(None, 1, 3, (3,))


def test_a_child_who_lives_just_at_fifteen_kilometres_is_not_beyond_it():
    assert beyond([15.0, 15.0001], [1, 1], (15,)).everybody.beyond == (1,)


def test_a_group_without_children_has_no_share_of_them_far_away():
    assert beyond([20.0], [0], (15,), ["rural"]).groups[0].shares == (0.0,)
    assert beyond([], []).everybody == Share(None, 0, 0, (0, 0, 0, 0))


@SOON
@given(
    st.lists(
        st.tuples(
            st.one_of(st.floats(0, 60), st.just(INF)), st.integers(0, 900), st.sampled_from(["a", "b", ""])
        )
    )
)
def test_the_groups_and_the_unknown_are_everybody_and_fewer_live_farther(areas):
    km, children, labels = ([area[at] for area in areas] for at in range(3))
    got = beyond(km, children, (5, 15, 30), labels)
    parts = [*got.groups, *([got.unknown] if got.unknown else [])]
    for at, limit in enumerate((5, 15, 30)):
        assert got.everybody.beyond[at] == sum(part.beyond[at] for part in parts)
        assert got.everybody.beyond[at] == sum(n for far, n, _ in areas if far > limit)
    assert got.everybody.children == sum(part.children for part in parts) == sum(children)
    assert list(got.everybody.beyond) == sorted(got.everybody.beyond, reverse=True)


@pytest.mark.parametrize(
    ("km", "children", "thresholds", "groups", "said"),
    [
        ([1.0, float("nan")], [1, 1], (5,), None, "Distance 1 is nan"),
        ([-1.0], [1], (5,), None, "Distance 0 is -1"),
        ([[1.0]], [1], (5,), None, "must be a list, one for each area"),
        ([1.0], [float("nan")], (5,), None, "The children: number 0 is nan"),
        ([1.0], [1, 2], (5,), None, "The children: 1 are needed"),
        ([1.0], [1], (), None, "The thresholds must rise"),
        ([1.0], [1], (10, 5), None, "The thresholds must rise"),
        ([1.0], [1], (0, 5), None, "must rise from above nought"),
        ([1.0], [1], (float("nan"),), None, "The thresholds must rise"),
        ([1.0], [1], (5,), ["rural", "urban"], "1 areas need as many labels, not 2"),
    ],
)
def test_what_is_no_distance_or_no_number_of_children_is_refused(km, children, thresholds, groups, said):
    with pytest.raises(ValueError, match=said):
        beyond(km, children, thresholds, groups)


def test_figures_may_be_arrays():
    assert beyond(np.array(KM), np.array(CHILDREN), groups=np.array(CLASSES)).unknown.children == 50
