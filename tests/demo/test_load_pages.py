"""Loading the demo's pages: all there, all open, and an editor's work never undone."""

import json
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client, override_settings
from wagtail.fields import StreamField
from wagtail.models import Page

from localoffer.demo.actions import FIXTURES
from localoffer.demo.content import PagesFileError, load_pages
from localoffer.demo.content.reading import PICTURES
from localoffer.pages.models import (
    CampaignPage,
    ContentPage,
    GuidancePage,
    HomePage,
    NewsPage,
    StepByStepPage,
    TopicPage,
)
from tests.making import term

# Marked as a whole, so that they run before tests that empty the database.
pytestmark = pytest.mark.django_db

FOLDER = FIXTURES / "content" / "pages"
TODAY = date.today()


def quiet(words: str) -> None:
    """Nobody listens."""


def home() -> HomePage:
    """The front page: the one that the migrations made, or a new one where a test began with nothing."""
    if found := HomePage.objects.first():
        return found
    root = Page.objects.filter(depth=1).first() or Page.add_root(title="Root", slug="root")
    return root.add_child(instance=HomePage(title="Find help near you", slug="home"))


def loaded_pages() -> list[ContentPage]:
    return [page.specific for page in Page.objects.descendant_of(home()).order_by("path")]


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker, tmp_path_factory):
    """What the first load said and made, in a transaction that is rolled back at the end."""
    media = tmp_path_factory.mktemp("media")
    with override_settings(MEDIA_ROOT=media), django_db_blocker.unblock(), transaction.atomic():
        home()
        for taxonomy in ("need", "kind"):
            for code in sorted(wanted(f"{taxonomy}s")):
                term(code, taxonomy)
        said: list[str] = []
        yield load_pages(FOLDER, TODAY, said.append), said
        transaction.set_rollback(True)


def wanted(name: str) -> set[str]:
    """The codes that the files name."""
    files = [json.loads(path.read_text(encoding="utf-8")) for path in FOLDER.glob("*.json")]
    return {code for file in files for row in file.get("pages", []) for code in row[name]}


@pytest.fixture
def small(tmp_path, settings):
    """A folder of our own with two pages, one linking to the other."""
    settings.MEDIA_ROOT = tmp_path / "media"
    folder = tmp_path / "pages"
    folder.mkdir()
    shutil.copy(FOLDER / PICTURES, folder)
    write(
        folder,
        [
            {"slug": "school", "type": "topic", "title": "School", "summary": "About school."},
            {
                "slug": "noise",
                "parent": "school",
                "type": "guidance",
                "title": "Noise",
                "needs": ["nothing-like-it"],
                "body": [{"type": "paragraph", "value": '<p>See <a href="page:school">school</a>.</p>'}],
                "easy_read": [{"picture": "tick", "alt": "A tick", "text": "Rooms can be quiet."}],
            },
        ],
        ways_in=[{"page": "school", "hint": "Start"}],
    )
    return folder


def write(folder: Path, pages, **more) -> None:
    (folder / "01.json").write_text(json.dumps({"pages": pages, **more}), encoding="utf-8")


def test_all_pages_are_made_and_published(loaded):
    made, said = loaded
    rows = [row for path in FOLDER.glob("*.json") for row in json.loads(path.read_text()).get("pages", [])]
    assert made == len(rows) == len(loaded_pages()) > 50
    assert all(page.live and not page.has_unpublished_changes for page in loaded_pages())
    assert said == []


def test_every_page_opens_for_a_family(loaded):
    client = Client()
    for page in loaded_pages():
        answer = client.get(page.url)
        assert answer.status_code == 200, page.url
        assert answer.content.count(b"<h1") == 1, page.url


def test_every_page_could_be_published_again_by_an_editor_without_a_complaint(loaded):
    for page in loaded_pages():
        page.full_clean()
        for field in page._meta.get_fields():
            if isinstance(field, StreamField):
                field.stream_block.clean(getattr(page, field.name))


def test_a_link_in_a_text_leads_to_the_page_that_it_names(loaded):
    answer = Client().get(GuidancePage.objects.get(slug="sen-support").url).content.decode()
    assert f'href="{StepByStepPage.objects.get(slug="asking-for-an-assessment").url}"' in answer
    assert "page:" not in answer


def test_the_first_steps_of_asking_are_numbered_and_two_share_a_number(loaded):
    steps = list(StepByStepPage.objects.get(slug="asking-for-an-assessment").numbered())
    assert len(steps) >= 8
    assert sum(step.number is None for step in steps) == 1


def test_days_are_counted_from_the_day_of_loading(loaded):
    page = GuidancePage.objects.get(slug="worried-about-your-child")
    assert page.reviewed_on < TODAY < page.review_by
    assert page.review_by - page.reviewed_on == timedelta(days=365)
    assert all(TODAY - timedelta(days=100) < news.date <= TODAY for news in NewsPage.objects.all())
    assert CampaignPage.objects.get().when(TODAY) == "running"


def test_easy_read_has_its_own_address_and_a_picture_with_words_for_it(loaded):
    page = GuidancePage.objects.get(slug="your-rights-and-your-say")
    answer = Client().get(f"{page.url}easy-read/")
    assert answer.status_code == 200
    assert 'alt="A young person talking"' in answer.content.decode()


def test_the_front_page_leads_to_parents_young_people_and_schools(loaded):
    assert [way.value["page"].slug for way in home().ways_in] == [
        "for-parents",
        "for-young-people",
        "for-schools",
    ]
    assert b"For young people" in Client().get("/").content


def test_loading_again_makes_no_copies(loaded):
    before = Page.objects.count()
    assert load_pages(FOLDER, TODAY, quiet) == 0
    assert Page.objects.count() == before


def test_what_an_editor_wrote_stays_and_only_what_is_missing_is_added(small):
    home()
    assert load_pages(small, TODAY, quiet) == 2
    topic = TopicPage.objects.get(slug="school")
    topic.title = "Our schools"
    topic.save_revision().publish()
    GuidancePage.objects.get(slug="noise").delete()
    assert load_pages(small, TODAY, quiet) == 1
    assert TopicPage.objects.get(slug="school").title == "Our schools"
    assert GuidancePage.objects.get(slug="noise").live


def test_a_page_that_an_editor_moved_is_not_made_again(small):
    home()
    load_pages(small, TODAY, quiet)
    GuidancePage.objects.get(slug="noise").move(home(), pos="last-child")
    assert load_pages(small, TODAY, quiet) == 0
    assert GuidancePage.objects.filter(slug="noise").count() == 1


def test_ways_in_that_an_editor_chose_stay(small):
    front = home()
    front.ways_in = [{"type": "way", "value": {"text": "Ours", "hint": "", "page": None, "url": "/about/"}}]
    front.save_revision().publish()
    load_pages(small, TODAY, quiet)
    assert [way.value["text"] for way in home().ways_in] == ["Ours"]


def test_a_term_that_is_not_there_is_said_and_left_out(small):
    home()
    said: list[str] = []
    load_pages(small, TODAY, said.append)
    assert said == ["noise: no need has the code “nothing-like-it”. It was left out."]


def test_every_mistake_is_told_and_nothing_is_written(small):
    before = home().get_descendant_count()
    write(
        small,
        [
            {"slug": "A b", "type": "topic", "title": "x"},
            {"slug": "lost", "type": "poster", "title": "x", "colour": "red"},
            {"slug": "child", "type": "guidance", "title": "x", "parent": "nobody"},
            {"slug": "child", "type": "guidance", "title": 4, "body": [{"page": "gone"}]},
            {"slug": "twin", "type": "guidance", "title": "x", "body": ['<a href="page:gone">x</a>']},
            {"slug": "twin", "type": "guidance", "title": "x"},
        ],
        ways_in=[{"page": "gone"}],
    )
    with pytest.raises(PagesFileError) as wrong:
        load_pages(small, TODAY, quiet)
    for told in (
        "01.json, page 1: “slug” must be small letters",
        "page 2: there is no type “poster”",
        "page 2: nobody knows the field “colour”",
        "page 4: “title” must be text",
        "“child”: its parent “nobody” isn't given before it",
        "“twin” links to “gone”",
        "2 pages have the slug “twin”",
        "A way in leads to “gone”",
        "nothing was changed",
    ):
        assert told in str(wrong.value)
    assert home().get_descendant_count() == before


def test_a_picture_that_is_not_there_stops_the_load_and_leaves_nothing_behind(small):
    home()
    (small / PICTURES).write_text('{"pictures": {}}')
    with pytest.raises(PagesFileError, match="no picture “tick”"):
        load_pages(small, TODAY, quiet)
    assert not TopicPage.objects.filter(slug="school").exists()


@pytest.mark.parametrize(("text", "told"), [("{", "line 1, column 2"), ("[]", "a list called “pages”")])
def test_a_file_that_is_no_list_of_pages_is_said_with_its_place(tmp_path, text, told, db):
    (tmp_path / "01.json").write_text(text)
    with pytest.raises(PagesFileError, match=told):
        load_pages(tmp_path, TODAY, quiet)
