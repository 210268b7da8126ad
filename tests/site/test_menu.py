"""The menu: what stands in it is the editors' choice, and no page pays for reading it."""

import pytest
from django.test import Client
from wagtail.models import Page

from localoffer.menu import forget, menu
from localoffer.pages.models import HomePage


def in_menu(title: str, **fields: object) -> Page:
    home = HomePage.objects.get()
    page = Page(title=title, slug=title.lower().replace(" ", "-"), show_in_menus=True, **fields)
    home.add_child(instance=page)
    return page


@pytest.mark.django_db
def test_a_page_that_an_editor_publishes_into_the_menu_is_there_at_once(client: Client):
    assert menu() == ()
    page = in_menu("What to expect", live=False)
    page.save_revision().publish()
    assert [(item.text, item.path) for item in menu()] == [("What to expect", "/what-to-expect/")]
    assert (
        '<a class="govuk-service-navigation__link" href="/what-to-expect/"'
        in client.get("/about/").content.decode()
    )
    page.refresh_from_db()
    page.unpublish()
    assert menu() == ()


@pytest.mark.django_db
def test_the_menu_is_read_once_and_then_kept(client: Client, django_assert_num_queries):
    in_menu("Events")
    forget()
    assert len(menu()) == 1
    with django_assert_num_queries(0):
        client.get("/about/")


@pytest.mark.django_db
def test_a_draft_and_a_page_that_is_in_no_menu_stay_out_of_it():
    in_menu("Draft", live=False)
    HomePage.objects.get().add_child(instance=Page(title="Quiet", slug="quiet"))
    forget()
    assert menu() == ()
