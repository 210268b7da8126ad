"""The reference list is loaded without taking an editor's work away, and printed."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from localoffer.statutory.models import StatutoryItem, Theme

from .making import covered, item, page

pytestmark = pytest.mark.django_db
OURS = Path(settings.ROOT) / "fixtures" / "reference" / "statutory.json"


def load(*args):
    out = StringIO()
    call_command("load_statutory", *args, stdout=out)
    return out.getvalue()


def written(tmp_path, **changes):
    content = {
        "sources": {"law": {"name": "The Regulations", "url": "https://law.example.org/"}},
        "themes": [{"number": 1, "name": "Travel"}],
        "items": [{"code": "travel", "theme": 1, "text": "Getting to school.", "source": "law"}],
    } | changes
    path = tmp_path / "list.json"
    path.write_text(json.dumps(content))
    return path


def test_our_own_list_has_every_theme_of_the_schedule_the_qualities_and_the_regulations():
    assert "59 items new, 0 there already" in load()
    assert Theme.objects.count() == 17
    assert StatutoryItem.objects.filter(theme__lte=15).count() == 51
    assert all(StatutoryItem.objects.filter(theme=number).exists() for number in range(1, 18))
    assert StatutoryItem.objects.filter(theme=17, weight="should").count() == 5
    paragraphs = set(StatutoryItem.objects.values_list("paragraph", flat=True))
    assert {
        "regulation 55",
        "regulation 56",
        "regulation 57",
        "paragraph 1",
        "paragraph 17",
        "",
    } <= paragraphs
    assert not StatutoryItem.objects.filter(source_url="").exists()


def test_what_an_editor_put_right_is_left_alone_and_what_is_new_is_added(tmp_path):
    load(written(tmp_path))
    StatutoryItem.objects.update(text="An editor's words.", paragraph="paragraph 14")
    Theme.objects.update(name="Journeys")
    more = [
        {"code": "travel", "theme": 1, "text": "Changed in the file.", "source": "law"},
        {"code": "bikes", "theme": 1, "text": "Bikes.", "source": "law", "weight": "should"},
    ]
    assert "1 items new, 1 there already" in load(written(tmp_path, items=more))
    kept = StatutoryItem.objects.get(code="travel")
    assert (kept.text, kept.paragraph, kept.theme.name) == ("An editor's words.", "paragraph 14", "Journeys")
    assert StatutoryItem.objects.get(code="bikes").weight == "should"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"items": [{"code": "a", "theme": 9, "text": "x", "source": "law"}]}, "no theme has the number 9"),
        ({"items": [{"code": "a", "theme": 1, "text": "x", "source": "no"}]}, "no source “no”"),
        ({"items": [{"code": "a b", "theme": 1, "text": "x", "source": "law"}]}, "“code”"),
        ({"items": [{"code": "a", "theme": 1, "text": "", "source": "law"}]}, "“text”"),
        (
            {"items": [{"code": "a", "theme": 1, "words": "", "source": "law"}]},
            "nobody knows the field “words”",
        ),
        ({"items": [{"code": "a", "theme": 1, "text": "x", "source": "law"}] * 2}, "has this code already"),
        ({"items": ["a"]}, "expected an object"),
        ({"themes": [{"name": "x"}]}, "theme 1: expected a whole “number”"),
        ({"items": {}}, "expected an object with “sources”"),
    ],
)
def test_a_list_that_is_wrong_is_refused_whole_with_where_and_how_to_mend_it(tmp_path, changes, said):
    with pytest.raises(CommandError, match=said) as wrong:
        load(written(tmp_path, **changes))
    assert "Nothing was changed" in str(wrong.value)
    assert not StatutoryItem.objects.exists()


def test_a_file_that_is_no_json_says_where(tmp_path):
    path = tmp_path / "list.json"
    path.write_text('{"items": [}')
    with pytest.raises(CommandError, match="line 1, column 12: this is not JSON"):
        load(path)
    with pytest.raises(CommandError, match="can't be read"):
        load(tmp_path / "nowhere.json")


def report(*args):
    out = StringIO()
    call_command("statutory_report", *args, stdout=out)
    return out.getvalue()


def test_the_report_prints_totals_and_every_item_with_its_links():
    covered(item("a", "Short breaks."), page=page())
    gone = page("Old page")
    covered(item("b", "Childcare."), page=gone)
    gone.unpublish()
    said = report()
    assert said.startswith("1 of 2 covered; 1 link broken; 0 not looked at for a year.")
    assert "[covered] Short breaks." in said
    assert "Short breaks: /short-breaks/ (looked at 20" in said
    assert "[missing] Childcare." in said
    assert "broken: Old page: The page is not published." in said


def test_the_report_as_data_says_the_same():
    covered(item("a"), page=page(), days_ago=None)
    item("b")
    data = json.loads(report("--json"))
    assert (data["total"], data["covered"], data["missing"], data["overdue"]) == (2, 1, 1, 1)
    assert data["items"][0]["links"] == [
        {
            "text": "Short breaks",
            "href": "/short-breaks/",
            "kind": "page",
            "works": True,
            "why": "",
            "reviewed_on": None,
        }
    ]
