"""What every part of a service has."""

import uuid

from django.db import models


class Part(models.Model):
    """What every part has: an id that survives re-import."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True
