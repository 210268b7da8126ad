"""Where searches that found nothing are counted until a job carries them over (UNMET_CACHE)."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

#: Seconds: a family never waits longer for a count.
PATIENCE = 0.25
HOWTO = (
    "Write redis://HOST:6379/1, rediss://HOST:6379/1, memcached://HOST:11211 or file:///FOLDER, or leave "
    "it empty for the folder var/unmet."
)


def unmet(where: str, folder: Path) -> dict[str, Any]:
    """An entry of CACHES: a Redis or Memcached server, or files in a folder of this machine.

    The three raise counters in one step, which local memory, the database and Django's own files don't.
    ImproperlyConfigured for anything else.
    """
    parts = urlsplit(where)
    if not where or (parts.scheme == "file" and parts.path and not parts.netloc):
        backend = "localoffer.commissioning.unmet.file_cache.CountingFileCache"
        return {"BACKEND": backend, "LOCATION": parts.path or str(folder), "TIMEOUT": None}
    if parts.scheme in ("redis", "rediss") and parts.hostname:
        options = {"socket_connect_timeout": PATIENCE, "socket_timeout": PATIENCE}
        backend = "django.core.cache.backends.redis.RedisCache"
        return {"BACKEND": backend, "LOCATION": where, "KEY_PREFIX": "unmet", "OPTIONS": options}
    if parts.scheme == "memcached" and parts.netloc:
        options = {"connect_timeout": PATIENCE, "timeout": PATIENCE}
        backend = "django.core.cache.backends.memcached.PyMemcacheCache"
        return {"BACKEND": backend, "LOCATION": parts.netloc, "KEY_PREFIX": "unmet", "OPTIONS": options}
    raise ImproperlyConfigured(f"UNMET_CACHE is “{parts.scheme}://…”, which nobody knows. {HOWTO}")
