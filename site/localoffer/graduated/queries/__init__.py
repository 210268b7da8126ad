"""What other pages ask of the tool."""

from localoffer.graduated.queries.for_services import Expected, expected_for

__all__ = ["Expected", "expected_for"]
