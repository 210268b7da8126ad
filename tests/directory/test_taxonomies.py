"""Loading the lists of words, and what a bad file is told."""

import json

import pytest
from django.core.management import CommandError, call_command

from directory.actions.taxonomies import TaxonomyFileError, load_taxonomies
from directory.models import Taxonomy, TaxonomyTerm

pytestmark = pytest.mark.django_db

NEEDS = {
    "slug": "need",
    "name": "Needs",
    "description": "What a child needs help with.",
    "terms": [
        {"code": "autism", "name": "Autism", "alternate_names": ["ASD", " ASC "], "parent": "broad"},
        {"code": "broad", "name": "Communication and interaction", "parent": None},
    ],
}


@pytest.fixture
def write(tmp_path):
    def to_file(content, name="taxonomies.json"):
        path = tmp_path / name
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return path

    return to_file


def needs(*terms):
    return {"taxonomies": [{"slug": "need", "name": "Needs", "terms": list(terms)}]}


def test_terms_come_with_their_other_words_order_and_broader_term(write):
    load_taxonomies(write({"taxonomies": [NEEDS]}))
    autism = TaxonomyTerm.objects.get(code="autism")
    assert autism.other_words == ("ASD", "ASC")
    assert autism.parent.code == "broad"
    assert [term.code for term in Taxonomy.objects.get(slug="need").terms.all()] == ["autism", "broad"]


def test_loading_the_file_again_changes_nothing_and_keeps_every_key(write):
    path = write({"taxonomies": [NEEDS]})
    first = load_taxonomies(path)
    keys = set(TaxonomyTerm.objects.values_list("pk", flat=True))
    again = load_taxonomies(path)
    assert (first.new, again.new, again.changed, again.same) == (2, 0, 0, 2)
    assert set(TaxonomyTerm.objects.values_list("pk", flat=True)) == keys


def test_a_fresh_site_gives_terms_the_same_keys(write):
    path = write({"taxonomies": [NEEDS]})
    load_taxonomies(path)
    keys = set(TaxonomyTerm.objects.values_list("pk", flat=True))
    Taxonomy.objects.filter(slug="need").update(slug="elsewhere")
    TaxonomyTerm.objects.update(parent=None)
    Taxonomy.objects.all().delete()
    load_taxonomies(path)
    assert set(TaxonomyTerm.objects.values_list("pk", flat=True)) == keys


def test_a_corrected_word_is_loaded_and_a_term_of_the_editors_own_is_left(write):
    load_taxonomies(write({"taxonomies": [NEEDS]}))
    TaxonomyTerm.objects.create(taxonomy=Taxonomy.objects.get(), code="own", name="Our own")
    renamed = json.loads(json.dumps(NEEDS))
    renamed["terms"][0]["name"] = "Autism and autistic traits"
    counts = load_taxonomies(write({"taxonomies": [renamed]}))
    assert (counts.new, counts.changed, counts.same) == (0, 1, 1)
    assert TaxonomyTerm.objects.filter(code="own").exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"taxonomies": [', "line 1, column 17: this is not JSON"),
        ("[]", "expected an object"),
        ({"terms": []}, "expected a list called “taxonomies”"),
        (needs({"code": "a b", "name": "A"}), "taxonomies 1, terms 1: code: "),
        (needs({"code": "a"}), "taxonomies 1, terms 1: name: "),
        (needs({"code": "a", "name": 3}), "taxonomies 1, terms 1: “name” must be text"),
        (needs({"code": "a", "name": "A", "parent": "z"}), "its parent “z” is not a code"),
        (
            needs({"code": "a", "name": "A"}, {"code": "a", "name": "B"}),
            "terms 2: the code “a” is already used",
        ),
        (needs({"code": "a", "name": "A", "alternate_names": "b"}), "alternate_names must be a list"),
        (
            needs({"code": "a", "name": "A", "parent": "b"}, {"code": "b", "name": "B", "parent": "a"}),
            "“a” is inside itself (a > b > a)",
        ),
        (needs({"code": "ok", "name": "Fine"}, {"code": "a", "name": "A" * 161}), "terms 2: name: "),
    ],
)
def test_a_bad_file_says_where_and_why_and_writes_nothing(write, content, said):
    with pytest.raises(TaxonomyFileError) as refused:
        load_taxonomies(write(content))
    assert said in str(refused.value)
    assert "taxonomies.json" in str(refused.value)
    assert not Taxonomy.objects.exists()


def test_the_command_says_in_one_line_what_it_did(write, capsys):
    call_command("load_taxonomies", str(write({"taxonomies": [NEEDS]})))
    assert capsys.readouterr().out == "1 taxonomies: 2 terms new, 0 changed, 0 the same.\n"


def test_the_command_says_that_a_file_is_missing(tmp_path):
    with pytest.raises(CommandError, match=r"gone\.json can't be read"):
        call_command("load_taxonomies", str(tmp_path / "gone.json"))


def test_a_file_in_another_encoding_is_named_as_such(tmp_path):
    path = tmp_path / "old.json"
    path.write_bytes('{"taxonomies": "é"}'.encode("cp1252"))
    with pytest.raises(TaxonomyFileError, match="not UTF-8"):
        load_taxonomies(path)
