"""The question whether it was she who asked."""

from django.core.mail import EmailMultiAlternatives
from django.utils.translation import gettext as _

from localoffer.newsletter.keys import CONFIRM_DAYS, Purpose, link
from localoffer.newsletter.messages.letter import letter
from localoffer.newsletter.queries.readers import Kept


def confirm(kept: Kept) -> EmailMultiAlternatives:
    """What waits to be confirmed, with the link; and for a reader of ours the link to what she gets."""
    secret = kept.reader.secret
    context = {
        "kept": kept,
        "days": CONFIRM_DAYS,
        "confirm": link(Purpose.CONFIRM, secret) if kept.waiting else "",
        "manage": link(Purpose.MANAGE, secret) if kept.news or kept.alerts else "",
    }
    subject = _("Please confirm your e-mail address") if kept.waiting else _("What you get from us")
    return letter("confirm", to=kept.reader.email, subject=subject, context=context)
