"""The site's own words in another language, kept in the address and in nothing else."""

import json
import re
from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup, Tag
from django.template import Context, Template
from django.test import Client
from django.utils import translation
from django.utils.translation import gettext
from wagtail.models import get_page_models

from directory.models import Schedule
from directory.templatetags.plainly import ages, clock, miles
from localoffer.languages import in_this_language
from localoffer.script_words import WORDS, as_json
from search import actions
from tests.events.making import event
from tests.front_door.making import answer, question, route
from tests.graduated.making_tool import NOISE, made_barrier, made_strategy
from tests.making import service, venue
from tests.pages.making import everything
from tests.schools.making import school

CLUBS = "/find/?kind=club"
#: Said alike in every language.
EVERYWHERE = re.compile(r"^/(static|media|documents|admin|theme-)|\.(ics|xml|svg|pdf|docx)(\?|$)")


@pytest.mark.django_db
def test_a_polish_reader_finds_every_language_on_every_page_and_no_cookie_keeps_hers(client: Client):
    english = client.get("/about/?x=1")
    assert '<html lang="en-gb"' in english.content.decode()
    assert 'href="/pl/about/?x=1" hreflang="pl" lang="pl"' in english.content.decode()
    polish = client.get("/pl/about/")
    assert '<html lang="pl"' in polish.content.decode()
    assert 'href="/about/" hreflang="en-gb"' in polish.content.decode()
    assert not polish.cookies
    assert '<html lang="en-gb"' in client.get("/about/").content.decode()


@pytest.mark.django_db
def test_the_browser_s_own_language_changes_no_address(client: Client):
    assert '<html lang="en-gb"' in client.get("/about/", headers={"accept-language": "pl"}).content.decode()


def test_a_path_kept_from_the_index_leads_to_the_language_being_read():
    assert in_this_language("/services/1/") == "/services/1/"
    with translation.override("pl"):
        assert in_this_language("/services/1/") == "/pl/services/1/"
        assert in_this_language("/pl/services/1/") == "/pl/services/1/"
        assert in_this_language("https://example.org/") == "https://example.org/"


def test_what_people_wrote_is_marked_as_english_only_where_the_page_is_not():
    shown = Template(
        "{% load languages %}<p{% as_written %}>{{ text }}</p>{{ text|as_written }}{{ none|as_written }}"
    )
    held = Context({"text": "Tea & <b>play</b>", "none": ""})
    assert shown.render(held) == "<p>Tea &amp; &lt;b&gt;play&lt;/b&gt;</p>Tea &amp; &lt;b&gt;play&lt;/b&gt;"
    with translation.override("pl"):
        assert shown.render(held) == (
            '<p lang="en-GB">Tea &amp; &lt;b&gt;play&lt;/b&gt;</p>'
            '<span lang="en-GB">Tea &amp; &lt;b&gt;play&lt;/b&gt;</span>'
        )


def test_a_polish_reader_reads_distances_and_hours_as_in_poland(polish: None):
    assert (miles(2.3), miles(1), miles(2.0), clock(time(18))) == ("2.3 miles", "1 mile", "2 miles", "6pm")
    with translation.override("pl"):
        assert (miles(2.3), miles(1), miles(2.0)) == ("2,3 mili", "1 mila", "2 mile")
        assert (clock(time(18)), clock(None)) == ("18:00", "")


@pytest.mark.parametrize(
    ("youngest", "oldest", "english", "said"),
    [
        (11, 18, "Ages 11 to 18", "Od 11 do 18 lat"),
        (0, 1, "Ages 0 to 1", "Od 0 do 1 roku"),
        (0.5, 5, "Ages 6 months to 5", "Od 6 miesięcy do 5 lat"),
        (2.5, 4, "Ages 2½ to 4", "Od 2½ roku do 4 lat"),
        (None, 5, "Up to 5", "Do 5 lat"),
        (16, None, "16 and over", "Od 16 lat"),
        (1, None, "1 and over", "Od 1 roku"),
        (0, None, "Any age", "Każdy wiek"),
        (7, 7, "Age 7", "W wieku 7 lat"),
        (None, None, "", ""),
    ],
)
def test_a_polish_parent_reads_for_what_age_it_is(
    polish: None, youngest: float | None, oldest: float | None, english: str, said: str
):
    of = SimpleNamespace(age_min=youngest, age_max=oldest)
    kept = SimpleNamespace(age_min=_decimal(youngest), age_max=_decimal(oldest))
    assert (ages(of), ages(kept)) == (english, english)
    with translation.override("pl"):
        assert (ages(of), ages(kept)) == (said, said)


def _decimal(years: float | None) -> Decimal | None:
    return None if years is None else Decimal(str(years))


def texts(words: object) -> list[str]:
    """Every text that a script is given, whatever it counts or names."""
    if isinstance(words, dict):
        return [text for one in words.values() for text in texts(one)]
    return [str(words)]


def test_a_script_is_given_the_forms_that_polish_counts_in(polish: None):
    english = json.loads(as_json("map"))
    assert english["cluster"] == {
        "one": "{count} result here. Zoom in",
        "other": "{count} results here. Zoom in",
    }
    with translation.override("pl"):
        assert json.loads(as_json("map"))["cluster"] == {
            "one": "{count} wynik w tym miejscu. Przybliż",
            "few": "{count} wyniki w tym miejscu. Przybliż",
            "many": "{count} wyników w tym miejscu. Przybliż",
        }
        found = json.loads(as_json("suggest"))["found"]
        assert found == {
            "one": "{count} podpowiedź",
            "few": "{count} podpowiedzi",
            "many": "{count} podpowiedzi",
        }


@pytest.mark.parametrize("script", WORDS)
def test_every_word_that_a_script_says_to_a_polish_reader_is_polish(polish: None, script: str):
    english = {text for text in texts(json.loads(as_json(script))) if text}
    with translation.override("pl"):
        polish_words = json.loads(as_json(script))
    assert polish_words["written"] == "en-GB"
    assert not english & {*texts(polish_words)}


def test_no_script_has_a_word_of_its_own(settings):
    scripts = sorted((settings.ROOT / "site/localoffer/static_src/scripts").glob("*.js"))
    assert len(scripts) > 5
    told = [text for name in WORDS for text in texts(json.loads(as_json(name))) if len(text) > 4]
    for script in scripts:
        code = re.sub(r"(?m)(^|\s)//.*$", "", script.read_text())
        assert not [text for text in told if text in code], script.name
        # A sentence begins with a capital and goes on in small letters.
        assert not re.findall(r"""['"`>][A-Z][a-z']* [a-z]+""", code), script.name
        said = r"(?:textContent|ariaLabel|title|alt|placeholder|html)\s*[=:]\s*['\"`][^'\"`$<]*[a-z]"
        assert not re.findall(said, code), script.name


@pytest.fixture
def world(polish: None, index, county, settings, tmp_path) -> dict[str, str]:
    """A site with something of everything, and the Polish address of each type of page."""
    settings.MEDIA_ROOT = tmp_path / "media"
    hall = venue("Friarn Hall", 51.128, -3.004, town="Bridgwater")
    made = service(
        "Sensory Sundays",
        summary="A calm club.",
        needs=["autism"],
        kinds=["club"],
        at=[hall],
        assured_date=date.today(),
    )
    Schedule.objects.create(service=made, freq="WEEKLY", byday="TH", opens_at=time(18))
    service("Calm line", summary="Ring us.", kinds=["club"], online=True)
    pages = everything()
    made_strategy(barriers=[made_barrier()])
    occasion = event()
    school()
    ways = [answer(text, leads="search", search=CLUBS) for text in ("Talk", "Play")]
    asked = question("first", *ways, text="What is it about?")
    route(asked)
    actions.rebuild()
    own = {name.replace(" ", "-"): page.url for name, page in pages.items()}
    plain = {
        "home": "/",
        "results": "/find/?q=club&near=Bridgwater",
        "table": "/find/?near=Bridgwater&q=club&view=table",
        "nothing": "/find/?q=zzqx",
        "browse": "/browse/",
        "service": made.get_absolute_url(),
        "organisation": made.organisation.get_absolute_url(),
        "a-to-z": "/services/",
        "tool": "/what-to-expect/",
        "barrier": NOISE,
        "events": "/events/",
        "event": occasion.url,
        "start": "/start/",
        "schools": "/schools/",
        "school": "/schools/900001-otterbrook-primary-school/",
        "support": "/schools/support/",
        "glossary": "/glossary/",
        "newsletter": "/newsletter/",
        "check": "/local-offer-check/",
        "booklet": "/booklet/",
        "about": "/about/",
        "privacy": "/about/privacy/",
        "accessibility": "/about/accessibility/",
    }
    return {name: "/pl" + address for name, address in (own | plain).items()}


@pytest.fixture
def page_of(client: Client) -> Callable[[str], BeautifulSoup]:
    def read(address: str, status: int = 200) -> BeautifulSoup:
        found = client.get(address, follow=True)
        assert found.status_code == status, address
        assert not found.cookies, address
        return BeautifulSoup(found.content, "html.parser")

    return read


def text_of(element: Tag | None) -> str:
    assert element is not None
    return " ".join(element.get_text(" ").split())


@pytest.mark.django_db
def test_every_type_of_page_has_polish_menus_and_leads_to_polish_pages(world, page_of):
    astray = []
    for name, address in world.items():
        page = page_of(address)
        assert page.html["lang"] == "pl", name
        assert "Znajdź pomoc" in text_of(page.select_one("#menu")), name
        assert text_of(page.select_one("footer #urgent-help")) == "Pilna pomoc teraz", name
        for link in page.select("a[href^='/'], form[action^='/']"):
            leads = str(link.get("href") or link.get("action"))
            chosen = link.get("hreflang") == "en-gb"
            if not (chosen or EVERYWHERE.search(leads) or leads.startswith("/pl/")):
                astray.append((name, leads))
    assert not astray


@pytest.mark.django_db
def test_a_polish_parent_searches_and_reads_the_results_in_polish(world, page_of):
    assert text_of(page_of(world["home"]).select_one("label[for=id_q]")) == "Czego potrzebujesz?"
    page = page_of(world["results"])
    assert "w pobliżu: Bridgwater" in text_of(page.h1)
    assert "Blisko Ciebie" in text_of(page.select_one(".results__list h2"))
    assert text_of(page.select_one(".search-form__go")) == "Szukaj"
    first = page.select_one(".result")
    assert "Nie podano kosztu" in text_of(first)
    assert "Sprawdzono dzisiaj" in text_of(first)
    link = first.select_one(".result__name a")
    assert (text_of(link), link["lang"]) == ("Sensory Sundays", "en-GB")
    assert [text_of(one) for one in first.select("p[lang=en-GB]")] == ["A calm club."]
    assert "„zzqx”" in text_of(page_of(world["nothing"]).h1)


@pytest.mark.django_db
def test_a_page_hands_its_scripts_their_words_in_its_own_language(world, page_of):
    for address, label in (
        (world["results"], "Szukaj na tym obszarze"),
        ("/find/?q=club", "Search this area"),
    ):
        box = page_of(address).select_one("#map")
        assert json.loads(box["data-words"])["area"] == label
    assert json.loads(page_of(world["service"]).select_one("#map")["data-words"])["closer"] == "Przybliż"
    search = page_of(world["home"]).select_one("#id_q")
    assert json.loads(search["data-words"])["kinds"]["place"] == "miejscowość"


def test_every_type_of_page_says_in_polish_what_it_is(polish: None):
    labels = {model.label for model in get_page_models() if isinstance(getattr(model, "label", None), str)}
    assert len(labels) > 5
    with translation.override("pl"):
        assert not {label for label in labels - {""} if gettext(label) == label}


@pytest.mark.django_db
def test_a_suggested_page_says_in_polish_what_it_is(world, page_of, client: Client):
    lines = client.get("/pl/find/suggest/?text=finding").json()["suggestions"]
    assert ("Finding noise hard", "Poradnik") in [(one["text"], one.get("label")) for one in lines]


@pytest.mark.django_db
def test_a_polish_parent_reads_a_listing_with_its_own_words_marked_as_english(world, page_of):
    page = page_of(world["service"])
    assert [text_of(one) for one in page.select("h2.govuk-heading-m")][:3] == [
        "Dla kogo to jest?",
        "Co się tam dzieje?",
        "Kiedy?",
    ]
    assert page.h1["lang"] == "en-GB"
    assert page.select_one(".govuk-body-l[lang=en-GB]")
    assert "18:00" in text_of(page.select_one(".listing__main"))
    marked = page.select_one("span[lang=en-GB]:-soup-contains('Every Thursday')")
    assert text_of(marked) == "Every Thursday"


@pytest.mark.django_db
def test_on_an_english_page_nothing_is_marked_as_english(world, page_of):
    for name in ("home", "results", "service", "organisation", "browse", "barrier", "guidance"):
        page = page_of(world[name].removeprefix("/pl"))
        assert not page.select('main [lang="en-GB" s]'), name


@pytest.mark.django_db
def test_what_to_expect_is_asked_and_told_in_polish(world, page_of):
    page = page_of(world["tool"])
    assert "Kim jesteś?" in text_of(page.select_one("form.finder"))
    assert "Szkoła podstawowa" in text_of(page.select_one("form.finder"))
    barrier = page_of(world["barrier"] + "primary/parent/")
    assert text_of(barrier.select_one(".level__heading")) == "Co powinno być zapewnione każdemu (dziecko)"
    assert "Co możesz zauważyć" in text_of(barrier.article)
    assert text_of(barrier.select_one(".thing__name [lang=en-GB]")) == "A quiet place to go"
    assert barrier.select("div[lang=en-GB] p")


@pytest.mark.django_db
def test_bad_input_is_answered_in_polish(world, page_of):
    page = page_of("/pl/find/?age=old", status=400)
    assert "Wystąpił problem" in text_of(page.select_one(".govuk-error-summary"))
    assert "Wpisz wiek w latach, na przykład 7." in text_of(page.select_one("#age-error"))


@pytest.mark.django_db
def test_an_address_that_leads_nowhere_is_told_in_polish(polish: None, page_of):
    assert text_of(page_of("/pl/nowhere/", status=404).h1) == "Nie znaleźliśmy tej strony"
