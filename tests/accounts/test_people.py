"""Who can log in, and as what."""

import getpass

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from localoffer.accounts.actions import make_person
from localoffer.accounts.models import User

pytestmark = pytest.mark.django_db
PASSWORD = "a-long-pass-phrase"


@pytest.mark.parametrize("role", ["editor", "reviewer", "commissioner", "operator"])
def test_each_role_can_log_in_to_the_admin(client, role):
    make_person(username="sam", password=PASSWORD, role=role)
    client.post(reverse("wagtailadmin_login"), {"username": "sam", "password": PASSWORD})
    assert client.get(reverse("wagtailadmin_home")).status_code == 200


def test_somebody_without_a_role_sees_nothing_of_the_admin(client):
    client.force_login(User.objects.create_user("visitor", password=PASSWORD))
    assert client.get(reverse("wagtailadmin_home")).status_code == 302


def test_a_change_of_role_takes_the_old_one_away():
    make_person(username="sam", password=PASSWORD, role="operator")
    sam = make_person(username="sam", password=PASSWORD, role="editor")
    assert not sam.is_superuser
    assert [group.name for group in sam.groups.all()] == ["Editors"]
    assert User.objects.count() == 1


def test_a_role_nobody_knows_is_refused():
    with pytest.raises(ValueError, match="chief"):
        make_person(username="sam", password=PASSWORD, role="chief")


def test_the_command_asks_for_the_password_and_makes_a_reviewer(monkeypatch):
    monkeypatch.setattr(getpass, "getpass", lambda _: PASSWORD)
    call_command("make_person", "sam", "--role", "reviewer")
    sam = User.objects.get(username="sam")
    assert sam.check_password(PASSWORD)
    assert [group.name for group in sam.groups.all()] == ["Reviewers"]


def test_the_command_refuses_a_weak_password_and_two_that_differ(monkeypatch):
    monkeypatch.setattr(getpass, "getpass", lambda _: "short")
    with pytest.raises(CommandError, match="too short"):
        call_command("make_person", "sam")
    answers = iter([PASSWORD, "another-pass-phrase"])
    monkeypatch.setattr(getpass, "getpass", lambda _: next(answers))
    with pytest.raises(CommandError, match="differ"):
        call_command("make_person", "sam")
    assert not User.objects.exists()
