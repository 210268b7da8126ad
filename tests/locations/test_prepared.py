"""Statements that are written once are still asked anew, with the values of each question."""

import pytest
from django.db.models import CharField, FloatField

from locations.models import NamedPlace
from locations.prepared import Gap, Prepared
from locations.queries import locate
from tests.locations.making import load_named, somerset

pytestmark = pytest.mark.django_db


def test_each_question_is_asked_with_its_own_values(tmp_path, django_assert_num_queries):
    load_named(tmp_path)
    of_area = NamedPlace.objects.live().filter(area=Gap(1, CharField()), lat__gte=Gap(0, FloatField()))
    statement = Prepared.of(of_area.order_by("name").values_list("name", "lat"))
    with django_assert_num_queries(2):
        north, all_of_it = statement.rows(51.21, "Mendip"), statement.rows(51.0, "Mendip")
    assert north == [("Westbury-sub-Mendip", 51.2362)]
    assert all_of_it == [("Wells", 51.2086), ("Westbury-sub-Mendip", 51.2362)]


def test_a_text_with_signs_of_the_databases_own_is_only_a_text(tmp_path):
    load_named(tmp_path)
    statement = Prepared.of(NamedPlace.objects.filter(name=Gap(0, CharField())).values_list("name"))
    assert statement.rows("Bishop's Hull") == [("Bishop's Hull",)]
    assert statement.rows("%s' OR 1=1 --") == []


def test_two_families_in_turn_each_get_the_areas_of_their_own_door(tmp_path):
    somerset(tmp_path)
    assert locate("TA6 4RN").area_codes == ("E06000066",)
    assert locate("55.0,-3.0").area_codes == ()
    assert locate("51.14859,-2.99478").area_codes == ("E06000066",)
