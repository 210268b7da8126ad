"""How sure an area's row is, and why, in words."""

from localoffer.commissioning.models import AreaGap, Sure
from localoffer.commissioning.picture.numbers import counted


def sure_words(gap: AreaGap) -> str:
    """Sure, Fairly sure, Not sure."""
    return str(Sure(gap.sure).label)


def why(gap: AreaGap) -> str:
    """The listings in reach that count, how lately they were checked, and how well this place is known."""
    if gap.within:
        of_these = (
            f"{counted(gap.within, 'listing', 'listings')} of this sort within reach:"
            f" {gap.checked_3_months:,} checked in the last 3 months,"
            f" {gap.checked_12_months:,} in the last 12. The number of places is known for"
            f" {gap.capacity_known:,}."
        )
    else:
        of_these = "No listing of this sort within reach."
    if not gap.listed_around:
        return f"{of_these} No listing of any sort is within reach: hardly anything is known of this place."
    return (
        f"{of_these} Of {counted(gap.listed_around, 'listing', 'listings')} of every sort within reach,"
        f" {gap.listed_around_checked:,} {'was' if gap.listed_around_checked == 1 else 'were'} checked"
        " in the last 12 months."
    )
