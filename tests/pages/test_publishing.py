"""What an editor can't publish, and what she is told; a draft may be unfinished."""

import io
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import timezone
from wagtail.test.utils.form_data import rich_text, streamfield

from localoffer.pages.models import CampaignPage, DocumentPage, FaqPage, GuidancePage, StepByStepPage
from tests.pages.forms import said, send
from tests.pages.making import TODAY, heading, home, page, paragraph, picture

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def image_block(image, alt="", decorative=""):
    value = {"image": image.pk, "alt": alt, "caption": ""} | ({"decorative": "on"} if decorative else {})
    return streamfield([("image", value)])


def live(made):
    made.refresh_from_db()
    return made.live


def test_a_picture_without_alt_text_is_kept_in_a_draft_and_stops_publishing_with_the_reason(admin_client):
    draft = page(GuidancePage, "Noise", live=False)
    image = picture()
    saved = send(admin_client, draft, body=image_block(image))
    assert "saved" in said(saved)
    draft.refresh_from_db()
    assert draft.get_latest_revision_as_object().body[0].value["image"] == image
    refused = send(admin_client, draft, "publish", body=image_block(image))
    assert "no alt text" in refused.content.decode()
    assert not live(draft)
    asked = send(admin_client, draft, "submit", body=image_block(image))
    assert "no alt text" in asked.content.decode()
    assert draft.current_workflow_state is None


@pytest.mark.parametrize(
    "block", [{"alt": "A quiet corner"}, {"decorative": "on"}], ids=["alt", "decoration"]
)
def test_a_picture_with_alt_text_or_marked_as_decoration_is_published(admin_client, client, block):
    draft = page(GuidancePage, "Noise", live=False)
    send(admin_client, draft, "publish", body=image_block(picture(), **block))
    assert live(draft)
    alt = 'alt="A quiet corner"' if "alt" in block else 'alt=""'
    assert alt in client.get(draft.url).content.decode()


def test_a_smaller_heading_without_a_heading_above_stops_publishing_and_says_which(admin_client):
    draft = page(GuidancePage, "Noise", live=False)
    body = [("heading", {"text": "At lunch", "level": "h3"})]
    assert "saved" in said(send(admin_client, draft, body=streamfield(body)))
    refused = send(admin_client, draft, "publish", body=streamfield(body))
    assert "is a smaller heading with no heading above it" in refused.content.decode()
    assert not live(draft)
    right = streamfield([("heading", {"text": "At school", "level": "h2"}), *body])
    send(admin_client, draft, "publish", body=right)
    assert live(draft)


def test_a_document_page_needs_a_review_date_and_its_words_or_a_reason(admin_client):
    draft = page(DocumentPage, "Handbook", live=False)
    assert "saved" in said(send(admin_client, draft))
    refused = said(send(admin_client, draft, "publish"))
    assert "needs the date of its next review" in refused
    assert "say here why" in refused
    review = (TODAY + timedelta(days=90)).isoformat()
    assert "say here why" in said(send(admin_client, draft, "publish", review_by=review))
    assert not live(draft)
    send(admin_client, draft, "publish", review_by=review, why_no_html="It is a film with signs.")
    assert live(draft)


def test_a_document_page_with_its_words_needs_no_reason(admin_client):
    draft = page(DocumentPage, "Handbook", live=False)
    review = (TODAY + timedelta(days=90)).isoformat()
    words = streamfield([("paragraph", rich_text("<p>Turn one lamp off.</p>"))])
    send(admin_client, draft, "publish", review_by=review, body=words)
    assert live(draft)


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        (DocumentPage, {}),
        (DocumentPage, {"review_by": TODAY + timedelta(days=9)}),
        (GuidancePage, {"body": [heading("Small", "h3")]}),
        (GuidancePage, {"body": [{"type": "image", "value": {"image": 1, "alt": " ", "decorative": False}}]}),
        (
            StepByStepPage,
            {"easy_read": [{"type": "line", "value": {"image": 1, "alt": "", "text": "Rooms are loud."}}]},
        ),
    ],
)
def test_no_other_road_makes_an_unready_page_public(kind, fields):
    """Approving on the dashboard, publishing many at once and a program all publish a revision."""
    draft = page(kind, "Unready", live=False, **fields)
    with pytest.raises(ValidationError):
        draft.get_latest_revision().publish()
    assert not live(draft)
    with pytest.raises(ValidationError):
        home().add_child(instance=kind(title="At once", live=True, **fields))


SMALL = heading("Small", "h3")


def test_a_program_can_not_spoil_a_page_that_families_see():
    """No form and no publishing is asked here: the page looks at itself when it is saved."""
    shown = page(GuidancePage, "Noise", body=[paragraph("Some rooms echo.")])
    shown.body = [SMALL]
    with pytest.raises(ValidationError, match="smaller heading with no heading above") as refused:
        shown.save()
    assert set(refused.value.error_dict) == {"body"}
    assert GuidancePage.objects.get(pk=shown.pk).body[0].block_type == "paragraph"


def test_a_program_may_save_a_draft_that_is_unfinished():
    draft = page(GuidancePage, "Noise", live=False)
    draft.body = [SMALL]
    draft.save()
    assert GuidancePage.objects.get(pk=draft.pk).body[0].block_type == "heading"


def test_a_program_that_publishes_an_unready_draft_is_told_before_anything_is_written(monkeypatch):
    """Publishing looks by itself, whatever saving does."""
    draft = page(GuidancePage, "Noise", live=False, body=[SMALL])
    monkeypatch.setattr(GuidancePage, "save", lambda *_args, **_kwargs: pytest.fail("it was saved"))
    with pytest.raises(ValidationError, match="smaller heading with no heading above"):
        draft.get_latest_revision().publish()


def test_a_handbook_with_its_words_and_no_review_date_is_published_by_no_program():
    """The date is all that is missing, and no form is asked."""
    words = [paragraph("Turn one lamp off.")]
    draft = page(DocumentPage, "Handbook", live=False, body=words)
    with pytest.raises(ValidationError) as refused:
        draft.get_latest_revision().publish()
    assert set(refused.value.error_dict) == {"review_by"}
    review = TODAY + timedelta(days=90)
    home().add_child(instance=DocumentPage(title="With a date", live=True, body=words, review_by=review))


def test_a_handbook_with_a_review_date_and_no_words_is_published_by_no_program():
    draft = page(DocumentPage, "Handbook", live=False, review_by=TODAY + timedelta(days=90))
    with pytest.raises(ValidationError) as refused:
        draft.get_latest_revision().publish()
    assert set(refused.value.error_dict) == {"why_no_html"}


def test_an_unready_page_can_not_be_scheduled_so_that_it_never_stops_the_others(client):
    soon = timezone.now() + timedelta(minutes=5)
    unready = page(DocumentPage, "Unready", live=False, go_live_at=soon)
    with pytest.raises(ValidationError):
        unready.get_latest_revision().publish()
    ready = page(GuidancePage, "Ready", live=False, go_live_at=soon)
    revision = ready.get_latest_revision()
    revision.publish()
    assert not live(ready)
    out, come = io.StringIO(), timezone.now() - timedelta(minutes=1)
    content = revision.content | {"go_live_at": come.isoformat()}
    type(revision).objects.filter(pk=revision.pk).update(approved_go_live_at=come, content=content)
    call_command("publish_scheduled", stdout=out)
    assert live(ready)
    assert client.get(ready.url).status_code == 200


def test_an_expired_page_is_taken_down_by_the_nightly_job_and_leads_up(client):
    old = page(GuidancePage, "Old", slug="old")
    GuidancePage.objects.filter(pk=old.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    call_command("publish_scheduled")
    assert not live(old)
    assert client.get("/old/")["Location"].startswith("/")


def test_publishing_many_at_once_names_the_unready_and_publishes_none(admin_client):
    ready, unready = page(GuidancePage, "Ready", live=False), page(DocumentPage, "Bare handbook", live=False)
    address = f"/admin/bulk/wagtailcore/page/publish/?id={ready.pk}&id={unready.pk}"
    answer = admin_client.post(address, follow=True)
    assert "“Bare handbook”" in said(answer)
    assert not live(ready)
    assert not live(unready)
    admin_client.post(f"/admin/bulk/wagtailcore/page/publish/?id={ready.pk}")
    assert live(ready)


def test_a_table_needs_a_caption_and_a_name_for_every_column(admin_client):
    block = GuidancePage._meta.get_field("body").stream_block.child_blocks["table"]
    bare = block.to_python(
        {"columns": [{"type": "text", "heading": ""}], "rows": [{"values": ["a"]}], "caption": ""}
    )
    with pytest.raises(ValidationError) as refused:
        block.clean(bare)
    told = " ".join(str(one.message) for one in refused.value.non_block_errors.as_data())
    assert "no caption" in told
    assert "Column 1 has no heading" in told
    assert block.clean_deferred(bare)


@pytest.mark.parametrize("typed", ["sparks.example.org", "javascript:alert(1)", "//evil.example.org/"])
def test_a_link_to_what_is_no_address_is_refused_with_how_to_write_it(typed):
    block = GuidancePage._meta.get_field("body").stream_block.child_blocks["links"]
    bad = block.to_python({"title": "", "items": [{"text": "There", "url": typed, "page": None}]})
    with pytest.raises(ValidationError) as refused:
        block.clean(bad)
    assert "Start with https://" in str(refused.value.as_json_data())


def test_a_campaign_that_ends_before_it_starts_is_refused(admin_client):
    draft = page(CampaignPage, "Survey", live=False)
    refused = send(
        admin_client, draft, "publish", start=TODAY.isoformat(), end=(TODAY - timedelta(days=1)).isoformat()
    )
    assert "The last day comes before the first one" in said(refused)


def test_the_advice_tells_the_reading_age_and_unexplained_letters_and_never_blocks(admin_client):
    hard = (
        "<p>The SENCO is responsible for commissioning multidisciplinary assessment arrangements, securing "
        "provision in accordance with statutory responsibilities and coordinating interdisciplinary "
        "professional consultation regarding identification of particular educational difficulties.</p>" * 3
    )
    draft = page(GuidancePage, "Hard", live=False, body=[paragraph(hard)])
    told = admin_client.get(f"/admin/pages/{draft.pk}/edit/").content.decode()
    assert "We write for readers of 11" in told
    assert 'data-acronyms="SENCO"' in told
    assert "A long sentence" in told
    draft.get_latest_revision().publish()
    assert live(draft)


def test_easy_words_are_told_to_be_easy(admin_client):
    easy = "<p>Ask the teacher for a quiet room. Your child can go there at lunch.</p>" * 5
    draft = page(GuidancePage, "Easy", live=False, body=[paragraph(easy)])
    told = admin_client.get(f"/admin/pages/{draft.pk}/edit/").content.decode()
    assert "easy enough for nearly everybody" in told
    assert "No unexplained letters" in told


def test_a_new_page_is_told_to_save_first(admin_client):
    told = admin_client.get(f"/admin/pages/add/pages/faqpage/{home().pk}/").content.decode()
    assert FaqPage
    assert "Save the draft, and this tells" in told
