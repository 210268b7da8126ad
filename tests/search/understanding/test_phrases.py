"""What families say is met by what listings say: whole phrases before words, the longest first."""

import pytest

from search.terms import Facet, Sought, Way
from search.understanding.compiled import MOST_WAYS
from search.understanding.knowledge import Entry, Knowledge, NoWords, Role, Terms
from search.understanding.phrases import PhraseBook
from search.understanding.seeking import MOST_SOUGHT, Thing, merged
from search.understanding.tokens import plain
from search.understanding.understanding import understand
from search.understanding.worths import WORTHS, worth
from search.words import LONGEST_WORD
from tests.search.understanding.world import (
    ENTRIES,
    KIND,
    LISTINGS,
    NEED,
    TERMS,
    needed,
    sought,
    topics,
    understood,
    way_for,
)


@pytest.mark.parametrize(
    "text",
    [
        "won't go to school",
        "wont go to school",
        "my son can't go to school",
        "she refuses to go to school",
        "he never goes to school",
        "he won't even go in to school",
        "won't get up for school",
        "out of school",
        "not in school",
        "school anxiety",
    ],
)
def test_a_parents_phrase_means_what_listings_call_otherwise(text: str) -> None:
    (one,) = [one for one in understood(text).sought if one.needed]
    assert topics(one) == {(NEED, "school-avoidance"): worth("listed")}
    assert way_for(one, "EBSA") is not None


@pytest.mark.parametrize(
    "text",
    [
        "won't share nicely or sit calmly at school",
        "go to school",
        "school",
        "transport to school",
        "he likes school",
        "out shopping",
    ],
)
def test_half_a_phrase_or_one_without_its_no_means_something_else(text: str) -> None:
    assert all((NEED, "school-avoidance") not in topics(one) for one in understood(text).sought)


def test_every_way_to_say_a_thing_has_the_worth_of_its_sort() -> None:
    (one,) = understood("time off from caring").sought
    assert way_for(one, "time off caring").worth == worth("typed")  # type: ignore[union-attr]
    assert way_for(one, "short breaks").worth == worth("look-for")  # type: ignore[union-attr]
    assert way_for(one, "overnight stay").worth == worth("narrower")  # type: ignore[union-attr]
    assert way_for(one, "family support").worth == worth("broader")  # type: ignore[union-attr]
    assert way_for(one, "befriending").worth == worth("related")  # type: ignore[union-attr]
    assert topics(one) == {
        (KIND, "short-break"): worth("listed-kind"),
        (KIND, "holiday-activity"): worth("related-listed"),
    }


def test_a_word_that_says_the_same_meets_the_phrase_and_alone_stays_itself() -> None:
    fear = Entry("fear", Role.MEANING, "School fear", ("scared of lessons",), ("EBSA",))
    knowledge = Knowledge(entries=(fear,))
    for text in ("petrified of classrooms", "terrified of the lesson", "afraid of lessons"):
        assert any(way_for(one, "ebsa") for one in understand(text, knowledge, NoWords()).sought), text
    assert not any(way_for(one, "ebsa") for one in understand("petrified", knowledge, NoWords()).sought)


def test_hi_is_a_greeting_and_in_capitals_hearing_impairment() -> None:
    hearing = Entry("deaf", Role.MEANING, "Deaf", ("HI",), ("audiology",))
    knowledge = Knowledge(entries=(hearing,))
    assert any(way_for(one, "audiology") for one in understand("HI support", knowledge, NoWords()).sought)
    assert not any(way_for(one, "audiology") for one in understand("hi there", knowledge, NoWords()).sought)


def test_the_surest_way_comes_first() -> None:
    (one,) = understood("respite").sought
    worths = [way.worth for way in one.ways]
    assert worths == sorted(worths, reverse=True)


def test_a_need_by_another_word_is_a_little_less_sure_than_by_its_name() -> None:
    (by_name,) = understood("dyslexia").sought
    (by_other,) = understood("dyslexic").sought
    assert topics(by_name)[NEED, "dyslexia"] == worth("listed")
    assert topics(by_other)[NEED, "dyslexia"] == worth("listed-by-other-word")


def test_the_longest_phrase_is_taken_and_the_words_in_it_are_not_taken_again() -> None:
    assert sought("bath seat") == ["bath seat"]
    assert sought("school anxiety") == ["school anxiety"]
    assert understood("free school meals").wishes == ()


def test_a_phrase_written_as_one_word_or_with_a_hyphen_is_the_same_phrase() -> None:
    for text in ("youthclub", "youth-club", "youth club"):
        (one,) = understood(text).sought
        assert (KIND, "youth-group") in topics(one), text


def test_a_need_and_a_kind_in_one_phrase_are_two_things() -> None:
    found = understood("speech therapy").sought
    assert [set(topics(one)) for one in found] == [{(NEED, "speech")}, {(KIND, "therapy")}]
    assert [one.weight for one in found] == [1.15, worth("kind-beside-need")]
    assert all(way_for(one, "speech therapy") for one in found)


def test_the_same_thing_said_twice_counts_once() -> None:
    assert sought("respite or short breaks") == ["respite"]
    assert sought("autism autistic ASD") == ["autism"]
    (one,) = understood("dyslexia dyslexic").sought
    assert way_for(one, "dyslexic") is not None


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("OT", (KIND, "therapy")),
        ("ot assessment", (KIND, "therapy")),
        ("SALT", (NEED, "speech")),
        ("ADD", (NEED, "adhd")),
        ("IS team", (KIND, "advice")),
    ],
)
def test_an_acronym_is_known(text: str, topic: tuple[Facet, str]) -> None:
    assert any(topic in topics(one) for one in understood(text).sought)


@pytest.mark.parametrize("text", ["others", "adding up", "he is deaf", "salted", "otter"])
def test_a_longer_word_or_a_small_word_is_no_acronym(text: str) -> None:
    said = {topic for one in understood(text).sought for topic in topics(one)}
    assert not said & {(KIND, "therapy"), (NEED, "adhd"), (KIND, "advice"), (NEED, "speech")}


def test_endings_make_no_difference_and_other_words_of_the_same_stem_do() -> None:
    assert (KIND, "club") in topics(understood("activity").sought[0])
    knowledge = Knowledge((Entry("sport", Role.MEANING, "Active", kinds=("sport",)),))
    assert topics(understand("actives", knowledge, NoWords()).sought[0])
    assert not topics(understand("activities", knowledge, NoWords()).sought[0])


def test_a_word_to_look_for_that_any_listing_might_hold_counts_for_less() -> None:
    entry = Entry("asg", Role.MEANING, "Autism social group", look_for=("club", "autistic"))
    one, _ = understand("autism social group", Knowledge((entry,)), NoWords()).sought
    assert way_for(one, "club").worth == worth("look-for-general")  # type: ignore[union-attr]
    assert way_for(one, "autistic").worth == worth("look-for")  # type: ignore[union-attr]


def test_the_group_of_an_autism_group_is_a_preference_for_the_kinds_near_to_it() -> None:
    entry = Entry("asg", Role.MEANING, "Autism group", needs=("autism",), related_kinds=("youth-group",))
    need, group = understand("autism group", Knowledge((entry,)), NoWords()).sought
    assert (need.needed, group.needed, group.text) == (True, False, "group")
    assert topics(group) == {(KIND, "youth-group"): worth("listed-kind")}


def test_a_general_kind_inside_a_phrase_is_preferred_once() -> None:
    entry = Entry("asg", Role.MEANING, "Autism club", needs=("autism",), related_kinds=("youth-group",))
    found = understand("autism club", Knowledge((entry,), TERMS), NoWords()).sought
    assert [(one.text, one.needed) for one in found] == [("autism club", True), ("club", False)]


def test_a_need_named_inside_a_kind_of_help_is_a_preference_beside_it() -> None:
    knowledge = Knowledge(
        (Entry("tutor", Role.MEANING, "Tutor", ("dyslexia tutor",), kinds=("tutor",)),), TERMS
    )
    found = understand("dyslexia tutor", knowledge, NoWords()).sought
    assert [(set(topics(one)), one.needed) for one in found] == [
        ({(NEED, "dyslexia")}, False),
        ({(KIND, "tutor")}, True),
    ]


def test_what_is_true_of_nearly_everybody_here_tells_nothing_beside_help() -> None:
    knowledge = Knowledge((Entry("send", Role.MEANING, "Special needs", look_for=("SEND",)), *ENTRIES), TERMS)
    assert [one.text for one in understand("respite special needs", knowledge, NoWords()).sought] == [
        "respite"
    ]
    assert [one.text for one in understand("special needs", knowledge, NoWords()).sought] == ["special needs"]


def test_hi_is_a_greeting_and_HI_an_acronym() -> None:
    knowledge = Knowledge(
        (
            Entry("hi", Role.FILLER, "Hi"),
            Entry("hearing", Role.MEANING, "Hearing impairment", ("HI",), needs=("hearing",)),
        )
    )
    assert topics(understand("HI support", knowledge, NoWords()).sought[0])
    assert [
        one.text for one in understand("HI teacher", Knowledge(knowledge.entries[:1]), NoWords()).sought
    ] == [
        "HI",
        "teacher",
    ]


def test_a_question_of_greetings_only_still_looks_for_something() -> None:
    knowledge = Knowledge((Entry("hi", Role.FILLER, "hello there"),))
    assert understand("hello there", knowledge, NoWords()).sought


def test_long_phrases_weigh_a_little_more_and_never_much_more() -> None:
    short, long = understood("respite").sought[0], understood("time off from caring").sought[0]
    assert short.weight == worth("telling")
    assert short.weight < long.weight <= worth("heaviest")


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("help for my son with autism", ["autism"]),
        ("where can I find respite", ["respite"]),
        ("does anyone know of good autism support please", ["autism"]),
        ("my brother is autistic", ["autistic"]),
        ("I am looking for somewhere my kids can get counselling", ["counselling"]),
    ],
)
def test_words_that_say_nothing_about_the_help_are_not_looked_for(text: str, things: list[str]) -> None:
    assert sought(text) == things


@pytest.mark.parametrize(
    "text", ["help", "support", "my son", "brother", "somewhere to go", "the", "what is it"]
)
def test_words_that_say_little_are_looked_for_when_there_is_nothing_else(text: str) -> None:
    found = understood(text)
    assert found.sought
    assert all(one.needed for one in found.sought)
    assert not found.nothing


def test_a_kind_in_general_words_is_needed_alone_and_only_preferred_beside_something_telling() -> None:
    assert needed("club") == ["club"]
    assert needed("clubs and groups") == ["clubs", "groups"]
    assert sought("autism club") == ["autism", "club"]
    assert needed("autism club") == ["autism"]
    assert needed("parent group") == ["parent group"]
    assert needed("youth club") == ["youth club"]


def test_a_name_beside_something_telling_is_still_found_by() -> None:
    assert needed("autism Zephyr") == ["autism", "Zephyr"]


def test_talk_beside_something_telling_only_orders() -> None:
    found = understood("autism sensory lessons transport tutor pool").sought
    assert [(one.text, one.needed) for one in found] == [
        ("autism", True),
        ("sensory transport tutor pool", False),
        ("lessons", False),
    ]


def test_words_without_a_thesaurus_are_looked_for_as_typed_and_joined() -> None:
    found = understand("after school thing", Knowledge(), NoWords()).sought
    assert way_for(found[0], "afterschool") is not None


def test_never_more_things_or_ways_than_an_engine_should_bear() -> None:
    names = tuple(f"thing{number} thing" for number in range(60))
    entries = tuple(
        Entry(f"e{number}", Role.MEANING, f"topic{number}", ("word",), look_for=names, needs=(f"n{number}",))
        for number in range(40)
    )
    knowledge = Knowledge(entries, Terms())
    text = "word " + " ".join(f"topic{number}" for number in range(40))
    found = understand(text, knowledge, NoWords()).sought
    assert len(found) == MOST_SOUGHT
    assert all(len(one.ways) <= MOST_WAYS for one in found)


def test_every_worth_has_a_name_a_meaning_and_a_sensible_value() -> None:
    assert len({one.name for one in WORTHS}) == len(WORTHS)
    assert all(one.meaning and 0 < one.value < 2 for one in WORTHS)
    with pytest.raises(KeyError):
        worth("no such worth")


def test_a_long_phrase_is_looked_for_by_its_first_words() -> None:
    long = Entry(
        "long", Role.MEANING, "Long", ("help",), look_for=("one two three four five six seven eight nine",)
    )
    found = understand("help", Knowledge((long,)), NoWords()).sought
    assert max(len(way.stems) for one in found for way in one.ways) == 6


def test_two_endless_words_written_as_one_are_no_longer_than_a_word_may_be() -> None:
    first, second = "a" * 30, "b" * 30
    knowledge = Knowledge((Entry("long", Role.MEANING, f"{first} {second}", look_for=("help",)),))
    (one,) = understand(f"{first} {second}", knowledge, NoWords()).sought
    assert max(len(stem) for way in one.ways for stem in way.stems) == LONGEST_WORD


def test_of_very_many_things_those_that_are_needed_are_kept() -> None:
    said = [Thing(Sought(f"word {n}", (Way(stems=(f"word{n}",)),), needed=False)) for n in range(MOST_SOUGHT)]
    autism = Thing(Sought("autism", (Way(stems=("autism",)),)))
    kept = merged([*said, autism])
    assert len(kept) == MOST_SOUGHT
    assert kept[0] == autism.sought


def test_many_small_words_in_a_gap_are_passed_over_once() -> None:
    book = PhraseBook()
    book.add("won't .. school", 1)
    assert len(book.find(plain("won't " + "the " * 12 + "school"))) == 1


def test_words_of_a_phrase_that_says_nothing_are_not_looked_for_though_a_listing_holds_them() -> None:
    knowledge = Knowledge((Entry("any", Role.FILLER, "Any pottery"),))
    found = understand("any pottery or trampolining", knowledge, LISTINGS)
    assert [one.text for one in found.sought] == ["trampolining"]
