"""The list of measures: a file once, the editors' own from then on."""

import json
from pathlib import Path

import pytest
from django.conf import settings as site
from django.core.management import CommandError, call_command

from directory.actions.taxonomies import load_taxonomies
from localoffer.commissioning.actions.measures import MeasureFileError, load_measures
from localoffer.commissioning.measuring.defining import definition_of, once
from localoffer.commissioning.models import Measure
from tests import making

pytestmark = pytest.mark.django_db


@pytest.fixture
def words():
    load_taxonomies(Path(site.ROOT) / "fixtures" / "reference" / "taxonomies.json")


@pytest.fixture
def written(tmp_path):
    """A file with these entries."""

    def write(*entries, **whole):
        path = tmp_path / "measures.json"
        path.write_text(json.dumps(whole or {"measures": list(entries)}), encoding="utf-8")
        return path

    return write


def refused(path):
    with pytest.raises(MeasureFileError) as wrong:
        load_measures(path)
    assert not Measure.objects.exists()
    return str(wrong.value)


def test_the_measures_that_come_with_signpost_are_twenty_and_more_over_what_families_look_for(words):
    loaded = load_measures()
    assert len(loaded.new) == Measure.objects.count() >= 20
    kinds = set(Measure.objects.values_list("kind__code", flat=True))
    assert kinds >= {
        "club",
        "youth-group",
        "sport",
        "short-break",
        "therapy",
        "parent-carer-group",
        "sibling-support",
        "mental-health-support",
        "advice",
        "childcare",
    }
    assert set(Measure.objects.values_list("day", flat=True)) == {
        "any",
        "weekend",
        "after-school",
        "holidays",
    }
    assert Measure.objects.first().code == "clubs"
    for measure in Measure.objects.all():
        measure.full_clean()


def test_loading_them_again_changes_nothing_and_what_an_editor_changed_stays(words, capsys):
    load_measures()
    mine = Measure.objects.get(code="clubs")
    mine.name, mine.reach_km = "Clubs as we mean them", 8
    mine.save()
    Measure.objects.get(code="advice").delete()
    call_command("load_measures")
    assert "1 new, 24 there already and left as they are" in capsys.readouterr().out
    mine.refresh_from_db()
    assert (mine.name, mine.reach_km) == ("Clubs as we mean them", 8)


def test_a_code_that_nobody_knows_is_named_with_its_entry_and_field_and_nothing_is_loaded(written):
    making.term("club", "kind")
    path = written({"code": "a", "name": "A", "kind": "club"}, {"code": "b", "name": "B", "kind": "clubb"})
    assert refused(path).startswith("measures.json, entry 2 (b), “kind”: no kind has the code “clubb”.")


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("age_from", 12, "“age_to”: The oldest age (11) is below the youngest (12)."),
        ("age_from", "five", "“age_from”: it must be a whole number."),
        ("age_from", True, "“age_from”: it must be a whole number."),
        ("reach_km", 0.1, "“reach_km”: Ensure this value is greater than or equal to 0.5."),
        ("thresholds_km", [10, 5], "“thresholds_km”: Write distances in km from near to far"),
        ("day", "sundays", "“day”: Value 'sundays' is not a valid choice."),
        ("colour", "red", "nobody knows the field “colour”. The fields are code, name,"),
        ("name", "", "“name”: This field cannot be blank."),
        ("code", "no good", "“code”: Enter a valid “slug”"),
    ],
)
def test_a_value_that_cannot_be_is_told_with_its_entry_and_field(written, field, value, said):
    entry = {"code": "clubs", "name": "Clubs", "age_from": 5, "age_to": 11} | {field: value}
    message = refused(written({"code": "fine", "name": "Fine"}, entry))
    assert message.startswith("measures.json, entry 2 (")
    assert said in message
    assert "nothing was changed" in message


def test_a_code_given_twice_is_refused(written):
    assert "another entry has this code" in refused(
        written({"code": "a", "name": "A"}, {"code": "a", "name": "B"})
    )


def test_a_file_that_is_no_list_of_measures_is_refused_in_words(written, tmp_path):
    assert "a list called “measures”" in refused(written(clubs=[]))
    assert "expected an object with a code" in refused(written("clubs"))
    assert "can't be read" in refused(tmp_path / "gone.json")
    (tmp_path / "cut.json").write_text('{"measures": [')
    assert "cut.json, line 1" in refused(tmp_path / "cut.json")
    (tmp_path / "bytes.json").write_bytes(b"\xff\xfe\x00")
    assert "UTF-8" in refused(tmp_path / "bytes.json")


def test_the_command_says_what_is_wrong_and_fails(written):
    with pytest.raises(CommandError, match="entry 1"):
        call_command("load_measures", str(written({"name": "A"})))


def test_a_measure_is_measured_as_its_editor_wrote_it():
    measure = Measure.objects.create(
        code="a",
        name="A",
        need=making.term("autism"),
        age_from=5,
        age_to=11,
        day="weekend",
        reach_km=8,
        thresholds_km=[4, 8],
        detour=1.2,
        counted_in="places",
        need_rate=0.02,
    )
    asked = definition_of(measure, 365)
    assert (asked.need, asked.kind, asked.ages, asked.day) == ("autism", "", range(5, 12), "weekend")
    assert (asked.reach_km, asked.thresholds_km, asked.detour) == (8, (4.0, 8.0), 1.2)
    assert (asked.counted_in, asked.need_rate) == ("places", 0.02)
    assert (asked.checked_within_days, asked.measure_id) == (365, measure.pk)


def test_a_question_asked_once_is_called_by_what_it_asks():
    asked = once(kind="short-break", need="autism", age_from=5, age_to=11, day="weekend")
    assert asked.name == "Short break, autism, 5 to 11, at the weekend"
    assert once(kind="advice").name == "Advice"
    assert once(name="Ours", age_from=7, age_to=7).name == "Ours"
