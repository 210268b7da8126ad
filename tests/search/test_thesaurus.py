"""Editors own the thesaurus: files bring it, and never take an editor's work away."""

import csv
import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError

from search.models import ThesaurusEntry, UrgentContact, WordsRevision
from search.terms import Facet
from search.understanding.knowledge import Role
from search.wording import (
    THESAURUS,
    URGENT,
    SeedFileError,
    load_thesaurus,
    load_urgent,
    phrase_key,
    repeated,
    to_csv,
    to_json,
)
from search.wording.first import give_first_words
from tests import making

RESPITE = {
    "code": "respite",
    "role": "meaning",
    "name": "A break from caring",
    "phrases": ["a break", "need .. rest"],
    "look_for": ["short breaks", "respite"],
    "kinds": ["short-break"],
}
FREE = {"code": "free", "role": "wish", "name": "Free", "phrases": ["no money"], "wishes": [["cost", "free"]]}


@pytest.fixture
def seed(tmp_path):
    """Writes a seed file and gives its folder."""
    folder = tmp_path / "thesaurus"
    folder.mkdir()

    def written(*entries, name="help.json"):
        (folder / name).write_text(json.dumps({"entries": list(entries)}), encoding="utf-8")
        return folder

    return written


def edition():
    return WordsRevision.objects.values_list("number", flat=True).first()


# --- Loading -----------------------------------------------------------------


@pytest.mark.django_db
def test_what_a_file_says_is_what_understanding_knows(seed):
    loaded = load_thesaurus(seed(RESPITE, FREE))
    assert sorted(loaded.new) == ["free", "respite"]
    respite = ThesaurusEntry.objects.get(code="respite").entry()
    assert respite.role is Role.MEANING
    assert respite.phrases == ("a break", "need .. rest")
    assert respite.kinds == ("short-break",)
    assert ThesaurusEntry.objects.get(code="free").entry().wishes == ((Facet.COST, "free"),)


@pytest.mark.django_db
def test_loading_again_changes_nothing_and_tells_no_process_to_read_again(seed):
    folder = seed(RESPITE, FREE)
    load_thesaurus(folder)
    before = edition()
    again = load_thesaurus(folder)
    assert (again.new, again.changed, sorted(again.same)) == ((), (), ["free", "respite"])
    assert edition() == before


@pytest.mark.django_db
def test_after_every_load_that_changed_something_each_process_reads_the_words_again(seed):
    editions = [edition()]
    for entries in ([RESPITE, FREE], [RESPITE | {"name": "A rest"}, FREE], [FREE]):
        load_thesaurus(seed(*entries), take_out=True)
        editions.append(edition())
    assert len(set(editions)) == len(editions)


@pytest.mark.django_db
def test_a_newer_file_brings_what_it_wrote_up_to_date(seed):
    load_thesaurus(seed(RESPITE))
    loaded = load_thesaurus(seed(RESPITE | {"phrases": ["time off"]}))
    assert loaded.changed == ("respite",)
    assert ThesaurusEntry.objects.get().phrases == "time off"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change", [{"name": "Breaks in Somerset"}, {"phrases": "a breather"}, {"in_use": False}]
)
def test_what_an_editor_changed_is_left_alone_and_the_load_says_so(seed, change):
    load_thesaurus(seed(RESPITE))
    entry = ThesaurusEntry.objects.get()
    for field, value in change.items():
        setattr(entry, field, value)
    entry.save()
    loaded = load_thesaurus(seed(RESPITE | {"look_for": ["holiday"]}))
    assert loaded.kept == ("respite",)
    entry.refresh_from_db()
    assert all(getattr(entry, field) == value for field, value in change.items())
    assert entry.look_for == "short breaks\nrespite"


@pytest.mark.django_db
def test_an_entry_an_editor_made_under_the_same_code_is_hers(seed):
    ThesaurusEntry.objects.create(code="respite", name="Ours", phrases="a breather")
    assert load_thesaurus(seed(RESPITE)).kept == ("respite",)
    assert ThesaurusEntry.objects.get().name == "Ours"


@pytest.mark.django_db
def test_spaces_an_editors_browser_added_are_no_change(seed):
    load_thesaurus(seed(RESPITE))
    entry = ThesaurusEntry.objects.get()
    entry.phrases = "a break\r\n\r\n need ..  rest \r\n"
    entry.save()
    assert load_thesaurus(seed(RESPITE | {"name": "A rest"})).changed == ("respite",)


@pytest.mark.django_db
def test_only_when_told_so_does_a_load_take_out_what_the_files_no_longer_hold(seed):
    load_thesaurus(seed(RESPITE, FREE))
    ThesaurusEntry.objects.create(code="mine", name="Mine")
    folder = seed(FREE)
    assert load_thesaurus(folder).gone == ()
    assert load_thesaurus(folder, take_out=True).gone == ("respite",)
    assert sorted(ThesaurusEntry.objects.values_list("code", flat=True)) == ["free", "mine"]


@pytest.mark.django_db
def test_what_an_editor_changed_is_not_taken_out_either(seed):
    load_thesaurus(seed(RESPITE, FREE))
    entry = ThesaurusEntry.objects.get(code="respite")
    entry.phrases = "a breather"
    entry.save()
    load_thesaurus(seed(FREE), take_out=True)
    assert ThesaurusEntry.objects.filter(code="respite").exists()


# --- Mistakes in files -------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"role": "meening"}, "help.json, entry 2 (respite): “role”"),
        ({"phrases": "a break"}, "“phrases” must be a list of texts"),
        ({"phrases": ["a break", " "]}, "“phrases” holds an empty text"),
        ({"phrases": ["a break", 7]}, "“phrases” must be a list of texts"),
        ({"wishes": "cost: free"}, "“wishes” must be a list of [facet, code]"),
        ({"wishes": [["cost"]]}, "must be [facet, code]"),
        ({"wishes": [["price", "free"]]}, "“price: free” is not a facet and a code"),
        ({"frases": []}, "nobody knows the field “frases”. The fields are code, role"),
        ({"name": ""}, "“name”"),
        ({"name": 7}, "“name” must be text"),
        ({"code": ""}, "help.json, entry 2 has no code"),
        ({"code": 7}, "“code” must be text"),
        ({"code": "two words"}, "“code”"),
        ({"code": "free"}, "help.json, entry 1 (free) has this code already"),
        ({"url": "not an address"}, "“url”"),
        ({"in_use": "yes"}, "“in_use” must be true or false"),
    ],
)
def test_a_mistake_says_which_file_and_entry_and_nothing_is_loaded(seed, wrong, said):
    with pytest.raises(SeedFileError) as refused:
        load_thesaurus(seed(FREE, RESPITE | wrong))
    assert said in str(refused.value)
    assert "Mend the file and load it again; nothing was changed." in str(refused.value)
    assert not ThesaurusEntry.objects.exists()


@pytest.mark.django_db
def test_a_file_that_is_no_json_says_the_line(tmp_path):
    (tmp_path / "broken.json").write_text('{"entries": [\n  {"code": }\n]}')
    with pytest.raises(SeedFileError, match=r"broken\.json, line 2, column"):
        load_thesaurus(tmp_path)
    (tmp_path / "broken.json").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SeedFileError, match="UTF-8"):
        load_thesaurus(tmp_path)
    for content in ("[]", '{"entries": {"code": "respite"}}'):
        (tmp_path / "broken.json").write_text(content)
        with pytest.raises(SeedFileError, match="a list called “entries”"):
            load_thesaurus(tmp_path)
    (tmp_path / "broken.json").write_text('{"entries": ["respite"]}')
    with pytest.raises(SeedFileError, match="entry 1: expected an object"):
        load_thesaurus(tmp_path)


@pytest.mark.django_db
def test_a_file_that_windows_saved_is_read_like_any_other(tmp_path):
    content = json.dumps({"entries": [RESPITE]})
    (tmp_path / "help.json").write_text(content, encoding="utf-8-sig")
    assert load_thesaurus(tmp_path).new == ("respite",)


@pytest.mark.django_db
def test_a_folder_or_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(SeedFileError, match="holds no file"):
        load_thesaurus(tmp_path)
    with pytest.raises(CommandError, match="can't be read"):
        call_command("load_thesaurus", str(tmp_path / "nowhere.json"))


@pytest.mark.django_db
def test_a_second_file_with_a_mistake_takes_back_the_first(seed):
    seed(RESPITE, name="a.json")
    folder = seed({"code": "x", "name": ""}, name="b.json")
    with pytest.raises(SeedFileError, match=r"b\.json"):
        load_thesaurus(folder)
    assert not ThesaurusEntry.objects.exists()


@pytest.mark.django_db
def test_codes_and_phrases_that_do_not_fit_are_kept_and_noted(seed):
    making.term("club", "kind")
    loaded = load_thesaurus(
        seed(
            RESPITE | {"kinds": ["club", "short-brake"]},
            FREE | {"wishes": [["cost", "gratis"]]},
            {"code": "rest", "role": "meaning", "name": "Rest", "phrases": ["A BREAK"]},
        )
    )
    assert len(loaded.new) == 3
    assert ThesaurusEntry.objects.get(code="respite").kinds == "club\nshort-brake"
    notes = "\n".join(loaded.notes)
    assert "help.json, entry 1 (respite): no kind has the code “short-brake”" in notes
    assert "“club”" not in notes
    assert "“cost” has no code “gratis”" in notes
    assert "is a phrase of" in notes


@pytest.mark.django_db
def test_a_phrase_of_an_entry_that_is_switched_off_is_in_nobodys_way(seed):
    ThesaurusEntry.objects.create(code="old", name="Old", phrases="a break", in_use=False)
    making.term("short-break", "kind")
    assert load_thesaurus(seed(RESPITE)).notes == ()


@pytest.mark.django_db
def test_the_command_says_what_it_did(seed, capsys):
    call_command("load_thesaurus", str(seed(RESPITE)))
    assert "Thesaurus: 1 new, 0 changed, 0 the same." in capsys.readouterr().out


# --- Whom to turn to at once -------------------------------------------------


@pytest.mark.django_db
def test_the_urgent_contacts_come_in_order_and_an_editors_number_stays():
    assert load_urgent(URGENT).new
    contacts = [(one.name, one.phone) for one in UrgentContact.objects.all()]
    assert contacts == [
        ("Emergency services", "999"),
        ("NHS 111, option 2", "111"),
        ("Childline", "0800 1111"),
        ("Samaritans", "116 123"),
    ]
    childline = UrgentContact.objects.get(name="Childline")
    childline.text = "For children and young people."
    childline.save()
    UrgentContact.objects.create(name="Our crisis line", phone="01632 960111")
    UrgentContact.objects.create(name="Our night line", phone="01632 960112")
    assert load_urgent(URGENT).kept == ("childline",)
    assert UrgentContact.objects.count() == 6


@pytest.mark.django_db
def test_an_order_that_is_no_number_is_refused(tmp_path):
    contact = {"code": "night-line", "name": "Night line", "phone": "01632 960111", "order": "first"}
    (tmp_path / "urgent.json").write_text(json.dumps({"contacts": [contact]}))
    with pytest.raises(SeedFileError, match="“order” must be a whole number"):
        load_urgent(tmp_path / "urgent.json")
    assert not UrgentContact.objects.exists()


# --- Phrases that two entries have -------------------------------------------


@pytest.mark.parametrize(
    ("one", "same"),
    [
        ("sleep clinic", "The sleep clinics"),
        ("won't go to school", "can't going into the schools"),
        ("need .. rest", "needs…rests"),
        ("a break", "A break!"),
        ("NICU", "NICU"),
        ("nappy", "Nappys"),
    ],
)
def test_small_words_and_endings_make_no_other_phrase(one, same):
    assert phrase_key(one) == phrase_key(same)


@pytest.mark.parametrize(
    ("one", "other"),
    [("a break", "broken"), ("need .. rest", "need rest"), ("active", "activities"), ("IS", "is")],
)
def test_other_words_make_another_phrase(one, other):
    assert phrase_key(one) != phrase_key(other)


# --- Out again ---------------------------------------------------------------


@pytest.mark.django_db
def test_what_is_exported_can_be_loaded_again_and_is_the_same(seed, tmp_path):
    load_thesaurus(seed(RESPITE, FREE | {"in_use": False}))
    path = tmp_path / "out.json"
    call_command("export_thesaurus", out=path)
    again = load_thesaurus(path)
    assert (len(again.same), again.changed, again.kept) == (2, (), ())
    assert "related" not in path.read_text()


@pytest.mark.django_db
def test_a_spreadsheet_never_runs_a_phrase_as_a_formula(seed):
    load_thesaurus(seed(RESPITE | {"name": '=HYPERLINK("https://example.org")'}))
    [row] = csv.DictReader(io.StringIO(to_csv(ThesaurusEntry.objects.all())))
    assert row["name"].startswith("'=")
    assert row["phrases"] == "a break\nneed .. rest"


# --- The seed that comes with it ---------------------------------------------


@pytest.fixture
def reference(db):
    from directory.actions.taxonomies import load_taxonomies

    load_taxonomies(THESAURUS.parent / "taxonomies.json")


def test_the_thesaurus_that_comes_with_it_loads_clean(reference):
    loaded = load_thesaurus(THESAURUS)
    assert loaded.notes == ()
    assert len(loaded.new) == ThesaurusEntry.objects.count() >= 100
    assert not list(repeated(row.entry() for row in ThesaurusEntry.objects.all()))
    assert load_thesaurus(THESAURUS).same == loaded.new


def test_every_entry_that_comes_with_it_does_something(reference):
    load_thesaurus(THESAURUS)
    for entry in (row.entry() for row in ThesaurusEntry.objects.all()):
        finds = (entry.look_for, entry.broader, entry.narrower, entry.related, entry.needs, entry.kinds)
        found = any(finds) or entry.related_needs or entry.related_kinds
        does = {
            Role.MEANING: found,
            Role.WISH: entry.wishes or entry.look_for,
            Role.DANGER: entry.phrases,
            Role.ELSEWHERE: entry.message,
            Role.FILLER: entry.phrases,
        }
        assert does[entry.role], entry.code


# --- Together or not at all --------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_an_entry_is_not_kept_when_its_news_can_not_be(monkeypatch):
    def fails():
        raise DatabaseError("the disk is full")

    monkeypatch.setattr(WordsRevision, "went_up", fails)
    with pytest.raises(DatabaseError):
        ThesaurusEntry.objects.create(code="respite", name="Respite")
    assert not ThesaurusEntry.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "load", [lambda: load_thesaurus(THESAURUS / "wishes.json"), lambda: load_urgent(URGENT)]
)
def test_a_load_is_not_kept_when_its_news_can_not_be(monkeypatch, load):
    def fails():
        raise DatabaseError("the disk is full")

    monkeypatch.setattr(WordsRevision, "went_up", fails)
    with pytest.raises(DatabaseError):
        load()
    assert not ThesaurusEntry.objects.exists()
    assert not UrgentContact.objects.exists()


@pytest.mark.django_db
def test_export_leaves_out_what_is_empty():
    ThesaurusEntry.objects.create(code="ot", name="OT")
    assert json.loads(to_json(ThesaurusEntry.objects.all())) == {
        "entries": [{"code": "ot", "role": "meaning", "name": "OT"}]
    }


@pytest.mark.django_db
def test_a_new_site_understands_families_before_anybody_has_taught_it_anything(settings):
    settings.SEED_WORDS = True
    assert give_first_words()
    assert ThesaurusEntry.objects.count() > 600
    assert UrgentContact.objects.filter(phone="0800 1111").exists()


@pytest.mark.django_db
def test_a_thesaurus_that_editors_emptied_stays_empty(settings):
    settings.SEED_WORDS = True
    ThesaurusEntry.objects.create(code="respite", name="Respite")
    ThesaurusEntry.objects.all().delete()
    assert not give_first_words()
    assert not ThesaurusEntry.objects.exists()


@pytest.mark.django_db
def test_a_site_that_wants_to_start_without_words_gets_none(settings):
    settings.SEED_WORDS = False
    assert not give_first_words()
    assert not ThesaurusEntry.objects.exists()
