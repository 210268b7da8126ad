"""How fast, and in how much memory, the nearest, the counts and the catchment scores of all England are
made."""
