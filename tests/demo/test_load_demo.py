"""The demo as somebody meets it who types `make demo`, and again the next day."""

import json
from statistics import mean

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page, Revision, Site

from directory import queries as directory
from directory.models import ImportRun, Organisation, Service, TaxonomyTerm, Venue
from localoffer.accounts.models import User
from localoffer.commissioning import queries
from localoffer.commissioning.measuring.comparing import compare
from localoffer.commissioning.models import ActionItem, ActionUpdate, GapRun, Measure, Scenario
from localoffer.demo import actions, prepared
from localoffer.demo.models import LoadedPart
from localoffer.demo.people import LOGINS
from localoffer.pages.models import HomePage
from locations.models import Area, AreaFacts, Generation, NamedPlace, PostcodePoint
from locations.queries import demand, locate
from search.actions import how_many
from search.engine import engine
from search.found import Question
from search.models import ThesaurusEntry, UrgentContact
from search.queries import find
from search.terms import Group
from tests import making

from .conftest import load

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]

KEPT = (
    Service,
    Organisation,
    Venue,
    TaxonomyTerm,
    Revision,
    ImportRun,
    User,
    Page,
    Site,
    Generation,
    Measure,
    GapRun,
    Scenario,
    ActionItem,
    ActionUpdate,
)


def held():
    """How many rows of each kind there are: duplicates would show."""
    return {model.__name__: model.objects.count() for model in KEPT}


def names(words, near, **chosen):
    return [result.document.name for result in find(Question(words=words, near=near, **chosen)).results]


def first(words, near, number=5):
    return names(words, near, per_page=number)


def test_the_first_run_says_what_it_loaded_and_what_it_refused(demo):
    done, said = demo
    assert done.parts == [
        "places",
        "words",
        "thesaurus",
        "local teams",
        "urgent help",
        *actions.FEEDS,
        "measures",
        "gaps",
        "tool",
        "pages",
        "glossary",
        "schools",
        "events",
        "guided route",
        "term dates",
        "what the law asks",
        "action plan",
        "front page",
        "logins",
    ]
    assert [outcome.rejected for outcome in done.outcomes] == [4, 0]
    assert sum(outcome.new for outcome in done.outcomes) == Service.objects.count() >= 150
    assert done.indexed == how_many() == engine().health().documents
    assert said.count("was refused") == 4
    for why in ("given already", "no such date", "no name", "18"):
        assert why in said


def test_nothing_that_was_refused_can_be_found():
    refused = {"Marlpit gaming evening", "Lego and chat (old entry)", "Summer singing week"}
    assert not Service.objects.filter(name__in=refused).exists()
    assert not Service.objects.filter(name="").exists()


def test_the_county_is_there_with_its_postcodes_villages_and_areas():
    assert PostcodePoint.objects.live().filter(scope="f").count() > 300
    assert NamedPlace.objects.live().filter(in_home=True).count() >= 200
    assert Area.objects.live().filter(kind=prepared.AREA_KIND).count() >= 200
    assert Area.objects.live().filter(kind=prepared.COUNTY_KIND).count() == 7
    assert set(AreaFacts.objects.live().values_list("rural", flat=True)) >= {True, False}
    exford = locate("TA24 7PP")
    assert "DEMO-SOMERSET" in exford.area_codes
    assert len(exford.area_codes) == 3


def test_every_settlement_has_one_local_team_and_a_family_sees_its_own():
    for name in ("Exford", "Bridgwater", "Wells", "Yeovil", "Minehead", "Frome"):
        assert len(directory.teams_for(locate(name).area_codes)) == 1, name
    (team,) = find(Question(near="TA24 7PP")).teams
    assert team.name == "Moor and Coast local team"
    assert {team.phone[:9] for team in directory.teams_for(f"DEMO-NET-{n}" for n in (1, 2, 3))} == {
        "01632 960"
    }


def test_every_need_and_every_kind_of_help_has_something_families_can_see():
    public = directory.public()
    for slug, field in (("need", "needs"), ("kind", "kinds")):
        for term in TaxonomyTerm.objects.filter(taxonomy__slug=slug):
            assert public.filter(**{field: term}).exists(), term.name


def test_a_village_on_exmoor_or_the_levels_has_less_nearby_than_a_town():
    near = {
        name: find(Question(near=name)).groups[Group.NEAR]
        for name in ("Taunton", "Bridgwater", "Yeovil", "Exford", "Simonsbath", "Withypool", "Porlock")
    }
    towns = mean(near[name] for name in ("Taunton", "Bridgwater", "Yeovil"))
    moor = mean(near[name] for name in ("Exford", "Simonsbath", "Withypool", "Porlock"))
    assert towns > 4 * moor, near
    assert near["Simonsbath"] < 10


def test_a_family_on_the_moor_still_has_help_that_comes_to_them_and_online():
    found = find(Question(near="Simonsbath"))
    assert found.groups[Group.COVERS] > 20
    assert found.groups[Group.ONLINE] > 10
    assert found.beyond


@pytest.mark.parametrize(
    ("words", "near", "wanted"),
    [
        ("youth club", "TA6 4RN", "Cider Lane Youth Club"),
        ("autism youth club", "TA6 4RN", "Thursday Crew"),
        ("respite", "TA24 8QR", "Otterbrook Saturday Club, Minehead"),
        ("won't go to school", "Bridgwater", "When school feels impossible"),
        ("speech therapy", "Frome", "Children's speech and language therapy"),
        ("sibling group", "Bridgwater", "Sidekicks, Bridgwater"),
        ("swimming", "TA1 3QJ", "Family swim for additional needs, Taunton"),
        ("wheelchair", "Yeovil", "Wheelwright loans"),
        ("sleep", "Chard", "Sleep clinic by telephone"),
    ],
)
def test_what_families_ask_first_has_a_sensible_answer(words, near, wanted):
    assert wanted in first(words, near)


def test_help_over_the_border_is_found_and_says_where_it_is():
    found = find(Question(words="sensory play", near="Dulverton", within_miles=20, per_page=100))
    outside = {result.document.name: result.venue.outside for result in found.results if result.venue}
    assert outside["Exe Meadows sensory play"] == "Devon"
    assert outside.get("Tone Mill sensory stories", "") == ""


def test_a_name_that_several_places_share_gives_ours_and_offers_the_others():
    street = locate("Street")
    assert "Somerset" in street.label
    assert any("Devon" in label for _, label in street.choices)


def test_a_group_that_met_in_the_sea_was_placed_by_its_postcode():
    slipway = Venue.objects.get(name="The beach, by the slipway")
    assert (round(slipway.lat, 1), round(slipway.lon, 1)) == (51.2, -3.0)


def test_a_venue_with_only_a_postcode_is_on_the_map():
    assert Venue.objects.get(name="Exford Reading Room").lat is not None


def test_no_markup_of_a_feed_reaches_a_page():
    shown = " ".join(directory.public().values_list("description", flat=True))
    assert "<" not in shown
    assert "alert(" not in shown


def test_what_is_closed_for_good_is_not_shown_and_what_is_closed_for_now_says_so():
    public = set(directory.public().values_list("name", flat=True))
    assert "Marlpit toddler music" not in public
    assert "Exmoor pony days" not in public
    assert Service.objects.get(name="Bridgwater football nights").alert


def test_a_family_hiding_from_violence_is_not_led_to_by_the_map():
    assert Venue.objects.get(name="A safe place in Yeovil").address_hidden


EXMOOR = ("Simonsbath", "Withypool", "Dulverton", "Winsford", "Exford", "Porlock Weir", "Brompton Regis")
LEVELS = ("Langport", "Drayton", "Muchelney", "Curry Rivel", "Hambridge")


def areas_by_name(code):
    run = queries.latest_run(code)
    return {area.name.removeprefix("Demonstration area: "): area for area in queries.areas_of(run)}


def test_every_measure_was_taken_over_every_area():
    runs = queries.latest_runs()
    assert len(runs) == Measure.objects.count() >= 20
    assert {run.areas.count() for run in runs} == {218}
    everybody = sum(demand(range(26), "area").values())
    assert {round(run.children) for run in runs if run.age_from == 0 and run.age_to == 25} == {
        round(everybody)
    }


def test_exmoor_and_the_levels_are_the_worst_rural_areas_for_clubs():
    clubs = areas_by_name("clubs")
    assert {clubs[name].within for name in (*EXMOOR, *LEVELS)} == {0}
    rural = sorted((area for area in clubs.values() if area.rural), key=lambda area: -area.nearest_km)
    assert {area.name.split(": ")[1] for area in rural[:4]} <= {*EXMOOR, *LEVELS}
    elsewhere = mean(area.nearest_km for name, area in clubs.items() if name not in {*EXMOOR, *LEVELS})
    for there in (EXMOOR, LEVELS):
        assert mean(clubs[name].nearest_km for name in there) > 2 * elsewhere
    assert all(clubs[town].score > 0 for town in ("Taunton", "Bridgwater", "Yeovil"))


def test_nobody_can_be_sure_of_simonsbath_where_next_to_nothing_is_listed_and_everybody_of_langport():
    clubs = areas_by_name("clubs")
    assert (clubs["Simonsbath"].sure, clubs["Langport"].sure) == ("low", "high")


def test_a_club_that_opens_on_the_moor_shows_in_the_next_run():
    before = queries.latest_run("clubs")
    making.service("Moor club", kinds=["club"], ages=(5, 15), at=[(51.14, -3.754)])
    call_command("measure_gaps", "--measure", "clubs", verbosity=0)
    now = queries.latest_run("clubs")
    found = compare(before, queries.areas_of(before), now, queries.areas_of(now))
    assert "Demonstration area: Simonsbath" in {area.name for area in found.gained}
    assert found.beyond_now < found.beyond_then


def test_the_plan_promises_a_club_on_the_moor_that_a_what_if_suggested(client):
    scenario = Scenario.objects.get()
    club = ActionItem.objects.get(scenario=scenario)
    assert (scenario.rural_first, scenario.proven, len(scenario.chosen)) == (True, True, 5)
    assert club.live
    assert club.areas
    assert {area["name"].removeprefix("Demonstration area: ") for area in club.areas} <= set(EXMOOR)
    assert {item.progress for item in ActionItem.objects.filter(live=True)} == {
        "planned",
        "under-way",
        "done",
    }
    said = client.get("/action-plan/you-said-we-did/").content.decode()
    assert said.count("You said") >= 3
    assert "Two halls were visited." in said
    assert client.get(club.get_absolute_url()).status_code == 200


def test_the_second_run_finds_everything_there_and_makes_no_duplicates():
    before = held()
    again = load()
    assert (again.parts, again.outcomes, again.indexed) == ([], [], None)
    assert held() == before


def test_what_an_editor_changed_is_still_there_after_the_next_run():
    service = Service.objects.get(name="Thursday Crew")
    service.name = "Thursday Crew (new hall)"
    service.save_revision().publish()
    term = TaxonomyTerm.objects.get(taxonomy__slug="need", code="autism")
    term.name = "Autism and us"
    term.save()
    load()
    service.refresh_from_db()
    term.refresh_from_db()
    assert (service.name, term.name) == ("Thursday Crew (new hall)", "Autism and us")


def test_the_demo_knows_what_families_say_and_whom_to_name_when_it_sounds_like_danger():
    assert ThesaurusEntry.objects.count() >= 100
    assert [contact.phone for contact in UrgentContact.objects.all()] == [
        "999",
        "111",
        "0800 1111",
        "116 123",
    ]


def test_a_newer_thesaurus_takes_the_place_of_the_older_and_keeps_what_an_editor_wrote(own_fixtures):
    entries = ThesaurusEntry.objects.order_by("code")
    dropped, mine = entries[0], entries[1]
    mine.phrases += "\nas we say here"
    mine.save()
    folder = own_fixtures / "reference" / "thesaurus"
    for path in folder.glob("*.json"):
        held = json.loads(path.read_text(encoding="utf-8"))
        held["entries"] = [one for one in held["entries"] if one["code"] != dropped.code]
        path.write_text(json.dumps(held), encoding="utf-8")
    assert load().parts == ["thesaurus"]
    assert not ThesaurusEntry.objects.filter(code=dropped.code).exists()
    mine.refresh_from_db()
    assert mine.phrases.endswith("as we say here")


def test_a_newer_demo_brings_its_new_words_and_keeps_what_an_editor_wrote(own_fixtures):
    mine = Service.objects.get(name="Thursday Crew")
    mine.summary = "An editor wrote this."
    mine.save_revision().publish()
    path = own_fixtures / "feeds" / actions.FEEDS[0]
    feed = json.loads(path.read_text(encoding="utf-8"))
    for record in feed["contents"]:
        if record["name"] in {"Thursday Crew", "Den Night"}:
            record["summary"] = "The newer demo says this."
    path.write_text(json.dumps(feed), encoding="utf-8")
    done = load()
    assert done.parts == [actions.FEEDS[0], "gaps"]
    assert Service.objects.get(name="Den Night").summary == "The newer demo says this."
    mine.refresh_from_db()
    assert mine.summary == "An editor wrote this."


def test_a_lost_index_is_built_again():
    engine().rebuild(())
    assert load().indexed == how_many()


def test_a_run_that_was_stopped_is_taken_up_where_it_stopped(monkeypatch):
    LoadedPart.objects.filter(name=actions.FEEDS[1]).delete()
    before = held()

    def stopped(*args, **kwargs):
        raise KeyboardInterrupt

    with monkeypatch.context() as once:
        once.setattr(actions, "import_services", stopped)
        with pytest.raises(KeyboardInterrupt):
            load()
    assert not LoadedPart.objects.filter(name=actions.FEEDS[1]).exists()
    assert load().parts == [actions.FEEDS[1]]
    after = held()
    assert after.pop("ImportRun") == before.pop("ImportRun") + 1
    assert after == before


def test_the_logins_work_and_a_changed_password_is_left_alone(client):
    for one in LOGINS:
        person = User.objects.get(username=one.username)
        assert person.check_password(one.password)
    editor = User.objects.get(username="editor")
    editor.set_password("something-of-her-own")
    editor.save()
    load()
    editor.refresh_from_db()
    assert editor.check_password("something-of-her-own")


def test_only_the_admin_may_do_everything():
    assert [user.username for user in User.objects.filter(is_superuser=True)] == ["admin"]


def test_the_front_page_says_that_this_is_a_demonstration(client):
    assert "This is a demonstration" in client.get("/").content.decode()


def test_news_that_an_editor_took_off_the_front_page_stays_off(client):
    home = HomePage.objects.get()
    home.news = ""
    home.save_revision().publish()
    load()
    assert "This is a demonstration" not in client.get("/").content.decode()


def test_it_refuses_to_run_in_service_and_makes_no_login(settings):
    settings.DEMO = False
    User.objects.filter(username="editor").delete()
    with pytest.raises(CommandError, match=r"localoffer\.settings\.dev"):
        call_command("load_demo")
    assert not User.objects.filter(username="editor").exists()


def test_the_settings_for_service_do_not_say_demo():
    from localoffer.settings import base, dev

    assert not hasattr(base, "DEMO")
    assert dev.DEMO


def test_the_command_prints_the_logins(capsys):
    call_command("load_demo")
    said = capsys.readouterr().out
    assert "loaded already" in said
    for one in LOGINS:
        assert one.username in said
        assert one.password in said
