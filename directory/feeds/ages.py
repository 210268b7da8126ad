"""The ages that a record says it is for. Pure."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from directory.feeds.cleaning import number
from directory.feeds.complaints import Complaints, pick, record

OLDEST = 120


def ages(said: Mapping[str, Any], complaints: Complaints) -> tuple[Decimal | None, Decimal | None]:
    """Youngest and oldest in years, None where there is no limit. Ages that can't be are refused."""
    limits = record(said, "eligibilitys", "eligibilities", "eligibility")
    youngest = _age(
        "minimum_age", pick(said, "minimum_age", "min_age"), limits.get("minimum_age"), complaints
    )
    oldest = _age("maximum_age", pick(said, "maximum_age", "max_age"), limits.get("maximum_age"), complaints)
    if oldest is not None and oldest > OLDEST:
        oldest = None  # 200 and 999 are how lists without an open end write one
    if youngest is not None and youngest > OLDEST:
        complaints.warn("minimum_age", f"Nobody is {youngest} years old. The age was left out.")
        youngest = None
    if youngest is not None and oldest is not None and youngest > oldest:
        complaints.refuse(
            "minimum_age, maximum_age",
            f"The youngest age ({youngest:f}) is above the oldest ({oldest:f}). Are they swapped? "
            "Mend them in the list and import it again.",
        )
    return youngest, oldest


def _age(field: str, value: Any, otherwise: Any, complaints: Complaints) -> Decimal | None:
    age = complaints.read(field, number, value if value is not None else otherwise, None)
    if age is None:
        return None
    if age < 0:
        complaints.refuse(
            field, f"An age can't be below nought ({age}). Mend it in the list and import it again."
        )
        return None
    return age.quantize(Decimal("0.1"), ROUND_HALF_UP) if age % 1 else Decimal(int(age))
