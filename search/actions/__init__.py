"""The index follows the truth: remember what changed, catch up, build it anew, compare the two.

Each engine has its own place in the outbox and its own writer. Without a name these work on every engine that
the site keeps, one after the other, and one that is away never stops another.
"""

from search.actions.building import rebuild
from search.actions.documents import how_many, vocabulary
from search.actions.outbox import queue
from search.actions.sweeping import Swept, sweep
from search.actions.syncing import sync, sync_inline
from search.actions.values import COMMAND_WAIT, Synced

__all__ = [
    "COMMAND_WAIT",
    "Swept",
    "Synced",
    "how_many",
    "queue",
    "rebuild",
    "sweep",
    "sync",
    "sync_inline",
    "vocabulary",
]
