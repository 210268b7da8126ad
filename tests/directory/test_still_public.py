"""A listing that families may no longer see is gone at once, though the statement is written only once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from directory.models import Service, Status
from directory.queries import is_public, still_public
from tests import making

pytestmark = pytest.mark.django_db


def test_a_listing_that_expires_between_two_questions_is_gone_from_the_second(monkeypatch):
    club, camp = making.service(name="Club"), making.service(name="Summer camp")
    asked = {str(club.pk), str(camp.pk)}
    Service.objects.filter(pk=camp.pk).update(expire_at=timezone.now() + timedelta(days=1))
    assert still_public(asked) == asked
    in_two_days = timezone.now() + timedelta(days=2)
    monkeypatch.setattr(timezone, "now", lambda: in_two_days)
    assert still_public(asked) == {str(club.pk)}


def test_each_page_is_told_of_its_own_listings_however_many_it_holds():
    made = [str(making.service(name=f"Club {number}").pk) for number in range(6)]
    for first in range(6):
        assert still_public(made[first:]) == set(made[first:])
    assert still_public([made[0], made[0]]) == {made[0]}


def test_it_says_the_same_of_every_listing_as_the_listings_own_page():
    made = [making.service(name=status.label, status=status) for status in Status]
    shown = still_public([service.pk for service in made])
    assert shown == {str(service.pk) for service in made if is_public(service.pk)}
    assert 0 < len(shown) < len(made)
