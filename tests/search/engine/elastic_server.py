"""An Elasticsearch engine of a test's own on the run's real server."""

from uuid import uuid4

from search.engine.elastic.engine import ElasticEngine


class ElasticHere(ElasticEngine):
    """With names of its own, and patience for a cold server on a crowded machine."""

    def __init__(self, url: str, timeout: float = 30.0) -> None:
        super().__init__(url, prefix=f"test-{uuid4().hex[:12]}", timeout=timeout)
        self.url = url

    def remove(self) -> None:
        """Leave nothing on the server."""
        for name in self.names.builds(self.server.writing):
            self.server.writing.indices.delete(index=name)
