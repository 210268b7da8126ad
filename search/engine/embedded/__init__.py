"""The default engine: one SQLite file for safety, numpy for speed, no server."""
