"""What the tests of events share."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from django.db import connection

from tests.search.conftest import county, index

__all__ = ["county", "index"]

Posting = Callable[[], AbstractContextManager[None]]


@pytest.fixture
def posting(django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[list]]) -> Posting:
    """``with posting():`` what is owed inside leaves at its end, as when a transaction is committed."""

    @contextmanager
    def committed() -> Iterator[None]:
        # A test is one transaction. What it owed before this block stays unsent, and takes nothing along.
        connection.run_on_commit.clear()
        with django_capture_on_commit_callbacks(execute=True):
            yield

    return committed


@pytest.fixture
def posted(posting: Posting, client) -> Callable:
    """Post a form as a visitor does: what it owes has left when the answer is there."""

    def post(path: str, data: dict[str, object]):
        with posting():
            return client.post(path, data)

    return post


@pytest.fixture(autouse=True)
def base_url(settings) -> None:
    """Letters lead to a site of this name."""
    settings.WAGTAILADMIN_BASE_URL = "https://signpost.example.org"
