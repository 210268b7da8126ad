"""The editor's form of a page, as her browser sends it."""

from typing import Any

from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, streamfield


def send(client: Client, page: Page, action: str = "", **changes: Any) -> Any:
    """Open the page's form, change some fields, press a button: publish, submit or "" (save)."""
    from wagtail.admin.panels import get_edit_handler

    address = f"/admin/pages/{page.pk}/edit/"
    latest = page.get_latest_revision_as_object()
    handler = get_edit_handler(type(latest))
    form = handler.get_form_class()(instance=latest, for_user=_user(client), parent_page=latest.get_parent())
    data: dict[str, Any] = {}
    for name in form.fields:
        value = form[name].value()
        if value is None or name == "comment_notifications":
            continue
        data[name] = value
    streams = {name: value for name, value in data.items() if hasattr(value, "stream_block")}
    for name in streams:
        data[name] = streamfield([])
    data |= {"comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0} | changes
    if action:
        data[f"action-{action}"] = "1"
    return client.post(address, nested_form_data(data), follow=True)


def errors(answer: Any) -> dict[str, Any]:
    """What the form says is wrong, by field."""
    form = answer.context["form"]
    return {name: form.errors.as_data()[name] for name in form.errors}


def said(answer: Any) -> str:
    """The words of the editor's page."""
    return " ".join(BeautifulSoup(answer.content, "html.parser").get_text(" ").split())


def _user(client: Client) -> Any:
    from django.contrib.auth import get_user_model

    return get_user_model().objects.get(pk=client.session["_auth_user_id"])
