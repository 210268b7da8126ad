"""Anybody can see what is covered and what is missing; editors see what there is to do."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from localoffer.statutory.models import Coverage, StatutoryItem
from tests.making import service
from tests.schools.test_list import page_of, text_of

from .making import TODAY, covered, item, page

pytestmark = pytest.mark.django_db
CHECK = "/local-offer-check/"
WORK = "/admin/local-offer-check/"


def some():
    """One covered, one due, one with a withdrawn service, one missing."""
    covered(item("a", "Breaks.", theme=1, paragraph="paragraph 8"), page=page())
    covered(item("b", "Clubs.", theme=1), page=page("Clubs"), days_ago=500)
    covered(item("c", "Therapy.", theme=2), service=service("Old therapy", live=False))
    item("d", "Travel.", theme=2, weight="should")


def test_before_the_list_is_loaded_the_page_says_so(client):
    assert page_of(client, CHECK).select_one("#empty")


def test_a_parent_reads_what_is_covered_where_when_somebody_looked_and_what_is_missing(client):
    some()
    shown = page_of(client, CHECK)
    assert text_of(shown.select_one("#sentence")) == (
        "2 of 4 covered; 1 link broken; 1 not looked at for a year."
    )
    assert "Of the 3 parts that must be there, 2 are." in text_of(shown)
    breaks, clubs, therapy, travel = (text_of(shown.select_one(f"#{code}")) for code in "abcd")
    assert "Covered Last looked at on" in breaks
    assert "Must be there: The Regulations, paragraph 8" in breaks
    assert shown.select_one('#a a[href="/short-breaks/"]')
    assert "Covered, not looked at for a year" in clubs
    assert "Missing" in therapy
    assert "Old therapy: The service has been withdrawn." in therapy
    assert not shown.select_one('#c a[href^="/services/"]')
    assert "We have not written this yet." in travel
    assert "Should be so:" in travel
    headings = [text_of(heading) for heading in shown.select("h2.statutory-theme")]
    assert headings == ["Theme 1 2 of 2 covered", "Theme 2 0 of 2 covered"]


def test_every_link_on_the_page_can_be_followed(client):
    some()
    for link in page_of(client, CHECK).select(".statutory-links a"):
        assert client.get(link["href"]).status_code == 200


@pytest.mark.parametrize(
    ("show", "codes"),
    [("missing", {"c", "d"}), ("broken", {"c"}), ("overdue", {"b"}), ("nonsense", {"a", "b", "c", "d"})],
)
def test_the_page_can_show_one_sort_alone(client, show, codes):
    some()
    shown = page_of(client, f"{CHECK}?show={show}")
    assert {entry["id"] for entry in shown.select(".statutory-items > li")} == codes


def test_the_public_page_never_says_who_looked(client):
    person = get_user_model().objects.create(username="petra-looked")
    row = covered(item(), page=page())
    Coverage.objects.filter(pk=row.pk).update(reviewed_by=person)
    assert "petra-looked" not in client.get(CHECK).content.decode()


def test_the_page_takes_four_statements_at_most(client, django_assert_max_num_queries):
    some()
    client.get(CHECK)
    with django_assert_max_num_queries(4) as asked:
        client.get(CHECK)
    assert all(one["sql"].lstrip().upper().startswith("SELECT") for one in asked.captured_queries)


def person(client, *groups, **fields):
    made = get_user_model().objects.create_user("petra", password="x", **fields)
    made.groups.set(Group.objects.filter(name__in=groups))
    client.force_login(made)
    return made


def test_an_editor_sees_what_there_is_to_do_with_a_link_to_each(client):
    some()
    person(client, "Editors")
    shown = client.get(WORK).content.decode()
    assert "2 of 4 covered; 1 link broken; 1 not looked at for a year." in shown
    for heading in ("Broken links (1)", "Missing (2)", "Not looked at for a year (1)"):
        assert heading in shown
    assert "The service has been withdrawn." in shown
    travel = StatutoryItem.objects.get(code="d")
    assert f"/admin/snippets/statutory/statutoryitem/edit/{travel.pk}/" in shown
    assert WORK in client.get("/admin/").content.decode()


def test_somebody_without_the_right_sees_neither_the_list_nor_its_menu_item(client):
    person(client, "Commissioners")
    assert client.get(WORK).status_code in (302, 403)
    assert WORK not in client.get("/admin/").content.decode()
    client.logout()
    assert client.get(WORK).status_code == 302


def edit(client, one, **coverage):
    data = {
        "text": one.text,
        "theme": one.theme_id,
        "weight": one.weight,
        "source": one.source,
        "code": one.code,
        "order": "0",
        "coverages-TOTAL_FORMS": "1",
        "coverages-INITIAL_FORMS": "0",
        "coverages-MIN_NUM_FORMS": "0",
        "coverages-MAX_NUM_FORMS": "1000",
        "coverages-0-id": "",
        "coverages-0-ORDER": "1",
        "coverages-0-DELETE": "",
        **{f"coverages-0-{name}": value for name, value in coverage.items()},
    }
    return client.post(f"/admin/snippets/statutory/statutoryitem/edit/{one.pk}/", data)


def test_an_editor_maps_an_item_and_her_name_stands_beside_the_day(client):
    editor = person(client, "Editors")
    one, written = item(), page()
    answer = edit(client, one, page=written.pk, reviewed_on=TODAY.isoformat())
    assert answer.status_code == 302, answer.content.decode()[:2000]
    row = Coverage.objects.get()
    assert (row.page_id, row.reviewed_on, row.reviewed_by) == (written.pk, TODAY, editor)


def test_an_editor_who_chooses_two_places_in_one_row_is_told_to_choose_one(client):
    person(client, "Editors")
    answer = edit(client, item(), page=page().pk, schools="special")
    assert answer.status_code == 200
    assert "Choose one: a page, a service" in answer.content.decode()
    assert not Coverage.objects.exists()


def test_an_editor_cannot_delete_or_add_an_item_and_a_reviewer_can(client):
    one = item()
    person(client, "Editors")
    assert client.get("/admin/snippets/statutory/statutoryitem/add/").status_code == 302
    assert client.post(f"/admin/snippets/statutory/statutoryitem/delete/{one.pk}/").status_code == 302
    assert StatutoryItem.objects.exists()
    client.logout()
    get_user_model().objects.all().delete()
    person(client, "Reviewers")
    client.post(f"/admin/snippets/statutory/statutoryitem/delete/{one.pk}/")
    assert not StatutoryItem.objects.exists()
