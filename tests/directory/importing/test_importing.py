"""A list comes in: what families then see, what editors then find, and what a second time changes."""

from uuid import UUID

import pytest
from django.apps import apps
from wagtail.models import ModelLogEntry, Revision

from directory.events import service_changed, service_withdrawn
from directory.models import (
    Attribute,
    ImportProblem,
    ImportRun,
    Organisation,
    Schedule,
    Service,
    Venue,
)
from tests.directory.importing.feeding import at, lines, location, page, record, take
from tests.making import term

pytestmark = pytest.mark.django_db


@pytest.fixture
def news():
    """Which services the directory announced, in order."""
    heard = []

    def hear(service_id, signal, **_):
        heard.append(("changed" if signal is service_changed else "withdrawn", service_id))

    service_changed.connect(hear)
    service_withdrawn.connect(hear)
    yield heard
    service_changed.disconnect(hear)
    service_withdrawn.disconnect(hear)


def counts():
    """How many rows every table holds."""
    return {
        model._meta.label: model._base_manager.count() for model in apps.get_models() if model._meta.managed
    }


def only():
    return Service.objects.get()


def test_a_published_list_is_live_with_its_venue_and_its_ids(tmp_path, news):
    said = record(1, schedules=[{"byday": "MO", "opens_at": "18:00"}], phones=[{"number": "01632 960123"}])
    outcome = take(page(tmp_path, [said]))
    service = only()
    assert str(outcome) == "1 new, 0 changed, 0 same, 0 rejected"
    assert service.pk == UUID(said["id"])
    assert service.live
    assert service.organisation.name == "Sparks Together"
    assert [link.venue.postal_code for link in service.at_venues.all()] == ["TA1 1AA"]
    assert [one.byday for one in service.schedules.all()] == ["MO"]
    assert news == [("changed", service.pk)]


def test_without_publish_families_see_nothing_until_an_editor_publishes(tmp_path, news):
    term("autism")
    said = record(1, needs=["autism"], phones=[{"number": "01632 960123"}])
    take(page(tmp_path, [said]), publish=False)
    service = only()
    assert not service.live
    assert news == []
    service.latest_revision.publish()
    service = only()
    assert service.live
    assert [one.number for one in service.phones.all()] == ["01632 960123"]
    assert [one.code for one in service.needs.all()] == ["autism"]
    assert [link.venue.name for link in service.at_venues.all()] == ["Hall 1"]


def test_an_editor_reads_in_the_history_what_the_import_did(tmp_path):
    take(page(tmp_path, [record()]))
    entries = ModelLogEntry.objects.for_instance(only())
    assert {entry.action for entry in entries} == {"wagtail.create", "wagtail.publish"}
    assert only().latest_revision.as_object().name == "Otters club 1"


def test_the_same_list_again_changes_nothing_at_all(tmp_path, news):
    file = page(tmp_path, [record(1), record(2)])
    take(file)
    before = counts()
    stamps = list(Service.objects.values_list("last_modified", flat=True))
    news.clear()
    outcome = take(file)
    after = counts()
    assert str(outcome) == "0 new, 0 changed, 2 same, 0 rejected"
    assert after.pop("directory.ImportRun") == before.pop("directory.ImportRun") + 1
    assert after == before
    assert list(Service.objects.values_list("last_modified", flat=True)) == stamps
    assert news == []


def test_the_same_list_under_another_file_name_changes_nothing_for_uuids(tmp_path):
    take(page(tmp_path, [record(1)], "november.json"))
    assert (
        str(take(lines(tmp_path, [record(1)], "december.ndjson"))) == "0 new, 0 changed, 1 same, 0 rejected"
    )


def test_a_changed_listing_keeps_its_id_and_drops_parts_that_are_gone(tmp_path):
    take(page(tmp_path, [record(1, schedules=[{"byday": "MO"}, {"byday": "TU"}])]))
    outcome = take(page(tmp_path, [record(1, name="Otters and seals", schedules=[{"byday": "FR"}])]))
    assert str(outcome) == "0 new, 1 changed, 0 same, 0 rejected"
    assert only().name == "Otters and seals"
    assert [one.byday for one in Schedule.objects.all()] == ["FR"]
    assert Revision.objects.for_instance(only()).count() == 2


def test_a_change_without_publish_waits_as_a_draft_and_the_live_page_stays(tmp_path, news):
    take(page(tmp_path, [record(1, phones=[{"number": "01632 960001"}])]))
    news.clear()
    changed = page(tmp_path, [record(1, name="Seals", phones=[{"number": "01632 960002"}])])
    assert str(take(changed, publish=False)) == "0 new, 1 changed, 0 same, 0 rejected"
    service = only()
    assert (service.name, service.has_unpublished_changes) == ("Otters club 1", True)
    assert [one.number for one in service.phones.all()] == ["01632 960001"]
    assert service.get_latest_revision_as_object().name == "Seals"
    assert news == []
    assert str(take(changed, publish=False)) == "0 new, 0 changed, 1 same, 0 rejected"
    assert str(take(changed)) == "0 new, 1 changed, 0 same, 0 rejected"
    service = only()
    assert (service.name, service.has_unpublished_changes) == ("Seals", False)
    assert [one.number for one in service.phones.all()] == ["01632 960002"]


def test_drafts_become_live_when_the_list_is_imported_again_with_publish(tmp_path):
    file = page(tmp_path, [record(1)])
    take(file, publish=False)
    assert str(take(file)) == "0 new, 1 changed, 0 same, 0 rejected"
    assert only().live


def edit(service, **changes):
    """What an editor does in the admin: change some words and press Publish."""
    for name, value in changes.items():
        setattr(service, name, value)
    service.save_revision().publish()


def test_an_editors_own_words_are_not_overwritten_and_the_lists_words_wait(tmp_path):
    take(page(tmp_path, [record(1)]))
    edit(only(), summary="Ring the bell twice.")
    changed = page(tmp_path, [record(1, name="Seals")])
    outcome = take(changed)
    service = only()
    assert (service.name, service.summary) == ("Otters club 1", "Ring the bell twice.")
    assert service.get_latest_revision_as_object().name == "Seals"
    assert "An editor changed this listing" in ImportProblem.objects.get(run=outcome.run).reason
    assert str(take(changed)) == "0 new, 0 changed, 1 same, 0 rejected"
    assert only().name == "Otters club 1"
    take(page(tmp_path, [record(1, name="Walruses")]))
    assert only().name == "Otters club 1"


def test_an_editors_unfinished_draft_is_left_alone(tmp_path):
    take(page(tmp_path, [record(1)]))
    service = only()
    service.summary = "Not finished yet"
    service.save_revision()
    outcome = take(page(tmp_path, [record(1, name="Seals")]))
    assert (outcome.same, outcome.kept) == (1, 1)
    assert only().get_latest_revision_as_object().summary == "Not finished yet"


def test_a_locked_listing_is_left_alone(tmp_path):
    take(page(tmp_path, [record(1)]))
    Service.objects.update(locked=True)
    assert take(page(tmp_path, [record(1, name="Seals")])).kept == 1
    assert only().name == "Otters club 1"


def test_publishing_an_imported_draft_unchanged_is_no_edit(tmp_path):
    take(page(tmp_path, [record(1)]), publish=False)
    edit(only().latest_revision.as_object())
    take(page(tmp_path, [record(1, name="Seals")]))
    assert only().name == "Seals"


def test_a_listing_that_was_taken_down_is_never_put_up_again_by_a_list(tmp_path):
    file = page(tmp_path, [record(1)])
    take(file)
    only().unpublish()
    assert str(take(file)) == "0 new, 0 changed, 1 same, 0 rejected"
    assert not only().live
    outcome = take(page(tmp_path, [record(1, name="Seals")]))
    assert "taken down" in ImportProblem.objects.get(run=outcome.run).reason
    assert not only().live
    take(page(tmp_path, [record(1, name="Seals")]))
    assert not only().live


def test_a_service_that_the_list_calls_closed_is_announced_as_withdrawn(tmp_path, news):
    take(page(tmp_path, [record(1)]))
    take(page(tmp_path, [record(1, status="defunct")]))
    assert [kind for kind, _ in news] == ["changed", "withdrawn"]


def test_ids_that_are_no_uuids_stay_the_same_each_time(tmp_path):
    first = take(page(tmp_path, [record(1, id=17)]), name="Council")
    key = only().pk
    again = take(page(tmp_path, [record(1, id="17", name="Seals")], "other.json"), name="Council")
    assert (first.new, again.changed) == (1, 1)
    assert only().pk == key
    take(page(tmp_path, [record(1, id=17)]), name="Another council")
    assert Service.objects.count() == 2


def test_a_dry_run_tells_everything_and_writes_nothing(tmp_path):
    take(page(tmp_path, [record(1), record(2)]))
    before = counts()
    wanted = [record(1), record(2, name="Seals"), record(3), record(4, minimum_age=9, maximum_age=1)]
    outcome = take(page(tmp_path, wanted), dry_run=True, report=tmp_path / "report.csv")
    assert str(outcome) == "1 new, 1 changed, 1 same, 1 rejected"
    assert counts() == before
    assert "swapped" in (tmp_path / "report.csv").read_text(encoding="utf-8-sig")


def test_a_bad_row_is_named_in_the_report_and_stops_nobody_else(tmp_path):
    wanted = [record(1), record(2, minimum_age=16, maximum_age=5), record(3)]
    outcome = take(lines(tmp_path, wanted), report=tmp_path / "report.csv")
    assert str(outcome) == "2 new, 0 changed, 0 same, 1 rejected"
    problem = ImportProblem.objects.get(run=outcome.run)
    assert (problem.line, problem.field) == (2, "minimum_age, maximum_age")
    assert problem.identifier == wanted[1]["id"]
    assert ImportRun.objects.get().rejected == 1
    report = (tmp_path / "report.csv").read_text(encoding="utf-8-sig").splitlines()
    assert report[0] == "line,identifier,field,severity,reason"
    assert report[1].startswith(f"2,{wanted[1]['id']},")


def test_an_id_given_twice_is_taken_once_and_the_second_names_the_first(tmp_path):
    same = record(1)["id"]
    outcome = take(lines(tmp_path, [record(1), record(2), record(3, id=same.upper())]))
    assert str(outcome) == "2 new, 0 changed, 0 same, 1 rejected"
    assert "line 1" in ImportProblem.objects.get(run=outcome.run).reason
    assert Service.objects.get(pk=same).name == "Otters club 1"


def test_a_spreadsheet_does_not_run_what_a_feed_wrote(tmp_path):
    take(
        lines(tmp_path, [record(1, id="=cmd()", minimum_age=9, maximum_age=1)]),
        report=tmp_path / "report.csv",
    )
    assert ",'=cmd()," in (tmp_path / "report.csv").read_text(encoding="utf-8-sig")


def test_two_services_share_one_hall_and_one_organisation(tmp_path):
    hall = {"name": "Village hall", "addresses": [{"address_1": "Green Lane", "postal_code": "TA24 7PP"}]}
    rows = [record(number, service_at_locations=at(hall)) for number in (1, 2)]
    take(page(tmp_path, rows))
    assert Venue.objects.count() == 1
    assert Organisation.objects.count() == 1


def test_a_hall_that_moved_is_news_for_every_listing_there(tmp_path, news):
    hall = location(1)
    take(page(tmp_path, [record(number, service_at_locations=at(hall)) for number in (1, 2)]))
    news.clear()
    take(page(tmp_path, [record(1, service_at_locations=at(hall | {"name": "New hall"}))]))
    assert Venue.objects.get().name == "New hall"
    assert {str(key) for _, key in news} == {record(1)["id"], record(2)["id"]}


def test_a_venue_an_editor_changed_stays_as_the_editor_left_it(tmp_path):
    take(page(tmp_path, [record(1)]))
    venue = Venue.objects.get()
    venue.parking = "Behind the church"
    venue.save()
    venue.save_revision()
    moved = location(1, name="Elsewhere")
    take(page(tmp_path, [record(1, service_at_locations=at(moved))]))
    assert Venue.objects.get().parking == "Behind the church"
    assert Venue.objects.get().name == "Hall 1"


def test_a_hall_that_moved_waits_when_nothing_may_go_live(tmp_path):
    take(page(tmp_path, [record(1)]))
    outcome = take(
        page(tmp_path, [record(1, service_at_locations=at(location(1, name="New")))]), publish=False
    )
    assert outcome.waiting == 1
    assert Venue.objects.get().name == "Hall 1"


def test_words_are_matched_by_name_other_words_and_address(tmp_path):
    term("autism", other_words=["ASD"])
    term("club", "kind", term_uri="https://example.org/terms/club")
    attributes = [
        {"taxonomy_term": {"name": "asd"}},
        {"taxonomy_term": {"name": "Whatever", "term_uri": "https://example.org/terms/club"}},
    ]
    take(page(tmp_path, [record(1, attributes=attributes)]))
    assert [one.code for one in only().needs.all()] == ["autism"]
    assert [one.code for one in only().kinds.all()] == ["club"]


def test_a_word_nobody_knows_is_kept_as_the_lists_own_and_counted(tmp_path):
    term("autism")
    said = {"attributes": [{"taxonomy_term": {"name": "Sparkly"}}]}
    outcome = take(page(tmp_path, [record(1, **said), record(2, **said)]))
    assert only_words() == {"Sparkly"}
    assert not Service.objects.filter(needs__isnull=False).exists()
    note = ImportProblem.objects.get(run=outcome.run, severity="note", field="terms")
    assert "2 times: “Sparkly”" in note.reason


def only_words():
    held = Attribute.objects.exclude(term__taxonomy__slug__in=["need", "kind", "access", "feature"])
    return {one.term.name for one in held.select_related("term")}


def test_a_word_with_two_meanings_is_not_guessed(tmp_path):
    term("hearing", name="Hearing")
    term("hearing-loop", "feature", name="Hearing")
    take(page(tmp_path, [record(1, attributes=[{"taxonomy_term": {"name": "Hearing"}}])]))
    assert only().needs.count() == 0
    assert only().features.count() == 0
    assert only_words() == {"Hearing"}


def test_a_feature_is_yes_no_or_not_stated(tmp_path):
    term("step-free", "feature")
    term("parking", "feature")
    term("quiet-space", "feature")
    hall = location(1, features={"step-free": "yes", "parking": "no", "quiet-space": ""})
    take(page(tmp_path, [record(1, service_at_locations=at(hall))]))
    states = {one.term.code: one.state for one in Venue.objects.get().features.all()}
    assert states == {"step-free": "yes", "parking": "no"}


def test_two_services_with_the_same_schedule_id_are_both_taken_in(tmp_path):
    shared = [{"id": str(UUID(int=7)), "byday": "MO"}]
    outcome = take(page(tmp_path, [record(1, schedules=shared), record(2, schedules=shared)]))
    assert outcome.new == 2
    assert Schedule.objects.count() == 2


def test_a_row_the_database_refuses_does_not_take_its_neighbours_with_it(tmp_path, monkeypatch):
    from directory.actions.importing import writing

    columns = writing._columns

    def impossible(row, source):
        said = columns(row, source)
        return said | {"status": "no such status"} if row.name == "Otters club 2" else said

    monkeypatch.setattr(writing, "_columns", impossible)
    outcome = take(page(tmp_path, [record(1), record(2), record(3)]))
    assert str(outcome) == "2 new, 0 changed, 0 same, 1 rejected"
    assert Service.objects.count() == 2


def test_a_venue_with_only_a_postcode_is_placed_when_postcodes_are_loaded(tmp_path):
    from locations.models import Generation, Layer, PostcodePoint

    layer = Layer.objects.create(part=Layer.Part.POSTCODES, source="test")
    generation = Generation.objects.create(status=Generation.Status.LIVE)
    generation.layers.add(layer)
    PostcodePoint.objects.create(layer=layer, code="TA1 1AA", scope="f", lat=51.01, lon=-3.10)
    hall = location(1, latitude=None, longitude=None)
    outcome = take(page(tmp_path, [record(1, service_at_locations=at(hall))]))
    assert outcome.placed == 1
    assert (Venue.objects.get().lat, Venue.objects.get().lon) == (51.01, -3.10)
