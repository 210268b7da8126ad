"""Pages about events, and booking."""
