"""What the newsletter asks: who wants what, and what is new. Reading only."""
