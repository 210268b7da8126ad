"""Settings that would stop the search from working, said when the site starts."""

import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from search.engine import NAMES

E001 = "search.E001"
E002 = "search.E002"


@register(Tags.compatibility)
def engine_is_known(**_: Any) -> list[CheckMessage]:
    """SEARCH_ENGINE names an engine that exists."""
    if settings.SEARCH_ENGINE in NAMES:
        return []
    return [
        Error(
            f"SEARCH_ENGINE is “{settings.SEARCH_ENGINE}”, which is no engine.",
            hint=f"Set it to one of: {', '.join(sorted(NAMES))}.",
            id=E001,
        )
    ]


@register(Tags.files)
def index_folder_can_be_written(**_: Any) -> list[CheckMessage]:
    """SEARCH_INDEX_DIR is a folder we may write to, or one we may make."""
    folder = Path(settings.SEARCH_INDEX_DIR)
    there = next((path for path in (folder, *folder.parents) if path.exists()), Path("/"))
    if there.is_dir() and os.access(there, os.W_OK | os.X_OK):
        return []
    return [
        Error(
            f"The search index can't be written in {folder}.",
            hint=f"Give this user the right to write in {there}, or set SEARCH_INDEX_DIR to another folder.",
            id=E002,
        )
    ]
