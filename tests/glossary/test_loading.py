"""Terms from a file."""

import json

import pytest
from django.core.management import CommandError, call_command

from localoffer.glossary.loading import GlossaryFileError, load_glossary
from localoffer.glossary.models import GlossaryTerm

pytestmark = pytest.mark.django_db
SENCO = {"term": "SENCO", "plain": "A teacher.", "expansion": "special needs coordinator", "also": ["SENDCo"]}
RESPITE = {"term": "respite", "plain": "A rest."}


def file(tmp_path, *terms):
    path = tmp_path / "glossary.json"
    path.write_text(json.dumps({"terms": terms}))
    return path


def test_terms_are_published_and_a_second_load_changes_nothing(tmp_path, capsys):
    path = file(tmp_path, SENCO, RESPITE)
    assert str(load_glossary(path)) == "2 new, 0 changed, 0 the same"
    term = GlossaryTerm.objects.get(term="SENCO")
    assert (term.live, term.also, term.latest_revision is not None) == (True, "SENDCo", True)
    revisions = term.revisions.count()
    call_command("load_glossary", path)
    assert "0 new, 0 changed, 2 the same" in capsys.readouterr().out
    assert term.revisions.count() == revisions


def test_a_newer_file_changes_what_nobody_touched_and_leaves_what_editors_wrote(tmp_path):
    load_glossary(file(tmp_path, SENCO, RESPITE))
    hers = GlossaryTerm.objects.get(term="respite")
    hers.plain = "A break for families."
    hers.save_revision().publish()
    newer = file(tmp_path, SENCO | {"plain": "The teacher for it."}, RESPITE | {"plain": "Rest."})
    assert str(load_glossary(newer)) == "0 new, 1 changed, 0 the same, 1 left as editors wrote them"
    said = dict(GlossaryTerm.objects.values_list("term", "plain"))
    assert said == {"SENCO": "The teacher for it.", "respite": "A break for families."}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "line 1, column 2: this is not JSON"),
        ("[]", "expected an object with a list called “terms”"),
        ('{"terms": [{"plain": "x"}]}', "term 1: expected an object with “term” and “plain”"),
        ('{"terms": [{"term": "A", "plain": "x", "colour": "red"}]}', "nobody knows the field “colour”"),
        ('{"terms": [{"term": "A", "plain": "x", "also": "B"}]}', "“also” must be a list of texts"),
        ('{"terms": [{"term": "A", "plain": 1}]}', "“plain” must be text"),
        ('{"terms": [{"term": "A"}]}', "“plain”: This field cannot be blank"),
        ('{"terms": [{"term": "A", "plain": "x"}, {"term": "B", "plain": "x", "also": ["a"]}]}', "already"),
    ],
)
def test_a_bad_file_says_where_and_how_to_mend_it_and_nothing_is_written(tmp_path, content, said):
    path = tmp_path / "glossary.json"
    path.write_text(content)
    with pytest.raises(GlossaryFileError, match=r"glossary\.json") as wrong:
        load_glossary(path)
    assert said in str(wrong.value)
    assert not GlossaryTerm.objects.exists()


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CommandError, match=r"none\.json can't be read"):
        call_command("load_glossary", tmp_path / "none.json")
