"""The command line."""

import sys

from scripts.elasticsearch.installing import install
from scripts.elasticsearch.running import server
from scripts.servers import command_line

if __name__ == "__main__":
    kind = command_line.Throwaway(
        "Elasticsearch", "scripts.elasticsearch", "ES_URL", install, server, lent=True
    )
    sys.exit(command_line.main(kind))
