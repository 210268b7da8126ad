"""What is covered counts only as long as a family can open it."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import PageViewRestriction

from directory.models import Service
from localoffer.schools.models import School
from localoffer.statutory.models import Coverage
from localoffer.statutory.queries import completeness
from search import actions
from search.engine.embedded.engine import EmbeddedEngine
from tests.making import service
from tests.schools.making import school

from .making import TODAY, covered, item, page

pytestmark = pytest.mark.django_db


def state():
    """The one item."""
    (only,) = completeness().items
    return only


def why():
    """What is wrong with the one link."""
    (only,) = state().pointers
    return only.why


def test_an_item_without_a_link_is_missing():
    item()
    assert not state().covered
    assert completeness().sentence == "0 of 1 covered; 0 links broken; 0 not looked at for a year."


def test_a_published_page_covers_it_and_the_link_works(client):
    covered(item(), page=page())
    (link,) = state().pointers
    assert (link.text, link.href, link.works, state().covered) == (
        "Short breaks",
        "/short-breaks/",
        True,
        True,
    )


def test_a_page_that_was_unpublished_or_has_expired_counts_as_missing_and_says_so():
    written = page()
    covered(item(), page=written)
    written.unpublish()
    assert why() == "The page is not published."
    assert not state().covered
    written.live, written.expire_at = True, timezone.now() - timedelta(minutes=1)
    written.save()
    assert why() == "The page is not published."


def test_a_page_behind_a_password_its_own_or_that_of_a_page_above_counts_as_missing():
    above = page("Closed")
    below = above.add_child(instance=type(above)(title="Below"))
    beside = page("Open")
    covered(item("a"), page=below)
    covered(item("b"), page=beside)
    PageViewRestriction.objects.create(page=above, restriction_type="login")
    a, b = completeness().items
    assert "password or a login" in a.pointers[0].why
    assert (a.covered, b.covered) == (False, True)


def test_a_page_that_was_deleted_leaves_a_broken_link_that_says_so():
    written = page()
    covered(item(), page=written)
    written.delete()
    assert why() == "It has been deleted."
    assert completeness().broken == 1


def test_a_withdrawn_service_counts_as_missing_and_says_so():
    offered = service("Buddies")
    covered(item(), service=offered)
    assert state().covered
    Service.objects.update(live=False)
    assert why() == "The service has been withdrawn."
    assert not state().covered
    Service.objects.update(live=True, status="defunct")
    assert not state().covered


def test_a_search_covers_it_as_long_as_it_finds_something(index):
    covered(item(), search="kind=short-break&kind=club", title="Short breaks")
    actions.rebuild()
    assert why() == "The search finds nothing."
    offered = service("Buddies", kinds=["short-break"])
    actions.rebuild()
    assert state().covered
    assert state().pointers[0].href == "/find/?kind=short-break&kind=club"
    offered.delete()
    actions.rebuild()
    assert not state().covered


def test_while_the_search_rests_nothing_is_called_missing_for_it_and_the_page_says_so(settings, tmp_path):
    settings.SEARCH_INDEX_DIR = tmp_path / "nothing"
    covered(item(), search="kind=short-break", title="Short breaks")
    found = completeness()
    assert (found.covered, found.broken, found.unsure) == (1, 0, True)


def test_a_list_of_schools_covers_it_as_long_as_a_school_is_in_it():
    covered(item(), schools="special")
    school(900001)
    assert why() == "The list of schools is empty."
    school(900002, "B", group="special", outside="Devon")
    assert not state().covered, "a school over the border is on another list"
    school(900003, "C", group="special")
    assert state().pointers[0].href == "/schools/?group=special"
    School.objects.filter(urn=900003).update(status="closed")
    assert not state().covered


def test_schools_outside_have_a_list_of_their_own():
    covered(item(), schools="outside")
    school(900001)
    assert not state().covered
    school(900002, "B", outside="Devon")
    assert state().pointers[0].href == "/schools/outside/"


def test_an_address_of_this_site_covers_it_until_it_leads_nowhere():
    row = covered(item(), address="/about/accessibility/", title="Accessibility statement")
    assert state().covered
    Coverage.objects.filter(pk=row.pk).update(address="/about/nothing-here/")
    assert why() == "There is nothing at this address."


def test_one_link_that_works_is_enough_and_the_broken_one_is_still_counted():
    one = item()
    gone = page("Gone")
    covered(one, page=gone)
    covered(one, page=page())
    gone.unpublish()
    found = completeness()
    assert (found.covered, found.broken) == (1, 1)


@pytest.mark.parametrize(("days", "overdue"), [(365, False), (366, True), (None, True)])
def test_what_nobody_looked_at_for_a_year_is_due(days, overdue):
    covered(item(), page=page(), days_ago=days)
    assert state().overdue is overdue
    assert completeness().overdue == int(overdue)


def test_what_is_missing_is_not_due_as_well():
    item()
    assert not state().overdue


def test_the_newest_look_at_a_link_that_works_is_what_counts():
    one = item()
    gone = page("Gone")
    covered(one, page=page(), days_ago=400)
    covered(one, page=gone, days_ago=1)
    assert not state().overdue
    gone.unpublish()
    assert state().overdue
    assert state().reviewed_on == TODAY - timedelta(days=400)


def test_must_and_should_are_counted_apart_and_themes_keep_their_order():
    covered(item("b", theme=2), page=page())
    item("a", theme=1)
    item("c", theme=2, weight="should")
    found = completeness()
    assert [theme.theme.number for theme in found.themes] == [1, 2]
    assert [theme.covered for theme in found.themes] == [0, 1]
    assert (found.musts, found.total, found.missing) == ((1, 2), 3, 2)


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ({}, "Choose one"),
        ({"schools": "special", "address": "/about/", "title": "x"}, "Choose one"),
        ({"search": "q=autism+club", "title": "x"}, "choices of one list"),
        ({"search": "kind=club&need=autism", "title": "x"}, "several lists"),
        ({"search": "kind=<b>", "title": "x"}, "choices of one list"),
        ({"search": "kind=club"}, "Say what the link is called"),
        ({"address": "https://elsewhere.example.org/", "title": "x"}, "begins with /"),
        ({"address": "//elsewhere.example.org/", "title": "x"}, "begins with /"),
        ({"address": "/no-such-page/", "title": "x"}, "choose it as a page"),
        ({"address": "about/", "title": "x"}, "begins with /"),
    ],
)
def test_an_editor_is_told_why_a_place_can_not_be_pointed_to(target, said):
    row = Coverage(item=item(), **target)
    with pytest.raises(ValidationError, match=said):
        row.full_clean()


def test_a_search_copied_from_the_address_bar_is_put_in_its_one_spelling():
    row = covered(item(), search=" https://x.example.org/find/?kind=short-break&kind=short-break ", title="x")
    assert row.search == "kind=short-break"


def test_the_check_takes_as_many_statements_for_many_as_for_one(
    index, django_assert_max_num_queries, monkeypatch
):
    asked, search = [], EmbeddedEngine.search
    monkeypatch.setattr(
        EmbeddedEngine, "search", lambda self, question: asked.append(1) or search(self, question)
    )
    offered = service("Buddies", kinds=["short-break"])
    school()
    actions.rebuild()
    for number in range(12):
        one = item(f"item-{number}", theme=number % 3)
        covered(one, page=page(f"Page {number}"))
        covered(one, service=offered)
        covered(one, search="kind=short-break", title="Breaks")
        covered(one, schools="maintained")
        covered(one, address="/about/", title="About")
    completeness()
    asked.clear()
    with django_assert_max_num_queries(3):
        assert completeness().covered == 12
    assert len(asked) == 1
