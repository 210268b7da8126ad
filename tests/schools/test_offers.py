"""An editor writes what a school offers; a reviewer publishes it; nobody edits the register by hand."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.urls import reverse

from localoffer.schools.models import LinkCheck, School, SchoolOffer

from .making import looked, offer, school
from .test_list import page_of, text_of

pytestmark = pytest.mark.django_db
OFFERS = "/admin/snippets/schools/schooloffer/"
PAGE = "/schools/900001-otterbrook-primary-school/"


@pytest.fixture
def log_in(client):
    def go(*groups):
        person = get_user_model().objects.create_user(f"person-{'-'.join(groups)}", password="x")
        person.groups.set(Group.objects.filter(name__in=groups))
        client.force_login(person)
        return person

    return go


def words(**fields):
    return {
        "school": "900001",
        "include": "We know every child.",
        "universal": "",
        "targeted": "",
        "specialist": "",
        "report_url": "",
        "contact": "",
        "contact_phone": "",
        "contact_email": "",
        "kept_by": "",
        "reviewed_on": "",
        "review_by": "",
    } | fields


def test_an_editor_drafts_and_only_a_reviewer_can_publish(client, index, county, log_in):
    school()
    log_in("Editors")
    assert client.post(f"{OFFERS}add/", words() | {"action-publish": "1"}).status_code == 302
    made = SchoolOffer.objects.get()
    assert not made.live
    assert "We know every child." not in text_of(page_of(client, PAGE))
    log_in("Reviewers")
    client.post(f"{OFFERS}edit/{made.pk}/", words() | {"action-publish": "1"})
    assert "We know every child." in text_of(page_of(client, PAGE))


def test_markup_that_an_editor_pastes_becomes_plain_text(client, index, county, log_in):
    school()
    log_in("Reviewers")
    client.post(
        f"{OFFERS}add/",
        words(include="<p>We <b>know</b></p><script>alert(1)</script>") | {"action-publish": "1"},
    )
    assert "<b>" not in SchoolOffer.objects.get().include
    assert "alert(1)" not in SchoolOffer.objects.get().include


def test_the_preview_shows_the_draft_as_its_page(client, index, county, log_in):
    mine = offer(school(), include="Public words.")
    log_in("Editors")
    address = f"{OFFERS}preview/{mine.pk}/"
    client.post(address, words(include="The draft's words."))
    shown = client.get(address)
    assert shown.status_code == 200
    assert "The draft&#x27;s words." in shown.content.decode()
    assert "Public words." not in shown.content.decode()


def test_an_offer_that_says_nothing_is_refused():
    empty = SchoolOffer(school=school())
    with pytest.raises(ValidationError, match="Write how the school includes children"):
        empty.full_clean()


def test_a_next_review_before_the_last_one_is_refused(client, log_in):
    school()
    log_in("Editors")
    answer = client.post(f"{OFFERS}add/", words(reviewed_on="2026-11-02", review_by="2026-10-01"))
    assert "must come after the last one" in answer.content.decode()


def test_nobody_edits_a_school_or_a_check_by_hand_not_even_an_operator(client):
    looked(school(), "https://x.example.org/", works=False)
    client.force_login(get_user_model().objects.create_superuser("operator", password="x"))
    assert client.get("/admin/snippets/schools/school/").status_code == 200
    for address in (
        "/admin/snippets/schools/school/add/",
        "/admin/snippets/schools/school/edit/900001/",
        "/admin/snippets/schools/school/delete/900001/",
    ):
        assert client.get(address).status_code == 302
        client.post(address, {"name": "Mine"})
    assert School.objects.get().name == "Otterbrook Primary School"
    listed = client.get(reverse("linkcheck:index"))
    assert "not found (404)" in listed.content.decode()
    assert LinkCheck.objects.count() == 1


def test_somebody_without_a_role_sees_none_of_it(client, log_in):
    log_in("Commissioners")
    assert client.get(OFFERS).status_code == 302


def test_the_list_of_offers_takes_as_many_statements_for_many_as_for_few(
    client, log_in, django_assert_max_num_queries
):
    log_in("Editors")
    for number in range(3):
        offer(school(900001 + number, f"School {number}"))
    client.get(OFFERS)
    with django_assert_max_num_queries(60) as few:
        client.get(OFFERS)
    for number in range(3, 20):
        offer(school(900001 + number, f"School {number}"))
    with django_assert_max_num_queries(len(few.captured_queries) + 1):
        client.get(OFFERS)
