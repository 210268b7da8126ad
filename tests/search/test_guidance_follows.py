"""The index follows what apps of the site publish to read, as it follows listings."""

from uuid import uuid4

import pytest

from search import actions, sources
from search.models import IndexTask
from search.sources import Unreadable, key_of, readable
from search.terms import Asked, Group
from tests import making
from tests.search.guiding import Leaflets

pytestmark = pytest.mark.django_db


def guided(index, words="noise"):
    """The names of guidance found by words, from A to Z."""
    return sorted(hit.document.name for hit in index.search(Asked(words=words, group=Group.GUIDANCE)).hits)


def test_a_page_that_is_published_is_found_and_one_that_is_withdrawn_is_not(index, leaflets):
    actions.queue([leaflets.put(1, "Noise in class"), leaflets.put(2, "Noise at home")])
    assert actions.sync() == actions.Synced(tasks=2, put=2)
    assert guided(index) == ["Noise at home", "Noise in class"]
    actions.queue([leaflets.put(1, "Quiet in class"), leaflets.take_out(2)])
    assert actions.sync() == actions.Synced(tasks=2, put=1, removed=1)
    assert guided(index) == []
    assert guided(index, "quiet") == ["Quiet in class"]
    assert not IndexTask.objects.exists()


def test_listings_and_pages_are_caught_up_with_in_one_go(index, leaflets):
    crew = making.service("Noise crew")
    actions.queue([crew.pk, leaflets.put(1, "Noise in class"), uuid4()])
    assert actions.sync() == actions.Synced(tasks=3, put=2, removed=1)
    answer = index.search(Asked(words="noise"))
    assert (answer.total, answer.groups[Group.GUIDANCE]) == (1, 1)


def test_an_index_built_anew_holds_listings_and_the_pages_of_every_source(index, leaflets):
    others = Leaflets(7)
    sources.register(others)
    making.service("Noise crew")
    leaflets.put(1, "Noise in class")
    others.put(1, "Noise day", label="Event")
    said = []

    def progress(documents, total):
        said.append(total)
        return documents

    assert actions.rebuild(progress=progress) == 3
    assert said == [3]
    assert guided(index) == ["Noise day", "Noise in class"]
    assert index.health().documents == 3


def test_the_nightly_comparison_finds_pages_that_are_missing_changed_or_gone(index, leaflets):
    for number in (1, 2, 3):
        leaflets.put(number, f"Noise {number}")
    making.service("Crew")
    actions.rebuild()
    assert actions.sweep() == actions.Swept(compared=4)
    leaflets.put(1, "Noise one")
    leaflets.take_out(2)
    leaflets.put(4, "Noise 4")
    assert actions.sweep() == actions.Swept(compared=4, missing=1, changed=1, extra=1)
    actions.sync()
    assert guided(index) == ["Noise 3", "Noise 4", "Noise one"]
    assert actions.sweep().differences == 0


def test_an_app_that_is_taken_out_takes_its_pages_with_it_and_harms_nobody(index, leaflets, monkeypatch):
    key = leaflets.put(1, "Noise in class")
    making.service("Noise crew")
    actions.rebuild()
    actions.queue([key])
    monkeypatch.setattr(sources, "_sources", {})
    assert actions.sync() == actions.Synced(tasks=1, removed=1)
    sources.register(leaflets)
    actions.rebuild()
    monkeypatch.setattr(sources, "_sources", {})
    assert actions.sweep() == actions.Swept(compared=1, extra=1)
    actions.sync()
    assert guided(index) == []
    assert index.search(Asked(words="noise")).total == 1


def test_a_page_that_cannot_be_read_is_set_aside_and_the_others_go_on(index, leaflets, caplog):
    good = leaflets.put(1, "Noise in class")
    bad = leaflets.put(2, "Noise at home")
    leaflets.held[2] = ValueError("Noise at home, secret words")
    actions.queue([bad, good])
    assert actions.sync() == actions.Synced(tasks=2, put=1, set_aside=1)
    [task] = IndexTask.objects.all()
    assert (task.key, task.set_aside) == (bad, "This page could not be read (ValueError).")
    assert "secret" not in caplog.text
    assert guided(index) == ["Noise in class"]
    leaflets.put(2, "Noise at home")
    actions.queue([bad])
    actions.sync()
    assert not IndexTask.objects.exists()
    assert guided(index) == ["Noise at home", "Noise in class"]


def test_a_page_that_its_source_cannot_read_is_set_aside_by_a_build_and_by_the_comparison(
    index, leaflets, monkeypatch
):
    leaflets.put(1, "Noise in class")
    bad = key_of(leaflets, 2)
    leaflets.put(3, "Noise at home")

    def broken():
        raise KeyError("secret")

    class Careful(Leaflets):
        def documents(self, keys=None):
            yield readable(bad, broken)
            yield from leaflets.documents(keys)

    sources.register(Careful(leaflets.number))
    assert actions.rebuild() == 2
    [task] = IndexTask.objects.all()
    assert (task.key, task.set_aside) == (bad, "This page could not be read (KeyError).")
    assert guided(index) == ["Noise at home", "Noise in class"]
    assert actions.sweep().differences == 0
    assert readable(bad, broken) == Unreadable(bad, "This page could not be read (KeyError).")


def test_a_source_that_breaks_off_never_keeps_listings_from_being_found(index, leaflets, caplog):
    making.service("Noise crew")
    leaflets.put(1, "Noise in class")
    leaflets.held[2] = TypeError("secret words")
    assert actions.rebuild() == 2
    assert index.search(Asked(words="noise")).total == 1
    assert guided(index) == ["Noise in class"]
    assert "could not be read to its end (TypeError)" in caplog.text
    assert "secret" not in caplog.text


def test_a_page_that_an_engine_refuses_is_said_in_the_editors_report(index, leaflets, client):
    from localoffer.accounts.actions import make_person

    key = leaflets.put(12, "Noise in class")
    IndexTask.objects.create(engine="embedded", key=key, set_aside="Its text can't be stored.")
    client.force_login(make_person(username="ed", password="x", role="editor", email="ed@example.org"))
    page = client.get("/admin/search/set-aside/").content.decode()
    assert 'href="/pages/12/"' in page
    assert "Noise in class" in page
    leaflets.held[12] = ValueError("secret")
    page = client.get("/admin/search/set-aside/").content.decode()
    assert "Page number 12" in page
    assert "can&#x27;t be stored" in page


def test_a_page_that_a_build_refuses_is_offered_again_and_set_aside_with_why(index, leaflets):
    from dataclasses import replace

    bad = leaflets.put(1, "Noise \ud800")
    leaflets.held[1] = replace(leaflets.held[1], age_min=float("nan"))
    leaflets.put(2, "Noise at home")
    assert actions.rebuild() == 1
    [task] = IndexTask.objects.all()
    assert (task.key, task.set_aside) == (bad, "An age is not a number.")
