"""gunicorn's own log, held to the same rule as ours."""

from typing import Any

from gunicorn.glogging import Logger  # type: ignore[import-untyped]

from localoffer.logs import DiscreetFormatter


class DiscreetLogger(Logger):
    """When gunicorn itself fails it writes the whole address, query string included: not here."""

    def setup(self, cfg: Any) -> None:
        """Set the handlers up as gunicorn does, then give each our formatter."""
        super().setup(cfg)
        for log in (self.error_log, self.access_log):
            for handler in log.handlers:
                made = handler.formatter
                handler.setFormatter(
                    DiscreetFormatter(made._fmt if made else None, made.datefmt if made else None)
                )
