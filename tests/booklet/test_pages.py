"""The booklet page: what is ready, what is made to order, and what can't be."""

import threading
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.core.management import CommandError, call_command

from directory.models import LocalTeam
from localoffer.booklet import shelf, views
from localoffer.booklet.choosing import Selection
from localoffer.booklet.making import Booklet
from localoffer.booklet.turns import BusyError, my_turn
from tests.commissioning.making import load_villages
from tests.making import service

from .reading import Paper
from .test_printed import NEAR, VILLAGES, offer

pytestmark = pytest.mark.django_db
PAGE, MADE = "/booklet/", "/booklet/made.pdf"


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


def page_of(client, address=PAGE, status=200):
    got = client.get(address)
    assert got.status_code == status, address
    return BeautifulSoup(got.content, "html.parser")


def text_of(element):
    return " ".join(element.get_text(" ").split())


def test_whoever_has_no_printer_is_told_how_to_get_a_copy_by_post(client):
    told = text_of(page_of(client).select_one("#paper"))
    assert "01632 960123" in told
    assert "local.offer@example.org" in told


def test_before_any_is_printed_the_page_says_so_and_takes_few_statements(
    client, django_assert_max_num_queries
):
    offer()
    assert page_of(client).select_one("#none-ready")
    with django_assert_max_num_queries(4):
        page_of(client)


def test_booklets_are_printed_beforehand_and_offered_with_their_date_and_size(client, tmp_path, capsys):
    load_villages(tmp_path, VILLAGES)
    offer()
    LocalTeam.objects.create(
        area_kind="lsoa", area_code="V1", name="Near team", what="x", phone="01632 960311"
    )
    call_command("build_booklet")
    assert "help-in-bridgwater-side-large-print.pdf: 2 listings" in capsys.readouterr().out
    links = page_of(client).select("#ready li")
    names = [text_of(link.a) for link in links]
    assert names == [
        "Help in Somerset",
        "Help in Somerset, large print",
        "Help in Bridgwater side",
        "Help in Bridgwater side, large print",
    ]
    today = date.today()
    assert f"3 listings · made on {today.day} {today:%B %Y}" in text_of(links[0])
    assert "KB" in text_of(links[0])
    got = client.get(links[2].a["href"])
    assert got["Content-Type"] == "application/pdf"
    assert f"help-in-bridgwater-side-{today:%Y-%m-%d}.pdf" in got["Content-Disposition"]
    assert "Thursday Crew" in Paper(b"".join(got.streaming_content)).words


def test_an_area_without_a_team_any_more_loses_its_booklet_and_a_strange_one_is_refused(tmp_path, capsys):
    load_villages(tmp_path, VILLAGES)
    offer()
    team = LocalTeam.objects.create(
        area_kind="lsoa", area_code="V1", name="T", what="x", phone="01632 960311"
    )
    call_command("build_booklet", area=["V1"])
    assert {one.area for one in shelf.ready()} == {"V1"}
    with pytest.raises(CommandError, match=r"There are: V1 \(Bridgwater side\)"):
        call_command("build_booklet", area=["V2"])
    team.delete()
    call_command("build_booklet")
    assert {one.area for one in shelf.ready()} == {""}
    assert "Taken away: help-in-bridgwater-side.pdf" in capsys.readouterr().out


def test_a_printing_that_stops_half_way_leaves_the_booklet_before_it(media, monkeypatch):
    today = date.today()
    shelf.put(Booklet("Help", 1, b"first"), Selection(), today)

    def full(*_):
        raise OSError("the disk is full")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="full"):
        shelf.put(Booklet("Help", 2, b"second"), Selection(), today)
    assert shelf.ready_of("help").file.read_bytes() == b"first"
    assert sorted(path.name for path in (media / "booklets").iterdir()) == ["help.json", "help.pdf"]


@pytest.mark.parametrize("name", ["none-such", "..%2fsecret", "HELP"])
def test_no_other_file_can_be_had(client, media, name):
    made = shelf.put(Booklet("Secret", 1, b"x"), Selection(), date.today())
    for suffix in (".pdf", ".json"):
        made.file.with_suffix(suffix).rename(media / f"secret{suffix}")
    assert client.get(f"/booklet/{name}.pdf").status_code == 404
    assert shelf.ready_of("../secret") is None


def test_a_note_without_its_file_or_with_nonsense_is_passed_over(client, media):
    made = shelf.put(Booklet("Help", 1, b"x"), Selection(), date.today())
    (media / "booklets" / "broken.json").write_text("{")
    made.file.unlink()
    assert shelf.ready() == ()
    assert page_of(client, "/booklet/help.pdf", status=404).select_one("#problem")


def test_a_booklet_is_made_to_order_and_its_address_can_be_shared(client):
    offer()
    got = client.get(MADE, {"kind": "helpline", "size": "large", "by": "need"})
    assert got["Content-Type"] == "application/pdf"
    assert "help-in-somerset-large-print-" in got["Content-Disposition"]
    assert not got.cookies
    assert {"Thursday Crew", "Talk Line"} <= set(Paper(got.content).outline())


def test_what_was_chosen_wrong_is_said_beside_it_and_stays_chosen(client):
    offer()
    page = page_of(client, f"{MADE}?near=Halbeath&kind=club&size=large", status=400)
    assert "Halbeath" in text_of(page.select_one("#near-error"))
    assert page.select_one("#id_near")["value"] == "Halbeath"
    assert page.select_one("#kind-club").has_attr("checked")
    assert page.select_one("#size-large").has_attr("checked")
    assert page.select_one("#problem a")["href"] == "#id_near"
    assert page_of(client, f"{MADE}?kind=nonsense", status=400).select_one("#problem")


def test_an_area_and_a_place_together_are_refused(client, tmp_path):
    load_villages(tmp_path, VILLAGES)
    LocalTeam.objects.create(area_kind="lsoa", area_code="V1", name="T", what="x", phone="01632 960311")
    page = page_of(client, f"{MADE}?area=V1&near=51.1,-3", status=400)
    assert "not both" in text_of(page.select_one("#near-error"))


def test_too_much_at_once_is_refused_with_what_to_do(client, monkeypatch):
    offer()
    for limit in ("MOST", "MOST_READ"):
        with monkeypatch.context() as smaller:
            smaller.setattr(views, limit, 2)
            page = page_of(client, MADE, status=400)
        assert "You chose 3 listings." in text_of(page.select_one("#problem"))


def test_nothing_listed_is_said_and_no_empty_booklet_is_sent(client):
    service("Pony", kinds=["club"], at=[NEAR])
    page = page_of(client, f"{MADE}?near=54.9,-1.6&kind=club")
    assert "Nothing is listed" in text_of(page.select_one("#problem"))


def test_one_booklet_is_printed_at_a_time_and_others_are_asked_to_come_back(client):
    offer()
    refused = []

    def another():
        try:
            with my_turn():
                pass
        except BusyError:
            refused.append(1)

    with my_turn():
        one = threading.Thread(target=another)
        one.start()
        one.join()
        page = page_of(client, MADE, status=503)
    assert refused == [1]
    assert "another booklet just now" in text_of(page.select_one("#problem"))
    assert client.get(MADE).status_code == 200
