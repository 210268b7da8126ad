"""What a service is worth to a child who must travel to it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from locations.access import DECAYS, Bands, Gaussian, decay
from tests.locations.access.making import SOON


def worth(of, *km):
    return of(np.array(km, dtype=float)).tolist()


def test_the_stepped_bands_are_those_of_luo_and_qi():
    assert decay("stepped", 30) == Bands((10, 20, 30), (1.0, 0.68, 0.22))
    assert decay("steep", 30) == Bands((10, 20, 30), (1.0, 0.42, 0.09))


def test_a_child_at_the_edge_of_a_band_is_still_in_it():
    assert worth(decay("stepped", 15), 0, 5, 5.0001, 10, 15, 15.0001) == [1, 1, 0.68, 0.68, 0.22, 0]
    assert worth(decay("even", 15), 0, 15, 15.0001) == [1, 1, 0]


def test_the_bell_is_dais():
    """Half way: (e^-1/8 - e^-1/2) / (1 - e^-1/2)."""
    assert worth(decay("gaussian", 10), 0, 5, 10, 12) == pytest.approx([1, 0.701367, 0, 0], abs=1e-5)


@SOON
@given(st.sampled_from(list(DECAYS)), st.floats(0.5, 100), st.floats(0, 120), st.floats(0, 120))
def test_nothing_is_worth_more_for_being_farther_away(name, farthest, a, b):
    near, far = worth(decay(name, farthest), min(a, b), max(a, b))
    assert 1 >= near >= far >= 0
    assert decay(name, farthest).farthest == pytest.approx(farthest)
    assert worth(decay(name, farthest), 0.0) == [1]
    if max(a, b) > farthest * (1 + 1e-9):
        assert far == 0


@pytest.mark.parametrize(
    ("edges", "weights", "said"),
    [
        ((), (), "0 edges need as many weights"),
        ((5, 10), (1.0,), "2 edges need as many weights, not 1"),
        ((10, 5), (1.0, 0.5), "The edges must rise"),
        ((5, 5), (1.0, 0.5), "The edges must rise"),
        ((0, 5), (1.0, 0.5), "The edges must rise from above nought"),
        ((5, float("inf")), (1.0, 0.5), "The edges must rise"),
        ((5, float("nan")), (1.0, 0.5), "The edges must rise"),
        ((5, 10), (0.5, 1.0), "The weights must fall"),
        ((5, 10), (1.5, 1.0), "from 1 at most"),
        ((5, 10), (1.0, -0.5), "to 0 at least"),
        ((5, 10), (1.0, float("nan")), "The weights must fall"),
    ],
)
def test_bands_that_are_none_are_refused(edges, weights, said):
    with pytest.raises(ValueError, match=said):
        Bands(edges, weights)


@pytest.mark.parametrize("farthest", [0, -5, float("nan"), float("inf")])
def test_a_bell_without_an_end_is_refused(farthest):
    with pytest.raises(ValueError, match="is none"):
        Gaussian(farthest)


def test_a_decay_that_nobody_named_is_refused_with_those_there_are():
    with pytest.raises(ValueError, match=r"no decay “linear”\. There are: even, stepped, steep, gaussian"):
        decay("linear", 15)
