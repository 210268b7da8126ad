"""Files become the tool; what editors have changed since stays."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page

from localoffer.graduated.actions.loading import load_tool
from localoffer.graduated.actions.reading import ToolFileError
from localoffer.graduated.models import AreaOfNeedPage, BarrierPage, Strategy, ToolPage
from localoffer.pages.models import HomePage
from search.models import IndexTask
from tests.making import term

from .making_tool import NOISE, TOOL, strategy_row, written
from .test_pages import main_of, names, page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    term("autism")
    return written(tmp_path / "tool")


def load(folder):
    return load_tool(folder, HomePage.objects.get())


def rewrite(folder, file, /, **fields):
    """Change the first row of a file."""
    path = folder / file
    said = json.loads(path.read_text())
    rows = next(rows for rows in said.values() if isinstance(rows, list))
    rows[0] |= fields
    path.write_text(json.dumps(said))


def test_files_become_pages_that_a_parent_can_read(client, folder):
    loaded = load(folder)
    assert loaded.new == ["senses", "noise", "quiet-place", "headphones"]
    page = page_of(client, f"{NOISE}primary/parent/")
    assert names(page, "universal") == ["Quiet place"]
    assert names(page, "targeted") == ["Headphones"]
    strategy = Strategy.objects.get(code="quiet-place")
    assert strategy.sources == (("It helps.", "https://example.org/quiet"),)
    assert strategy.latest_revision is not None
    assert [one.code for one in strategy.needs.all()] == ["autism"]
    assert (strategy.review_by - strategy.reviewed_on).days == 330
    assert AreaOfNeedPage.objects.get().also_known_as == "sensory needs"


def test_the_front_page_and_the_menu_lead_to_the_tool(client, folder):
    load(folder)
    tool = ToolPage.objects.get()
    assert tool.show_in_menus
    assert HomePage.objects.get().what_to_expect_id == tool.pk
    page = page_of(client, "/")
    assert page.select(f'main a[href="{TOOL}"]')


def test_loading_again_makes_no_copies_and_writes_nothing(folder, django_assert_max_num_queries):
    load(folder)
    before = list(Page.objects.values_list("pk", "latest_revision_created_at").order_by("pk"))
    tasks = IndexTask.objects.count()
    again = load(folder)
    assert (again.new, again.changed, again.kept) == ([], [], [])
    assert again.same == ["senses", "noise", "quiet-place", "headphones"]
    assert list(Page.objects.values_list("pk", "latest_revision_created_at").order_by("pk")) == before
    assert IndexTask.objects.count() == tasks


def test_a_newer_file_changes_what_nobody_has_touched(client, folder):
    load(folder)
    rewrite(folder, "strategies-senses.json", name="A calm place", barriers=["noise"], phases=["secondary"])
    rewrite(folder, "barriers-senses.json", for_parents="Your child may cover both ears.")
    assert load(folder).changed == ["noise", "quiet-place"]
    assert names(page_of(client, f"{NOISE}secondary/parent/"), "universal") == ["A calm place"]
    assert "Your child may cover both ears." in main_of(client, NOISE)
    assert load(folder).changed == []


def test_what_an_editor_published_drafted_or_withdrew_stays_as_she_left_it(folder):
    load(folder)
    barrier = BarrierPage.objects.get()
    barrier.for_parents = "An editor's own words."
    barrier.save_revision().publish()
    drafted = Strategy.objects.get(code="quiet-place")
    drafted.name = "Only a draft"
    drafted.save_revision()
    Strategy.objects.get(code="headphones").unpublish()
    rewrite(folder, "barriers-senses.json", for_parents="From the file.")
    rewrite(folder, "strategies-senses.json", name="From the file")
    path = folder / "strategies-senses.json"
    said = json.loads(path.read_text())
    said["strategies"][1]["name"] = "From the file too"
    path.write_text(json.dumps(said))
    loaded = load(folder)
    assert loaded.kept == ["noise", "quiet-place", "headphones"]
    assert BarrierPage.objects.get().for_parents == "An editor's own words."
    drafted.refresh_from_db()
    assert drafted.latest_revision.as_object().name == "Only a draft"
    assert not Strategy.objects.get(code="headphones").live


def test_only_the_days_that_an_editor_set_are_enough_to_keep_hers(folder):
    load(folder)
    strategy = Strategy.objects.get(code="quiet-place")
    strategy.review_by = None
    strategy.save_revision().publish()
    rewrite(folder, "strategies-senses.json", name="From the file")
    assert load(folder).kept == ["quiet-place"]


def test_a_code_of_a_need_that_is_not_loaded_is_said_once_and_left_out(folder):
    rewrite(folder, "strategies-senses.json", needs=["autism", "nonsense"])
    rewrite(folder, "barriers-senses.json", needs=["nonsense"])
    assert load(folder).notes == ["No need has the code “nonsense”. It was left out of: noise, quiet-place."]


@pytest.mark.parametrize(
    ("name", "fields", "said"),
    [
        ("strategies-senses.json", {"barriers": ["never"]}, "entry 1 (quiet-place): there is no “never”"),
        ("strategies-senses.json", {"level": "high"}, "there is no “high”"),
        ("strategies-senses.json", {"step": "think"}, "there is no “think”"),
        ("strategies-senses.json", {"phases": ["nursery"]}, "there is no “nursery”"),
        ("strategies-senses.json", {"name": " "}, "it needs a “name”"),
        ("strategies-senses.json", {"name": "a" * 161}, "may have 160 letters and has 161"),
        ("strategies-senses.json", {"code": "Not A Code"}, "small letters, digits and single hyphens"),
        ("strategies-senses.json", {"code": "headphones"}, "“headphones” is given twice"),
        ("strategies-senses.json", {"review_in_days": "soon"}, "“review_in_days” must be a whole number"),
        ("strategies-senses.json", {"colour": "blue"}, "nobody knows the field “colour”"),
        ("strategies-senses.json", {"evidence": ["it helps"]}, "needs a “text”"),
        ("barriers-senses.json", {"phases": ["nursery"]}, "entry 1 (noise): there is no “nursery”"),
        ("areas.json", {"code": "strategies"}, "“strategies” is where strategies are"),
        ("areas.json", {"code": "other"}, "“senses” is no area of areas.json"),
    ],
)
def test_a_mistake_in_a_file_is_named_with_its_place_and_nothing_is_written(folder, name, fields, said):
    rewrite(folder, name, **fields)
    with pytest.raises(ToolFileError, match="Mend the file") as wrong:
        load(folder)
    assert said in str(wrong.value)
    assert not ToolPage.objects.exists()


def test_every_mistake_is_named_at_once(folder):
    rewrite(folder, "areas.json", name="")
    rewrite(folder, "strategies-senses.json", level="high", step="think")
    (folder / "barriers-senses.json").write_text("{")
    with pytest.raises(ToolFileError) as wrong:
        load(folder)
    assert "barriers-senses.json is no JSON" in str(wrong.value)
    assert str(wrong.value).count("\n") >= 4


def test_a_folder_without_areas_says_so(tmp_path):
    with pytest.raises(ToolFileError, match=r"areas\.json is not there"):
        load(tmp_path)


def test_a_load_that_breaks_half_way_leaves_nothing(folder, monkeypatch):
    monkeypatch.setattr(Strategy, "save_revision", lambda self, **how: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        load(folder)
    assert not ToolPage.objects.exists()
    assert not AreaOfNeedPage.objects.exists()


def test_an_operator_loads_from_the_command_line_and_is_told_what_was_done(folder):
    out = StringIO()
    call_command("load_what_to_expect", folder, stdout=out)
    assert "What to expect: 4 new, 0 changed, 0 the same." in out.getvalue()
    rewrite(folder, "strategies-senses.json", level="high")
    with pytest.raises(CommandError, match="there is no “high”"):
        call_command("load_what_to_expect", folder)


def test_a_strategy_that_serves_many_barriers_is_stored_once(folder):
    written(folder, strategies=[strategy_row(f"s{number}") for number in range(5)])
    load(folder)
    assert Strategy.objects.count() == 5
    assert BarrierPage.objects.get().strategies.count() == 5


def test_the_demo_s_own_files_are_whole():
    from django.conf import settings

    from localoffer.graduated.actions.reading import read_tool

    found = read_tool(settings.ROOT / "fixtures" / "content" / "graduated")
    assert len(found.areas) == 4
    for area in found.areas:
        assert len([1 for code, _ in found.barriers if code == area["code"]]) >= 6
    assert {row["level"] for row in found.strategies} == {"universal", "targeted", "specialist"}
    assert len(found.strategies) >= 90
