"""Pages and files of the gaps, of what-if, of what families missed, and of the plan."""
