"""A private Elasticsearch for tests and measurements: the real server, thrown away at the end.

    python -m scripts.elasticsearch install              get the server with Maven, into a folder that is kept
    python -m scripts.elasticsearch run -- COMMAND ...   run a command with ES_URL set to a new server

Where ES_URL is set already, that server is used and none is started. Needs only the standard library. What
is fetched is the server that Elasticsearch's own plugins are tested with: the real one, with its core modules
only.
"""

from scripts.elasticsearch.installing import HOW_TO_GET_IT, find, install
from scripts.elasticsearch.running import Server, server

__all__ = ["HOW_TO_GET_IT", "Server", "find", "install", "server"]
