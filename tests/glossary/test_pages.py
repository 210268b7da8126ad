"""The A to Z as everybody reads it, and words explained in any page."""

import pytest
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.db import transaction
from django.template import Context, RequestContext, Template
from django.urls import reverse
from django.utils import translation

from localoffer.accounts.models import User
from localoffer.glossary.models import GlossaryTerm
from localoffer.glossary.models.edition import EDITION
from localoffer.pages.models import HomePage

from .making import marked_words, published, soup, unmarked

pytestmark = pytest.mark.django_db
A_TO_Z = "/glossary/"


def page_of(client):
    answer = client.get(A_TO_Z)
    assert answer.status_code == 200
    return soup(answer.content.decode())


def render(text, request=None, **values):
    template = Template("{% load glossary %}" + text)
    return template.render(RequestContext(request, values) if request else Context(values))


def test_before_anybody_wrote_a_term_the_page_says_so(client):
    assert page_of(client).select_one("#empty")


def test_terms_stand_under_their_letters_with_what_the_letters_mean_and_how_else_it_is_said(client):
    published("SENCO", "The teacher who plans extra help.", expansion="special needs coordinator")
    published("annual review", "A meeting once a year.", also=("yearly review",))
    published("Appeal", "Asking again.")
    published("1:1 support", "One adult for one child.")
    page = page_of(client)
    assert [heading.get_text() for heading in page.select("h2.glossary-letter")] == ["0 to 9", "A", "S"]
    assert [link["href"] for link in page.select(".glossary-letters a")] == [
        "#letter-0-to-9",
        "#letter-a",
        "#letter-s",
    ]
    words = [" ".join(one.get_text(" ").split()) for one in page.select("dt")]
    assert words == ["1:1 support", "annual review", "Appeal", "SENCO (special needs coordinator)"]
    entry = page.select_one("#annual-review")
    assert "Also called: yearly review" in entry.get_text()
    assert all(page.select_one(link["href"]) for link in page.select(".glossary-letters a"))


def test_a_draft_and_what_was_withdrawn_are_read_nowhere(client):
    GlossaryTerm.objects.create(term="Secret word", plain="Not yet.", live=False)
    gone = published("Old word", "No longer said.")
    expired = published("Expired word", "Over.")
    gone.unpublish()
    GlossaryTerm.objects.filter(pk=expired.pk).update(expire_at="2026-01-01T00:00Z")
    words = client.get(A_TO_Z).content.decode() + render("{% glossed %}secret word, old word{% endglossed %}")
    for said in ("Secret", "Old word", "Expired", "button"):
        assert said not in words.split("<main", 1)[1].split("</main>")[0] or said == "button"
    assert marked_words(words) == []


def test_a_term_leads_to_the_page_that_tells_more_while_that_page_is_there(client):
    home = HomePage.objects.get()
    published("SENCO", page=home)
    link = page_of(client).select_one("#senco dd a")
    assert link.get_text() == f"Read more: {home.title}"
    assert link["href"] == "/"
    HomePage.objects.update(live=False)
    assert page_of(client).select_one("#senco dd a") is None


def test_many_terms_take_no_more_than_four_statements(client, django_assert_max_num_queries):
    home = HomePage.objects.get()
    for number in range(30):
        GlossaryTerm.objects.create(term=f"Word {number}", plain="x", page=home, live=True)
    page_of(client)
    with django_assert_max_num_queries(4):
        page_of(client)


def test_a_word_opens_its_meaning_by_a_press_and_names_what_it_does():
    published("EHC plan", "A legal paper.", expansion="education, health and care plan")
    html = render("{% glossed %}<p>His EHC plan is long. An EHC plan lasts.</p>{% endglossed %}")
    page = soup(html)
    button, meaning = page.select_one("button.word__open"), page.select_one("[popover]")
    assert button["type"] == "button"
    assert button["popovertarget"] == meaning["id"] == "word-ehc-plan"
    assert button["aria-label"] == "EHC plan: what it means"
    assert "A legal paper." in meaning.get_text()
    assert meaning.select_one("a")["href"] == "/glossary/#ehc-plan"
    assert meaning.select_one("button")["popovertargetaction"] == "hide"
    assert unmarked(html) == ("His EHC plan (education, health and care plan) is long. An EHC plan lasts.")


def test_nothing_that_an_editor_writes_in_a_term_is_ever_run():
    published("R&R", '<script>alert("x")</script>', expansion='"><img src=x>')
    html = render("{% glossed %}<p>R&amp;R</p>{% endglossed %}")
    assert "<script" not in html
    assert "<img" not in html
    assert soup(html).select_one("button")["aria-label"] == "R&R: what it means"


def test_a_word_is_explained_once_on_a_page_however_many_templates_it_is_made_of(rf, tmp_path, settings):
    published("respite")
    (tmp_path / "part.html").write_text("{% load glossary %}{% glossed %}<p>respite</p>{% endglossed %}")
    settings.TEMPLATES = [settings.TEMPLATES[0] | {"DIRS": [tmp_path]}]
    whole = (
        "{% glossed %}respite{% endglossed %}{% include 'part.html' %}{% include 'part.html' only %}"
        "{% for n in '12' %}{% glossed %}respite{% endglossed %}{% endfor %}"
    )
    assert marked_words(render(whole)) == ["respite"]
    request = rf.get("/")
    assert marked_words(render(whole, request)) == ["respite"]
    assert marked_words(render(whole, request)) == []
    assert marked_words(render(whole, rf.get("/"))) == ["respite"]


def test_the_first_page_reads_the_terms_and_those_of_the_next_minute_take_no_statement(
    rf, django_assert_num_queries
):
    published("respite")
    whole = "{% glossed %}respite{% endglossed %}{% glossed %}more{% endglossed %}"
    with django_assert_num_queries(0):
        render("{% glossed %}  {% endglossed %}", rf.get("/"))
    with django_assert_num_queries(2):
        render(whole, rf.get("/"))
    with django_assert_num_queries(0):
        render(whole, rf.get("/"))


def test_a_site_without_a_word_asks_for_words_once_a_minute(rf, django_assert_num_queries):
    cache.delete(EDITION)
    with django_assert_num_queries(1):
        render("{% glossed %}respite{% endglossed %}", rf.get("/"))
    with django_assert_num_queries(0):
        render("{% glossed %}respite{% endglossed %}", rf.get("/"))


@pytest.mark.django_db(transaction=True)
def test_a_page_read_while_an_edit_is_half_done_keeps_no_old_words():
    term = published("respite", "A rest.")
    with transaction.atomic():
        term.plain = "A break for you."
        term.save()
        cache.set(EDITION, -1)  # what another page finds, before this edit is done
    assert "A break for you." in render("{% glossed %}respite{% endglossed %}")


def test_the_first_use_is_explained_where_a_part_of_the_page_would_explain_it_again(rf, tmp_path, settings):
    published("respite", "A rest from respite.")
    (tmp_path / "part.html").write_text("{% load glossary %}{% glossed %}<i>respite</i>{% endglossed %}")
    settings.TEMPLATES = [settings.TEMPLATES[0] | {"DIRS": [tmp_path]}]
    html = render("{% glossed %}<p>First respite.</p>{% include 'part.html' %}{% endglossed %}", rf.get("/"))
    assert marked_words(html) == ["respite"]
    assert soup(html).p.select_one("[popover]") is not None
    assert soup(html).i.select_one("[popover]") is None


def test_a_reader_of_polish_is_told_which_of_the_words_are_english():
    published("EHC plan", "A legal paper.", expansion="education, health and care plan")
    with translation.override("pl"):
        page = soup(render("{% glossed %}<p>EHC plan</p>{% endglossed %}"))
    meaning = page.select_one("[popover]")
    assert meaning["lang"] == "pl"
    assert [one["lang"] for one in meaning.select(".word__name, .word__plain")] == ["en-GB", "en-GB"]
    meaning.extract()
    assert page.select_one("[lang=en-GB]").get_text() == "education, health and care plan"
    with translation.override("en-gb"):
        assert "lang=" not in render("{% glossed %}<p>EHC plan</p>{% endglossed %}")


def test_plain_text_has_its_letters_written_out_once():
    published("SENCO", expansion="special educational needs coordinator")
    published("respite")
    said = render("{% in_full words %} {% in_full words %}", words="Ask the SENCO & the SENCO about respite.")
    assert said == (
        "Ask the SENCO (special educational needs coordinator) &amp; the SENCO about respite. "
        "Ask the SENCO &amp; the SENCO about respite."
    )


def test_what_an_editor_publishes_is_explained_by_the_next_page_and_a_draft_of_it_is_not():
    term = published("respite", "A rest.")
    assert "A rest." in render("{% glossed %}respite{% endglossed %}")
    term.plain = "A break for you."
    term.save_revision()
    assert "A rest." in render("{% glossed %}respite{% endglossed %}")
    term.get_latest_revision().publish()
    assert "A break for you." in render("{% glossed %}respite{% endglossed %}")
    term.delete()
    assert marked_words(render("{% glossed %}respite{% endglossed %}")) == []


# --- In the admin ----------------------------------------------------------------


def person(client, group):
    user = User.objects.create_user("one", "one@example.org", "x")
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    return user


def url(name, *args):
    return reverse(GlossaryTerm.snippet_viewset.get_url_name(name), args=args)


FORM = {"term": "SENCO", "expansion": "", "plain": "A <b>teacher</b>.", "also": "", "slug": "", "page": ""}


def test_an_editor_writes_a_draft_that_only_a_reviewer_publishes(client):
    person(client, "Editors")
    client.post(url("add"), FORM | {"action-publish": "1"})
    term = GlossaryTerm.objects.get()
    assert (term.live, term.slug, term.plain) == (False, "senco", "A teacher.")
    client.logout()
    User.objects.all().delete()
    person(client, "Reviewers")
    client.post(url("edit", term.pk), FORM | {"slug": "senco", "action-publish": "1"})
    term.refresh_from_db()
    assert term.live
    assert client.get(url("list")).status_code == 200


def test_somebody_without_a_role_sees_nothing_of_it(client):
    client.force_login(User.objects.create_user("two", "two@example.org", "x"))
    assert client.get(url("list")).status_code == 302


def test_two_terms_that_are_said_in_one_way_are_refused_with_where_it_is(client):
    published("EHC plan", also=("EHCP",))
    person(client, "Reviewers")
    answer = client.post(url("add"), FORM | {"term": "Plan", "also": "ehcp", "action-publish": "1"})
    assert "is explained under “EHC plan” already" in answer.content.decode()
    assert GlossaryTerm.objects.count() == 1
