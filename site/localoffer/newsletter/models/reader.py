"""Who gets news: an address, and nothing else about the person."""

import secrets

from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone


def new_secret() -> str:
    """What the links to a reader's choices are made from: 32 characters nobody can guess."""
    return secrets.token_urlsafe(24)


class Reader(models.Model):
    """Somebody who asked for news. The row goes when the last thing she asked for goes.

    ``email`` is in small letters. Until ``confirmed_at`` is set nothing is sent but the question whether it
    was she who asked; ``mailed_at``, ``mailed_on`` and ``mailed_times`` say how often that question was sent,
    so that nobody can be flooded with it.
    """

    #: Wagtail keeps no second list of her, nor of anything that points to her.
    wagtail_reference_index_ignore = True

    email = models.EmailField("email address", unique=True, max_length=254)
    secret = models.CharField(max_length=40, unique=True, default=new_secret, editable=False)
    made_at = models.DateTimeField("asked on", default=timezone.now, editable=False)
    confirmed_at = models.DateTimeField("confirmed on", null=True, blank=True, editable=False)
    mailed_at = models.DateTimeField("last asked to confirm", null=True, blank=True, editable=False)
    mailed_on = models.DateField(null=True, blank=True, editable=False)
    mailed_times = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="reader_email_in_small_letters", condition=models.Q(email=Lower("email"))
            )
        ]
        indexes = [models.Index(fields=["confirmed_at", "made_at"]), models.Index(fields=["mailed_at"])]

    def __str__(self) -> str:
        # The admin writes what it is called into its history, where an address would outlive the row.
        return f"Reader {self.pk}"
