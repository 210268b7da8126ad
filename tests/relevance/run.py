"""Ask every question in every layer of every engine, and say how good the answers are."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from tqdm import tqdm

from search import knowledge
from search.choices import names
from search.engine import engine as engine_named
from search.engine import lexicon
from tests.relevance import guiding
from tests.relevance.grading import all_facts
from tests.relevance.layers import FULL, LAYERS, Layer, asker
from tests.relevance.measures import Measured, mean, measure
from tests.relevance.questions import PARTS, Judged, read

ALL = "all questions"
EVERY_PART = (*PARTS, *guiding.PARTS)


@dataclass(frozen=True)
class Line:
    """One line of the report: the means of one kind of question, in one layer of one engine."""

    part: str
    engine: str
    layer: str
    kind: str
    questions: int
    measured: Measured

    def flat(self) -> dict[str, object]:
        """As plain values, for JSON."""
        return {**{k: v for k, v in asdict(self).items() if k != "measured"}, **asdict(self.measured)}


@dataclass(frozen=True)
class Answered:
    """One question with what was measured of its answer, and the first ids of it."""

    part: str
    engine: str
    layer: str
    question: Judged
    measured: Measured
    first: tuple[str, ...]


def ask_everything(
    engines: Iterable[str], layers: Iterable[Layer] = LAYERS, parts: Iterable[str] = EVERY_PART
) -> list[Answered]:
    """Every answer. Reading only; the index must hold the demo."""
    facts = all_facts()
    known, words = knowledge.known(names()).knowledge, lexicon()
    questions = [(part, one, one.grades(facts)) for part in parts for one in _read(part)]
    answered = []
    for name in engines:
        for layer in layers:
            ask = asker(engine_named(name), layer, known, words)
            for part, question, graded in tqdm(questions, desc=f"{name}, {layer.name}", leave=False):
                ranked = ask(question)
                answered.append(
                    Answered(part, name, layer.name, question, measure(ranked, graded), tuple(ranked[:10]))
                )
    return answered


def _read(part: str) -> list[Judged]:
    return guiding.read(part) if part in guiding.PARTS else read(part)


def lines(answered: Iterable[Answered]) -> list[Line]:
    """The means by part, engine, layer and kind, and over all kinds."""
    grouped: dict[tuple[str, str, str, str], list[Measured]] = {}
    for one in answered:
        for kind in (ALL, one.question.kind):
            grouped.setdefault((one.part, one.engine, one.layer, kind), []).append(one.measured)
    return [Line(*key, questions=len(held), measured=mean(held)) for key, held in grouped.items()]


def typo_loss(answered: Iterable[Answered], engine: str, part: str) -> float:
    """How much of success@3 the misspelt questions lose against the same ones spelled right."""
    held = {
        one.question.id: one
        for one in answered
        if one.engine == engine and one.part == part and one.layer == FULL.name
    }
    twins = [(held[one.question.twin], one) for one in held.values() if one.question.twin]
    return (
        mean(right.measured for right, _ in twins).success3
        - mean(misspelt.measured for _, misspelt in twins).success3
    )


def by_kind(held: Iterable[Line], **wanted: str) -> Mapping[str, Line]:
    """The lines of one part, engine and layer, by kind."""
    return {
        line.kind: line
        for line in held
        if all(getattr(line, name) == value for name, value in wanted.items())
    }
