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
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
