"""E-mails to people who booked, in plain words."""
