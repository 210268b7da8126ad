"""What is done with readers, what they asked for, and issues."""
