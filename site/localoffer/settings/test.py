"""For the suite: fast passwords, static files as they lie, everything else as in production."""

import tempfile
from pathlib import Path

from .base import *  # noqa: F403
from .base import CACHES, DATABASES, STORAGES, env

SECRET_KEY = "only-for-tests"  # noqa: S105
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0
SEARCH_INDEX_DIR = Path(tempfile.gettempdir()) / "signpost-tests-never-used"
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
AXES_ENABLED = False
WHITENOISE_AUTOREFRESH = True
DATABASES["default"].setdefault("TEST", {})
# A file to keep the test database in, to try one test again and again: TEST_DATABASE=FILE pytest --reuse-db
if env("TEST_DATABASE", default=""):
    DATABASES["default"]["TEST"]["NAME"] = env("TEST_DATABASE")
# One process is the whole site here; tests/commissioning/test_unmet_cache.py tries what a site uses.
CACHES = CACHES | {"unmet": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "unmet"}}
# Each test says which words it knows.
SEED_WORDS = False
EDITORS_EMAIL = "local.offer@example.org"
EDITORS_PHONE = "01632 960123"
DEFAULT_FROM_EMAIL = "local.offer@example.org"
