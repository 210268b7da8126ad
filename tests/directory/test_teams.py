"""Who is my local team? Loaded from a list, kept by editors, shown where a family looks."""

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.test import Client

from directory import queries
from directory.models import LocalTeam
from directory.teams import Team
from localoffer.accounts.models import User
from locations.actions import AreaFile, Files, load_places
from search import actions
from search.found import Question
from search.queries import find
from tests.making import service
from tests.search.pages.world import read

pytestmark = pytest.mark.django_db

HEAD = "area_kind,area_code,name,what,phone,email,url\n"
WEST = "network,N1,Moor team,Helps families on the moor.,01632 960311,moor@example.org,https://moor.example.org/\n"
EAST = "network,N2,Levels team,Helps families on the levels.,01632 960322,,\n"
EXFORD, BRIDGWATER, BATH = "51.13,-3.64", "51.128,-3.004", "51.38,-2.36"


def square(code: str, west: float, east: float) -> dict:
    ring = [[west, 50.9], [east, 50.9], [east, 51.3], [west, 51.3], [west, 50.9]]
    geometry = {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "properties": {"code": code, "name": code}, "geometry": geometry}


@pytest.fixture
def networks(tmp_path: Path, settings) -> None:
    """Two networks side by side, a county round both, two postcodes; an index in a folder of its own."""
    settings.HOME_AREA = "C1"
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    settings.SEARCH_ENGINE = "embedded"
    files = []
    for kind, shapes in {
        "network": [square("N1", -3.9, -3.2), square("N2", -3.2, -2.7)],
        "county": [square("C1", -3.9, -2.6)],
    }.items():
        path = tmp_path / f"{kind}.geojson"
        path.write_text(json.dumps({"type": "FeatureCollection", "features": shapes}))
        files.append(AreaFile(path, kind))
    postcodes = tmp_path / "postcodes.csv"
    postcodes.write_text("postcode,lat,lon\nTA24 7PP,51.13,-3.64\nTA6 4RN,51.128,-3.004\n")
    load_places(files=Files(areas=tuple(files), postcodes=postcodes), label="Networks")
    actions.rebuild()


@pytest.fixture
def load(tmp_path: Path, capsys):
    """Load this text as a file of teams; what the command said."""

    def loaded(text: str, **options: object) -> str:
        path = tmp_path / "teams.csv"
        path.write_text(text, encoding="utf-8")
        call_command("load_teams", str(path), **options)
        return capsys.readouterr().out

    return loaded


def names() -> set[str]:
    return set(LocalTeam.objects.values_list("name", flat=True))


def test_an_officers_list_is_loaded_and_loading_it_again_changes_nothing(networks, load):
    assert "2 new, 0 changed, 0 the same" in load(HEAD + WEST + EAST)
    assert "0 new, 0 changed, 2 the same" in load(HEAD + WEST + EAST)
    assert "0 new, 1 changed, 1 the same" in load(HEAD + WEST.replace("960311", "960399") + EAST)
    assert LocalTeam.objects.get(name="Moor team").phone == "01632 960399"


def test_a_team_that_an_editor_added_stays_unless_the_list_is_to_replace_all(networks, load):
    load(HEAD + WEST + EAST)
    load(HEAD + WEST)
    assert names() == {"Moor team", "Levels team"}
    assert "1 removed" in load(HEAD + WEST, replace=True)
    assert names() == {"Moor team"}


def test_a_list_saved_by_a_spreadsheet_with_semicolons_is_read(networks, load):
    load((HEAD + WEST).replace(",", ";"))
    assert names() == {"Moor team"}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("network,N9,Team,What,01632 960311,,", "line 3, area_code: no network with the code “N9” is loaded"),
        (
            "patch,N1,Team,What,01632 960311,,",
            "line 3, area_kind: no area of the kind “patch” is loaded. Loaded",
        ),
        ("county,N1,Team,What,01632 960311,,", "line 3, area_code: no county with the code “N1”"),
        ("network,N1,,What,01632 960311,,", "line 3, name: "),
        ("network,N1,Team,,01632 960311,,", "line 3, what: "),
        ("network,N1,Team,What,,,", "line 3, phone: give a phone number"),
        ("network,N1,Team,What,,not an address,", "line 3, email: "),
        ("network,N1,Team,What,,,javascript:alert(1)", "line 3, url: "),
        ("network,N1,Team,What," + "1" * 41 + ",,", "line 3, phone: "),
        ("network,N1,Moor team,What,01632 960311,,", "line 3, name: line 2 has this team"),
        ("network,N1,Team,What,01632 960311,,,too many", "line 3, The row has 8 cells"),
    ],
)
def test_a_bad_line_is_named_with_its_field_and_nothing_is_loaded(networks, load, line, said):
    with pytest.raises(CommandError) as refused:
        load(HEAD + WEST + line + "\n")
    assert said in str(refused.value)
    assert "Nothing was changed" in str(refused.value)
    assert names() == set()


def test_every_bad_line_is_named_at_once(networks, load):
    with pytest.raises(CommandError) as refused:
        load(HEAD + "network,N9,Team,What,01632 960311,,\n" + WEST + "x,N1,Team,What,01632 960311,,\n")
    assert "line 2, area_code" in str(refused.value)
    assert "line 4, area_kind" in str(refused.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is empty"),
        (HEAD, "has no team in it"),
        ("area_kind,name,what\nnetwork,Team,What\n", "line 1: no column area_code"),
        (HEAD.replace("url", "manager") + WEST, "line 1: nobody knows the column manager"),
        (HEAD + WEST + "network,N2", "cut off"),
        (HEAD + WEST + 'network,N2,"Levels', "cut off"),
    ],
)
def test_a_file_that_is_no_list_of_teams_is_refused(networks, load, text, said):
    with pytest.raises(CommandError, match=said):
        load(text)
    assert names() == set()


def test_a_missing_file_is_said(networks, tmp_path):
    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("load_teams", str(tmp_path / "none.csv"))


def test_a_load_that_dies_half_way_changes_nothing(networks, load, monkeypatch):
    save = LocalTeam.save

    def dies(self, *args, **kwargs):
        if self.name == "Levels team":
            raise KeyboardInterrupt
        save(self, *args, **kwargs)

    monkeypatch.setattr(LocalTeam, "save", dies)
    with pytest.raises(KeyboardInterrupt):
        load(HEAD + WEST + EAST)
    assert names() == set()


def team(code: str = "N1", name: str = "Moor team", **fields: object) -> LocalTeam:
    values = {"area_kind": "network", "area_code": code, "name": name, "what": "Helps families."}
    return LocalTeam.objects.create(**{**values, "phone": "01632 960311", **fields})


def test_the_teams_of_some_areas_come_in_the_editors_order_in_one_statement(
    networks, django_assert_num_queries
):
    team(name="Second", order=2)
    team(name="First", order=1)
    team("N2", "Elsewhere")
    with django_assert_num_queries(1):
        assert [one.name for one in queries.teams_for(["C1", "N1"])] == ["First", "Second"]
    with django_assert_num_queries(0):
        assert queries.teams_for([]) == ()


def test_the_teams_at_a_point_are_those_whose_outline_holds_it(networks, django_assert_num_queries):
    team()
    team("N2", "Levels team")
    with django_assert_num_queries(1):
        assert [one.name for one in queries.teams_at(51.13, -3.64)] == ["Moor team"]
    assert queries.teams_at(51.38, -2.36) == ()


def test_a_box_that_holds_the_point_is_not_yet_an_area_that_does(networks, tmp_path):
    triangle = square("T1", -3.9, -3.2)
    triangle["geometry"]["coordinates"] = [[[-3.9, 50.9], [-3.2, 50.9], [-3.9, 51.3], [-3.9, 50.9]]]
    path = tmp_path / "patch.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [triangle]}))
    load_places(files=Files(areas=(AreaFile(path, "patch"),)))
    team("T1", "Patch team", area_kind="patch")
    assert [one.name for one in queries.teams_at(50.95, -3.85)] == ["Patch team"]
    assert queries.teams_at(51.25, -3.25) == ()


def test_a_family_sees_its_own_team_beside_the_results(client: Client, networks):
    team(email="moor@example.org", url="https://www.moor.example.org/help/")
    team("N2", "Levels team")
    page = read(client, f"/find/?near={EXFORD}")
    assert "Your local team Moor team Helps families." in page
    assert "01632 960311" in page
    assert "Levels team" not in page
    assert "Levels team" in read(client, f"/find/?near={BRIDGWATER}")


def test_her_team_is_there_when_nothing_is_found_at_all(client: Client, networks):
    team()
    assert "Moor team" in read(client, f"/find/?q=zebrafish&near={EXFORD}")


@pytest.mark.parametrize("query", ["q=club", f"q=club&near={BATH}"])
def test_without_a_place_or_outside_every_network_there_is_no_box(client: Client, networks, query):
    team()
    assert "local team" not in read(client, f"/find/?{query}").lower()


def test_what_an_editor_changes_is_true_for_the_very_next_family(client: Client, networks):
    assert "local team" not in read(client, f"/find/?near={EXFORD}").lower()
    made = team()
    assert "Moor team" in read(client, f"/find/?near={EXFORD}")
    made.name = "Exmoor team"
    made.save()
    assert "Exmoor team" in read(client, f"/find/?near={EXFORD}")
    made.delete()
    assert "Exmoor team" not in read(client, f"/find/?near={EXFORD}")


def test_a_list_that_is_loaded_is_true_for_the_very_next_family(client: Client, networks, load):
    read(client, f"/find/?near={EXFORD}")
    load(HEAD + WEST + EAST)
    assert "Moor team" in read(client, f"/find/?near={EXFORD}")
    load(HEAD + EAST, replace=True)
    assert "Moor team" not in read(client, f"/find/?near={EXFORD}")


def test_results_with_a_team_take_no_more_than_four_statements(
    client: Client, networks, django_assert_max_num_queries
):
    service("Thursday Crew", kinds=["club"], at=[(51.13, -3.64)])
    actions.rebuild()
    team()
    address = "/find/?q=club&near=TA24+7PP"
    assert "Moor team" in read(client, address)
    with django_assert_max_num_queries(4):
        client.get(address)


def test_the_answer_itself_says_the_team(networks):
    team()
    found = find(Question(near=EXFORD))
    assert found.teams == (Team("N1", "Moor team", "Helps families.", "01632 960311"),)


def test_a_service_page_shows_the_team_of_the_family_that_came_from_her_search(client: Client, networks):
    team()
    team("N2", "Levels team")
    one = service("Thursday Crew", at=[(51.128, -3.004)])
    page = read(client, f"{one.get_absolute_url()}?near=TA24+7PP")
    assert "Your local team Moor team" in page
    assert "Levels team" not in page


def test_a_service_page_shows_the_team_where_it_happens(client: Client, networks):
    team()
    team("N2", "Levels team")
    one = service("Thursday Crew", at=[(51.128, -3.004)])
    page = read(client, one.get_absolute_url())
    assert "The local team here Levels team" in page
    assert "Moor team" not in page


def test_a_service_that_comes_to_you_shows_the_team_of_what_it_covers(client: Client, networks):
    team()
    one = service("Home visits", comes_to_you=True, covers=["N1"])
    assert "Moor team" in read(client, one.get_absolute_url())
    other = service("Everywhere", online=True)
    assert "local team" not in read(client, other.get_absolute_url()).lower()


@pytest.mark.parametrize("query", ["", "?near=TA24+7PP"])
def test_a_service_page_takes_no_more_than_four_statements(
    client: Client, networks, django_assert_max_num_queries, query
):
    team()
    service("Thursday Crew", kinds=["club"], at=[(51.13, -3.64)])
    one = service("Other Crew", kinds=["club"], at=[(51.13, -3.65)])
    actions.rebuild()
    address = f"{one.get_absolute_url()}{query}"
    page = read(client, address)
    assert "Moor team" in page
    assert "Thursday Crew" in page
    with django_assert_max_num_queries(4):
        client.get(address)


def test_a_phone_number_can_be_tapped_and_an_address_opened(client: Client, networks):
    team(email="moor@example.org", url="https://www.moor.example.org/help/")
    html = BeautifulSoup(client.get(f"/find/?near={EXFORD}").content, "html.parser")
    box = html.select_one(".local-team")
    assert [link["href"] for link in box.select("a")] == [
        "tel:01632960311",
        "mailto:moor@example.org",
        "https://www.moor.example.org/help/",
    ]


def test_an_editor_keeps_teams_and_is_told_of_an_area_that_is_not_there(client: Client, networks):
    client.force_login(User.objects.create_superuser("operator", password="long-enough-for-a-test"))
    address = "/admin/snippets/directory/localteam/add/"
    form = {"area_kind": "network", "area_code": "N9", "name": "Moor team", "what": "Helps.", "order": "1"}
    said = client.post(address, form | {"phone": "01632 960311"}).content.decode()
    assert "with the code “N9” is loaded" in said
    assert "Give a phone number" in client.post(address, form | {"area_code": "N1"}).content.decode()
    assert client.post(address, form | {"area_code": "N1", "phone": "01632 960311"}).status_code == 302
    assert names() == {"Moor team"}
    assert "Moor team" in client.get("/admin/snippets/directory/localteam/").content.decode()


def test_a_team_that_nobody_can_reach_is_refused(networks):
    with pytest.raises(ValidationError, match="Give a phone number"):
        LocalTeam(area_kind="network", area_code="N1", name="Moor team", what="Helps.").full_clean()
