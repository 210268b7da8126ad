"""What changes the reference list."""
