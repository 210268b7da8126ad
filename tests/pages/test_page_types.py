"""What a family sees on a page of each type."""

import json
from datetime import timedelta
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone
from wagtail.models import PageViewRestriction

from localoffer.pages.models import (
    CampaignPage,
    DocumentPage,
    FaqPage,
    GuidancePage,
    NewsIndexPage,
    NewsPage,
    StepByStepPage,
    TopicPage,
)
from tests.pages import making
from tests.pages.making import TODAY, page, paragraph

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def page_of(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return BeautifulSoup(answer.content, "html.parser")


def text_of(element):
    return " ".join(element.get_text(" ").split())


def texts(page, selector):
    return [text_of(one) for one in page.select(selector)]


def test_every_type_of_page_answers_with_one_heading_and_its_way_back(client):
    for name, made in making.everything().items():
        page = page_of(client, made.url)
        assert texts(page, "h1") == [made.title], name
        crumbs = texts(page, ".govuk-breadcrumbs li")
        assert crumbs[0] == "Find help"
        assert crumbs[-1] == made.title
        assert page.select_one("h2#ways-to-read"), name


def test_every_block_is_shown_and_headings_never_skip_a_level(client):
    made = making.everything()["guidance"]
    article = page_of(client, made.url).select_one("article.page")
    levels = [int(one.name[1]) for one in article.select("h1,h2,h3")]
    assert all(later - sooner <= 1 for sooner, later in pairwise(levels))
    assert text_of(article.select_one("figure.quote figcaption")) == "A parent of a boy of 9"
    assert article.select_one("figure.picture img")["alt"] == "A quiet corner with cushions"
    assert texts(article, ".steps__title") == ["Ask", "Meet"]
    assert text_of(article.select_one("caption")) == "Who helps at which age"
    assert [one["scope"] for one in article.select("th")] == ["col", "col", "row", "row"]
    assert article.select_one('a[href="tel:01632960111"]')
    assert article.select_one("details summary")
    assert article.select_one('a[href="https://sparks.example.org/"]')["rel"] == ["noreferrer"]


def test_a_page_says_who_keeps_it_and_when_it_is_looked_at_again(client):
    made = making.everything()["guidance"]
    facts = texts(page_of(client, made.url), ".page-foot__facts > div")
    assert facts[0] == "Kept by Inclusion team"
    assert facts[1].startswith("Last reviewed ")
    assert str(made.review_by.year) in facts[2]


def test_a_topic_lists_the_pages_under_it_and_no_draft_or_private_one(client, django_assert_max_num_queries):
    topic = page(TopicPage, "School", slug="school")
    shown = page(GuidancePage, "Shown", topic, summary="For all.")
    page(GuidancePage, "Draft", topic, live=False)
    private = page(GuidancePage, "Private", topic)
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    over = page(GuidancePage, "Over", topic)
    GuidancePage.objects.filter(pk=over.pk).update(expire_at=timezone.now() - timedelta(hours=1))
    listed = page_of(client, topic.url).select(".page-list__item")
    assert [text_of(one) for one in listed] == ["Shown For all."]
    assert listed[0].a["href"] == shown.url


def test_an_empty_topic_says_so(client):
    assert "There are no pages about this yet." in text_of(page_of(client, page(TopicPage, "New").url))


def test_steps_are_numbered_and_an_alternative_shares_the_number_before_it(client):
    made = making.everything()["steps"]
    told = page_of(client, made.url)
    assert texts(told, ".way__title") == [
        "Step 1 Write to the council",
        "or Ask school to write",
        "Step 2 Wait 6 weeks",
    ]
    assert [one.get("id") for one in told.select(".way__step")] == ["step-1", None, "step-2"]


def test_the_first_step_has_a_number_whatever_the_editor_chose(client):
    value = {"joined": "or", "title": "Begin", "text": "", "links": []}
    made = page(StepByStepPage, "Way", steps=[{"type": "step", "value": value}])
    assert texts(page_of(client, made.url), ".way__title") == ["Step 1 Begin"]


def test_each_question_opens_by_itself_has_a_place_of_its_own_and_is_told_to_search_engines(client):
    made = making.everything()["faq"]
    told = page_of(client, made.url)
    questions = told.select("details.question")
    assert [one.select_one("[id]")["id"] for one in questions] == [
        "who-can-ask",
        "how-long-does-it-take",
        "who-can-ask-2",
    ]
    assert texts(told, "main section > h2")[:2] == ["Asking", "Afterwards"]
    data = json.loads(told.select_one('script[type="application/ld+json"]').string)
    assert data["@type"] == "FAQPage"
    assert [one["name"] for one in data["mainEntity"]][1] == "How long does it take?"
    assert data["mainEntity"][1]["acceptedAnswer"]["text"] == "20 weeks."


def test_words_in_a_question_can_not_end_its_structured_data(client):
    group = {"title": "G", "questions": [{"question": "</script><b>x", "answer": "<p>a</p>"}]}
    made = page(FaqPage, "Odd", groups=[{"type": "group", "value": group}])
    assert b"</script><b>x" not in client.get(made.url).content


def test_news_is_newest_first_twenty_a_page_with_a_feed(client, django_assert_num_queries):
    index = page(NewsIndexPage, "News", slug="news")
    for number in range(22):
        page(NewsPage, f"News {number}", index, date=TODAY - timedelta(days=number), summary=f"Line {number}")
    page(NewsPage, "Secret", index, live=False)
    told = page_of(client, "/news/")
    assert texts(told, ".page-list__title")[:2] == ["News 0", "News 1"]
    assert len(told.select(".page-list__item")) == 20
    assert texts(page_of(client, "/news/?page=2"), ".page-list__title") == ["News 20", "News 21"]
    assert len(page_of(client, "/news/?page=x").select(".page-list__item")) == 20
    feed = client.get("/news/feed/")
    assert feed["Content-Type"].startswith("application/atom+xml")
    atom = "{http://www.w3.org/2005/Atom}"
    entries = ElementTree.fromstring(feed.content).findall(f"{atom}entry")  # noqa: S314
    assert len(entries) == 20
    assert entries[0].find(f"{atom}title").text == "News 0"
    assert entries[0].find(f"{atom}link").get("href").endswith("/news/news-0/")
    assert told.select_one('link[rel="alternate"]')["href"] == "/news/feed/"


def test_a_handbook_tells_what_its_files_are_before_they_are_fetched(client):
    made = making.everything()["handbook"]
    told = page_of(client, made.url)
    assert text_of(told.select_one(".file a")).startswith("The whole handbook (PDF, 1.")
    assert client.get(told.select_one(".file a")["href"]).status_code == 200
    assert told.select_one(".handbook__cover")["alt"] == ""
    assert "Turn one lamp off." in text_of(told)


def test_a_handbook_that_can_not_be_a_page_says_why_and_how_to_get_it(client):
    made = page(
        DocumentPage, "Film", why_no_html="It is a film with signs.", review_by=TODAY + timedelta(days=30)
    )
    told = text_of(page_of(client, made.url).select_one("section.govuk-inset-text"))
    assert "It is a film with signs." in told
    assert "01632 960123" in told


def test_a_handbook_whose_file_was_deleted_says_so_without_a_dead_link(client):
    made = making.everything()["handbook"]
    made.files[0].value["document"].delete()
    told = page_of(client, made.url).select_one(".file")
    assert text_of(told) == "The whole handbook (no longer here)"
    assert told.a is None


@pytest.mark.parametrize(
    ("start", "end", "told", "asks"),
    [
        (5, 20, "Starts on", False),
        (-5, 20, "Until", True),
        (-5, 0, "Until", True),
        (-5, None, "", True),
        (-20, -5, "This is over.", False),
    ],
)
def test_a_campaign_says_whether_it_runs_and_asks_only_while_it_does(client, start, end, told, asks):
    link = {
        "type": "link",
        "value": {"text": "Fill it in", "url": "https://survey.example.org/", "page": None},
    }
    made = page(
        CampaignPage,
        "Survey",
        start=TODAY + timedelta(days=start),
        end=None if end is None else TODAY + timedelta(days=end),
        call_to_action=[link],
    )
    read = page_of(client, made.url)
    assert told in text_of(read.select_one("article"))
    assert bool(read.select_one("a.govuk-button--start")) == asks
    on_front = read_front = page_of(client, "/").select_one("section.campaign")
    assert bool(on_front) == (start <= 0 and (end is None or end >= 0))
    assert read_front is None or text_of(read_front.h2) == "Survey"


def test_of_two_campaigns_the_one_that_ends_sooner_is_on_the_front_page(client):
    page(CampaignPage, "Without end", start=TODAY)
    page(CampaignPage, "Soon over", start=TODAY - timedelta(days=9), end=TODAY + timedelta(days=2))
    page(CampaignPage, "Later", start=TODAY, end=TODAY + timedelta(days=200))
    assert text_of(page_of(client, "/").select_one(".campaign__title")) == "Soon over"


def test_the_front_page_has_its_doors_and_the_latest_three_news(client):
    pages = making.everything()
    for number in range(1, 5):
        page(NewsPage, f"Older {number}", pages["news index"], date=TODAY - timedelta(days=number))
    told = page_of(client, "/")
    doors = {text_of(one): one["href"] for one in told.select(".doors a")}
    assert doors == {
        "Not sure where to start?": "/start/",
        "What to expect": pages["topic"].url,
        "For parents and carers": pages["topic"].url,
        "For young people": pages["guidance"].url,
        "For schools": "/about/",
    }
    assert texts(told, ".news .page-list__title") == ["A new quiet room", "Older 1", "Older 2"]
    assert text_of(told.select_one(".news > p a")) == "All news"


def test_a_door_to_a_page_that_is_gone_is_not_shown(client):
    pages = making.everything()
    pages["topic"].__class__.objects.get(pk=pages["topic"].pk).delete()
    told = page_of(client, "/")
    assert texts(told, ".doors a") == ["Not sure where to start?", "For schools"]


def test_a_new_site_has_its_front_page_with_nothing_to_show_yet(client):
    told = page_of(client, "/")
    assert texts(told, ".doors a") == ["Not sure where to start?"]
    assert not told.select(".campaign, .page-list")


def test_a_paragraph_is_kept_as_it_was_written_with_its_marks(client):
    made = page(GuidancePage, "Plain", body=[paragraph("<p>Less &lt; more &amp; <b>bold</b></p>")])
    assert "Less &lt; more &amp; <b>bold</b>" in client.get(made.url).content.decode()
