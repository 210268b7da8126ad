"""What families looked for and did not find near them: counted, carried over, shown with care."""
