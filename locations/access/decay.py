"""How much less a service is worth to a child the farther away it is.

Bands: Luo and Qi 2009, "An enhanced two-step floating catchment area (E2SFCA) method for measuring spatial
accessibility to primary care physicians", Health & Place 15(4). Their two sets of weights are ``stepped`` and
``steep``. Gaussian: Dai 2010, "Black residential segregation, disparities in spatial access to health care
facilities, and late-stage breast cancer diagnosis in metropolitan Detroit", Health & Place 16(5).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Protocol

import numpy as np

from locations.access.figures import Floats


class Decay(Protocol):
    """Worth by cost: 1 on the doorstep, never more with distance, 0 beyond ``farthest`` (km or minutes)."""

    @property
    def farthest(self) -> float: ...

    def __call__(self, cost: Floats) -> Floats: ...


@dataclass(frozen=True, slots=True)
class Bands:
    """Worth in steps: ``weights[i]`` up to and with ``edges[i]``.

    ValueError unless the edges rise from above nought, and the weights, one for each, fall from 1 or stay.
    """

    edges: tuple[float, ...]
    weights: tuple[float, ...]

    def __post_init__(self) -> None:
        if not self.edges or len(self.edges) != len(self.weights):
            raise ValueError(f"{len(self.edges)} edges need as many weights, not {len(self.weights)}.")
        steps = zip((0.0, *self.edges), self.edges, strict=False)
        if not all(low < high < np.inf for low, high in steps):
            raise ValueError(f"The edges must rise from above nought: {self.edges}.")
        falls = zip((1.0, *self.weights), self.weights, strict=False)
        if not all(before >= after >= 0 for before, after in falls):
            raise ValueError(f"The weights must fall, or stay, from 1 at most to 0 at least: {self.weights}.")

    @property
    def farthest(self) -> float:
        return self.edges[-1]

    def __call__(self, cost: Floats) -> Floats:
        # Few bands and very many costs: the innermost band is written last and so stands.
        worth = np.zeros_like(cost)
        for edge, weight in zip(reversed(self.edges), reversed(self.weights), strict=True):
            worth[cost <= edge] = weight
        return worth


@dataclass(frozen=True, slots=True)
class Gaussian:
    """Worth along a bell: 1 on the doorstep, 0 from ``farthest`` on. ValueError unless that is above 0."""

    farthest: float

    def __post_init__(self) -> None:
        if not 0 < self.farthest < np.inf:
            raise ValueError(
                f"A bell that ends at {self.farthest:g} is none. Give kilometres or minutes above 0."
            )

    def __call__(self, cost: Floats) -> Floats:
        end = np.exp(-0.5)
        bell = np.exp(-0.5 * np.square(np.minimum(cost / self.farthest, 1.0)))
        return np.asarray((bell - end) / (1 - end))


def _thirds(*weights: float) -> Callable[[float], Decay]:
    return lambda farthest: Bands((farthest / 3, farthest * 2 / 3, farthest), weights)


#: What a measure may name: how each is made for the farthest cost that counts.
DECAYS: Mapping[str, Callable[[float], Decay]] = MappingProxyType(
    {
        "even": lambda farthest: Bands((farthest,), (1.0,)),
        "stepped": _thirds(1.0, 0.68, 0.22),
        "steep": _thirds(1.0, 0.42, 0.09),
        "gaussian": Gaussian,
    }
)


def decay(name: str, farthest: float) -> Decay:
    """A decay by its name in DECAYS, ending at ``farthest`` km or minutes. ValueError for another name."""
    if name not in DECAYS:
        raise ValueError(f"There is no decay “{name}”. There are: {', '.join(DECAYS)}.")
    return DECAYS[name](farthest)
