"""A small world to understand questions in: a thesaurus, terms, places and listings' words of our own."""

from collections.abc import Iterable, Mapping

from rapidfuzz.distance import OSA

from search.terms import Facet, Sought, Way
from search.understanding import understand
from search.understanding.knowledge import Entry, Knowledge, Role, Terms
from search.understanding.values import Understood
from search.words import stem, words_of

NEED, KIND = Facet.NEED, Facet.KIND


class Listings:
    """A lexicon of the words of these texts, each text a listing."""

    def __init__(self, *texts: str) -> None:
        self.counts: dict[str, int] = {}
        for text in texts:
            for word in set(words_of(text)):
                if len(word) >= 3 and word.isalpha():
                    self.counts[word] = self.counts.get(word, 0) + 1

    def documents(self, word: str) -> int:
        return self.counts.get(word, 0)

    def near(self, word: str, slips: int) -> Iterable[tuple[str, int]]:
        return [(other, held) for other, held in self.counts.items() if OSA.distance(word, other) <= slips]


ENTRIES = (
    Entry(
        "respite",
        Role.MEANING,
        "Respite",
        ("a break", "time off from caring", "carers break"),
        look_for=("short breaks", "sitting service"),
        narrower=("overnight stay",),
        broader=("family support",),
        related=("befriending",),
        kinds=("short-break",),
        related_kinds=("holiday-activity",),
    ),
    Entry(
        "ebsa",
        Role.MEANING,
        "School avoidance",
        ("won't go to school", "won't .. school", "not in school", "out of school", "school anxiety"),
        look_for=("EBSA", "attendance"),
        needs=("school-avoidance",),
    ),
    Entry(
        "sleep",
        Role.MEANING,
        "Sleep",
        ("can't sleep", "won't sleep"),
        look_for=("sleep",),
        needs=("medical-needs",),
    ),
    Entry(
        "ot",
        Role.MEANING,
        "Occupational therapy",
        ("OT",),
        look_for=("occupational therapist",),
        kinds=("therapy",),
    ),
    Entry("salt", Role.MEANING, "Speech therapy", ("SALT",), needs=("speech",), kinds=("therapy",)),
    Entry("is", Role.MEANING, "Information service", ("IS",), look_for=("guidance",), kinds=("advice",)),
    Entry(
        "reading",
        Role.MEANING,
        "Reading",
        ("help with reading", "can't read"),
        look_for=("literacy",),
        needs=("dyslexia",),
    ),
    Entry(
        "bath",
        Role.MEANING,
        "Bath seats",
        ("bath seat", "bath chair"),
        look_for=("hoist",),
        kinds=("equipment",),
    ),
    Entry("street-dance", Role.MEANING, "Street dance", (), look_for=("dance",), kinds=("club",)),
    Entry("physio", Role.MEANING, "Physiotherapy", ("physio", "physiotherapist"), kinds=("therapy",)),
    Entry("psychology", Role.MEANING, "Psychologist", (), look_for=("psychology",)),
    Entry("counselling", Role.MEANING, "Counselling", ("counsellor",), look_for=("talking therapy",)),
    Entry("tics", Role.MEANING, "Tourettes", ("tics",), look_for=("tics",)),
    Entry("dyspraxia", Role.MEANING, "Dyspraxia", ("clumsy",)),
    Entry("free-meals", Role.MEANING, "Free school meals", (), look_for=("school meals",)),
    Entry("free", Role.WISH, "Free", ("no cost", "costs nothing"), wishes=((Facet.COST, "free"),)),
    Entry(
        "weekend", Role.WISH, "At the weekend", ("weekends", "saturday"), wishes=((Facet.WHEN, "weekend"),)
    ),
    Entry("for-dads", Role.WISH, "For dads", ("dads", "fathers"), look_for=("dads",)),
    Entry("online", Role.WISH, "Online", ("zoom",), wishes=((Facet.DELIVERY, "online"),)),
    Entry(
        "suicide",
        Role.DANGER,
        "Suicide",
        (
            "suicidal",
            "kill myself",
            "hurting herself",
            "being hit",
            "doesn't want to live",
            "hits .. every day",
        ),
        needs=("self-harm",),
    ),
    Entry(
        "roads",
        Role.ELSEWHERE,
        "Potholes and roads",
        ("pothole", "potholes"),
        message="Tell the council.",
        url="https://example.org/roads",
    ),
    Entry("where", Role.FILLER, "Where can I find", ("where can i find", "does anyone know")),
)

TERMS = Terms(
    {
        (NEED, "autism"): ("Autism", "autistic", "ASD", "Asperger's", "Aspergers"),
        (NEED, "adhd"): ("ADHD", "ADD", "can't sit still", "hyperactive"),
        (NEED, "dyslexia"): ("Dyslexia", "dyslexic"),
        (NEED, "speech"): ("Speech, language and communication", "speech therapy", "stammer"),
        (NEED, "self-harm"): ("Self-harm", "cutting"),
        (KIND, "club"): ("Club or activity", "clubs", "activity", "activities"),
        (KIND, "youth-group"): ("Youth club", "youth group", "teens", "teenagers"),
        (KIND, "sport"): ("Sport and swimming", "swimming", "football", "active"),
        (KIND, "therapy"): ("Therapy", "speech therapy", "therapist"),
        (KIND, "early-years"): ("Early years", "toddler group"),
        (KIND, "sibling-support"): ("Brother and sister support", "siblings", "brother", "sister"),
        (KIND, "parent-carer-group"): ("Parent carer group", "parent group"),
        (KIND, "short-break"): ("Short break or respite", "respite", "short breaks"),
    }
)

PLACES = (
    "Wells", "Street", "Bath", "Chard", "Reading", "Ash", "Over", "Bridgwater", "Taunton", "Minehead",
    "Crewkerne", "Glastonbury", "Shepton Mallet", "Burnham-on-Sea", "St Audries", "Nailsea", "Watchet",
    "Cheddar", "Slepe", "Hope", "High Ham",
)  # fmt: skip

LISTINGS = Listings(
    "The Hive, a youth club in Bridgwater for autistic young people",
    "Respite and short breaks at home",
    "Speech therapy and physiotherapy at the children's centre",
    "Swimming lessons for children with additional needs, day care beside the pool",
    "Counselling for teenagers, help and support, school transport",
    "Occupational therapist, sensory room, dyslexia tutor, group for parents",
    "Trampolining and pottery with Zephyr",
)  # fmt: skip

KNOWLEDGE = Knowledge(ENTRIES, TERMS, PLACES)


def understood(text: str, **choices: object) -> Understood:
    """What this world makes of the words."""
    return understand(text, KNOWLEDGE, LISTINGS, **choices)  # type: ignore[arg-type]


def sought(text: str, **choices: object) -> list[str]:
    """What is looked for, as a family reads it."""
    return [one.text for one in understood(text, **choices).sought]


def needed(text: str) -> list[str]:
    """Of what is looked for, what a listing may not lack."""
    return [one.text for one in understood(text).sought if one.needed]


def respelled(text: str, **choices: object) -> dict[str, str]:
    """What was put right."""
    return {one.typed: one.meant for one in understood(text, **choices).respelled}


def topics(one: Sought) -> Mapping[tuple[Facet, str], float]:
    """The topics that mean a thing, and how surely."""
    return {way.topic: way.worth for way in one.ways if way.topic}


def way_for(one: Sought, words: str) -> Way | None:
    """The way that looks for these words."""
    stems = tuple(stem(word) for word in words_of(words))
    return next((way for way in one.ways if way.stems == stems), None)
