"""A scenario as people read it: its words, its map and its file. Pure: a scenario in, plain values out."""
