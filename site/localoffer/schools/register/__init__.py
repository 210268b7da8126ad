"""The public register of schools read into plain rows. Pure: no Django here."""
