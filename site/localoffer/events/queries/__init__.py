"""What is on, who comes, and what is owed to them."""
