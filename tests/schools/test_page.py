"""A school's own page: what it offers, who helps near it, and what it can put on its website."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from directory.models import LocalTeam
from localoffer.schools.models import SchoolOffer
from search import actions
from search.engine.embedded.engine import EmbeddedEngine
from tests.making import service, term

from .making import BRIDGWATER, looked, offer, school
from .test_list import page_of, text_of

pytestmark = pytest.mark.django_db
PAGE = "/schools/900001-otterbrook-primary-school/"
REPORT = "https://otterbrook.example.org/sen"


def test_a_school_is_found_by_its_number_and_an_old_name_leads_to_the_new_address(client, index, county):
    school()
    for address in ("/schools/900001/", "/schools/900001-what-it-was-called/"):
        answer = client.get(address)
        assert (answer.status_code, answer["Location"]) == (301, PAGE)
    assert text_of(page_of(client, PAGE).h1) == "Otterbrook Primary School"


def test_a_number_that_no_school_has_and_a_school_that_closed_say_so_and_lead_on(client, county):
    school(status="closed")
    closed = page_of(client, PAGE, status=410)
    assert "has closed" in text_of(closed.h1)
    assert closed.select('main a[href="/schools/?near=TA6%204RN"]')
    missing = page_of(client, "/schools/999999-nothing/", status=404)
    assert "can't find this school" in text_of(missing.h1)
    assert client.get("/schools/999999/").status_code == 404
    assert client.get("/schools/999999/qr.svg").status_code == 404
    assert client.get(f"/schools/{10**30}/").status_code == 404


def test_a_parent_reads_how_the_school_includes_children_level_by_level(client, index, county):
    offer(
        school(),
        include="We know every child.\n\nTell us what helps.",
        universal="Quiet corners.",
        specialist="A nurse.",
        contact="The SENCO",
        contact_phone="01632 960700",
        reviewed_on=date(2026, 11, 2),
    )
    page = page_of(client, PAGE)
    assert "Tell us what helps." in text_of(page)
    headings = [text_of(heading) for heading in page.select("main h3")]
    assert headings[:2] == ["For every child", "If that is not enough: specialist help"]
    assert page.select('a[href="tel:01632960700"]')
    assert "last checked on 2 November 2026" in text_of(page)


def test_a_draft_and_an_expired_offer_are_seen_by_nobody(client, index, county):
    mine = school()
    offer(mine, live=False, include="Not yet.")
    assert "Not yet." not in text_of(page_of(client, PAGE))
    SchoolOffer.objects.update(live=True, expire_at=timezone.now() - timedelta(minutes=1))
    page = page_of(client, PAGE)
    assert "Not yet." not in text_of(page)
    assert "has not told us this yet" in text_of(page)


def test_the_link_to_the_report_says_when_somebody_looked_and_whether_it_worked(client, index, county):
    mine = school()
    offer(mine, report_url=REPORT)
    assert "Nobody has looked yet" in text_of(page_of(client, PAGE))
    check = looked(mine, REPORT, works=True)
    today = f"{check.checked_at.day} {check.checked_at:%B %Y}"
    page = page_of(client, PAGE)
    assert page.select_one(f'a[href="{REPORT}"]')
    assert f"worked when we last looked, on {today}" in text_of(page)
    check.works = False
    check.save()
    assert f"did not work when we last looked, on {today}" in text_of(page_of(client, PAGE))
    check.url = "https://old.example.org/"
    check.save()
    assert "Nobody has looked yet" in text_of(page_of(client, PAGE)), "another link was looked at"


def test_only_a_school_that_must_publish_a_report_is_said_to_have_to(client, index, county):
    school()
    school(900002, "Heron Hall", group="independent")
    assert "must publish a report" in text_of(page_of(client, PAGE))
    assert "must publish a report" not in text_of(page_of(client, "/schools/900002-heron-hall/"))


def test_what_the_register_does_not_say_is_not_stated_and_never_no(client, index, county):
    school()
    school(900002, "B", unit="no", resourced="yes", resourced_places=8)
    unit, resourced = page_of(client, PAGE).select(".facts dd")[1:3]
    assert (text_of(unit), text_of(resourced)) == ("Not stated", "Not stated")
    unit, resourced = page_of(client, "/schools/900002-b/").select(".facts dd")[1:3]
    assert (text_of(unit), text_of(resourced)) == ("No", "Yes, 8 places")


@pytest.fixture
def helped(index, county):
    service("Reading helpers", kinds=["education-support"], needs=["dyslexia"], at=[BRIDGWATER])
    service("Chess club", kinds=["club"], needs=["autism"], at=[BRIDGWATER])
    service("Far helpers", kinds=["education-support"], at=[(51.13, -3.75)])
    actions.rebuild()
    LocalTeam.objects.create(
        area_kind="county", area_code="E06000066", name="Levels team", what="Helps.", phone="01632 960311"
    )
    return school()


def near(page):
    return [link.get_text() for link in page.select(".schools-help a")]


def test_help_near_this_school_is_shown_at_once_and_can_be_chosen_by_need_and_kind(client, helped):
    page = page_of(client, PAGE)
    assert near(page) == ["Reading helpers"]
    assert page.select_one("h2#near + form + ol + p a")["href"] == "/find/?near=TA6+4RN&within=20"
    chosen = page_of(client, f"{PAGE}?need=autism")
    assert near(chosen) == ["Chess club"]
    assert chosen.select_one("#id_need option[selected]")["value"] == "autism"
    assert "Chosen: Autism." in text_of(chosen)
    assert near(page_of(client, f"{PAGE}?kind=club&need=nonsense")) == ["Chess club"]


def test_the_team_that_looks_after_the_schools_area_is_named(client, helped):
    assert "Levels team" in text_of(page_of(client, PAGE).select_one(".local-team"))


def test_a_school_that_nobody_can_place_says_so_and_the_page_is_whole(client, index, county):
    school(lat=None, lon=None, postcode="", town="Nowhereton")
    page = page_of(client, PAGE)
    assert "don't know where this school is" in text_of(page)


def test_while_the_search_rests_the_page_is_whole_and_says_so(client, county, settings, tmp_path):
    settings.SEARCH_INDEX_DIR = tmp_path / "nothing"
    term("club", "kind")
    school()
    assert "Search is resting" in text_of(page_of(client, PAGE))


@pytest.mark.parametrize(
    ("fields", "hrefs"),
    [
        ({"phase": "primary"}, ["/what-to-expect/?phase=primary"]),
        ({"phase": "nursery"}, ["/what-to-expect/?phase=early-years"]),
        (
            {"phase": "middle"},
            ["/what-to-expect/?phase=primary", "/what-to-expect/?phase=secondary"],
        ),
        ({"phase": "", "group": "college"}, ["/what-to-expect/?phase=post-16"]),
        (
            {"phase": "", "group": "special", "age_from": 11, "age_to": 19},
            ["/what-to-expect/?phase=secondary", "/what-to-expect/?phase=post-16"],
        ),
        ({"phase": "", "group": "special"}, ["/what-to-expect/"]),
    ],
)
def test_the_page_leads_to_what_to_expect_for_the_ages_that_the_school_teaches(
    client, index, county, fields, hrefs
):
    school(**fields)
    links = page_of(client, PAGE).select('main a[href^="/what-to-expect/"]')
    assert [link["href"] for link in links] == hrefs


def test_a_school_copies_a_link_a_search_box_and_a_qr_code_without_javascript(client, helped):
    page = page_of(client, PAGE)
    link, own, block = (field.get_text() for field in page.select("textarea[readonly]"))
    assert link.strip() == "http://testserver/find/?near=TA6+4RN"
    assert own.strip() == f"http://testserver{PAGE}"
    box = BeautifulSoup(block, "html.parser")
    assert not box.select("script, iframe, link, img, [style], [onclick]")
    assert box.form["action"] == "http://testserver/find/"
    assert box.form["method"] == "get"
    assert box.select_one('input[name="near"]')["value"] == "TA6 4RN"
    assert box.label["for"] == box.select_one('input[name="q"]')["id"]
    assert client.get("/find/", {"q": "reading", "near": "TA6 4RN"}).status_code == 200
    picture = page.select_one(".schools-qr img")
    assert "QR code" in picture["alt"]
    drawn = client.get(picture["src"])
    assert drawn["Content-Type"] == "image/svg+xml"
    assert b"<svg" in drawn.content
    assert b"Otterbrook Primary School" in drawn.content


def test_a_name_with_markup_in_it_is_only_text_in_the_block_and_on_the_page(client, index, county):
    school(name='<b>"x"</b> School')
    answer = client.get("/schools/900001-bxb-school/")
    assert answer.status_code == 200
    assert b"<b>" not in answer.content
    block = BeautifulSoup(answer.content, "html.parser").select("textarea")[2].get_text()
    assert "&lt;b&gt;" in block


def test_a_school_without_a_place_does_not_break_its_links(client, index, county):
    school(lat=None, lon=None, postcode="", town="")
    assert client.get(PAGE).status_code == 200


def test_the_page_takes_four_statements_and_one_question_to_the_index(
    client, helped, django_assert_max_num_queries, monkeypatch
):
    offer(helped, report_url=REPORT)
    looked(helped, REPORT, works=True)
    client.get(PAGE)
    asked, search = [], EmbeddedEngine.search
    monkeypatch.setattr(
        EmbeddedEngine, "search", lambda self, question: asked.append(1) or search(self, question)
    )
    for address in (PAGE, f"{PAGE}?need=autism&kind=club"):
        asked.clear()
        with django_assert_max_num_queries(4):
            assert client.get(address).status_code == 200
        assert len(asked) == 1
    with django_assert_max_num_queries(1):
        client.get("/schools/900001/qr.svg")
