"""Only what Wagtail's search needs. The database is given by DATABASE_URL and always throw-away."""

import environ

env = environ.Env()
SECRET_KEY = "only-for-measuring"  # noqa: S105
INSTALLED_APPS = [
    "bench.wagtailbench",
    "wagtail.search",
    "wagtail",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
]
DATABASES = {"default": env.db("DATABASE_URL")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-262144; "
        "PRAGMA mmap_size=1073741824; PRAGMA temp_store=MEMORY;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = None
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "english"}
    if not DATABASES["default"]["ENGINE"].endswith("sqlite3")
    else {"BACKEND": "wagtail.search.backends.database"}
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
STATIC_URL = "/static/"
USE_TZ = True
LANGUAGE_CODE = "en-gb"
DEBUG = False
