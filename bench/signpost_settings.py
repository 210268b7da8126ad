"""The site as it runs in service, on plain http and with the bench's own throw-away folders.

DATABASE_URL, SEARCH_INDEX_DIR and STATIC_ROOT are given by the run, so nothing of the demo's is touched.
"""

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1] / "site")]

from localoffer.settings.base import *  # noqa: E402, F403
from localoffer.settings.base import STORAGES  # noqa: E402

SECRET_KEY = "only-for-measuring"  # noqa: S105
ALLOWED_HOSTS = ["testserver"]
SECURE_SSL_REDIRECT = False
SEARCH_SYNC_INLINE = False
# Hashed names are looked up in a file made by collectstatic; as they lie they need none.
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
LOGGING["root"]["level"] = "ERROR"  # noqa: F405
