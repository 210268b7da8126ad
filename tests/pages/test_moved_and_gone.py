"""A page that is moved, taken down or deleted leads on, and nothing inside the site links to where it was."""

import pytest
from bs4 import BeautifulSoup
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, ReferenceIndex

from localoffer.pages.models import GuidancePage, TopicPage
from search import actions
from tests.making import service
from tests.pages.crawling import crawl
from tests.pages.making import everything, home, link_to, page, paragraph

pytestmark = pytest.mark.django_db

MIDDLEWARE = "localoffer.pages.middleware.OldAddressMiddleware"


@pytest.fixture(autouse=True)
def old_addresses(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    settings.MIDDLEWARE = [
        MIDDLEWARE if one.endswith("RedirectMiddleware") else one for one in settings.MIDDLEWARE
    ]


def again(made):
    return made.__class__.objects.get(pk=made.pk)


def ends_at(client, address):
    answer = client.get(address, follow=True)
    assert answer.status_code == 200, address
    return answer.redirect_chain[-1][0] if answer.redirect_chain else address


@pytest.fixture
def family():
    """A topic with a page, and a page under that one; another topic beside it."""
    topic = page(TopicPage, "School", slug="school")
    noise = page(GuidancePage, "Noise", topic, slug="noise")
    lunch = page(GuidancePage, "Lunch", noise, slug="lunch")
    other = page(TopicPage, "Senses", slug="senses")
    return topic, noise, lunch, other


def test_who_has_the_old_address_of_a_moved_page_gets_there_and_to_the_pages_under_it(client, family):
    _topic, noise, _lunch, other = family
    noise.move(again(other), "last-child")
    assert ends_at(client, "/school/noise/") == "/senses/noise/"
    assert ends_at(client, "/school/noise/lunch/") == "/senses/noise/lunch/"
    assert client.get("/school/noise/").status_code == 301


def test_a_page_given_another_address_is_found_at_the_old_one(
    client, family, django_capture_on_commit_callbacks
):
    noise = again(family[1])
    noise.slug = "loud-rooms"
    with django_capture_on_commit_callbacks(execute=True):
        noise.save_revision().publish()
    assert ends_at(client, "/school/noise/") == "/school/loud-rooms/"
    assert ends_at(client, "/school/noise/lunch/") == "/school/loud-rooms/lunch/"


@pytest.mark.parametrize("as_base", [False, True], ids=["by its type", "as any page"])
def test_a_deleted_page_and_those_under_it_lead_to_the_page_above_which_says_so(client, family, as_base):
    noise = family[1]
    (Page.objects.get(pk=noise.pk) if as_base else again(noise)).delete()
    for old in ("/school/noise/", "/school/noise/lunch/"):
        answer = client.get(old)
        assert (answer.status_code, answer["Location"]) == (302, "/school/?gone=1")
    told = BeautifulSoup(client.get("/school/?gone=1").content, "html.parser")
    assert "no longer there" in told.select_one("#gone").get_text()
    assert BeautifulSoup(client.get("/school/").content, "html.parser").select_one("#gone") is None


def test_when_the_page_above_is_deleted_later_the_way_leads_on_to_the_front_page(client, family):
    topic, noise, _lunch, other = family
    noise.move(again(other), "last-child")
    again(noise).delete()
    again(other).delete()
    again(topic).delete()
    for old in ("/school/noise/", "/school/noise/lunch/", "/senses/noise/", "/senses/", "/school/"):
        assert ends_at(client, old) == "/?gone=1", old


def test_a_page_taken_down_leads_up_and_answers_again_when_it_is_published(client, family):
    noise = family[1]
    again(noise).unpublish()
    assert ends_at(client, "/school/noise/") == "/school/?gone=1"
    assert client.get("/school/noise/lunch/").status_code == 200
    again(noise).save_revision().publish()
    assert ends_at(client, "/school/noise/") == "/school/noise/"
    assert not Redirect.objects.exists()


def test_the_easy_read_of_a_deleted_page_leads_up_too(client, family):
    calm = page(
        GuidancePage,
        "Calm",
        family[0],
        slug="calm",
        easy_read=[{"type": "line", "value": {"image": None, "alt": "", "text": "Breathe out."}}],
    )
    assert client.get("/school/calm/easy-read/").status_code == 200
    calm.delete()
    assert ends_at(client, "/school/calm/easy-read/") == "/school/?gone=1"


def test_a_redirect_that_an_editor_made_stays_as_she_made_it(client, family):
    own = Redirect.add_redirect("/school/noise", redirect_to=family[3])
    again(family[1]).delete()
    own.refresh_from_db()
    assert own.redirect_page_id == family[3].pk
    assert ends_at(client, "/school/noise/") == "/senses/"


def test_a_link_to_a_page_that_is_gone_or_not_published_is_read_as_plain_words(client, family):
    topic, noise, lunch, other = family
    teller = page(
        GuidancePage,
        "Teller",
        slug="teller",
        body=[
            paragraph(link_to(noise, "about noise")),
            paragraph(link_to(other, "about senses")),
            {
                "type": "links",
                "value": {"title": "", "items": [{"text": "about lunch", "page": lunch.pk, "url": ""}]},
            },
        ],
    )
    assert topic
    again(noise).delete()
    again(other).unpublish()
    shown = BeautifulSoup(client.get(teller.url).content, "html.parser").select_one("article")
    for words in ("about noise", "about senses", "about lunch"):
        assert words in shown.get_text()
    assert not [link for link in shown.select("a[href]") if link.get_text().startswith("about ")]


def test_the_editor_is_warned_which_pages_link_to_the_one_she_deletes(admin_client, family):
    noise = family[1]
    teller = page(GuidancePage, "Teller", slug="teller", body=[paragraph(link_to(noise))])
    told = [source for source, _ in ReferenceIndex.get_references_to(noise).group_by_source_object()]
    assert [one.pk for one in told] == [teller.pk]
    asked = admin_client.get(f"/admin/pages/{noise.pk}/delete/").content.decode()
    assert f"/admin/pages/usage/{noise.pk}/" in asked or "referenced" in asked


def test_nothing_inside_the_site_is_broken_after_pages_were_moved_taken_down_and_deleted(client, index):
    pages = everything()
    service(needs=["autism"], kinds=["club"])
    actions.rebuild()
    untouched = crawl(client)
    assert untouched.broken == []
    assert {made.url for made in pages.values()} <= untouched.paths
    before = {name: made.url for name, made in pages.items()}
    other = page(TopicPage, "Elsewhere", slug="elsewhere")
    again(pages["guidance"]).move(again(other), "last-child")
    again(pages["steps"]).delete()
    again(pages["handbook"]).unpublish()
    again(pages["campaign"]).delete()
    after = crawl(client, ["/", *before.values()])
    assert after.broken == []
    assert again(pages["guidance"]).url in after.paths


def test_nothing_is_broken_when_a_whole_topic_is_deleted(client, index):
    pages = everything()
    service(needs=["autism"], kinds=["club"])
    actions.rebuild()
    before = [made.url for made in pages.values()]
    again(pages["topic"]).delete()
    after = crawl(client, ["/", *before])
    assert after.broken == []
    assert ends_at(client, before[1]) == "/?gone=1"


def test_the_crawler_itself_sees_a_dead_link_and_a_missing_place(client):
    page(
        GuidancePage,
        "Broken",
        slug="broken",
        body=[paragraph('<p><a href="/nowhere/at-all/">dead</a> <a href="/about/#nope">lost</a></p>')],
    )
    front = home()
    front.news = '<p><a href="/broken/">to it</a></p>'
    front.save_revision().publish()
    found = crawl(client).broken
    assert ("/broken/", "/nowhere/at-all/", "404") in found
    assert ("/broken/", "/about/#nope", "no such place on the page") in found


def test_an_old_address_in_another_language_leads_on_in_that_language(client, family):
    _topic, noise, lunch, other = family
    noise.move(again(other), "last-child")
    assert client.get("/pl/school/noise/")["Location"] == "/pl/senses/noise/"
    again(lunch).delete()
    assert client.get("/pl/senses/noise/lunch/")["Location"] == "/pl/senses/noise/?gone=1"
