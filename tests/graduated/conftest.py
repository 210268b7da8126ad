"""What the tool's tests share."""

from tests.search.conftest import county, index

__all__ = ["county", "index"]
