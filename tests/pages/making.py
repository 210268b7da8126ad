"""Makers of real pages, published as Wagtail leaves them."""

import io
from datetime import date, timedelta
from typing import Any, TypeVar

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from PIL import Image as Drawing
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, Site

from localoffer.pages.models import (
    CampaignPage,
    DocumentPage,
    FaqPage,
    GuidancePage,
    HomePage,
    NewsIndexPage,
    NewsPage,
    StepByStepPage,
    TopicPage,
)
from tests.making import term

P = TypeVar("P", bound=Page)
TODAY = date.today()


def home() -> HomePage:
    """The front page: the one that the migrations made, or a new one where a test began with nothing."""
    if found := HomePage.objects.first():
        return found
    root = Page.objects.filter(depth=1).first() or Page.add_root(title="Root", slug="root")
    made = root.add_child(instance=HomePage(title="Find help near you", slug="home"))
    Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "localhost", "root_page": made})
    return made


def page(kind: type[P], title: str, under: Page | None = None, *, live: bool = True, **fields: Any) -> P:
    """A page that families see at once, through Wagtail's own publishing; ``live=False``: a draft."""
    needs, kinds = fields.pop("needs", ()), fields.pop("kinds", ())
    made = kind(title=title, live=False, **fields)
    made.needs = [term(code, "need") for code in needs]
    made.kinds = [term(code, "kind") for code in kinds]
    parent = Page.objects.get(pk=(under or home()).pk)
    parent.add_child(instance=made)
    revision = made.save_revision()
    if live:
        revision.publish()
    return kind.objects.get(pk=made.pk)


def paragraph(html: str) -> dict[str, Any]:
    return {"type": "paragraph", "value": html if html.startswith("<") else f"<p>{html}</p>"}


def heading(text: str, level: str = "h2") -> dict[str, Any]:
    return {"type": "heading", "value": {"text": text, "level": level}}


def link_to(target: Page, words: str = "Read this") -> str:
    """A link in rich text, as Wagtail keeps it."""
    return f'<p><a linktype="page" id="{target.pk}">{words}</a></p>'


def picture(title: str = "A picture", size: tuple[int, int] = (320, 200)) -> Any:
    """A real picture."""
    kept = io.BytesIO()
    Drawing.new("RGB", size, (29, 92, 77)).save(kept, "PNG")
    kept.seek(0)
    return get_image_model().objects.create(title=title, file=ImageFile(kept, name="picture.png"))


def document(title: str = "Handbook", text: bytes = b"%PDF-1.4\n%a small one\n" * 60) -> Any:
    """A file to take away."""
    made = get_document_model()(title=title)
    made.file.save("handbook.pdf", ContentFile(text))
    made._set_document_file_metadata()
    made.save()
    return made


def every_block(image: Any = None, target: Page | None = None) -> list[dict[str, Any]]:
    """A body with one of every block."""
    blocks = [
        paragraph("<p>A first paragraph with <b>strong words</b>.</p><ul><li>One</li><li>Two</li></ul>"),
        heading("What school does"),
        {"type": "inset", "value": "<p>Set apart from the rest.</p>"},
        {"type": "warning", "value": "Ask before 31 October."},
        heading("In the first week", "h3"),
        {"type": "details", "value": {"summary": "If you don't agree", "text": "<p>Ask for a meeting.</p>"}},
        {"type": "quote", "value": {"text": "It changed our mornings.", "who": "A parent of a boy of 9"}},
        {
            "type": "steps",
            "value": [{"title": "Ask", "text": "<p>Ring the school.</p>"}, {"title": "Meet", "text": ""}],
        },
        {
            "type": "links",
            "value": {
                "title": "Read more",
                "items": [
                    {"text": "About the site", "url": "/about/", "page": None},
                    {"text": "Somewhere else", "url": "https://sparks.example.org/", "page": None},
                    *([{"text": "A page of ours", "url": "", "page": target.pk}] if target else []),
                ],
            },
        },
        {
            "type": "contact",
            "value": {
                "name": "Inclusion team",
                "phone": "01632 960111",
                "email": "team@example.org",
                "url": "https://sparks.example.org/team",
                "hours": "Monday to Friday, 9am to 5pm",
            },
        },
        {
            "type": "table",
            "value": {
                "columns": [{"type": "text", "heading": "Age"}, {"type": "text", "heading": "Who helps"}],
                "rows": [{"values": ["Under 5", "Nursery"]}, {"values": ["5 to 11", "School"]}],
                "caption": "Who helps at which age",
            },
        },
    ]
    if image is not None:
        blocks.append(
            {
                "type": "image",
                "value": {
                    "image": image.pk,
                    "alt": "A quiet corner with cushions",
                    "decorative": False,
                    "caption": "A quiet corner",
                },
            }
        )
    return blocks


def easy_read(image: Any = None) -> list[dict[str, Any]]:
    held = image.pk if image is not None else None
    return [
        {
            "type": "line",
            "value": {"image": held, "alt": "A child covers her ears", "text": "Some rooms are loud."},
        },
        {"type": "line", "value": {"image": None, "alt": "", "text": "You can ask for a quiet place."}},
    ]


def everything() -> dict[str, Page]:
    """A site with one page of every type, one of every block, and links among them."""
    image = picture()
    topic = page(TopicPage, "Help at school", slug="help-at-school", summary="What school should do.")
    guidance = page(
        GuidancePage,
        "Finding noise hard",
        topic,
        slug="noise",
        summary="For parents: what helps in a loud room.",
        also_known_as="covers her ears\ncan't cope with assembly",
        needs=["sensory"],
        kinds=["club"],
        body=every_block(image, topic),
        easy_read=easy_read(image),
        kept_by="Inclusion team",
        reviewed_on=TODAY - timedelta(days=30),
        review_by=TODAY + timedelta(days=330),
    )
    plan = page(
        StepByStepPage,
        "Ask for a plan",
        topic,
        slug="ask-for-a-plan",
        body=[paragraph(link_to(guidance))],
        steps=[
            _step("Write to the council", links=[{"text": "Noise", "page": guidance.pk, "url": ""}]),
            _step("Ask school to write", joined="or"),
            _step("Wait 6 weeks"),
        ],
    )
    faq = page(
        FaqPage,
        "Questions about plans",
        topic,
        slug="questions",
        groups=[
            _group(
                "Asking", ("Who can ask?", "<p>You can.</p>"), ("How long does it take?", "<p>20 weeks.</p>")
            ),
            _group("Afterwards", ("Who can ask?", link_to(plan, "See the steps"))),
        ],
    )
    index = page(NewsIndexPage, "News", slug="news", summary="What is new.")
    news = page(
        NewsPage,
        "A new quiet room",
        index,
        slug="quiet-room",
        date=TODAY,
        body=[paragraph(link_to(guidance))],
    )
    handbook = page(
        DocumentPage,
        "Sensory handbook",
        topic,
        slug="handbook",
        summary="How to make a room calmer.",
        cover=image,
        files=[{"type": "file", "value": {"title": "The whole handbook", "document": document().pk}}],
        body=[heading("Light"), paragraph("Turn one lamp off.")],
        review_by=TODAY + timedelta(days=300),
    )
    campaign = page(
        CampaignPage,
        "Tell us about short breaks",
        slug="short-breaks-survey",
        summary="A survey for families.",
        start=TODAY - timedelta(days=2),
        end=TODAY + timedelta(days=20),
        body=[paragraph("We want to hear from you.")],
        call_to_action=[
            {
                "type": "link",
                "value": {"text": "Fill in the survey", "url": "https://survey.example.org/", "page": None},
            }
        ],
    )
    front = home()
    front.what_to_expect = topic
    front.ways_in = [
        {
            "type": "way",
            "value": {"text": "For parents and carers", "hint": "Start here", "page": topic.pk, "url": ""},
        },
        {"type": "way", "value": {"text": "For young people", "hint": "", "page": guidance.pk, "url": ""}},
        {"type": "way", "value": {"text": "For schools", "hint": "", "page": None, "url": "/about/"}},
    ]
    front.save_revision().publish()
    return {
        "topic": topic,
        "guidance": guidance,
        "steps": plan,
        "faq": faq,
        "news index": index,
        "news": news,
        "handbook": handbook,
        "campaign": campaign,
    }


def _step(title: str, joined: str = "", links: Any = ()) -> dict[str, Any]:
    value = {"joined": joined, "title": title, "text": "<p>Say what helps.</p>", "links": list(links)}
    return {"type": "step", "value": value}


def _group(title: str, *asked: tuple[str, str]) -> dict[str, Any]:
    questions = [{"question": question, "answer": answer} for question, answer in asked]
    return {"type": "group", "value": {"title": title, "questions": questions}}
