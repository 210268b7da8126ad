"""Who is measured. Each runs in a process of its own and answers one question at a time."""
