"""A server that can't be had."""


class NoServerError(Exception):
    """A server is not on this machine, or would not start. The message says how to mend it."""
