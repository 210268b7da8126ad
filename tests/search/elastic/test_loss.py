"""Editors go on publishing while Elasticsearch is killed, and nothing they did is lost."""

import random
import threading

import pytest

from directory import queries as directory
from directory.events import service_withdrawn
from directory.models import Service
from search import actions
from search.document import make, surroundings
from search.engine import ELASTIC, EMBEDDED, engine
from search.engine.base import SearchUnavailableError
from search.models import IndexTask
from search.terms import Asked
from tests import making

pytestmark = pytest.mark.django_db

EDITS = 500
KILLED_AFTER = 139
SERVICES = 60


def truth():
    """What families may see, as both indexes must hold it: id and stamp."""
    around = surroundings()
    return {str(service.pk): make(service, around).stamp for service in directory.for_index()}


def held(name):
    return dict(engine(name).stamps())


def an_edit(number, luck):
    """One thing an editor does: rename, take down, bring back, delete, or write something new."""
    services = Service.objects.order_by("pk")
    service = services[luck.randrange(services.count())]
    what = number % 10
    if what == 9:
        making.service(f"New {number}", needs=["autism"], at=[(51.0, -3.0)], announce=True)
    elif what == 8:
        service.delete()
    elif what == 7:
        service.unpublish()
    else:
        service.name = f"Edit {number}"
        service.save_revision().publish()


def catch_up():
    """As the follower does: what an engine can't take now waits. Whether both were up to date."""
    try:
        # Without building anew: then what was lost would be there again, and nobody could tell.
        actions.sync(build=False)
    except SearchUnavailableError:
        return False
    return True


def test_five_hundred_edits_are_in_both_indexes_though_the_server_was_killed_in_the_middle(
    mortal, own_server, settings
):
    # Wagtail's own tables of references and its own search have no part in this and take half of the time.
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    luck = random.Random()
    for number in range(SERVICES):
        making.service(f"Club {number}", needs=["autism"], at=[(51 + number / 1000, -3.0)])
    actions.rebuild()
    # Somewhere inside a write, never at the same place.
    killer = threading.Timer(luck.uniform(0.01, 0.4), own_server.kill)
    missed = 0
    for number in range(EDITS):
        an_edit(number, luck)
        if number % 20 == 19:
            if number == KILLED_AFTER:
                killer.start()
            missed += not catch_up()
        if number == KILLED_AFTER + 10:
            killer.join()
            own_server.launch()
    assert missed > 0, "the server was never missed, so this test has shown nothing"
    own_server.wait()
    actions.sync(build=False)
    expected = truth()
    assert held(EMBEDDED) == expected
    assert held(ELASTIC) == expected
    assert not IndexTask.objects.exists()
    assert actions.sweep() == actions.Swept(compared=2 * len(expected))
    assert engine(ELASTIC).search(Asked()).total == len(expected)


def test_a_rebuild_that_the_server_does_not_survive_leaves_the_old_index_and_every_edit(mortal, own_server):
    services = [making.service(f"Club {number}", needs=["autism"]) for number in range(60)]
    actions.rebuild()
    before = held(ELASTIC)
    gone, edited = services[0], services[1]
    Service.objects.filter(pk=gone.pk).update(live=False)
    service_withdrawn.send(Service, service_id=gone.pk)
    edited.name = "Edited"
    edited.save_revision().publish()

    def killed_half_way(documents, total):
        for number, document in enumerate(documents):
            if number == total // 2:
                own_server.kill()
            yield document

    with pytest.raises(SearchUnavailableError):
        actions.rebuild(ELASTIC, progress=killed_half_way)
    assert IndexTask.objects.filter(engine=ELASTIC).count() == 2

    own_server.start()
    assert held(ELASTIC) == before
    assert engine(ELASTIC).health().documents == 60
    assert catch_up()
    assert held(ELASTIC) == held(EMBEDDED) == truth()
    actions.rebuild(ELASTIC)
    assert held(ELASTIC) == truth()
    assert len(engine(ELASTIC).names.builds(engine(ELASTIC).server.writing)) == 1
