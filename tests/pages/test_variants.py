"""The same page in large print and in Easy Read, with nothing kept about the reader."""

import pytest
from bs4 import BeautifulSoup

from localoffer.pages.models import GuidancePage, NewsIndexPage
from tests.pages.making import easy_read, home, page, paragraph
from tests.pages.test_page_types import page_of, text_of, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def noise():
    return page(
        GuidancePage, "Noise", slug="noise", body=[paragraph("Some rooms echo.")], easy_read=easy_read()
    )


def ways(told):
    return {text_of(one): one["href"] for one in told.select(".ways-to-read__list a")}


def test_a_page_offers_large_print_easy_read_other_languages_and_paper(client, noise):
    told = page_of(client, noise.url)
    offered = ways(told)
    assert offered["Large print"] == "/noise/?size=large"
    assert offered["Easy Read"] == "/noise/easy-read/"
    assert offered["On paper or another way"] == "/about/accessibility/#another-way"
    assert told.select_one(".ways-to-read [data-print]")
    assert told.select_one(".ways-to-read a[hreflang]")


def test_large_print_is_the_same_page_titled_so_and_leads_back(client, noise):
    answer = client.get("/noise/?size=large")
    told = BeautifulSoup(answer.content, "html.parser")
    assert "large print" in told.title.get_text()
    assert told.select_one("article.large-print")
    assert "Some rooms echo." in text_of(told)
    assert ways(told)["Usual print"] == "/noise/"
    assert not answer.cookies
    assert told.select_one('meta[name="robots"]')["content"] == "noindex"
    assert told.select_one('link[rel="canonical"]')["href"] == "http://testserver/noise/"


def test_easy_read_has_its_own_address_and_says_what_it_is(client, noise):
    told = page_of(client, "/noise/easy-read/")
    assert text_of(told.h1) == "Noise Easy Read"
    assert "Easy Read" in told.title.get_text()
    assert texts(told, ".easy-read__words") == ["Some rooms are loud.", "You can ask for a quiet place."]
    assert "Some rooms echo." not in text_of(told)
    assert ways(told)["The whole page, not in Easy Read"] == "/noise/"
    assert ways(told)["Large print"] == "/noise/easy-read/?size=large"
    assert told.select_one('link[rel="canonical"]')["href"] == "http://testserver/noise/"
    assert told.select_one('meta[name="robots"]')["content"] == "noindex"
    assert texts(told, ".govuk-breadcrumbs li") == ["Find help", "Noise", "Easy Read"]
    assert page_of(client, "/noise/easy-read/?size=large").select_one("article.large-print .easy-read")


def test_a_page_without_easy_read_has_no_such_address_and_doesnt_offer_it(client):
    made = page(GuidancePage, "Plain", slug="plain")
    assert client.get("/plain/easy-read/").status_code == 404
    told = page_of(client, made.url)
    assert "Easy Read" not in ways(told)
    assert told.select_one('meta[name="robots"]') is None


def test_easy_read_of_a_draft_is_seen_by_nobody(client, noise):
    noise.unpublish()
    assert client.get("/noise/easy-read/").status_code != 200


def test_a_page_with_routes_of_its_own_has_its_forms_too(client):
    page(NewsIndexPage, "News", slug="news", easy_read=easy_read())
    assert text_of(page_of(client, "/news/easy-read/").h1) == "News Easy Read"
    assert page_of(client, "/news/?size=large").select_one("article.large-print")


def test_somebody_without_internet_is_told_how_to_get_it(client):
    told = page_of(client, "/about/accessibility/")
    section = text_of(told.select_one("#another-way").find_next("ul"))
    assert "01632 960123" in section
    assert "local.offer@example.org" in section
    assert told.select_one('a[href="/booklet/"]')
    assert home()
