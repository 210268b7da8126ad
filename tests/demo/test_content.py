"""The words of the demo's tool: whole, plain, our own, and enough for every child in every phase."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from statistics import mean
from typing import Any

import pytest

from localoffer.demo.actions import FIXTURES
from localoffer.pages.reading import read as reading

FOLDER = FIXTURES / "content" / "graduated"
AREAS = {
    "communication-and-interaction",
    "cognition-and-learning",
    "social-emotional-mental-health",
    "sensory-and-physical",
}
PHASES = ("early-years", "primary", "secondary", "post-16")
STEPS = {"assess", "plan", "do", "review"}
#: A family needs a choice of what helps everybody and of extra help, and somewhere to go when both fail.
AT_LEAST = {"universal": 2, "targeted": 2, "specialist": 1}
STRATEGY_TEXTS = (
    "looks_like",
    "who_does_it",
    "families_can_expect",
    "young_person_may_say",
    "for_young_people",
)
BARRIER_TEXTS = ("for_parents", "for_young_people", "for_schools", "for_providers")
#: Addresses that stay where they are.
KNOWN = (
    "https://www.gov.uk/",
    "https://educationendowmentfoundation.org.uk/",
    "https://www.nhs.uk/",
)
ACRONYM = re.compile(r"\b[A-Z]{2,}s?\b")
SENTENCE_END = re.compile(r"(?<=[.!?])[”\u2019]?\s+")
EXPLAINED_SENCO = "SENCO (the teacher in charge of special needs support)"


@cache
def read(name: str) -> Any:
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


def areas() -> list[dict[str, Any]]:
    return read("areas.json")["areas"]


def barriers() -> list[dict[str, Any]]:
    return [one for area in areas() for one in read(f"barriers-{area['code']}.json")["barriers"]]


def strategies() -> list[dict[str, Any]]:
    return [one for area in areas() for one in read(f"strategies-{area['code']}.json")["strategies"]]


@cache
def codes_of(taxonomy: str) -> set[str]:
    path = FIXTURES / "reference" / "taxonomies.json"
    lists = json.loads(path.read_text(encoding="utf-8"))["taxonomies"]
    return {term["code"] for one in lists if one["slug"] == taxonomy for term in one["terms"]}


def texts() -> Iterator[tuple[str, str]]:
    """Everything a person reads as prose, with the code of what it belongs to."""
    for one in areas():
        yield one["code"], f"{one['summary']} {one['text']}"
    for one in barriers():
        yield one["code"], one["summary"]
        yield from ((one["code"], one[name]) for name in BARRIER_TEXTS)
    for one in strategies():
        yield from ((one["code"], one[name]) for name in STRATEGY_TEXTS)
        yield from ((one["code"], each["text"]) for each in one["evidence"])


def helping(barrier: dict[str, Any], phase: str, level: str) -> set[str]:
    return {
        one["code"]
        for one in strategies()
        if barrier["code"] in one["barriers"] and phase in one["phases"] and one["level"] == level
    }


def test_the_four_broad_areas_each_have_six_to_eight_barriers():
    assert {area["code"] for area in areas()} == AREAS
    for code in AREAS:
        found = read(f"barriers-{code}.json")
        assert found["area"] == code
        assert 6 <= len(found["barriers"]) <= 8, code


def test_there_are_about_a_hundred_strategies_and_every_area_has_all_three_levels():
    assert 100 <= len(strategies()) <= 130
    for code in AREAS:
        levels = {one["level"] for one in read(f"strategies-{code}.json")["strategies"]}
        assert levels == set(AT_LEAST), code


@pytest.mark.parametrize("kind", [areas, barriers, strategies])
def test_no_two_things_have_one_code_or_one_name(kind):
    for field in ("code", "name"):
        counted = Counter(one[field] for one in kind())
        assert [value for value, times in counted.items() if times > 1] == []


def test_every_need_and_kind_is_one_that_services_are_listed_under():
    needs, kinds = codes_of("need"), codes_of("kind")
    for one in [*areas(), *barriers(), *strategies()]:
        assert one["needs"], one["code"]
        assert set(one["needs"]) <= needs, one["code"]
        assert set(one.get("kinds", ())) <= kinds, one["code"]
    assert all(one["kinds"] for one in [*barriers(), *strategies()])


def test_phases_levels_steps_and_barriers_are_ones_that_there_are():
    known = {one["code"] for one in barriers()}
    for one in barriers():
        assert one["phases"] == [phase for phase in PHASES if phase in one["phases"]] != [], one["code"]
    for one in strategies():
        assert one["phases"] == [phase for phase in PHASES if phase in one["phases"]] != [], one["code"]
        assert one["level"] in AT_LEAST, one["code"]
        assert one["step"] in STEPS, one["code"]
        assert set(one["barriers"]) <= known, one["code"]
        assert len(one["barriers"]) == len(set(one["barriers"])) > 0, one["code"]


@pytest.mark.parametrize("level", AT_LEAST)
def test_a_child_of_any_age_with_any_barrier_gets_help_at_each_level(level):
    lacking = [
        (barrier["code"], phase)
        for barrier in barriers()
        for phase in barrier["phases"]
        if len(helping(barrier, phase, level)) < AT_LEAST[level]
    ]
    assert lacking == []


def test_asking_for_an_assessment_is_never_the_only_specialist_help():
    for barrier in barriers():
        for phase in barrier["phases"]:
            assert helping(barrier, phase, "specialist") - {"ehc-needs-assessment"}, (barrier["code"], phase)


def test_many_strategies_serve_several_barriers_and_reach_across_areas():
    area_of = {one["code"]: code for code in AREAS for one in read(f"barriers-{code}.json")["barriers"]}
    shared = [one for one in strategies() if len({area_of[code] for code in one["barriers"]}) > 1]
    assert len(shared) > len(strategies()) / 2


def test_every_strategy_serves_each_of_its_barriers_in_some_phase():
    phases = {one["code"]: set(one["phases"]) for one in barriers()}
    for one in strategies():
        assert [code for code in one["barriers"] if not phases[code] & set(one["phases"])] == [], one["code"]


def test_a_barrier_is_found_by_what_parents_type():
    for one in barriers():
        said = one["also_known_as"]
        assert 8 <= len(said) == len({word.lower() for word in said}), one["code"]
    everything = {word for one in barriers() for word in one["also_known_as"]}
    assert {"can't cope with noise in class", "hates the dinner hall", "meltdowns after school"} <= everything
    assert "won't go to school" in everything


def test_no_text_is_a_stub_or_a_wall():
    for one in barriers():
        assert 0 < len(one["summary"]) <= 255, one["code"]
        for name in BARRIER_TEXTS:
            assert 25 <= len(one[name].split()) <= 60, (one["code"], name)
    for one in strategies():
        for name in STRATEGY_TEXTS:
            short = {"young_person_may_say": 5, "who_does_it": 12}.get(name, 15)
            assert short <= len(one[name].split()) <= 62, (one["code"], name)


def test_no_strategy_says_what_another_has_said():
    said = defaultdict(set)
    for one in [*barriers(), *strategies()]:
        for name in {*STRATEGY_TEXTS, *BARRIER_TEXTS} & one.keys():
            for sentence in SENTENCE_END.split(one[name]):
                said[sentence.strip().lower()].add(one["code"])
    copied = {line: codes for line, codes in said.items() if len(codes) > 1 and len(line.split()) > 3}
    assert copied == {}


def test_no_acronym_is_left_unexplained():
    for code, text in texts():
        rest = text.replace(EXPLAINED_SENCO, "", 1)
        if rest != text:
            rest = rest.replace("SENCO", "")
        assert ACRONYM.findall(rest) == [], code


def test_evidence_is_said_plainly_and_links_only_to_addresses_that_stay():
    for one in strategies():
        assert one["evidence"], one["code"]
        for each in one["evidence"]:
            assert 0 < len(each["text"]) <= 255, one["code"]
            assert not each["url"] or each["url"].startswith(KNOWN), each["url"]


def test_an_owner_is_a_team_and_some_strategies_wait_for_their_review():
    for one in strategies():
        assert "team" in one["owner"].lower(), one["code"]
        assert one["reviewed_days_ago"] >= 0, one["code"]
        # Both are counted from the day of loading: the next review comes a year after the last.
        assert one["review_in_days"] + one["reviewed_days_ago"] == 365, one["code"]
    overdue = [one for one in strategies() if one["review_in_days"] < 0]
    assert 0 < len(overdue) < len(strategies()) / 10


def test_a_child_of_eleven_could_read_most_of_it_and_a_child_of_fourteen_all_of_it():
    told = [
        (one["code"], counted.age)
        for one in [*barriers(), *strategies()]
        if (
            counted := reading(" ".join(one[name] for name in {*STRATEGY_TEXTS, *BARRIER_TEXTS} & one.keys()))
        )
    ]
    assert len(told) == len(barriers()) + len(strategies())
    assert mean(age for _code, age in told) <= 11
    assert [code for code, age in told if age > 13] == []
