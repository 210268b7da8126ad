"""What the front page says of the demo."""

from django.db import transaction

from localoffer.pages.models import HomePage

NEWS = (
    "<p><b>This is a demonstration.</b> The towns are real. The groups, clubs and services are made up, "
    "and so are their addresses and telephone numbers.</p>"
)


@transaction.atomic
def say_that_it_is_a_demo() -> None:
    """Write it on the front page, unless somebody has written news there."""
    for home in HomePage.objects.filter(news=""):
        home.news = NEWS
        home.save_revision().publish()
