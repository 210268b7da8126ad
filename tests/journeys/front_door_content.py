"""What the journeys through the guided route and the glossary need beside the village's listings."""

from pathlib import Path

from django.conf import settings

CONTENT = Path(settings.ROOT) / "fixtures" / "content"
TERMS = (
    {
        "term": "EHC plan",
        "expansion": "education, health and care plan",
        "also": "EHCP\neducation, health and care (EHC) plan",
        "plain": "A paper with the force of law. It says what help a child must get.",
    },
    {
        "term": "SENCO",
        "expansion": "special educational needs coordinator",
        "plain": "The teacher who plans extra help in a school.",
    },
    {"term": "annual review", "plain": "A meeting once a year about an EHC plan."},
)


def fill_front_door() -> None:
    """The demo's own route, two services that it leads to, a search with help near, and a few terms."""
    from localoffer.front_door.loading import load_front_door
    from localoffer.glossary.models import GlossaryTerm
    from tests.making import service

    service(
        "Signal Box: advice about special educational needs",
        "Signal Box",
        kinds=["advice"],
        by_phone=True,
        phones=["0808 157 0100"],
        summary="Free, private advice for parents and young people.",
    )
    service(
        "Education, health and care plans: asking for one",
        "County team",
        kinds=["advice"],
        online=True,
        phones=["01632 960144"],
        summary="How to ask, and what happens then.",
    )
    service(
        "Saturday break", kinds=["short-break"], at=[(51.1290, -3.0050)], summary="A day out in small groups."
    )
    load_front_door(CONTENT / "front_door.json")
    for fields in TERMS:
        if not GlossaryTerm.objects.filter(term=fields["term"]).exists():
            GlossaryTerm.objects.create(live=False, **fields).save_revision().publish()
