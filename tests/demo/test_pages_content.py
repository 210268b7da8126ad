"""The words of the demo's pages and glossary: plain, kept, about what the law asks, reaching nobody real."""

import json
import re
from collections import Counter
from functools import cache
from statistics import mean
from typing import Any

import pytest

from localoffer.demo.actions import FIXTURES
from localoffer.demo.content.reading import PICTURES, read_pages
from localoffer.pages.acronyms import EVERYDAY, unexplained
from localoffer.pages.reading import plain, read

CONTENT = FIXTURES / "content"
DRAMA = re.compile(r"01632 960\d{3}|020 7946 0\d{3}|0808 157 0\d{3}")
NUMBER = re.compile(r"\b0[\d ]{8,}\d\b")
EXAMPLE = re.compile(r"(?:^|\.)example\.(?:org|com|net)$")
HOST = re.compile(r"(?:https?://|@)([a-z0-9.-]+)", re.IGNORECASE)
#: Addresses of this site that stand in the code.
OWN = re.compile(
    r"/(?:what-to-expect|glossary|start|schools|schools/support|schools/outside|local-offer-check|booklet)/"
    r"(?:strategies/[a-z-]+/)?"
)
#: The themes of Schedule 2 (SI 2014/1530), and the pages that are about them.
THEMES = {
    "education in the area": {"kinds-of-schools", "help-for-under-fives", "after-16"},
    "education outside the area": {"schools-outside-the-area", "section-41-schools"},
    "what is provided and how it is paid for": {"kinds-of-schools", "sen-support"},
    "how needs are found and provision secured": {"the-graduated-approach", "worried-about-your-child"},
    "teaching, and access to activities": {"sen-support", "beyond-lessons", "access-and-equality"},
    "other provision and learning after 16": {"after-16", "supported-internships-and-work", "beyond-lessons"},
    "health": {
        *("therapies", "mental-health", "wheelchairs-and-equipment"),
        *("complex-needs-and-palliative-care", "toilet-and-continence"),
    },
    "social care": {"short-breaks", "childcare", "help-from-social-care", "a-home-of-your-own"},
    "training": {"support-for-schools", "information-advice-and-support"},
    "travel": {"travel-to-school"},
    "moving on": {"moving-to-secondary-school", "getting-ready-for-adult-life"},
    "assessment, plans and budgets": {
        *("asking-for-an-assessment", "who-decides", "what-is-in-a-plan", "personal-budgets"),
    },
    "information and advice": {"information-advice-and-support", "help-for-carers"},
    "disagreeing": {"complaints-and-appeals"},
    "higher education and accessibility": {"university-and-dsa", "access-and-equality"},
    "when school goes wrong": {
        *("suspension-and-exclusion", "trouble-going-to-school", "home-education", "too-ill-for-school"),
    },
    "the local offer itself": {"how-this-local-offer-is-made"},
}


@cache
def pages() -> dict[str, dict[str, Any]]:
    return {row["slug"]: dict(row) for row in read_pages(CONTENT / "pages").pages}


def of(kind: str) -> list[dict[str, Any]]:
    return [row for row in pages().values() if row["type"] == kind]


@cache
def terms() -> list[dict[str, Any]]:
    said = json.loads((CONTENT / "glossary.json").read_text(encoding="utf-8"))["terms"]
    assert isinstance(said, list)
    return said


def strings(value: Any) -> list[str]:
    """Every text in a value, without what only names a kind or a size."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        hidden = ("type", "level", "url", "page", "picture", "joined", "phone", "email")
        return [text for name, inside in value.items() if name not in hidden for text in strings(inside)]
    return [text for inside in value for text in strings(inside)] if isinstance(value, list) else []


def words(row: dict[str, Any]) -> str:
    """What a reader reads on a page, one text to a line."""
    told = [row["summary"], *(strings(row.get(name, [])) for name in ("body", "steps", "groups"))]
    return "\n".join(line for one in told for line in ([one] if isinstance(one, str) else one))


def test_there_is_a_page_of_every_type_and_some_thirty_of_guidance():
    counted = Counter(row["type"] for row in pages().values())
    assert counted["guidance"] >= 30
    assert counted["topic"] == 8
    assert counted["news"] == 5
    for kind in ("step-by-step", "faq", "news-index", "document", "campaign"):
        assert counted[kind] == 1


@pytest.mark.parametrize("theme", THEMES)
def test_each_theme_of_the_law_has_its_pages(theme):
    assert THEMES[theme] <= pages().keys()


def test_a_page_is_short_enough_to_read_and_long_enough_to_help():
    for row in of("guidance"):
        # The topics above lead to pages; these are what they lead to.
        assert 130 <= len(plain(words(row)).split()) <= 360, row["slug"]


def test_a_child_of_twelve_could_read_every_page():
    ages = {slug: counted.age for slug, row in pages().items() if (counted := read(words(row)))}
    assert {slug: age for slug, age in ages.items() if age > 12} == {}
    assert mean(ages.values()) <= 11


def test_no_acronym_is_left_unexplained_on_a_page():
    for slug, row in pages().items():
        text = plain(words(row)).replace("\v", "\n").replace("GOV.UK", "")
        assert unexplained(text, EVERYDAY | {"B", "C", "D"}) == (), slug


def test_every_page_has_an_owner_that_is_a_team_and_is_looked_at_within_a_year():
    for slug, row in pages().items():
        assert row["owner"].endswith("team"), slug
        assert row["reviewed_days_ago"] + row["review_in_days"] == 365, slug
        assert row["review_in_days"] > 0, slug


def test_every_page_of_guidance_leads_to_help():
    for kind in ("guidance", "step-by-step", "faq", "document", "campaign", "news"):
        for row in of(kind):
            assert row["needs"], row["slug"]
            assert row["kinds"], row["slug"]


def test_what_families_type_finds_a_page():
    for kind in ("guidance", "step-by-step", "document"):
        for row in of(kind):
            assert len(row["also_known_as"]) >= 4, row["slug"]


def test_questions_are_in_groups_and_each_has_an_answer():
    (faq,) = of("faq")
    questions = [one for group in faq["groups"] for one in group["questions"]]
    assert len(faq["groups"]) >= 3
    assert len(questions) >= 12
    assert all(one["question"].endswith("?") and len(plain(one["answer"]).split()) >= 8 for one in questions)


def test_some_pages_are_in_easy_read_with_a_picture_for_every_line():
    pictures = json.loads((CONTENT / "pages" / PICTURES).read_text(encoding="utf-8"))["pictures"]
    easy = [row for row in pages().values() if row.get("easy_read")]
    assert len(easy) >= 2
    for line in (line for row in easy for line in row["easy_read"]):
        assert line["picture"] in pictures
        assert line["alt"]
        assert len(line["text"].split()) <= 15


def test_nobody_real_can_be_rung_or_written_to_and_no_date_is_written_down():
    for path in sorted(CONTENT.rglob("*.json")):
        text = path.read_text(encoding="utf-8")
        assert [number for number in NUMBER.findall(text) if not DRAMA.fullmatch(number)] == [], path.name
        mail = re.findall(r"[\w.]+@([a-z0-9.-]+)", text)
        assert [host for host in mail if not EXAMPLE.search(host)] == [], path.name
        assert re.findall(r"20\d\d-\d\d-\d\d", text) == [], path.name


def test_links_go_to_pages_of_ours_or_to_the_government():
    for path in sorted((CONTENT / "pages").glob("*.json")):
        text = path.read_text(encoding="utf-8")
        for address in re.findall(r'href=\\"(?!page:)([^"\\]+)', text) + re.findall(
            r'"url": "([^"]+)"', text
        ):
            ours = OWN.fullmatch(address)
            host = HOST.match(address)
            known = host and (host[1] == "www.gov.uk" or EXAMPLE.search(host[1]))
            assert ours or known, (path.name, address)


def test_a_strategy_that_a_page_links_to_is_there():
    codes = {
        one["code"]
        for path in (CONTENT / "graduated").glob("strategies-*.json")
        for one in json.loads(path.read_text(encoding="utf-8"))["strategies"]
    }
    for path in (CONTENT / "pages").glob("*.json"):
        for code in re.findall(r"/strategies/([a-z-]+)/", path.read_text(encoding="utf-8")):
            assert code in codes, (path.name, code)


def test_the_law_is_named_where_a_page_speaks_of_it():
    for slug in (
        "suspension-and-exclusion",
        "complaints-and-appeals",
        "travel-to-school",
        "personal-budgets",
    ):
        assert "Source:" in words(pages()[slug]), slug


def test_the_glossary_has_sixty_terms_and_each_way_to_say_one_is_explained_once():
    assert 60 <= len(terms()) <= 90
    ways = Counter(
        way.casefold()
        for one in terms()
        for way in {name.casefold() for name in (one["term"], one["expansion"], *one["also"]) if name}
    )
    assert [way for way, times in ways.items() if times > 1] == []


def test_a_term_is_explained_in_short_plain_sentences():
    for one in terms():
        assert len(one["plain"]) <= 400, one["term"]
        assert one["plain"].endswith("."), one["term"]
        assert unexplained(one["plain"]) == (), one["term"]
    told = read("\n".join(one["plain"] for one in terms()))
    assert told is not None
    assert told.age <= 12


def test_the_words_that_families_meet_first_are_explained():
    explained = {way for one in terms() for way in (one["term"], *one["also"])}
    asked = (
        "EHC plan;EHCP;SENCO;SEN support;SENDIASS;annual review;CAMHS;DLA;PIP;portage;tribunal;local offer"
    )
    assert set(asked.split(";")) <= explained
