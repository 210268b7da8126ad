"""The folder in which a server lives: its settings, and places for its data."""

import json
from collections.abc import Mapping
from pathlib import Path

from scripts.servers.owner import hand_over

HEAP_MB = 512
SETTINGS: Mapping[str, str] = {
    "cluster.name": "signpost-throwaway",
    "discovery.type": "single-node",
    "network.host": "127.0.0.1",
    "transport.port": "0",
    "xpack.security.enabled": "false",
    # A laptop's nearly full disk must not turn the indexes read-only in the middle of a test.
    "cluster.routing.allocation.disk.threshold_enabled": "false",
}
#: The server's own, without the files it would write beside its programs.
JVM = (f"-Xms{HEAP_MB}m", f"-Xmx{HEAP_MB}m", "-Djava.io.tmpdir=${ES_TMPDIR}")
STEADY = ("-XX:+UseG1GC",)
#: Up in half the work, and slower afterwards: for a server that is started only to be killed.
QUICK = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-AlwaysPreTouch")
LOGGING = """status = error
appender.console.type = Console
appender.console.name = console
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = [%d{ISO8601}][%-5p][%-25c{1.}] %marker %m%consoleException%n
rootLogger.level = warn
rootLogger.appenderRef.console.ref = console
"""


def furnish(folder: Path, owner: str | None, settings: Mapping[str, str], *, quick: bool) -> None:
    """Its settings, and empty places for its data: nothing is ever written beside its programs."""
    places = {name: folder / name for name in ("config", "data", "logs", "tmp")}
    for place in places.values():
        place.mkdir(exist_ok=True)
    where = {"path.data": str(places["data"]), "path.logs": str(places["logs"])}
    lines = [f"{name}: {json.dumps(value)}" for name, value in {**SETTINGS, **settings, **where}.items()]
    (places["config"] / "elasticsearch.yml").write_text("\n".join(lines) + "\n")
    (places["config"] / "jvm.options").write_text("\n".join((*JVM, *(QUICK if quick else STEADY))) + "\n")
    (places["config"] / "log4j2.properties").write_text(LOGGING)
    (folder / "log").touch()
    hand_over((folder, *folder.rglob("*")), owner)
