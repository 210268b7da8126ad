"""At home and for the demo: plain http on this machine, one process, no secrets."""

from .base import *  # noqa: F403
from .base import STORAGES, env

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env("SECRET_KEY", default="only-for-trying-signpost-on-one-machine-never-in-service")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]", "testserver"])
SEARCH_SYNC_INLINE = env.bool("SEARCH_SYNC_INLINE", default=True)
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0
# http on loopback has no secure cookies; editors of the demo could not log in.
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
EMAIL_BACKEND = env("EMAIL_BACKEND", default="django.core.mail.backends.console.EmailBackend")
SERVE_MEDIA = env.bool("SERVE_MEDIA", default=True)
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Drama numbers and an example address, so that a demo can reach nobody.
EDITORS_EMAIL = env("EDITORS_EMAIL", default="local.offer@example.org")
EDITORS_PHONE = env("EDITORS_PHONE", default="01632 960123")
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default=EDITORS_EMAIL)
# load_demo runs only where this says so: its logins have passwords that everybody can read.
DEMO = True
# The demo's own county; with real areas loaded, their code.
HOME_AREA = env("HOME_AREA", default="DEMO-SOMERSET")
# The demo draws its own areas.
GAP_AREA_KIND = env("GAP_AREA_KIND", default="area")
