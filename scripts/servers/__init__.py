"""What real servers for tests and measurements have in common: whom they run as, how they start and end."""
