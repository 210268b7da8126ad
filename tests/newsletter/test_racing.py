"""Two requests at the same moment, each in a thread with a connection of its own."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core import mail
from django.db import connection, connections
from django.test import Client

from localoffer.newsletter.keys import Purpose, key
from localoffer.newsletter.models import Digest, Reader
from tests.newsletter.world import PARENT, reader, sign_up

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "postgresql",
        reason="SQLite's tests are in one connection's memory, and its writers take turns by themselves",
    ),
]

PEOPLE = 6


def at_once(ask: Callable[[Client], int]) -> Counter[int]:
    """How often each status was answered when all ask at the same moment."""
    ready = Barrier(PEOPLE)

    def one(_number: int) -> int:
        client = Client()
        ready.wait(timeout=30)
        try:
            return ask(client)
        finally:
            connections["default"].close()

    with ThreadPoolExecutor(PEOPLE) as people:
        return Counter(people.map(one, range(PEOPLE)))


@pytest.mark.parametrize("known", [False, True])
def test_a_button_pressed_six_times_at_once_keeps_one_wish_and_sends_one_mail(known: bool):
    if known:
        reader(PARENT, searches=["need=autism"])
    assert at_once(lambda client: sign_up(client).status_code) == {302: PEOPLE}
    assert Reader.objects.count() == 1
    assert Digest.objects.count() == 1
    assert len(mail.outbox) == 1


def test_an_alert_stopped_six_times_at_once_is_stopped_and_the_reader_is_gone():
    made = reader(PARENT, searches=["need=autism"])
    stop = f"/newsletter/stop/?key={key(Purpose.STOP, made.secret, str(made.searches.get().pk))}"
    assert at_once(lambda client: client.post(stop).status_code) == {200: PEOPLE}
    assert not Reader.objects.exists()
