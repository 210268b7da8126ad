"""What happens to bookings: made, cancelled, promoted, told of, forgotten."""
