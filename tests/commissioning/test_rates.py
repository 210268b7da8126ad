"""How many of an area's children need something, from a file."""

import pytest
from django.core.management import CommandError, call_command

from localoffer.commissioning import queries
from localoffer.commissioning.measuring.rates import read_rates
from localoffer.commissioning.measuring.refusals import BadRatesError
from localoffer.commissioning.models import GapRun
from localoffer.commissioning.picture.method import method_words
from tests import making
from tests.locations.making import table

RATES = (("E01000001", 0.02), ("E01000002", 0.1), ("E01000003", 0), ("E01999999", 0.5))


@pytest.fixture
def written(tmp_path):
    def write(*rows, headings=("code", "rate")):
        return table(tmp_path / "rates.csv", headings, rows)

    return write


def refused(path):
    with pytest.raises(BadRatesError) as wrong:
        read_rates(path)
    return str(wrong.value)


def test_a_file_says_how_many_of_each_areas_children_need_it(written):
    rates = read_rates(written(*RATES, headings=("Code", " Rate ")))
    assert (rates.source, rates.by_area["E01000002"], rates.by_area["E01000003"]) == ("rates.csv", 0.1, 0)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (("E2", "many"), "line 3, column “rate”: “many” is not a number. Write 0.02 for 2 in 100."),
        (("E2", ""), "line 3, column “rate”: “” is not a number."),
        (("E2", "nan"), "line 3, column “rate”: “nan” is not a number."),
        (("E2", "2"), "line 3, column “rate”: 2 is no share from 0 to 1."),
        (("E2", "-0.1"), "line 3, column “rate”: -0.1 is no share from 0 to 1."),
        (("", "0.1"), "line 3, column “code”: is empty."),
        (("E1", "0.1"), "line 3, column “code”: E1 is in the file more than once."),
        (("E2",), "line 3, column “rate”: “” is not a number."),
    ],
)
def test_a_line_that_cannot_be_used_refuses_the_file_with_its_number_and_column(written, row, said):
    assert said in refused(written(("E1", 0.1), row))


def test_many_bad_lines_are_counted_and_five_are_shown(written):
    said = refused(written(*((f"E{n}", "x") for n in range(8))))
    assert said.startswith("rates.csv: 8 of its lines can't be used.")
    assert said.count("is not a number") == 5
    assert "and 3 more" in said


def test_a_file_without_the_columns_or_without_anything_says_so(written, tmp_path):
    assert "there is no column “rate”. Its columns are: code, share." in refused(
        written(("E1", 0.1), headings=("code", "share"))
    )
    (tmp_path / "empty.csv").write_text("")
    assert "is empty" in refused(tmp_path / "empty.csv")
    assert "there is no such file" in refused(tmp_path / "gone.csv")


@pytest.mark.django_db
def test_children_are_counted_by_the_rate_of_their_area_and_the_run_says_from_which_file(villages, written):
    making.term("club", "kind")
    call_command("measure_gaps", kind="club", need_rates=str(written(*RATES)), verbosity=0)
    (run,) = GapRun.objects.all()
    assert [area.children for area in queries.areas_of(run)] == [pytest.approx(n) for n in (52, 26, 0)]
    assert run.children == pytest.approx(78)
    assert (run.parameters["need_rates"], run.parameters["need_rate"]) == ("rates.csv", None)
    assert "times the share of each area who need it (rates.csv)" in method_words(run)


@pytest.mark.django_db
def test_an_area_without_a_rate_is_named_and_nothing_is_measured(villages, written):
    making.term("club", "kind")
    with pytest.raises(CommandError) as wrong:
        call_command("measure_gaps", kind="club", need_rates=str(written(*RATES[:1])))
    assert "rates.csv has no rate for 2 of 3 areas: Priddy (E01000002), Simonsbath (E01000003)." in str(
        wrong.value
    )
    assert not GapRun.objects.exists()


@pytest.mark.django_db
def test_a_bad_file_stops_the_command_before_anything_is_measured(villages, written):
    with pytest.raises(CommandError, match=r"column “rate”.*\n.*Nothing was measured"):
        call_command("measure_gaps", name="Any", need_rates=str(written(("E01000001", "x"))))
    assert not GapRun.objects.exists()
