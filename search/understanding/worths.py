"""How surely each way to say a thing means it: a table of named worths. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Worth:
    """One knob: its name, its value, and what it is the worth of."""

    name: str
    value: float
    meaning: str


WORTHS: tuple[Worth, ...] = (
    Worth("typed", 1.0, "The very words the family typed."),
    Worth("look-for", 0.9, "Words that listings use for the thing."),
    Worth("listed", 0.9, "Being listed under the need that means the thing, or the kind that was named."),
    Worth("listed-by-other-word", 0.7, "The same, where only another word for the need was said."),
    Worth(
        "listed-kind",
        0.6,
        "Being listed under a kind of help that holds the thing: physiotherapy is a therapy.",
    ),
    Worth("term", 0.8, "The name of a need or kind, in a listing's own text."),
    Worth("narrower", 0.75, "Words for a part of the thing."),
    Worth("other-word", 0.5, "Another word for a need or kind that was said by its name."),
    Worth("look-for-general", 0.3, "A word to look for that is only a kind in general words: club, support."),
    Worth("broader", 0.25, "Words for something wider that holds the thing."),
    Worth("related", 0.25, "Words for something near to it."),
    Worth("related-listed", 0.25, "Being listed under a need or kind near to it."),
    Worth("telling", 1.0, "Weight of one thing sought."),
    Worth("longer", 0.15, "What each further word of a phrase adds to its weight."),
    Worth("heaviest", 1.45, "The most that a long phrase can weigh."),
    Worth("kind-beside-need", 0.6, "Weight of the kind of help where a phrase means a need as well."),
    Worth("general", 0.5, "Weight of a kind in general words (club, group) beside something more telling."),
    Worth("wish", 1.3, "What the score of a listing is multiplied by when it grants a wish."),
    Worth("age", 1.5, "The same when it serves a child of the age said."),
)

_VALUES = {one.name: one.value for one in WORTHS}


def worth(name: str) -> float:
    """The value of a named worth; KeyError for a name that isn't in the table."""
    return _VALUES[name]
