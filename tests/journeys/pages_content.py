"""Pages of every type for the journeys, with every block, a picture and a file."""


def pages() -> None:
    """A topic with every type of page under it; news; a campaign that runs, and one that is over."""
    from datetime import timedelta

    from localoffer.pages.models import CampaignPage, DocumentPage
    from tests.pages.making import TODAY, everything, page, paragraph

    made = everything()
    page(
        DocumentPage,
        "Dance guide",
        made["topic"],
        slug="dance-guide",
        why_no_html="It is a film with signs. Ask us for the words on paper.",
        review_by=TODAY + timedelta(days=200),
    )
    page(
        CampaignPage,
        "Last year's survey",
        slug="last-year",
        start=TODAY - timedelta(days=300),
        end=TODAY - timedelta(days=200),
        body=[paragraph("Thank you to all who answered.")],
    )
