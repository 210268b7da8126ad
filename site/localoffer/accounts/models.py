"""Who works here. Families have no accounts: searching asks for none."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):  # type: ignore[django-manager-missing]  # Wagtail's own relations are untyped.
    """An editor, a reviewer or an operator. Ours from day one, so that it can grow."""
