"""News goes up the street: which change to the truth announces which listing."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from directory.events import service_changed, service_withdrawn
from directory.models import Service, VenueFeature
from tests import making

pytestmark = pytest.mark.django_db


class News(list):
    """What was announced: ("changed" or "withdrawn", id)."""

    def hear_changed(self, service_id, **_):
        self.append(("changed", service_id))

    def hear_withdrawn(self, service_id, **_):
        self.append(("withdrawn", service_id))


@pytest.fixture
def news():
    heard = News()
    service_changed.connect(heard.hear_changed)
    service_withdrawn.connect(heard.hear_withdrawn)
    yield heard
    service_changed.disconnect(heard.hear_changed)
    service_withdrawn.disconnect(heard.hear_withdrawn)


def test_publishing_a_draft_announces_it_and_saving_the_draft_does_not(news):
    draft = making.service(live=False)
    draft.name = "Friday Crew"
    revision = draft.save_revision()
    assert news == []
    revision.publish()
    assert news == [("changed", draft.pk)]


def test_a_draft_of_a_live_listing_keeps_the_live_one_as_it_was(news):
    live = making.service(name="Thursday Crew", announce=True)
    news.clear()
    live.name = "Friday Crew"
    live.save_revision()
    assert news == []
    assert Service.objects.get(pk=live.pk).name == "Thursday Crew"


def test_publishing_a_listing_that_has_ended_withdraws_it(news):
    live = making.service()
    live.status = "defunct"
    live.save_revision().publish()
    assert news == [("withdrawn", live.pk)]


def test_unpublishing_withdraws_it(news):
    live = making.service()
    live.unpublish()
    assert news == [("withdrawn", live.pk)]


def test_an_expired_listing_is_withdrawn_when_the_schedule_runs(news):
    live = making.service(expire_at=timezone.now() - timedelta(minutes=1))
    other = making.service(name="Stays")
    call_command("publish_scheduled")
    assert news == [("withdrawn", live.pk)]
    assert not Service.objects.get(pk=live.pk).live
    assert Service.objects.get(pk=other.pk).live


def test_a_listing_scheduled_for_now_is_announced_when_the_schedule_runs(news):
    draft = making.service(live=False)
    draft.go_live_at = timezone.now() + timedelta(hours=1)
    draft.save_revision().publish()
    assert ("changed", draft.pk) not in news
    news.clear()
    draft.refresh_from_db()
    draft.go_live_at = timezone.now() - timedelta(minutes=1)
    revision = draft.save_revision(approved_go_live_at=draft.go_live_at)
    assert revision.approved_go_live_at
    call_command("publish_scheduled")
    assert news == [("changed", draft.pk)]


def test_deleting_a_listing_withdraws_it(news):
    live = making.service()
    key = live.pk
    live.delete()
    assert news == [("withdrawn", key)]


def test_moving_a_hall_announces_every_public_listing_there_and_no_other(news):
    hall = making.venue("Hall", 51, -3)
    here = {making.service(name=f"Club {number}", at=[hall]).pk for number in range(2)}
    making.service(name="Draft here", at=[hall], live=False)
    making.service(name="Elsewhere", at=[(51, -3)])
    news.clear()
    hall.lat = 51.01
    hall.save()
    assert {key for _, key in news} == here
    assert {what for what, _ in news} == {"changed"}


def test_saying_that_a_hall_is_step_free_announces_its_listings(news):
    hall = making.venue("Hall", 51, -3)
    club = making.service(at=[hall])
    news.clear()
    feature = VenueFeature.objects.create(venue=hall, term=making.term("step-free", "feature"), state="yes")
    assert news == [("changed", club.pk)]
    news.clear()
    feature.delete()
    assert news == [("changed", club.pk)]


def test_renaming_an_organisation_announces_its_listings(news):
    club = making.service(organisation="Sparks")
    making.service(organisation="Others")
    news.clear()
    club.organisation.name = "Sparks Together"
    club.organisation.save()
    assert news == [("changed", club.pk)]


def test_new_words_for_a_need_announce_the_listings_that_carry_it_or_a_narrower_one(news):
    broad = making.term("communication-and-interaction")
    making.term("autism", parent="communication-and-interaction")
    carries = making.service(needs=("autism",))
    making.service(needs=("hearing",))
    news.clear()
    broad.alternate_names = "social communication"
    broad.save()
    assert news == [("changed", carries.pk)]


def test_a_deleted_kind_announces_the_listings_that_carried_it(news):
    club = making.service(kinds=("club",))
    news.clear()
    making.term("club", "kind").delete()
    assert news == [("changed", club.pk)]
