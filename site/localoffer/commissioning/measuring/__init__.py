"""From listings and children to scores: what counts, where it is, and what each area has in reach."""
