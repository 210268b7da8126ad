"""What is logged, and what never is: what a family types is in the query string, so no line holds one."""

from typing import Any


def logging_at(level: str) -> dict[str, Any]:
    """Django's LOGGING: one handler to the console, one to the operators, both discreet (localoffer.logs)."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": "localoffer.logs.DiscreetFormatter",
                "format": "{asctime} {levelname} {name}: {message}",
                "style": "{",
            }
        },
        "handlers": {
            "console": {"class": "logging.StreamHandler", "formatter": "line"},
            "mail": {
                "class": "localoffer.logs.DiscreetEmailHandler",
                "level": "ERROR",
                "formatter": "line",
            },
        },
        "root": {"handlers": ["console"], "level": level},
        # Django's own handlers would print whole addresses and mail whole requests.
        "loggers": {
            "django": {"handlers": ["mail"], "level": "INFO", "propagate": True},
            "django.server": {"handlers": [], "level": "INFO", "propagate": True},
            # A line for every request to Elasticsearch, and several when it is away: the standby says it
            # once, the follower when it can't write, and what was refused is shown to editors.
            "elastic_transport": {"level": "ERROR"},
            "search.engine.elastic": {"level": "ERROR"},
            # Three lines for every page that is saved; its history in the admin says who did what.
            "wagtail": {"level": "WARNING"},
            # Two lines for every row that Wagtail looks at bury the rest.
            "django_tasks": {"level": "WARNING"},
        },
    }
