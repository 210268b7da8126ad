"""Bring a council's list or an Open Referral feed into the directory."""

from directory.actions.importing.outcome import Outcome
from directory.actions.importing.run import import_services

__all__ = ["Outcome", "import_services"]
