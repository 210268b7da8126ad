"""Wagtail says that an event was published: those who booked are told what changed."""

from typing import Any

from django.dispatch import receiver
from django.utils import timezone
from wagtail.signals import page_published

from localoffer.events.actions.telling import catch_up
from localoffer.events.models import EventPage


@receiver(page_published, sender=EventPage)
def tell_them(instance: EventPage, **_: Any) -> None:
    """Owe letters for what changed, and give new places to those who wait.

    What a process that dies here leaves undone, ``send_letters`` finds.
    """
    catch_up(now=timezone.now(), page_id=instance.pk, at_once=True)
