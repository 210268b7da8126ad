"""Every address answers as on Wagtail's own walk of the tree, though the way is read in one statement."""

import re

import pytest
from django.db import connection, transaction
from django.http import Http404
from django.test import RequestFactory, override_settings
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from localoffer.pages.models import GuidancePage, HomePage, NewsIndexPage, NewsPage, TopicPage
from localoffer.pages.models import home as home_module
from localoffer.pages.models.reached import DEEPEST
from tests.pages.making import TODAY, easy_read, home, page, paragraph

pytestmark = pytest.mark.django_db

#: A form's token is another at every visit.
_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')

DEEP = [f"level-{number}" for number in range(DEEPEST + 3)]


@pytest.fixture(scope="module")
def tree(django_db_setup, django_db_blocker, tmp_path_factory):
    """A site with all that may happen to a page, in a transaction that is rolled back at the end."""
    media = tmp_path_factory.mktemp("media")
    with override_settings(MEDIA_ROOT=media), django_db_blocker.unblock(), transaction.atomic():
        _plant()
        yield
        transaction.set_rollback(True)


def _plant():
    topic = page(TopicPage, "Help at school", slug="school")
    page(GuidancePage, "Noise", topic, slug="noise", body=[paragraph("Some rooms echo.")])
    spoken = page(GuidancePage, "Plans", topic, slug="plans", easy_read=easy_read())
    page(GuidancePage, "In Polish letters", topic, slug="żółw")
    page(GuidancePage, "Named like a form", spoken, slug="easy-read")
    page(GuidancePage, "Deeper", page(GuidancePage, "Other", spoken, slug="other"), slug="easy-read")
    page(GuidancePage, "Draft", topic, slug="draft", live=False, easy_read=easy_read())
    hidden = page(TopicPage, "Taken down", topic, slug="taken-down")
    page(GuidancePage, "Still there", hidden, slug="still-there", easy_read=easy_read())
    hidden.refresh_from_db()
    hidden.unpublish()
    page(GuidancePage, "Namesake", page(TopicPage, "Elsewhere", slug="elsewhere"), slug="noise")
    index = page(NewsIndexPage, "News", topic, slug="news", easy_read=easy_read())
    page(NewsPage, "Quiet room", index, slug="quiet-room", date=TODAY)
    page(NewsPage, "Named like the feed", index, slug="feed", date=TODAY)
    off = page(NewsIndexPage, "Old news", slug="old-news")
    page(NewsPage, "Feed of what is off", off, slug="feed", date=TODAY)
    NewsIndexPage.objects.get(pk=off.pk).unpublish()
    _private()
    _moved_and_copied(topic)
    _unlike_the_others()


def _private():
    staff = page(TopicPage, "For staff", slug="staff")
    page(GuidancePage, "Below staff", page(TopicPage, "Open", staff, slug="open"), slug="below")
    PageViewRestriction.objects.create(page=staff, restriction_type=PageViewRestriction.LOGIN)
    word = page(GuidancePage, "With a word", slug="word", easy_read=easy_read())
    # A copy that follows a page is as private as that one, though nothing says so of the copy.
    source = Page.objects.get(pk=word.pk)
    source.specific.create_alias(parent=TopicPage.objects.get(slug="elsewhere"), update_slug="alias")
    PageViewRestriction.objects.create(
        page=word, restriction_type=PageViewRestriction.PASSWORD, password="swans"
    )


def _moved_and_copied(topic):
    moving = page(TopicPage, "Moving", slug="moving")
    page(GuidancePage, "Moves along", moving, slug="along")
    Page.objects.get(pk=moving.pk).specific.move(Page.objects.get(pk=topic.pk), pos="last-child")
    renamed = page(GuidancePage, "Renamed", slug="once")
    page(GuidancePage, "Under it", renamed, slug="under")
    renamed = GuidancePage.objects.get(pk=renamed.pk)
    renamed.slug = "now"
    renamed.save_revision().publish()


def _unlike_the_others():
    # A type of Wagtail's own, with one of ours below it.
    plain = home().add_child(instance=Page(title="Plain", slug="plain"))
    page(GuidancePage, "Below plain", page(TopicPage, "Under plain", plain, slug="topic"), slug="below")
    # Addresses that a program got wrong: Wagtail walks by slugs and never looks at them.
    stale = page(GuidancePage, "Stale", page(TopicPage, "Stale topic", slug="stale"), slug="below")
    Page.objects.filter(pk=stale.pk).update(url_path="/home/nowhere/")
    wrong = page(GuidancePage, "Wrong", slug="wrong")
    Page.objects.filter(pk=wrong.pk).update(url_path="/home/school/wrong/")
    twin = page(GuidancePage, "Twin", TopicPage.objects.get(slug="elsewhere"), slug="twin")
    Page.objects.filter(pk=twin.pk).update(url_path="/home/school/twin/")
    above = None
    for slug in DEEP:
        above = page(TopicPage, f"Title of {slug}", above, slug=slug)


ADDRESSES = [
    "/",
    "/school/",
    "/school",
    "/school//noise/",
    "/school/noise/",
    "/school/noise",
    "/school/noise/?size=large",
    "/pl/school/noise/",
    "/school/noise/easy-read/",
    "/school/noise/nothing/",
    "/school/nothing/",
    "/school/nothing/noise/",
    "/nothing/",
    "/NOISE/",
    "/School/Noise/",
    "/school/żółw/",
    "/school/plans/easy-read/",
    "/school/plans/easy-read/easy-read/",
    "/school/plans/other/",
    "/school/plans/other/easy-read/",
    "/school/draft/",
    "/school/draft/easy-read/",
    "/school/taken-down/",
    "/school/taken-down/still-there/",
    "/school/taken-down/still-there/easy-read/",
    "/elsewhere/noise/",
    "/noise/",
    "/school/news/",
    "/school/news/?page=2",
    "/school/news/feed/",
    "/school/news/quiet-room/",
    "/school/news/quiet-room/feed/",
    "/school/news/easy-read/",
    "/school/news/2/",
    "/old-news/",
    "/old-news/feed/",
    "/staff/",
    "/staff/open/",
    "/staff/open/below/",
    "/word/",
    "/word/easy-read/",
    "/elsewhere/alias/",
    "/moving/",
    "/moving/along/",
    "/school/moving/along/",
    "/once/",
    "/once/under/",
    "/now/under/",
    "/plain/topic/",
    "/plain/topic/below/",
    "/stale/below/",
    "/nowhere/",
    "/wrong/",
    "/school/wrong/",
    "/school/twin/",
    "/elsewhere/twin/",
    *("/" + "/".join(DEEP[:end]) + "/" for end in (DEEPEST - 1, DEEPEST, DEEPEST + 1, len(DEEP))),
]


def answers(client):
    """What each address answers: its status, where it leads, what it says and who may keep it."""
    told = {}
    for address in ADDRESSES:
        answer = client.get(address)
        told[address] = (
            answer.status_code,
            answer.get("Location"),
            answer.get("Cache-Control"),
            _TOKEN.sub(b"", answer.content),
        )
    return told


def way(address):
    """The page that an address leads to, with all that Wagtail knows of it then."""
    request = RequestFactory().get(address)
    try:
        found, args, kwargs = HomePage.objects.get().route(
            request, [one for one in address.split("/") if one]
        )
    except Http404:
        return None
    view = args[0].__name__ if args else ""
    restrictions = set(found.get_view_restrictions().values_list("pk", flat=True))
    easy = getattr(found, "in_easy_read", False)
    return type(found), found.pk, view, args[1:], kwargs, restrictions, easy, found.get_deferred_fields()


@pytest.fixture
def wagtails_own(monkeypatch):
    """Without the way: every page is asked and read as Wagtail does by itself."""
    return lambda: monkeypatch.setattr(home_module, "set_out", lambda top, path_components: None)


def test_every_address_answers_a_family_as_on_wagtails_own_walk(client, tree, wagtails_own):
    ours = answers(client)
    wagtails_own()
    theirs = answers(client)
    for address in ADDRESSES:
        assert ours[address] == theirs[address], address
    seen = {status for status, *_ in ours.values()}
    assert seen == {200, 301, 302, 404}
    assert ours["/staff/open/below/"][0] == 302
    assert b"Password" in ours["/elsewhere/alias/"][3]


def test_somebody_who_is_logged_in_sees_what_is_private_as_on_wagtails_own_walk(
    admin_client, tree, wagtails_own
):
    ours = answers(admin_client)
    wagtails_own()
    theirs = answers(admin_client)
    for address in ADDRESSES:
        assert ours[address][:3] == theirs[address][:3], address
    assert ours["/staff/open/below/"][0] == 200


def test_the_same_page_is_reached_with_the_same_form_and_restrictions_and_read_in_full(tree, wagtails_own):
    plain = [address.partition("?")[0] for address in ADDRESSES]
    ours = {address: way(address) for address in plain}
    wagtails_own()
    for address in plain:
        assert ours[address] == way(address), address
    reached = [found for found in ours.values() if found]
    assert any(found[5] for found in reached)
    assert any(found[6] for found in reached)
    assert not any(found[7] for found in reached)


def test_a_page_made_private_is_private_at_the_next_visit(client, tree):
    assert client.get("/school/noise/").status_code == 200
    topic = Page.objects.get(slug="school")
    kept = PageViewRestriction.objects.create(page=topic, restriction_type=PageViewRestriction.LOGIN)
    assert client.get("/school/noise/").status_code == 302
    kept.delete()
    assert client.get("/school/noise/").status_code == 200
    front = PageViewRestriction.objects.create(page=home(), restriction_type=PageViewRestriction.LOGIN)
    assert client.get("/school/noise/").status_code == 302
    assert client.get("/").status_code == 302
    front.delete()
    assert client.get("/").status_code == 200


def test_the_trail_leaves_out_what_is_taken_down_and_the_front_page(client, tree):
    said = client.get("/school/taken-down/still-there/").context["trail"]
    assert [one.title for one in said] == ["Help at school"]


def test_a_deep_page_takes_as_many_statements_as_one_at_the_top(client, tree, django_assert_num_queries):
    page(GuidancePage, "Shallow", slug="shallow")
    page(GuidancePage, "Deep", TopicPage.objects.get(slug=DEEP[DEEPEST - 2]), slug="deep")
    deep = "/" + "/".join([*DEEP[: DEEPEST - 1], "deep"]) + "/"
    for address in ("/shallow/", deep):
        client.get(address)
    for address in ("/shallow/", deep):
        with django_assert_num_queries(5):
            assert client.get(address).status_code == 200


def test_a_very_long_address_of_nothing_asks_for_no_more_than_a_deep_one(client, tree):
    with CaptureQueriesContext(connection) as taken:
        assert client.get("/" + "school/" * 900).status_code == 404
    (read_at_once,) = [one["sql"] for one in taken if "kept_private" in one["sql"]]
    assert len(read_at_once) < 5000
