"""Each engine has its own place in the outbox: what one can't take holds up no other."""

import logging
import time

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from directory.events import service_changed
from search import actions
from search.engine import ELASTIC, EMBEDDED, engine, kept
from search.engine.base import SearchUnavailableError
from search.engine.standby import Standby
from search.models import IndexTask
from search.terms import Asked
from tests import making

pytestmark = pytest.mark.django_db

NOBODY_LISTENS = "http://127.0.0.1:9"


def changed(service):
    service_changed.send(type(service), service_id=service.pk)


def held(name):
    return {service_id for service_id, _ in engine(name).stamps()}


@pytest.fixture
def away(settings, tmp_path):
    """A site that chose an Elasticsearch which is not there; its embedded index is built and empty."""
    settings.SEARCH_ENGINE, settings.ES_URL = "elastic", NOBODY_LISTENS
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    engine(EMBEDDED).rebuild(())


def test_a_changed_listing_waits_once_for_each_engine_and_takes_one_statement(
    settings, django_assert_num_queries
):
    settings.SEARCH_ENGINE = "elastic"
    service = making.service()
    with django_assert_num_queries(1):
        changed(service)
    assert [(task.engine, task.key) for task in IndexTask.objects.all()] == [
        (EMBEDDED, service.pk),
        (ELASTIC, service.pk),
    ]


def test_a_site_without_elasticsearch_keeps_one_engine(settings):
    settings.SEARCH_ENGINE = "embedded"
    assert kept() == (EMBEDDED,)
    changed(making.service())
    assert IndexTask.objects.count() == 1


def test_both_indexes_follow_what_is_published(elastic):
    service = making.service("Thursday Crew", announce=True)
    assert actions.sync() == actions.Synced(tasks=2, put=2)
    assert held(EMBEDDED) == held(ELASTIC) == {str(service.pk)}
    assert not IndexTask.objects.exists()


def test_one_engine_can_be_brought_up_to_date_by_itself(elastic):
    service = making.service("Thursday Crew", announce=True)
    actions.sync(ELASTIC)
    assert (held(EMBEDDED), held(ELASTIC)) == (set(), {str(service.pk)})
    assert [task.engine for task in IndexTask.objects.all()] == [EMBEDDED]


def test_an_elasticsearch_that_is_away_does_not_hold_up_the_embedded_index(away):
    service = making.service("Thursday Crew", announce=True)
    with pytest.raises(SearchUnavailableError):
        actions.sync()
    assert held(EMBEDDED) == {str(service.pk)}
    assert [task.engine for task in IndexTask.objects.all()] == [ELASTIC]


def test_an_embedded_index_that_cannot_be_written_does_not_hold_up_elasticsearch(elastic, settings, tmp_path):
    (tmp_path / "file").write_text("not a folder")
    settings.SEARCH_INDEX_DIR = tmp_path / "file"
    service = making.service("Thursday Crew", announce=True)
    with pytest.raises(OSError, match="file"):
        actions.sync()
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    actions.sync(ELASTIC)
    assert held(ELASTIC) == {str(service.pk)}


def test_an_editor_publishes_at_once_though_elasticsearch_is_away_and_families_find_it(
    away, settings, django_capture_on_commit_callbacks, caplog
):
    settings.SEARCH_SYNC_INLINE = True
    began = time.monotonic()
    with django_capture_on_commit_callbacks(execute=True):
        service = making.service("Thursday Crew", announce=True)
    assert time.monotonic() - began < 5
    assert held(EMBEDDED) == {str(service.pk)}
    assert [task.engine for task in IndexTask.objects.all()] == [ELASTIC]
    assert "Run search_sync" in caplog.text


def test_every_command_serves_the_engine_that_is_there_and_names_the_one_that_is_not(away, capsys):
    service = making.service("Thursday Crew", announce=True)
    with pytest.raises(CommandError, match=r"elastic: .*run this again"):
        call_command("search_sync")
    assert "embedded: 1 tasks: 1 put in" in capsys.readouterr().out
    with pytest.raises(CommandError, match=r"elastic: .*still in service"):
        call_command("search_rebuild")
    assert "embedded: 1 listings and pages indexed" in capsys.readouterr().out
    with pytest.raises(CommandError, match=r"elastic: .*search_sync later"):
        call_command("search_sweep")
    assert "embedded: 1 listings and pages compared" in capsys.readouterr().out
    with pytest.raises(CommandError, match="search_sweep"):
        call_command("nightly")
    call_command("search_sync", engine="embedded")
    assert held(EMBEDDED) == {str(service.pk)}


def test_what_a_night_finds_different_is_mended_in_both_indexes(elastic, capsys):
    edited, gone = making.service("Edited"), making.service("Gone")
    actions.rebuild()
    type(edited).objects.filter(pk=edited.pk).update(summary="Changed behind everybody's back")
    type(gone).objects.filter(pk=gone.pk).update(live=False)
    swept = actions.sweep()
    assert swept == actions.Swept(compared=2, changed=2, extra=2)
    call_command("nightly")
    assert actions.sweep().differences == 0
    assert held(EMBEDDED) == held(ELASTIC) == {str(edited.pk)}


def test_a_listing_that_elasticsearch_refuses_is_set_aside_with_its_reason_and_blocks_nobody(
    elastic, client, admin_user
):
    client.force_login(admin_user)
    # The server itself refuses a document of more places than this.
    elastic.server.writing.indices.put_settings(
        index=elastic.names.writing, settings={"index.mapping.nested_objects.limit": 2}
    )
    spots = [(51.0, -3.0), (51.1, -3.1), (51.2, -3.2)]
    everywhere, here = making.service("Everywhere", at=spots), making.service("Here", at=spots[:1])
    for service in (everywhere, here):
        changed(service)
    assert actions.sync() == actions.Synced(tasks=4, put=3, set_aside=1)
    assert (held(EMBEDDED), held(ELASTIC)) == ({str(everywhere.pk), str(here.pk)}, {str(here.pk)})
    [task] = IndexTask.objects.all()
    assert (task.engine, task.key) == (ELASTIC, everywhere.pk)
    assert "nested" in task.set_aside
    report = client.get("/admin/search/set-aside/").content.decode()
    assert "Everywhere" in report
    assert "would not take it" in report

    everywhere.at_venues.all().delete()
    changed(everywhere)
    actions.sync()
    assert held(ELASTIC) == {str(everywhere.pk), str(here.pk)}
    assert "has taken every listing" in client.get("/admin/search/set-aside/").content.decode()


def test_what_a_rebuild_had_to_leave_out_is_set_aside_with_its_reason_too(elastic, monkeypatch):
    from search.engine.elastic import index

    monkeypatch.setitem(index.SETTINGS, "mapping.nested_objects.limit", 2)
    everywhere = making.service("Everywhere", at=[(51.0, -3.0), (51.1, -3.1), (51.2, -3.2)])
    here = making.service("Here")
    actions.rebuild()
    assert (held(EMBEDDED), held(ELASTIC)) == ({str(everywhere.pk), str(here.pk)}, {str(here.pk)})
    [task] = IndexTask.objects.all()
    assert (task.engine, task.key) == (ELASTIC, everywhere.pk)
    assert "nested" in task.set_aside


def test_edits_made_while_both_indexes_are_built_anew_are_in_both(elastic):
    services = [making.service(f"Club {number}") for number in range(30)]
    actions.rebuild()

    def edited_meanwhile(documents, total):
        for number, document in enumerate(documents):
            yield document
            service = services[number]
            if number % 3 == 0:
                service.live = False
            service.name = f"{service.name} again"
            service.save()
            changed(service)

    actions.rebuild(progress=edited_meanwhile)
    # What was edited while the second index was built waits for the first, which was built before it.
    assert not IndexTask.objects.filter(engine=ELASTIC).exists()
    actions.sync()
    assert not IndexTask.objects.exists()
    assert actions.sweep().differences == 0
    assert len(held(EMBEDDED)) == len(held(ELASTIC)) == 20


def test_an_index_that_elasticsearch_never_had_is_built_by_the_first_sync(
    settings, tmp_path, elasticsearch_url
):
    from tests.search.elastic.conftest import chosen, forget

    elastic = chosen(settings, tmp_path, elasticsearch_url)
    services = [making.service("One"), making.service("Two")]
    changed(services[0])
    try:
        actions.sync()
        assert held(EMBEDDED) == held(ELASTIC) == {str(service.pk) for service in services}
    finally:
        forget(elastic)


def test_with_elasticsearch_chosen_families_are_answered_by_the_pair(settings, tmp_path):
    settings.SEARCH_ENGINE, settings.ES_URL = "elastic", NOBODY_LISTENS
    settings.SEARCH_INDEX_DIR = tmp_path
    pair = engine()
    assert isinstance(pair, Standby)
    assert (pair.first.name, pair.second.name) == (ELASTIC, EMBEDDED)
    assert engine() is pair
    assert (pair.first, pair.second) == (engine(ELASTIC), engine(EMBEDDED))


def test_other_settings_are_another_connection(settings, tmp_path):
    settings.SEARCH_ENGINE, settings.ES_URL = "elastic", NOBODY_LISTENS
    settings.SEARCH_INDEX_DIR = tmp_path
    first = engine()
    settings.ES_INDEX_PREFIX = "another"
    assert engine() is not first
    assert engine(EMBEDDED) is first.second


def test_no_line_in_the_log_holds_what_elasticsearch_was_asked(elastic, caplog):
    caplog.set_level(logging.INFO)
    engine().search(Asked(words="hurting herself"))
    engine().suggest("hurting herself")
    assert "hurting" not in caplog.text
