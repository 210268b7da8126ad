"""Editors and reviewers at work, through the real admin with a real client."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from directory.events import service_changed, service_withdrawn
from directory.models import ImportProblem, ImportRun, Organisation, Service, TaxonomyTerm, Venue
from localoffer.accounts.actions import make_person
from tests import making

pytestmark = pytest.mark.django_db
LISTS = ["service", "organisation", "venue", "taxonomyterm"]


def at(model, action, *args):
    return reverse(f"wagtailsnippets_directory_{model}:{action}", args=args)


@pytest.fixture
def editor(client):
    client.force_login(make_person(username="ed", password="x", role="editor", email="ed@example.org"))
    return client


@pytest.fixture
def reviewer(client):
    client.force_login(make_person(username="rev", password="x", role="reviewer", email="rev@example.org"))
    return client


@pytest.fixture
def news():
    heard = []

    def changed(service_id, **_):
        heard.append(("changed", service_id))

    def withdrawn(service_id, **_):
        heard.append(("withdrawn", service_id))

    service_changed.connect(changed)
    service_withdrawn.connect(withdrawn)
    yield heard
    service_changed.disconnect(changed)
    service_withdrawn.disconnect(withdrawn)


def filled(client, address):
    """The form at this address as a browser would send it back untouched."""
    page = client.get(address)
    assert page.status_code == 200, page
    form = BeautifulSoup(page.content, "html.parser").find("form", attrs={"data-edit-form": True})
    data = {}
    for field in form.find_all(["input", "select", "textarea"]):
        name = field.get("name")
        # What lies in a template is only copied when somebody adds a row.
        if not name or "__prefix__" in name or field.find_parent(["template", "script"]):
            continue
        if field.name == "textarea":
            data[name] = field.text.removeprefix("\n")
        elif field.name == "select":
            data[name] = [option["value"] for option in field.find_all("option", selected=True)]
        elif field.get("type") in {"checkbox", "radio"}:
            if field.has_attr("checked"):
                data.setdefault(name, []).append(field.get("value", "on"))
        elif field.get("type") not in {"submit", "button", "file"}:
            data[name] = field.get("value", "")
    return data


def add_row(data, part, **fields):
    """Press "add" on an inline part and fill the row in."""
    number = int(data[f"{part}-TOTAL_FORMS"])
    data[f"{part}-TOTAL_FORMS"] = str(number + 1)
    data |= {f"{part}-{number}-{name}": value for name, value in fields.items()}
    data |= {f"{part}-{number}-id": "", f"{part}-{number}-DELETE": ""}
    return data


def errors(response):
    form = response.context and response.context.get("form")
    return form and [form.errors, *((part.non_form_errors(), part.errors) for part in form.formsets.values())]


def saved(client, address, data):
    response = client.post(address, data)
    assert response.status_code == 302, errors(response)
    return response


# --- Looking -----------------------------------------------------------------


@pytest.mark.parametrize("model", LISTS)
def test_every_list_and_every_empty_form_opens(reviewer, model):
    assert reviewer.get(at(model, "list")).status_code == 200
    assert reviewer.get(at(model, "add")).status_code == 200
    chooser = reverse(f"wagtailsnippetchoosers_directory_{model}:choose")
    assert reviewer.get(chooser).status_code == 200


def test_every_form_of_something_that_is_there_opens(reviewer):
    hall = making.venue(features={"step-free": "yes"})
    club = making.service(
        needs=("autism",), at=[hall], features={"bsl": "no"}, prices=[1], phones=["01632 960123"]
    )
    for model, key in [
        ("service", club.pk),
        ("organisation", club.organisation_id),
        ("venue", hall.pk),
        ("taxonomyterm", club.needs.get().pk),
    ]:
        assert reviewer.get(at(model, "edit", key)).status_code == 200
        assert reviewer.get(at(model, "history", key)).status_code == 200
        assert reviewer.get(at(model, "delete", key)).status_code == 200


def test_the_menu_holds_the_directory(editor):
    page = editor.get(reverse("wagtailadmin_home")).content.decode()
    for name in ["Services", "Organisations", "Venues", "Imports"]:
        assert f'"label": "{name}"' in page


def test_the_list_of_services_takes_as_many_statements_for_thirty_as_for_three(
    reviewer, django_assert_max_num_queries
):
    def statements():
        with django_assert_max_num_queries(60) as counted:
            reviewer.get(at("service", "list"))
        return len(counted)

    for number in range(3):
        making.service(name=f"Club {number}", organisation=f"Group {number}")
    statements()
    few = statements()
    for number in range(27):
        making.service(name=f"More {number}", organisation=f"Others {number}")
    assert statements() <= few


# --- Writing -----------------------------------------------------------------


def test_an_editor_writes_a_draft_that_families_do_not_see(editor, news):
    owner, hall = making.organisation("Sparks"), making.venue("Hall", 51, -3)
    need, kind = making.term("autism"), making.term("club", "kind")
    feature = making.term("quiet-space", "feature")
    data = filled(editor, at("service", "add"))
    data |= {"name": "Thursday Crew", "organisation": str(owner.pk), "needs": [str(need.pk)]}
    data |= {"kinds": [str(kind.pk)], "age_min": "2.5", "age_max": "18", "at_venue": "on"}
    add_row(data, "at_venues", venue=str(hall.pk), note="Side door")
    add_row(data, "features", term=str(feature.pk), state="no", note="")
    add_row(data, "schedules", freq="WEEKLY", interval="1", byday="TH", opens_at="18:00", closes_at="20:00")
    add_row(data, "phones", number="01632 960123", description="")
    saved(editor, at("service", "add"), data)
    made = Service.objects.get()
    assert (made.name, made.live) == ("Thursday Crew", False)
    draft = made.get_latest_revision_as_object()
    assert [row.venue for row in draft.at_venues.all()] == [hall]
    assert [(row.term.code, row.state) for row in draft.features.all()] == [("quiet-space", "no")]
    assert [term.code for term in draft.needs.all()] == ["autism"]
    assert news == []


def test_a_draft_of_a_live_listing_keeps_the_live_one_until_a_reviewer_publishes(client, news):
    hall, other = making.venue("Hall", 51, -3), making.venue("New Hall", 51.1, -3)
    live = making.service(
        name="Thursday Crew", needs=("autism",), at=[hall], features={"bsl": "yes"}, prices=[3], announce=True
    )
    part_ids = {live.at_venues.get().pk, live.features.get().pk, live.cost_options.get().pk}
    news.clear()
    client.force_login(make_person(username="ed", password="x", role="editor"))
    data = filled(client, at("service", "edit", live.pk)) | {"name": "Friday Crew"}
    add_row(data, "at_venues", venue=str(other.pk), note="")
    saved(client, at("service", "edit", live.pk), data)
    live = Service.objects.get(pk=live.pk)
    assert (live.name, live.at_venues.count(), live.has_unpublished_changes) == ("Thursday Crew", 1, True)
    assert news == []

    client.force_login(make_person(username="rev", password="x", role="reviewer"))
    data = filled(client, at("service", "edit", live.pk))
    assert data["name"] == "Friday Crew"
    saved(client, at("service", "edit", live.pk), data | {"action-publish": "1"})
    live = Service.objects.get(pk=live.pk)
    assert (live.name, live.live, live.has_unpublished_changes) == ("Friday Crew", True, False)
    assert {row.venue.name for row in live.at_venues.all()} == {"Hall", "New Hall"}
    assert part_ids <= {
        *live.at_venues.values_list("pk", flat=True),
        live.features.get().pk,
        live.cost_options.get().pk,
    }
    assert news == [("changed", live.pk)]


def test_a_part_added_in_a_draft_can_be_changed_and_removed_in_the_next(editor):
    live, step_free = making.service(), making.term("step-free", "feature")
    data = add_row(filled(editor, at("service", "edit", live.pk)), "phones", number="01632 960001")
    add_row(data, "features", term=str(step_free.pk), state="yes", note="")
    saved(editor, at("service", "edit", live.pk), data)
    data = filled(editor, at("service", "edit", live.pk)) | {"phones-0-number": "01632 960002"}
    saved(editor, at("service", "edit", live.pk), data | {"features-0-DELETE": "on"})
    draft = Service.objects.get(pk=live.pk).get_latest_revision_as_object()
    assert [phone.number for phone in draft.phones.all()] == ["01632 960002"]
    assert not draft.features.all()
    assert not live.phones.exists()


def test_a_part_of_somebody_elses_listing_cannot_be_taken_over_by_its_id(reviewer):
    other = making.service(name="Other", phones=["01632 960009"])
    mine = making.service(name="Mine", phones=["01632 960001"])
    data = filled(reviewer, at("service", "edit", mine.pk))
    data |= {"phones-0-id": str(other.phones.get().pk), "phones-0-number": "01632 960666"}
    reviewer.post(at("service", "edit", mine.pk), data | {"action-publish": "1"})
    assert [phone.number for phone in other.phones.all()] == ["01632 960009"]


def test_a_draft_opens_and_is_published_though_its_new_hall_and_organisation_were_deleted(reviewer):
    hall, gone = making.venue("Hall", 51, -3), making.venue("Gone", 51, -3)
    live = making.service(at=[hall], organisation="Sparks")
    other = making.organisation("Gone too")
    data = filled(reviewer, at("service", "edit", live.pk)) | {"organisation": str(other.pk)}
    saved(reviewer, at("service", "edit", live.pk), add_row(data, "at_venues", venue=str(gone.pk), note=""))
    gone.delete()
    other.delete()
    data = filled(reviewer, at("service", "edit", live.pk))
    saved(reviewer, at("service", "edit", live.pk), data | {"action-publish": "1"})
    live = Service.objects.get(pk=live.pk)
    assert live.organisation.name == "Sparks"
    assert [row.venue.name for row in live.at_venues.all()] == ["Hall"]


def test_what_an_editor_pastes_becomes_plain_text_in_every_field_and_part(editor):
    owner = making.organisation("Sparks")
    data = filled(editor, at("service", "add"))
    data |= {
        "name": "<b>Thursday</b>  Crew",
        "organisation": str(owner.pk),
        "description": "<p>One &amp; all</p><script>alert(1)</script><ul><li>Two</li></ul>",
        "access_steps": "children < 5 come with a parent",
    }
    add_row(data, "contacts", name="<i>The</i> leader", title="", email="")
    saved(editor, at("service", "add"), data)
    draft = Service.objects.get().get_latest_revision_as_object()
    assert draft.name == "Thursday Crew"
    assert draft.description.split() == ["One", "&", "all", "-", "Two"]
    assert draft.access_steps == "children < 5 come with a parent"
    assert draft.contacts.all()[0].name == "The leader"


def test_a_name_made_only_of_tags_is_a_missing_name(editor):
    data = filled(editor, at("service", "add")) | {
        "name": "<br>",
        "organisation": str(making.organisation().pk),
    }
    response = editor.post(at("service", "add"), data)
    assert "name" in response.context["form"].errors
    assert not Service.objects.exists()


def test_swapped_ages_are_told_with_both_numbers(editor):
    club = making.service()
    data = filled(editor, at("service", "edit", club.pk)) | {"age_min": "18", "age_max": "11"}
    response = editor.post(at("service", "edit", club.pk), data)
    assert "The oldest age (11) is below the youngest (18)." in response.content.decode()


def test_a_date_that_does_not_exist_is_told_in_words(editor):
    club = making.service(schedules=[{"freq": "WEEKLY", "byday": "TH"}])
    data = filled(editor, at("service", "edit", club.pk)) | {"schedules-0-except_dates": "2026-02-30"}
    response = editor.post(at("service", "edit", club.pk), data)
    assert "“2026-02-30” is not a date." in response.content.decode()


def test_an_editor_puts_a_hall_on_the_map_and_its_listings_are_announced(editor, news):
    hall = making.venue("Hall")
    club = making.service(at=[hall])
    step_free = making.term("step-free", "feature")
    data = filled(editor, at("venue", "edit", hall.pk)) | {"lat": "51.1", "lon": "-3.0"}
    add_row(data, "features", term=str(step_free.pk), state="yes", note="")
    news.clear()
    saved(editor, at("venue", "edit", hall.pk), data)
    hall = Venue.objects.get(pk=hall.pk)
    assert (hall.lat, hall.lon, hall.features.get().state) == (51.1, -3.0, "yes")
    assert set(news) == {("changed", club.pk)}


def test_half_a_point_is_refused(editor):
    hall = making.venue("Hall")
    data = filled(editor, at("venue", "edit", hall.pk)) | {"lat": "51.1"}
    response = editor.post(at("venue", "edit", hall.pk), data)
    assert "Give both latitude and longitude, or neither." in response.content.decode()


def test_an_editor_adds_an_organisation(editor):
    data = filled(editor, at("organisation", "add")) | {
        "name": "Sparks",
        "website": "https://sparks.example.org",
    }
    add_row(data, "identifiers", scheme="GB-CHC", identifier_type="Charity", identifier="0000001")
    saved(editor, at("organisation", "add"), data)
    assert Organisation.objects.get().identifiers.get().identifier == "0000001"


def test_a_reviewer_corrects_a_word_and_may_not_put_a_term_inside_itself(reviewer):
    term = making.term("autism", parent="communication-and-interaction")
    broad = term.parent
    data = filled(reviewer, at("taxonomyterm", "edit", term.pk)) | {"alternate_names": "ASD\nASC"}
    saved(reviewer, at("taxonomyterm", "edit", term.pk), data)
    assert TaxonomyTerm.objects.get(pk=term.pk).other_words == ("ASD", "ASC")
    data = filled(reviewer, at("taxonomyterm", "edit", broad.pk)) | {"parent": str(term.pk)}
    response = reviewer.post(at("taxonomyterm", "edit", broad.pk), data)
    assert "is inside “Communication and interaction” itself" in response.content.decode()


# --- Who may -----------------------------------------------------------------


def test_an_editor_cannot_publish_whatever_the_form_says(editor, news):
    draft = making.service(name="Draft", live=False)
    data = filled(editor, at("service", "edit", draft.pk)) | {"name": "New", "action-publish": "1"}
    editor.post(at("service", "edit", draft.pk), data)
    data = filled(editor, at("service", "add"))
    data |= {"name": "Another", "organisation": str(draft.organisation_id), "action-publish": "1"}
    editor.post(at("service", "add"), data)
    assert not Service.objects.filter(live=True).exists()
    assert news == []


def test_an_editor_cannot_unpublish_delete_or_unlock_by_knowing_the_address(editor, news):
    live = making.service()
    for action in ["unpublish", "delete", "lock"]:
        assert editor.post(at("service", action, live.pk)).status_code == 302
    Service.objects.filter(pk=live.pk).update(locked=True)
    assert editor.post(at("service", "unlock", live.pk)).status_code in {302, 403}
    live.refresh_from_db()
    assert (live.live, live.locked) == (True, True)
    assert news == []


def test_an_editor_cannot_change_the_lists_of_words(editor):
    term = making.term("autism")
    assert editor.get(at("taxonomyterm", "edit", term.pk)).status_code == 302
    assert editor.get(at("taxonomyterm", "add")).status_code == 302
    assert editor.get(at("taxonomyterm", "list")).status_code == 200


def test_somebody_who_is_not_logged_in_sees_nothing(client):
    for address in [at("service", "list"), at("service", "add"), reverse("importrun:index")]:
        assert client.get(address).status_code == 302


def test_a_reviewer_unpublishes_and_families_no_longer_see_it(reviewer, news):
    live = making.service()
    saved(reviewer, at("service", "unpublish", live.pk), {})
    assert not Service.objects.get(pk=live.pk).live
    assert news == [("withdrawn", live.pk)]


def test_nobody_can_write_over_a_listing_a_reviewer_has_locked(client):
    live = making.service(name="Thursday Crew")
    client.force_login(make_person(username="rev", password="x", role="reviewer"))
    client.post(at("service", "lock", live.pk))
    live.refresh_from_db()
    assert live.locked
    client.force_login(make_person(username="ed", password="x", role="editor"))
    data = filled(client, at("service", "edit", live.pk)) | {"name": "Friday Crew"}
    client.post(at("service", "edit", live.pk), data)
    assert Service.objects.get(pk=live.pk).get_latest_revision_as_object().name == "Thursday Crew"


# --- Sent for checking -------------------------------------------------------


def test_an_editor_sends_a_draft_and_a_reviewer_approves_it(client, news, mailoutbox):
    reviewer = make_person(username="rev", password="x", role="reviewer", email="rev@example.org")
    draft = making.service(name="Draft", live=False)
    client.force_login(make_person(username="ed", password="x", role="editor", email="ed@example.org"))
    data = filled(client, at("service", "edit", draft.pk)) | {"name": "Checked", "action-submit": "1"}
    saved(client, at("service", "edit", draft.pk), data)
    state = Service.objects.get(pk=draft.pk).current_workflow_state
    assert state is not None
    assert news == []

    task = state.current_task_state
    approve = at("service", "workflow_action", draft.pk, "approve", task.pk)
    client.post(approve, {"comment": ""})
    assert not Service.objects.get(pk=draft.pk).live, "an editor approved their own draft"

    client.force_login(reviewer)
    client.post(approve, {"comment": "Good"})
    live = Service.objects.get(pk=draft.pk)
    assert (live.name, live.live) == ("Checked", True)
    assert news == [("changed", draft.pk)]


# --- Finding in the admin ----------------------------------------------------


@pytest.fixture
def listed(reviewer):
    def names(**asked):
        page = reviewer.get(at("service", "list"), asked)
        assert page.status_code == 200
        return sorted(service.name for service in page.context["object_list"])

    return names


def test_services_are_found_by_their_name_their_organisation_and_right_after_a_bulk_import(listed):
    owner = making.organisation("Sparks Together")
    Service.objects.bulk_create([Service(name="Thursday Crew", organisation=owner)])
    making.service(name="Other", organisation="Others")
    assert listed(q="thursday") == ["Thursday Crew"]
    assert listed(q="sparks") == ["Thursday Crew"]


def test_services_are_narrowed_by_what_an_editor_asks(listed):
    placed, lost = making.venue("Placed", 51, -3), making.venue("Lost")
    making.service(
        name="Fresh",
        at=[placed],
        needs=("autism",),
        kinds=("club",),
        checked=date(2026, 11, 1),
        source="feed",
    )
    making.service(name="Stale", at=[lost], checked=date(2025, 1, 1), organisation="Others")
    making.service(name="Paused", status="temporarily closed", at_venue=True)
    making.service(name="Draft", live=False, online=True)
    changed = making.service(name="Changed", online=True)
    changed.save_revision()
    Service.objects.filter(pk=changed.pk).update(has_unpublished_changes=True)
    need, kind = making.term("autism"), making.term("club", "kind")
    assert listed(needs=need.pk) == ["Fresh"]
    assert listed(kinds=kind.pk) == ["Fresh"]
    assert listed(status="temporarily closed") == ["Paused"]
    assert listed(shown="draft") == ["Draft"]
    assert listed(shown="live") == ["Changed", "Fresh", "Paused", "Stale"]
    assert listed(shown="changed") == ["Changed"]
    assert listed(organisation="othe") == ["Stale"]
    assert listed(stale="2026-06-01") == ["Changed", "Draft", "Paused", "Stale"]
    assert listed(source="feed") == ["Fresh"]
    assert listed(unplaced="no") == ["Paused", "Stale"]


def test_a_venue_is_chosen_by_its_town_right_after_a_bulk_import(reviewer):
    Venue.objects.bulk_create([Venue(name="Hall", city="Exford"), Venue(name="Hall", city="Wells")])
    address = reverse("wagtailsnippetchoosers_directory_venue:choose_results")
    page = reviewer.get(address, {"q": "hall exf"}).content.decode()
    assert "Exford" in page
    assert "Wells" not in page


# --- Imports -----------------------------------------------------------------


@pytest.fixture
def run():
    made = ImportRun.objects.create(source="https://feed.example.org", new=3, rejected=1)
    ImportProblem.objects.create(
        run=made, line=7, identifier="=1+1", field="age_max", reason="The ages are swapped."
    )
    other = ImportRun.objects.create(source="list.csv", rejected=1)
    ImportProblem.objects.create(run=other, line=2, field="name", reason="Missing.")
    return made


def test_an_editor_sees_imports_and_what_was_refused(editor, run):
    assert b"feed.example.org" in editor.get(reverse("importrun:index")).content
    assert editor.get(reverse("importrun:inspect", args=[run.pk])).status_code == 200
    assert b"The ages are swapped." in editor.get(reverse("importproblem:index")).content


def test_refused_rows_of_one_import_are_downloaded_as_csv_that_no_spreadsheet_runs(editor, run):
    response = editor.get(reverse("importproblem:index"), {"run": run.pk, "export": "csv"})
    lines = b"".join(response.streaming_content).decode().splitlines()
    assert lines[1:] == ["7,'=1+1,age_max,The ages are swapped."]
    assert "refused-rows.csv" in response["Content-Disposition"]


def test_nobody_changes_or_deletes_what_an_import_wrote_down(client, run):
    client.force_login(make_person(username="op", password="x", role="operator"))
    for action, args in [("add", []), ("edit", [run.pk]), ("delete", [run.pk])]:
        client.post(reverse(f"importrun:{action}", args=args), {"source": "x"})
    run.refresh_from_db()
    assert run.source == "https://feed.example.org"
    assert ImportRun.objects.count() == 2


# --- Preview -----------------------------------------------------------------


def test_a_preview_shows_the_drafts_words_on_the_page_families_get(editor):
    live = making.service(name="Thursday Crew", announce=True)
    data = filled(editor, at("service", "edit", live.pk)) | {"name": "Friday Crew"}
    address = at("service", "preview_on_edit", live.pk)
    assert editor.post(address, data).json()["is_valid"]
    page = editor.get(address)
    assert page.status_code == 200
    assert page.templates[0].name == "directory/service.html"
    assert "Friday Crew" in page.content.decode()
    assert "Thursday Crew" not in page.content.decode()


# --- Saved while typing ------------------------------------------------------


def test_a_row_saved_while_the_editor_still_types_is_not_added_again_by_the_next_save(editor):
    draft = making.service(live=False)
    address = at("service", "edit", draft.pk)
    data = add_row(filled(editor, address), "phones", number="01632 960001")
    as_typed = {"headers": {"accept": "application/json"}}
    answer = editor.post(address, data, **as_typed).json()
    assert answer["success"], answer
    editor.post(address, data | answer["field_updates"] | {"phones-0-number": "01632 960002"}, **as_typed)
    kept = Service.objects.get(pk=draft.pk).get_latest_revision_as_object()
    assert [phone.number for phone in kept.phones.all()] == ["01632 960002"]
