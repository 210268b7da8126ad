"""What is wrong with one record, gathered while it is read. Pure."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from directory.feeds.cleaning import cut, line
from directory.feeds.rows import Problem, Severity
from directory.feeds.when import NoSuchDateError

Value = TypeVar("Value")


class Complaints:
    """Collects problems, so that a person sees all that is wrong with a row at once and not one a run."""

    def __init__(self, line: int, identifier: str) -> None:
        self.line = line
        self.identifier = cut(identifier, 255)
        self.problems: list[Problem] = []

    @property
    def refused(self) -> bool:
        """Whether the row must be left out."""
        return any(problem.severity == Severity.REJECTED for problem in self.problems)

    def refuse(self, field: str, reason: str) -> None:
        """The whole row is left out."""
        self._add(field, reason, Severity.REJECTED)

    def warn(self, field: str, reason: str) -> None:
        """The row is taken in, without this part or with this part changed."""
        self._add(field, reason, Severity.WARNING)

    def read(self, field: str, how: Callable[[Any], Value], value: Any, otherwise: Value) -> Value:
        """The value read by ``how``. An impossible date refuses the row; anything else is left out."""
        try:
            return how(value)
        except NoSuchDateError as impossible:
            self.refuse(field, f"{_sentence(impossible)} Mend the date in the list and import it again.")
        except ValueError as odd:
            self.warn(field, f"{_sentence(odd)} It was left out; the rest of the row was taken in.")
        return otherwise

    def words(self, field: str, value: str, most: int) -> str:
        """The value cut to what the directory can hold, saying so."""
        if len(value) > most:
            self.warn(field, f"It has {len(value)} characters and was cut to {most}.")
        return cut(value, most)

    def _add(self, field: str, reason: str, severity: Severity) -> None:
        self.problems.append(Problem(self.line, self.identifier, field[:120], reason, severity))


def _sentence(reason: Exception) -> str:
    words = str(reason)
    return f"{words[:1].upper()}{words[1:]}."


def records(owner: Mapping[str, Any], *names: str) -> list[Mapping[str, Any]]:
    """The first of these keys that holds one or more records; anything else there is passed over."""
    for name in names:
        held = owner.get(name)
        if isinstance(held, Mapping):
            held = [held]
        if isinstance(held, list) and (found := [one for one in held if isinstance(one, Mapping)]):
            return found
    return []


def record(owner: Mapping[str, Any], *names: str) -> Mapping[str, Any]:
    """The first of these keys that holds a record, or an empty one."""
    found = records(owner, *names)
    return found[0] if found else {}


def pick(owner: Mapping[str, Any], *names: str) -> Any:
    """The first of these keys that says something."""
    for name in names:
        value = owner.get(name)
        if value is not None and value != "" and value != []:
            return value
    return None


def words(value: Any) -> list[str]:
    """A list of short texts, from a list or from one text with semicolons (or line breaks) between them."""
    if value is None:
        return []
    if not isinstance(value, list | tuple):
        value = str(value).replace("\n", ";").split(";")
    return [said for one in value if not isinstance(one, Mapping) and (said := line(one))]
