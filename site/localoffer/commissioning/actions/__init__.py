"""What commissioners do: measure, ask what if, promise."""
