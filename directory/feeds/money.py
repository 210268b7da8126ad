"""What a record says about cost. Pure."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from directory.feeds.cleaning import cut, line, number, text, truth
from directory.feeds.complaints import Complaints, pick, records
from directory.feeds.rows import CostRow
from directory.feeds.when import day

LOW = Decimal(5)
WORDS = {
    "free": "free",
    "low": "low",
    "up to £5": "low",
    "paid": "paid",
    "more than £5": "paid",
    "varies": "varies",
}
WORDS |= {"depends": "varies"}


def costs(owner: Mapping[str, Any], complaints: Complaints) -> tuple[CostRow, ...]:
    """Every price; an amount in words is kept as words."""
    return tuple(
        dict.fromkeys(filter(None, (_cost(one, complaints) for one in records(owner, "cost_options"))))
    )


def _cost(said: Mapping[str, Any], complaints: Complaints) -> CostRow | None:
    written = pick(said, "amount", "cost_amount")
    wordy = line(pick(said, "amount_description", "cost_type"))
    try:
        amount = number(written)
    except ValueError:
        amount, wordy = None, " ".join((line(written), wordy)).strip()
    if amount is not None and not 0 <= amount < Decimal("1e7"):
        complaints.warn("cost amount", f"“{line(written)[:40]}” can't be a price. It was left out.")
        amount = None
    option = line(pick(said, "option", "cost_option"))
    if amount is None and not option and not wordy:
        return None
    return CostRow(
        source_id=line(said.get("id")),
        option=cut(option, 255),
        amount=None if amount is None else amount.quantize(Decimal("0.01")),
        words=cut(wordy, 255),
        valid_from=complaints.read("cost valid_from", day, said.get("valid_from"), None),
        valid_to=complaints.read("cost valid_to", day, said.get("valid_to"), None),
    )


def in_a_word(owner: Mapping[str, Any], prices: Sequence[CostRow], complaints: Complaints) -> str:
    """Free, low, paid or varies where the source says so or where every price does; else not stated."""
    written = line(owner.get("cost")).lower()
    if written in WORDS:
        return WORDS[written]
    if written:
        complaints.warn("cost", f"“{written[:40]}” isn't free, low, paid or varies. It was left out.")
    if truth(owner.get("free")) is True or text(owner.get("fees")).lower().strip(".! ") in {
        "free",
        "no charge",
    }:
        return "free"
    amounts = [price.amount for price in prices if price.amount is not None]
    if not amounts or len(amounts) < len(prices):
        return ""
    if max(amounts) == 0:
        return "free"
    if max(amounts) <= LOW:
        return "low"
    return "paid" if min(amounts) > LOW else "varies"
