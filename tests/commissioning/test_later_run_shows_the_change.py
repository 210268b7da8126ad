"""From a gap to a promise to an open door, through the real measuring."""

import pytest
from bs4 import BeautifulSoup

from localoffer.commissioning.actions.plan import plan_for_gap
from localoffer.commissioning.actions.scenario import make_scenario
from localoffer.commissioning.picture.choice import Choice
from localoffer.commissioning.queries import pictures
from tests import making

from .making import north
from .making_plans import again, hall, measured

pytestmark = pytest.mark.django_db


def test_a_club_that_opens_where_the_scenario_said_shows_beside_what_was_promised(tmp_path, settings, client):
    run = measured(tmp_path, settings)
    place = hall("Blagdon Hall", north(24))
    scenario = make_scenario(run=run, candidates="venues", more=1)
    item = plan_for_gap(
        run=run,
        area_codes=[gain["code"] for gain in scenario.gains],
        scenario=scenario,
        promise="A club in the hall that helps most.",
        owner="Short breaks team",
    )
    item.save_revision().publish()
    then = list(item.areas)
    again(run.measure)

    def outcome():
        page = BeautifulSoup(client.get(item.get_absolute_url()).content, "html.parser")
        rows = {
            row.th.get_text(strip=True): [cell.get_text(strip=True) for cell in row.select("td")]
            for row in page.select("#areas tbody tr")
        }
        return page.select_one("#outcome").get_text(), rows

    assert "No change yet in any of its areas." in outcome()[0]
    making.service("Hill club", kinds=["club"], at=[place])
    later = again(run.measure)
    said, rows = outcome()
    assert "All 3 areas have it nearer." in said
    assert "676 children there lived more than 5 km from the nearest then; 0 children do now." in said
    assert rows["Priddy"][1:3] == ["20.1", "4.1"]
    assert rows["Priddy"][-1] == "16 km nearer"
    # What the scenario promised is what the run measured.
    measured_now = {gap.code: gap.nearest_km for gap in later.areas.all()}
    for gain in scenario.gains:
        assert measured_now[gain["code"]] == pytest.approx(gain["after_km"], abs=1e-6)
    item.refresh_from_db()
    assert (item.areas, item.run) == (then, run)
    seen = pictures.see("clubs", Choice())
    assert [plan.url for plan in seen.plans[scenario.gains[0]["code"]]] == [item.get_absolute_url()]
