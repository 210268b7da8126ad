"""Where somebody goes who must log in first. There is one login, the editors' own."""

from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponseRedirect
from django.urls import reverse


def to_log_in(address: str) -> HttpResponseRedirect:
    """Log in, then come back to this address of ours."""
    return redirect_to_login(address, reverse("wagtailadmin_login"))
