"""What is in the news of a week, and for whom."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from directory.models import Service
from localoffer.events.models import EventPage, EventSession, EventsPage
from localoffer.newsletter.actions.issues import NoIssueError, make_issue
from localoffer.newsletter.actions.terms import TermFileError, load_terms
from localoffer.newsletter.content import Content
from localoffer.newsletter.matching import Wanted, for_reader
from localoffer.newsletter.models import Issue, TermDates
from localoffer.newsletter.queries.gathering import gather
from localoffer.newsletter.queries.issues import Around
from localoffer.pages.models import NewsIndexPage, NewsPage
from tests import making
from tests.newsletter.world import BRIDGWATER, reader
from tests.pages.making import page

pytestmark = pytest.mark.django_db

SEDGEMOOR, SOMERSET, DEVON = "E07000188", "E06000066", "E10000008"
EXFORD = (51.13, -3.64)
ALL = Wanted()


def today() -> date:
    return timezone.localdate()


@pytest.fixture
def term(db) -> TermDates:
    return TermDates.objects.create(
        name="This term", starts=today() - timedelta(days=30), ends=today() + timedelta(days=30)
    )


def listed(name: str, hours_ago: float = 24, first_hours_ago: float | None = None, **fields) -> Service:
    """A service published so many hours ago."""
    now = timezone.now()
    last = now - timedelta(hours=hours_ago)
    first = last if first_hours_ago is None else now - timedelta(hours=first_hours_ago)
    made = making.service(name, **fields)
    Service.objects.filter(pk=made.pk).update(first_published_at=first, last_published_at=last)
    return made


def news_of(title: str, hours_ago: float = 24, **fields) -> NewsPage:
    index = NewsIndexPage.objects.first() or page(NewsIndexPage, "News")
    made = page(NewsPage, title, index, **fields)
    NewsPage.objects.filter(pk=made.pk).update(first_published_at=timezone.now() - timedelta(hours=hours_ago))
    return made


def event(title: str, *, days: tuple[float, ...] = (3,), venue=None, online=False, **fields) -> EventPage:
    index = EventsPage.objects.first() or page(EventsPage, "Events")
    made = page(EventPage, title, index, **fields)
    noon = timezone.now().replace(hour=18, minute=0, second=0, microsecond=0)
    for ahead in days:
        starts = noon + timedelta(days=ahead)
        EventSession.objects.create(
            page=made,
            starts_at=starts,
            ends_at=starts + timedelta(hours=2),
            venue=venue,
            online=online,
            place="" if venue or online else "The park",
        )
    return made


def gathered(days: float = 7, now: datetime | None = None) -> Content:
    now = now or timezone.now()
    return gather(now - timedelta(days=days), now - timedelta(hours=1), now)


def titles(content: Content) -> dict[str, list[str]]:
    parts = {
        name: [item.title for item in getattr(content, name)] for name in ("news", "events", "new", "changed")
    }
    return {name: held for name, held in parts.items() if held}


def test_the_week_holds_news_events_and_services_that_are_new_or_have_new_details(term):
    listed("Old club", hours_ago=24 * 9)
    listed("New club", hours_ago=30)
    listed("Moved club", hours_ago=20, first_hours_ago=24 * 200)
    news_of("Old news", hours_ago=24 * 9)
    news_of("A new team", summary="Who they are.")
    event("Coffee morning")
    event("Next summer", days=(200,))
    issue = make_issue(day=today())
    assert titles(Content.from_json(issue.content)) == {
        "news": ["A new team"],
        "events": ["Coffee morning"],
        "new": ["New club"],
        "changed": ["Moved club"],
    }
    assert issue.is_draft


def test_what_came_out_in_the_last_hour_is_in_the_next_issue_and_in_no_other(term):
    """An import commits long after the moment that its rows carry."""
    listed("Late club", hours_ago=0.2)
    first = make_issue(day=today())
    assert titles(Content.from_json(first.content)) == {}
    Issue.objects.update(week=first.week - timedelta(days=7))
    next_week = make_issue(day=today(), now=timezone.now() + timedelta(days=7))
    assert titles(Content.from_json(next_week.content)) == {"new": ["Late club"]}
    Issue.objects.filter(pk=next_week.pk).update(week=first.week - timedelta(days=14))
    after = make_issue(day=today(), now=timezone.now() + timedelta(days=14))
    assert titles(Content.from_json(after.content)) == {}


def test_after_the_holidays_what_came_out_in_them_is_told(term):
    listed("August club", hours_ago=24 * 30)
    before = timezone.now() - timedelta(days=40)
    Issue.objects.create(
        week=Issue.week_of(today()) - timedelta(days=42), since=before - timedelta(days=7), until=before
    )
    assert titles(Content.from_json(make_issue(day=today()).content)) == {"new": ["August club"]}


def test_there_is_no_news_in_the_holidays(term):
    TermDates.objects.update(ends=today() - timedelta(days=1))
    with pytest.raises(NoIssueError, match="not in term time"):
        make_issue(day=today())
    assert make_issue(day=today() - timedelta(days=1)).week == Issue.week_of(today() - timedelta(days=1))


def test_an_issue_is_made_once_a_week_and_stays_as_it_was(term, capsys):
    listed("New club")
    call_command("make_newsletter")
    listed("Another club")
    call_command("make_newsletter")
    assert "is there already" in capsys.readouterr().out
    [issue] = Issue.objects.all()
    assert titles(Content.from_json(issue.content)) == {"new": ["New club"]}


def test_a_day_that_is_none_is_told_to_the_operator(term):
    with pytest.raises(CommandError, match="Write it as 2026-11-23"):
        call_command("make_newsletter", "--date", "23/11/2026")


def test_what_families_may_not_see_is_not_news(term):
    listed("Draft club", live=False)
    listed("Ended club", status="inactive")
    news_of("Draft news", live=False)
    index = EventsPage.objects.first() or page(EventsPage, "Events")
    draft = page(EventPage, "Draft event", index, live=False)
    soon = timezone.now() + timedelta(days=2)
    EventSession.objects.create(page=draft, starts_at=soon, ends_at=soon + timedelta(hours=1), online=True)
    event("Called off", online=True)
    EventSession.objects.filter(page__title="Called off").update(cancelled=True)
    assert titles(gathered()) == {}


def test_a_reader_of_a_broad_need_hears_of_the_narrower_ones_and_not_the_other_way(index):
    making.term("autism", name="Autism", parent="communication-and-interaction")
    listed("Autism club", needs=["autism"])
    listed("Talking club", needs=["communication-and-interaction"])
    listed("Club for anybody")
    news_of("Autism news", needs=["autism"])
    news_of("News for all")
    event("Autism morning", needs=["autism"], online=True)
    content = gathered()
    broad = for_reader(content, Wanted(frozenset({"communication-and-interaction"})))
    assert sorted(titles(broad)["new"]) == ["Autism club", "Talking club"]
    narrow = titles(for_reader(content, Wanted(frozenset({"autism"}))))
    # News about no need in particular is for everybody; a service that states none is not.
    assert sorted(narrow.pop("news")) == ["Autism news", "News for all"]
    assert narrow == {"events": ["Autism morning"], "new": ["Autism club"]}
    other = titles(for_reader(content, Wanted(frozenset({"anxiety"}))))
    assert other == {"news": ["News for all"]}
    assert len(for_reader(content, ALL).items) == len(content.items)


def test_a_reader_of_an_area_hears_of_what_is_there_covers_it_or_needs_no_journey(county):
    listed("Bridgwater club", at=[BRIDGWATER])
    listed("Exford club", at=[EXFORD])
    listed("County outreach", comes_to_you=True, covers=[SOMERSET])
    listed("Devon outreach", comes_to_you=True, covers=[DEVON])
    listed("Helpline", by_phone=True)
    near, far = making.venue("Friarn Hall", *BRIDGWATER), making.venue("Exford Hall", *EXFORD)
    event("Bridgwater morning", venue=near)
    event("Exford morning", venue=far)
    event("Webinar", online=True)
    made = reader(needs=[], areas=[SEDGEMOOR])
    content = for_reader(gathered(), Around().wanted(made.digests.get()))
    held = titles(content)
    assert sorted(held["new"]) == ["Bridgwater club", "County outreach", "Helpline"]
    assert sorted(held["events"]) == ["Bridgwater morning", "Webinar"]


def test_a_reader_whose_area_was_redrawn_hears_of_everything_again(county):
    made = reader(needs=[], areas=["GONE-1"])
    assert Around().wanted(made.digests.get()).areas == frozenset()


def test_an_event_is_told_once_with_its_dates(county):
    hall = making.venue("Friarn Hall", *BRIDGWATER, town="Bridgwater")
    event("Webinar", days=(2, 9, 16, 17, 18, 19), online=True)
    event("Coffee morning", days=(1,), venue=hall)
    first, second = gathered().events
    assert first.title == "Coffee morning"
    assert first.facts[0].endswith("Friarn Hall, Bridgwater")
    assert len(second.facts) == 5
    assert second.facts[-1] == "and 2 more dates"


def test_an_address_that_is_kept_back_is_told_by_its_town_alone(county):
    refuge = making.venue("Hidden House", *BRIDGWATER, town="Bridgwater", address_hidden=True)
    event("A quiet morning", venue=refuge)
    listed("Haven", at=[refuge])
    content = gathered()
    assert content.events[0].facts[0].endswith("pm, Bridgwater")
    assert content.new[0].facts[0] == "Bridgwater"
    assert "Hidden House" not in str(content.as_json())


def test_gathering_takes_as_many_statements_for_one_as_for_nine(county, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def make(number: int) -> None:
        hall = making.venue(f"Hall {number}", *BRIDGWATER)
        listed(f"Club {number}", needs=["autism"], at=[hall], covers=[SOMERSET])
        news_of(f"News {number}", needs=["autism"])
        event(f"Event {number}", needs=["autism"], venue=hall)

    make(0)
    gathered()
    with CaptureQueriesContext(connection) as one:
        gathered()
    for number in range(1, 9):
        make(number)
    with CaptureQueriesContext(connection) as nine:
        content = gathered()
    assert len(content.items) == 27
    assert len(nine) == len(one) <= 32


def test_a_frozen_issue_is_read_as_it_was_written(county):
    listed("Bridgwater club", at=[BRIDGWATER], needs=["autism"])
    content = gathered()
    issue = Issue.objects.create(
        week=Issue.week_of(today()), since=timezone.now(), until=timezone.now(), content=content.as_json()
    )
    issue.refresh_from_db()
    assert Content.from_json(issue.content) == content
    older = {"new": [{"key": "service:1", "title": "Club", "path": "/", "a later field": 3}]}
    assert Content.from_json(older).new[0].title == "Club"


def test_a_term_that_ends_before_it_starts_is_refused_with_both_days():
    with pytest.raises(ValidationError, match=r"01/09/2026.*02/09/2026"):
        TermDates(name="Wrong", starts=date(2026, 9, 2), ends=date(2026, 9, 1)).full_clean()


def test_term_dates_come_from_a_file_whole_or_not_at_all(tmp_path):
    path = tmp_path / "terms.csv"
    path.write_text("name,starts,ends\nAutumn,2026-09-02,2026-10-23\nSpring,2027-01-04,2027-02-12\n")
    assert load_terms(path) == 2
    assert load_terms(path) == 2
    assert TermDates.objects.count() == 2
    path.write_text("name,starts,ends\nSummer,2027-04-12,2027-05-28\nWrong,2027-06-07,soon\n")
    with pytest.raises(TermFileError, match="line 3"):
        load_terms(path)
    assert not TermDates.objects.filter(name="Summer").exists()
    for text in ("", "term,from\nx,y\n"):
        path.write_text(text)
        with pytest.raises(TermFileError, match="needs a first line"):
            load_terms(path)
