"""Safe for production. Other settings relax this, each line with its reason."""

from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF, UNSAFE_INLINE

from .caches import unmet
from .logged import logging_at

env = environ.Env()
ROOT = Path(__file__).resolve().parents[3]
SITE = ROOT / "site"
VAR = ROOT / "var"
environ.Env.read_env(ROOT / ".env")

DEBUG = False
SECRET_KEY = env("SECRET_KEY", default="")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])

# --- Signpost's own settings -------------------------------------------------
AUTHORITY_NAME = env("AUTHORITY_NAME", default="Somerset")
AUTHORITY_COLOUR = env("AUTHORITY_COLOUR", default="#1d5c4d")
# The code of the area (loaded with load_places) that is the authority's own; help outside it is labelled.
HOME_AREA = env("HOME_AREA", default="")
SEARCH_ENGINE = env("SEARCH_ENGINE", default="embedded")
SEARCH_INDEX_DIR = Path(env("SEARCH_INDEX_DIR", default=str(VAR / "index")))
# With this on, a published change reaches the index right after its transaction, in the same process.
SEARCH_SYNC_INLINE = env.bool("SEARCH_SYNC_INLINE", default=False)
# Elasticsearch, when SEARCH_ENGINE is "elastic": its address, and an API key or else a user and a password.
# A new database learns the words that come with Signpost at its first migrate; editors own them from then on.
SEED_WORDS = env.bool("SEED_WORDS", default=True)
ES_URL = env("ES_URL", default="")
ES_API_KEY = env("ES_API_KEY", default="")
ES_USER = env("ES_USER", default="")
ES_PASSWORD = env("ES_PASSWORD", default="")
# The file with the certificate (PEM) that signs the server's, when it is one of your own.
ES_CA = env("ES_CA", default="")
# Seconds a family's question may wait for it before the embedded index answers instead.
ES_TIMEOUT = env.float("ES_TIMEOUT", default=2.0)
# The names of its indexes begin with this, so that several sites may share one server.
ES_INDEX_PREFIX = env("ES_INDEX_PREFIX", default="signpost")
# How a family reaches the people who keep the listings. Empty: the pages don't offer it.
EDITORS_EMAIL = env("EDITORS_EMAIL", default="")
EDITORS_PHONE = env("EDITORS_PHONE", default="")
# A template such as https://tiles.example/{z}/{x}/{y}.png. Empty: the local base layer, nobody else is asked.
MAP_TILE_URL = env("MAP_TILE_URL", default="")
MAP_TILE_ATTRIBUTION = env("MAP_TILE_ATTRIBUTION", default="")
# The kind of area that gaps are measured over (as loaded with load_places --kind).
GAP_AREA_KIND = env("GAP_AREA_KIND", default="lsoa")
# Off: only people who are logged in see the gap pages. The action plan stays public.
GAPS_PUBLIC = env.bool("GAPS_PUBLIC", default=True)
# The kind of area that readers of the newsletter may choose. Empty: the areas that have a local team.
NEWSLETTER_AREA_KIND = env("NEWSLETTER_AREA_KIND", default="")
# What manage.py nightly does. In this order: what became due is published before the index is compared.
NIGHTLY = [
    "publish_scheduled",
    "forget_unconfirmed",
    "forget_bookings",
    "search_sweep",
    "build_booklet",
    "clearsessions",
]
# Other geocoders, asked in turn when the local one knows nothing ("nominatim", "osplaces").
# Empty: nothing a family types leaves the server.
GEOCODERS = env.list("GEOCODERS", default=[])
GEOCODER_URL = env("GEOCODER_URL", default="")
GEOCODER_KEY = env("GEOCODER_KEY", default="")

# --- Django ------------------------------------------------------------------
INSTALLED_APPS = [
    "localoffer.accounts",
    "localoffer.pages",
    "localoffer.glossary",
    "localoffer.graduated",
    "localoffer.events",
    "localoffer.front_door",
    "localoffer.schools",
    "localoffer.newsletter",
    "localoffer.statutory",
    "localoffer.booklet",
    "localoffer.commissioning",
    "localoffer.demo",
    "search",
    "directory",
    "locations",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks",
    "axes",
    "csp",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    # Outermost, so that it sees every response and every line logged on the way to it.
    "localoffer.middleware.DiscreetMiddleware",
    # A page of results is 80 kB of words and a tenth of that compressed. Nothing secret stands beside what a
    # visitor typed, CSRF tokens are masked, and the middleware pads at random (BREACH).
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "localoffer.pages.middleware.OldAddressMiddleware",
    "localoffer.pages.middleware.RefusedApprovalMiddleware",
    "axes.middleware.AxesMiddleware",
    # Last, so that its word reaches the policy's own middleware first.
    "localoffer.middleware.AdminPolicyMiddleware",
]

ROOT_URLCONF = "localoffer.urls"
WSGI_APPLICATION = "localoffer.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            # The site itself is no app, so its tags are named here.
            "libraries": {"languages": "localoffer.language_tags"},
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "localoffer.context.site",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR / 'signpost.sqlite3'}")}
DATABASES["default"]["ATOMIC_REQUESTS"] = True
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        # A writer waits its turn instead of failing; readers never wait for a writer.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # Searches that found nothing near are counted here, by codes, until manage.py flush_unmet takes them.
    "unmet": unmet(env("UNMET_CACHE", default=""), VAR / "unmet"),
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en-gb"
# What the site's own words are translated into (locale/), each named in itself. The language stands in the
# address, in no cookie.
LANGUAGES = [("en-gb", "English"), ("pl", "Polski")]
LOCALE_PATHS = [ROOT / "locale"]
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = Path(env("STATIC_ROOT", default=str(ROOT / "static")))
STATICFILES_DIRS = [SITE / "localoffer" / "static"]
# The letters that PDF files are printed with, built with the style sheet.
FONTS_DIR = SITE / "localoffer" / "static" / "build" / "fonts"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(env("MEDIA_ROOT", default=str(VAR / "media")))
# Pictures are the web server's to serve; where there is none, this process does.
SERVE_MEDIA = env.bool("SERVE_MEDIA", default=False)

WAGTAIL_SITE_NAME = "Signpost"
WAGTAILADMIN_BASE_URL = env("BASE_URL", default="http://127.0.0.1:8000")
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

# --- E-mail -------------------------------------------------------------------
EMAIL_BACKEND = env("EMAIL_BACKEND", default="django.core.mail.backends.smtp.EmailBackend")
EMAIL_HOST = env("EMAIL_HOST", default="localhost")
EMAIL_PORT = env.int("EMAIL_PORT", default=25)
EMAIL_HOST_USER = env("EMAIL_HOST_USER", default="")
EMAIL_HOST_PASSWORD = env("EMAIL_HOST_PASSWORD", default="")
EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", default=False)
# Seconds that a mail server may take.
EMAIL_TIMEOUT = env.float("EMAIL_TIMEOUT", default=10.0)
# Where the file-based backend writes, for trying things out.
EMAIL_FILE_PATH = env("EMAIL_FILE_PATH", default=str(VAR / "mail"))
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default=EDITORS_EMAIL or "signpost@localhost")

# --- Safety ------------------------------------------------------------------
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_SECURE = True
X_FRAME_OPTIONS = "SAMEORIGIN"
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 1
AXES_VERBOSE = False
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]

# A tile server is the only other host a page may ever ask, and only when an operator names it.
TILE_HOSTS = ["{0.scheme}://{0.netloc}".format(urlsplit(MAP_TILE_URL))] if MAP_TILE_URL else []
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", *TILE_HOSTS],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
    },
}

# Wagtail's editor writes scripts and styles into its pages; only logged-in editors meet them.
ADMIN_CONTENT_SECURITY_POLICY = CONTENT_SECURITY_POLICY["DIRECTIVES"] | {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
    "worker-src": [SELF, "blob:"],
}

# What a family types is in the query string, so no log line holds one: see localoffer.logs.
LOGGING = logging_at(env("LOG_LEVEL", default="INFO"))
DEFAULT_EXCEPTION_REPORTER_FILTER = "localoffer.logs.DiscreetReporterFilter"
