"""What a Wagtail site would use instead: its database search, ORM filters and distances in Python."""
