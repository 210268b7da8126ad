"""The questions as a tree, what is wrong with one, and the way somebody has gone in it. Pure."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

MOST_QUESTIONS = 5


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer. ``leads`` is question, service, page, search or person; the field of that name has it."""

    code: str
    text: str
    leads: str
    next: str = ""
    service: UUID | None = None
    page: int | None = None
    search: str = ""
    words: str = ""

    @property
    def is_end(self) -> bool:
        """Whether nothing is asked after it."""
        return self.leads != "question"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its answers."""

    code: str
    text: str
    help: str = ""
    choices: tuple[Choice, ...] = ()

    def choice(self, code: str) -> Choice | None:
        """The answer of this code."""
        return next((choice for choice in self.choices if choice.code == code), None)


@dataclass(frozen=True)
class Tree:
    """All questions, the first one first."""

    key: int
    title: str
    intro: str = ""
    talk_to: UUID | None = None
    talk_words: str = ""
    questions: tuple[Asked, ...] = ()

    @cached_property
    def by_code(self) -> Mapping[str, Asked]:
        """The questions by their short names."""
        return {question.code: question for question in self.questions}


@dataclass(frozen=True, slots=True)
class Step:
    """One question that was answered. ``path`` is the way up to the question, ``after`` with the answer."""

    question: Asked
    choice: Choice
    path: str
    after: str


@dataclass(frozen=True, slots=True)
class Trail:
    """The way somebody has gone: at a ``question``, or at the end behind the last step.

    ``lost``: the rest of the address says nothing that the route knows (any more).
    """

    steps: tuple[Step, ...]
    question: Asked | None
    path: str = ""
    lost: bool = False

    @property
    def end(self) -> Choice | None:
        """The answer at whose end she is."""
        return self.steps[-1].choice if self.question is None and self.steps else None

    @property
    def number(self) -> int:
        """Which question this is, from 1."""
        return len(self.steps) + 1


def walk(tree: Tree, path: str) -> Trail:
    """The way that an address says: answers' codes with "/" between. It goes as far as the route does."""
    question: Asked | None = tree.questions[0] if tree.questions else None
    steps: list[Step] = []
    gone = ""
    for code in [part for part in path.split("/") if part]:
        choice = question.choice(code) if question and len(steps) < MOST_QUESTIONS else None
        if choice is None or question is None:
            return Trail(tuple(steps), question, gone, lost=True)
        after = f"{gone}{code}/"
        steps.append(Step(question, choice, gone, after))
        question, gone = (None if choice.is_end else tree.by_code.get(choice.next)), after
        if question is None and not choice.is_end:  # published trees have none, and a crash helps nobody
            return Trail(tuple(steps[:-1]), steps[-1].question, steps[-1].path, lost=True)
    return Trail(tuple(steps), question, gone)


def problems(tree: Tree) -> tuple[str, ...]:
    """What must be mended before families may see it, a sentence each; none for a sound route."""
    if not tree.questions:
        return ("There is no question yet. Add one.",)
    found = [*_names(tree), *_answers(tree)]
    # Where names are double or missing, nobody can say which way leads where.
    return tuple(found or _ways(tree))


def _names(tree: Tree) -> Iterator[str]:
    for code, times in Counter(question.code for question in tree.questions).items():
        if times > 1:
            yield f"{times} questions have the short name “{code}”. Give each its own."
    for question in tree.questions:
        if len(question.choices) < 2:
            yield f"“{question.text}” needs two answers at least."
        for code, times in Counter(choice.code for choice in question.choices).items():
            if times > 1:
                yield (
                    f"{times} answers of “{question.text}” have “{code}” as their part of the address. "
                    "Give each its own."
                )


def _answers(tree: Tree) -> Iterator[str]:
    missing = {
        "question": "Say which question comes next.",
        "service": "Choose the service.",
        "page": "Choose the page.",
        "search": "Paste the address of a search.",
        "person": "Say in words whom to talk to.",
    }
    for question in tree.questions:
        for choice in question.choices:
            where = f"“{choice.text}”, an answer of “{question.text}”,"
            target = choice.words if choice.leads == "person" else getattr(choice, _FIELD[choice.leads])
            if not target:
                yield f"{where} leads nowhere. {missing[choice.leads]}"
            elif choice.leads == "question" and choice.next not in tree.by_code:
                yield f"{where} goes on to “{choice.next}”, and no question has that short name."


_FIELD = {"question": "next", "service": "service", "page": "page", "search": "search"}


def _ways(tree: Tree) -> Iterator[str]:
    loop = _loop(tree)
    if loop:
        way = " → ".join(f"“{tree.by_code[code].text}”" for code in loop)
        yield f"Somebody could go round for ever: {way}. Let one of them lead elsewhere."
        return
    reached = {tree.questions[0].code}
    for path in _paths(tree, tree.questions[0].code, ()):
        reached.update(path)
        if len(path) == MOST_QUESTIONS + 1:
            way = " → ".join(f"“{tree.by_code[code].text}”" for code in path)
            yield f"This way asks more than {MOST_QUESTIONS} questions: {way}. Make it shorter."
    for question in tree.questions:
        if question.code not in reached:
            yield f"Nobody gets to “{question.text}”: no answer leads to it."


def _next(tree: Tree, code: str) -> Iterator[str]:
    yield from dict.fromkeys(choice.next for choice in tree.by_code[code].choices if not choice.is_end)


def _loop(tree: Tree) -> Sequence[str]:
    """The codes of questions that lead round, the first one again at the end; empty without a loop."""
    sound: set[str] = set()

    def look(code: str, above: tuple[str, ...]) -> Sequence[str]:
        if code in above:
            return (*above[above.index(code) :], code)
        if code in sound:
            return ()
        for further in _next(tree, code):
            if found := look(further, (*above, code)):
                return found
        sound.add(code)
        return ()

    return next((found for question in tree.questions if (found := look(question.code, ()))), ())


def _paths(tree: Tree, code: str, above: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Every way through a tree without loops, no further than one question too many."""
    path = (*above, code)
    yield path
    if len(path) <= MOST_QUESTIONS:
        for further in _next(tree, code):
            yield from _paths(tree, further, path)
