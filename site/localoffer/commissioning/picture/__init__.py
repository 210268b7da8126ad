"""A run as people see it. One object feeds the map, the table, the words and every download."""
