"""The short lines a card shows about a service, made once so that every page says the same. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

LONGEST_LINE = 80
#: Ways in that a parent can take by herself, the one she would rather read first.
OWN_WAYS = {"drop-in": "Just turn up", "self-referral": "Contact them yourself"}
#: What has to be there besides.
CONDITIONS = {"ehc-plan": "You need an education, health and care (EHC) plan", "panel": "A panel decides"}
#: Those who can ask for it on a family's behalf.
ASKED = {"school": "school", "gp": "GP", "health-visitor": "health visitor", "social-worker": "social worker"}


@dataclass(frozen=True, slots=True)
class Price:
    """One price in pounds; ``per`` is what it buys: "a session", "per family"."""

    amount: Decimal
    per: str = ""


def cost(code: str, label: str, prices: Sequence[Price], words: str) -> str:
    """ "Free", "£3 a session", "From £3 a session", the provider's own short words, or what the code says."""
    if code == "free" or (prices and not code and all(not price.amount for price in prices)):
        return "Free"
    paid = [price for price in prices if price.amount]
    if paid:
        least = min(paid, key=lambda price: price.amount)
        text = f"{pounds(least.amount)} {least.per}".strip()
        several = len({price.amount for price in prices}) > 1
        return _cut(f"From {text}" if several else text)
    if words:
        return _cut(words)
    return "Depends: ask what it costs" if code == "varies" else label


def cost_code(code: str, prices: Sequence[Price]) -> str:
    """The stated code, or the one that the stated prices amount to; "" when neither is stated."""
    if code or not prices:
        return code
    least = min(price.amount for price in prices)
    if least == 0 and all(not price.amount for price in prices):
        return "free"
    if least == 0:
        return "varies"
    return "low" if least <= 5 else "paid"


def pounds(amount: Decimal) -> str:
    """£3, £3.50."""
    return f"£{amount:,.0f}" if amount == amount.to_integral_value() else f"£{amount:,.2f}"


def access(routes: Sequence[tuple[str, str]]) -> str:
    """ "Just turn up", "Ask your school or GP", from (code, name) of the ways in. "" when none is stated."""
    stated = dict(routes)
    ways = [text for code, text in OWN_WAYS.items() if code in stated]
    askers = [text for code, text in ASKED.items() if code in stated]
    if askers:
        ways.append("Ask your " + _or(askers))
    ways += [name for code, name in routes if not {code} & {*OWN_WAYS, *ASKED, *CONDITIONS}]
    said = [", or ".join([*ways[:1], *map(_lower, ways[1:])])] if ways else []
    said += [text for code, text in CONDITIONS.items() if code in stated]
    return "; ".join([*said[:1], *map(_lower, said[1:])])


def opening(text: str, longest: int = 160) -> str:
    """The first sentence or so of a description, for a card that has no summary of its own."""
    if len(text) <= longest:
        return text
    cut = text[: longest + 1]
    stop = max(cut.rfind(". "), cut.rfind("! "), cut.rfind("? "))
    if stop > longest // 3:
        return cut[: stop + 1]
    return cut.rsplit(" ", 1)[0].rstrip(",;:") + " ..."


def _or(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} or {parts[-1]}"


def _lower(text: str) -> str:
    return text if text[:2].isupper() and text[1].isalpha() else text[:1].lower() + text[1:]


def _cut(words: str) -> str:
    return opening(" ".join(words.split()), LONGEST_LINE)
