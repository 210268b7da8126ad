"""What is done to the tool as a whole."""
