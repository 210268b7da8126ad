"""The action plan as everybody reads it."""

import csv
import io
from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup

from localoffer.commissioning.actions.plan import plan_for_gap
from localoffer.commissioning.models import ActionItem, ActionUpdate, GapRun

from .making_pictures import made_gap, made_measure, made_run, saved

pytestmark = pytest.mark.django_db
PLAN, DIGEST, FILE = "/action-plan/", "/action-plan/you-said-we-did/", "/action-plan/plan.csv"
TODAY = date.today()


@pytest.fixture
def breaks():
    return made_measure()


def first_run(measure, *gaps, days_ago=60):
    return saved(made_run(measure, days_ago=days_ago), gaps or (made_gap("A001", 20.03, name="Exford"),))


def promise(run=None, codes=("A001",), *, live=True, updates=(), **fields):
    """A promise that everybody may read."""
    values = {
        "title": "A club for Exford",
        "promise": "We will open one.",
        "owner": "Short breaks team",
    } | fields
    if run is None:
        item = ActionItem.objects.create(live=live, **values)
    else:
        item = plan_for_gap(run=run, area_codes=list(codes), **values)
        ActionItem.objects.filter(pk=item.pk).update(live=live)
    for on, text in updates:
        ActionUpdate.objects.create(item=item, on=on, text=text)
    item.refresh_from_db()
    return item


def page_of(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return BeautifulSoup(answer.content, "html.parser")


def text_of(element):
    return " ".join(element.get_text(" ").split())


def table(page, name):
    return [[text_of(cell) for cell in row.select("th,td")] for row in page.select(f"#{name} tbody tr")]


def test_an_empty_plan_says_so_kindly(client):
    for address in (PLAN, DIGEST):
        assert page_of(client, address).select_one("#empty")
    assert "Nothing is promised here yet." in page_of(client, PLAN).get_text()
    assert list(csv.DictReader(io.StringIO(client.get(FILE).content.decode()))) == []


def test_promises_are_grouped_by_how_far_they_are_and_a_draft_is_seen_nowhere(client):
    promise(title="Begun", progress="under-way")
    promise(title="Later", due=TODAY + timedelta(days=90))
    promise(title="Sooner", due=TODAY + timedelta(days=9))
    promise(title="Some day")
    promise(title="Finished", progress="done")
    draft = promise(title="Secret draft", live=False, because="A parent said so.", progress="done")
    page = page_of(client, PLAN)
    groups = {
        text_of(group.h2): [text_of(title) for title in group.select("h3")]
        for group in page.select("main section")
    }
    assert groups == {
        "Under way (1)": ["Begun"],
        "Planned (3)": ["Sooner", "Later", "Some day"],
        "Done (1)": ["Finished"],
    }
    for address in (PLAN, DIGEST, FILE):
        assert "Secret draft" not in client.get(address).content.decode()
    answer = client.get(draft.get_absolute_url())
    assert answer.status_code == 404
    assert "Secret draft" not in answer.content.decode()


def test_what_expired_a_minute_ago_is_gone_already(client):
    item = promise()
    ActionItem.objects.update(expire_at="2026-01-01T00:00Z")
    assert client.get(item.get_absolute_url()).status_code == 404
    assert page_of(client, PLAN).select_one("#empty")


def test_a_date_is_written_as_people_write_it_and_what_is_late_is_said_to_be(client):
    late = promise(due=date(2025, 11, 21))
    promise(title="In time", due=date(2999, 1, 2))
    promise(title="Done late", due=date(2025, 11, 21), progress="done")
    page = page_of(client, PLAN)
    said = {text_of(one.h3): text_of(one) for one in page.select(".offer")}
    assert "Overdue: it was due by 21 November 2025" in said["A club for Exford"]
    assert "Due by 2 January 2999" in said["In time"]
    assert "Overdue" not in said["Done late"]
    assert "1 promise is overdue." in page.get_text()
    assert "21 November 2025 (overdue)" in text_of(page_of(client, late.get_absolute_url()))


def test_the_plan_and_its_file_are_narrowed_to_one_kind_of_help(client, breaks):
    promise(first_run(breaks))
    clubs = made_measure("clubs", name="Clubs")
    promise(first_run(clubs), title="Clubs for all")
    promise(title="About nothing measured")
    assert len(page_of(client, PLAN).select(".offer")) == 3
    page = page_of(client, f"{PLAN}?measure=clubs")
    assert [text_of(title) for title in page.select(".offer h3")] == ["Clubs for all"]
    assert page.find("option", selected=True)["value"] == "clubs"
    assert [
        row["title"]
        for row in csv.DictReader(io.StringIO(client.get(f"{FILE}?measure=clubs").content.decode()))
    ] == ["Clubs for all"]
    assert len(page_of(client, f"{PLAN}?measure=nonsense").select(".offer")) == 3


def test_asked_for_a_kind_of_help_that_nothing_is_promised_about_the_plan_says_so(client, breaks):
    made_measure("clubs", name="Clubs")
    promise(first_run(breaks))
    page = page_of(client, f"{PLAN}?measure=clubs")
    assert text_of(page.select_one("#nothing-about")) == (
        "Nothing is promised about “Clubs” yet. This is the whole plan."
    )
    assert len(page.select(".offer")) == 1


def test_before_it_is_measured_again_nobody_claims_that_it_helped(client, breaks):
    page = page_of(client, promise(first_run(breaks)).get_absolute_url())
    assert "It has not been measured again in the same way since" in text_of(page.select_one("#outcome"))
    assert not page.select("#steps")
    assert table(page, "areas") == [["Exford", "100", "20.1", "0"]]


@pytest.mark.parametrize(
    ("then", "now", "said"),
    [
        (20.03, 15.97, "4.1 km nearer"),
        (20.03, 20.04, "No change yet"),
        (20.03, 22.1, "2 km further than before"),
        (None, 3.2, "Listed now, 3.2 km away; nothing was before"),
        (3.2, None, "Nothing is listed any more"),
        (None, None, "No change yet"),
    ],
)
def test_then_and_now_are_beside_each_other_with_the_change_in_words(client, breaks, then, now, said):
    item = promise(first_run(breaks, made_gap("A001", then, name="Exford")))
    saved(made_run(breaks), [made_gap("A001", now, name="Exford")])
    page = page_of(client, item.get_absolute_url())
    (row,) = table(page, "areas")
    assert row[-1] == said
    assert text_of(page.select_one("#outcome")).startswith(f"Exford: {said[:1].lower()}{said[1:]}.")
    assert "then is 23 September 2026, now is 22 November 2026" in text_of(page)


def test_several_areas_are_summed_up_with_the_children_who_lived_too_far(client, breaks):
    far = [made_gap(f"A00{n}", 20.0 + n, children=50, name=f"Village {n}") for n in range(4)]
    item = promise(first_run(breaks, *far), [gap.code for gap in far])
    now = (3.0, 21.0, 30.0, 9.0)
    saved(made_run(breaks), [made_gap(f"A00{n}", km, children=50) for n, km in enumerate(now)])
    said = text_of(page_of(client, item.get_absolute_url()).select_one("#outcome"))
    assert said == (
        "Of 4 areas, 2 have it nearer, 1 has it further than before, 1 shows no change yet. "
        "200 children there lived more than 15 km from the nearest then; 100 children do now."
    )


def test_every_run_in_between_is_told_and_those_that_were_the_same_are_counted(client, breaks):
    item = promise(first_run(breaks, made_gap("A001", 20.0, children=80)))
    for days, km in ((50, 20.0), (40, 20.0), (30, 9.0), (20, 9.0), (10, 12.5), (0, 12.5)):
        saved(made_run(breaks, days_ago=days), [made_gap("A001", km, children=80)])
    page = page_of(client, item.get_absolute_url())
    assert table(page, "steps") == [
        ["23 September 2026", "1", "20.0", "20.0", "80"],
        ["23 October 2026", "1", "9.0", "9.0", "0"],
        ["12 November 2026", "1", "12.5", "12.5", "0"],
        ["22 November 2026", "1", "12.5", "12.5", "0"],
    ]
    assert "3 more times in between it was the same" in text_of(page)


def test_a_run_that_asked_something_else_is_no_proof(client, breaks):
    item = promise(first_run(breaks))
    near = [made_gap("A001", 1.0)]
    saved(made_run(breaks, reach_km=30), near)
    saved(made_run(breaks, checked_within_days=365), [made_gap("A001", 1.0)])
    saved(made_run(breaks, complete=False), [made_gap("A001", 1.0)])
    saved(made_run(made_measure("clubs", name="Clubs")), [made_gap("A001", 1.0)])
    assert "not been measured again in the same way" in page_of(client, item.get_absolute_url()).get_text()


def test_areas_that_another_generation_no_longer_has_are_said_to_be_gone(client, breaks):
    both = [made_gap("A001", 20.0, name="Exford"), made_gap("A002", 25.0, name="Luccombe")]
    some, none = promise(first_run(breaks, *both), ["A001", "A002"]), None
    none = promise(some.run, ["A002"], title="All gone")
    saved(made_run(breaks), [made_gap("A001", 18.0), made_gap("B777", 1.0)])
    page = page_of(client, some.get_absolute_url())
    assert table(page, "areas")[1][-1] == "No longer measured: other areas were loaded"
    assert table(page, "areas")[1][3] == "not measured"
    assert "1 area is no longer measured" in text_of(page.select_one("#outcome"))
    gone = page_of(client, none.get_absolute_url())
    assert "None of its areas is measured any more" in text_of(gone.select_one("#outcome"))
    assert table(gone, "steps")[-1][1:] == ["0", "not measured", "not measured", "not measured"]


def test_when_the_measure_is_deleted_the_promise_still_tells_its_gap(client, breaks):
    item = promise(first_run(breaks))
    breaks.delete()
    page = page_of(client, item.get_absolute_url())
    assert table(page, "areas")[0][:3] == ["Exford", "100", "20.1"]
    assert page_of(client, PLAN).select(".offer")


def test_you_said_we_did_tells_what_families_said_where_something_has_happened(client, breaks):
    said = {"because": "The nearest club is an hour by bus."}
    promise(title="Only promised", **said)
    promise(title="Nobody asked", progress="done")
    promise(title="Finished", progress="done", **said)
    news = [(date(2026, 10, 1), "A hall is found."), (date(2026, 11, 1), "The first Saturday.")]
    promise(first_run(breaks), title="Has news", progress="under-way", updates=news, **said)
    page = page_of(client, DIGEST)
    assert [text_of(title) for title in page.select(".said-did h2")] == ["Has news", "Finished"]
    first = text_of(page.select(".said-did")[0])
    assert "You said The nearest club is an hour by bus. We are doing We will open one." in first
    assert "1 October 2026: A hall is found. 1 November 2026: The first Saturday." in first
    assert "We did" in text_of(page.select(".said-did")[1])


def test_the_file_has_a_row_for_each_area_then_and_now_and_runs_nothing_in_a_spreadsheet(client, breaks):
    both = [made_gap("A001", 20.0, name="Exford"), made_gap("A002", None, name="=1+1")]
    promise(first_run(breaks, *both), ["A001", "A002"], title="@SUM(A1)", due=date(2026, 1, 2))
    promise(title="No gap")
    saved(made_run(breaks), [made_gap("A001", 8.0), made_gap("A002", None)])
    answer = client.get(FILE)
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert answer["Content-Disposition"].startswith('attachment; filename="action-plan-20')
    assert [(row["title"], row["area"]) for row in rows] == [
        ("'@SUM(A1)", "Exford"),
        ("'@SUM(A1)", "'=1+1"),
        ("No gap", ""),
    ]
    assert (rows[0]["nearest_km_then"], rows[0]["nearest_km_now"], rows[0]["change"]) == (
        "20",
        "8",
        "12 km nearer",
    )
    assert (rows[1]["nearest_km_then"], rows[1]["change"]) == ("", "no change yet")
    assert (rows[0]["due"], rows[0]["measured_on_now"]) == ("2026-01-02", "2026-11-22")


def test_a_page_of_the_plan_takes_at_most_four_statements_and_writes_nothing(
    client, breaks, django_assert_max_num_queries
):
    run = first_run(breaks)
    items = [
        promise(run, title=f"Promise {n}", because="So said.", updates=[(TODAY, "News.")]) for n in range(6)
    ]
    for days in (30, 20, 10):
        saved(made_run(breaks, days_ago=days), [made_gap("A001", float(days))])
    for address in (
        PLAN,
        DIGEST,
        FILE,
        items[0].get_absolute_url(),
        f"{PLAN}?measure={breaks.code}",
        f"{PLAN}?measure=x",
    ):
        with django_assert_max_num_queries(4) as asked:
            assert client.get(address).status_code == 200
        assert all(one["sql"].lstrip().upper().startswith("SELECT") for one in asked.captured_queries)


def test_the_plan_stays_public_where_the_gaps_are_closed_and_leads_to_none_of_them(client, breaks, settings):
    item = promise(first_run(breaks))
    saved(made_run(breaks), [made_gap("A001", 8.0)])
    assert page_of(client, item.get_absolute_url()).select('a[href^="/gaps/"]')
    settings.GAPS_PUBLIC = False
    for address in (PLAN, DIGEST, item.get_absolute_url()):
        assert not page_of(client, address).select('a[href^="/gaps/"]')


def test_markup_in_a_promise_is_only_text(client):
    item = promise(title="<b>x</b>", promise="<script>alert(1)</script>", because="<i>y</i>", progress="done")
    for address in (PLAN, DIGEST, item.get_absolute_url()):
        shown = client.get(address).content.decode()
        assert "<script>alert" not in shown
        assert "<b>x" not in shown


def test_the_gaps_lead_to_the_plan_and_back(client, breaks):
    first_run(breaks)
    for address in ("/gaps/", f"/gaps/{breaks.code}/", f"/gaps/{breaks.code}/areas/A001/"):
        assert page_of(client, address).select(f'main a[href="{PLAN}"]'), address
    assert page_of(client, PLAN).select('main a[href="/gaps/"]')
    assert GapRun.objects.count() == 1
