"""Delete what nobody has confirmed, and lists that are no longer needed."""

from typing import Any

from django.core.management.base import BaseCommand

from localoffer.newsletter.actions.forgetting import forget_unconfirmed


class Command(BaseCommand):
    """Once a night."""

    help = (
        "Delete sign-ups that nobody has confirmed within seven days, "
        "and lists of who had an issue when it is a month old."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Delete, then one line."""
        gone = forget_unconfirmed()
        if options["verbosity"]:
            self.stdout.write(
                f"Newsletter: {gone.readers:,} readers and {gone.wishes:,} wishes that were never "
                f"confirmed, and {gone.deliveries:,} lines of who had what, are deleted."
            )
