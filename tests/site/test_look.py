"""The authority's own name and colour."""

import pytest
from django.test import Client

from localoffer import checks, theme


@pytest.mark.django_db
def test_the_colour_of_the_authority_is_on_the_page_without_an_inline_style(client: Client, settings):
    settings.AUTHORITY_COLOUR = "#6a1b9a"
    settings.AUTHORITY_NAME = "Northshire"
    html = client.get("/about/").content.decode()
    assert "Northshire" in html
    assert theme.address() in html
    sheet = client.get(theme.address())
    assert "--govuk-brand-colour:#6a1b9a" in sheet.content.decode()
    assert "immutable" in sheet["Cache-Control"]


def test_another_colour_is_another_address_so_that_no_browser_keeps_the_old_one(settings):
    settings.AUTHORITY_COLOUR = "#6a1b9a"
    before = theme.address()
    settings.AUTHORITY_COLOUR = "#1d5c4d"
    assert theme.address() != before


@pytest.mark.parametrize(
    ("colour", "ids"),
    [("#1d5c4d", []), ("teal", ["localoffer.E001"]), ("#ffd700", ["localoffer.W001"])],
)
def test_an_operator_hears_of_a_colour_that_cannot_be_read(settings, colour: str, ids: list[str]):
    settings.AUTHORITY_COLOUR = colour
    assert [found.id for found in checks.authority_colour(None)] == ids


def test_the_middle_grey_of_the_guidelines_has_their_contrast():
    assert theme.contrast_with_white("#767676") == pytest.approx(4.54, abs=0.01)


def test_a_colour_with_a_style_sheet_hidden_in_it_is_not_used(settings):
    settings.AUTHORITY_COLOUR = "#fff;}body{display:none"
    assert theme.FALLBACK in theme.sheet()


@pytest.mark.django_db
def test_a_new_site_opens_with_the_search_box(client: Client):
    html = client.get("/").content.decode()
    assert "Find help near you" in html
    assert 'name="near"' in html
    assert "q=autism%20youth%20club" in html or "q=autism+youth+club" in html
