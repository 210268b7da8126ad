"""The report as a page of Markdown."""

from collections.abc import Sequence

from tests.relevance import guiding
from tests.relevance.layers import FULL
from tests.relevance.run import ALL, Answered, Line, by_kind, typo_loss

COLUMNS = ("nDCG@10", "success@1", "success@3", "success@10", "MRR", "recall@50")
GOALS = (
    "success@3 at least 0.90 over all and 0.60 for no word in common; nDCG@10 at least 0.75; typos lose "
    "at most 0.05 of success@3 against the same questions spelled right; both engines within 0.02"
)
READING_GOALS = (
    "success@3 at least 0.90 over all and nDCG@10 at least 0.75, both well above plain full text; typos and "
    "engines as for services"
)
HEADINGS = {
    "held out": "Questions that were never tuned on",
    "tuned": "Questions that were tuned on",
    guiding.HELD_OUT: "Guidance: questions that were never tuned on",
    guiding.TUNED: "Guidance: questions that were tuned on",
}


def page(answered: Sequence[Answered], held: Sequence[Line], engines: Sequence[str], command: str) -> str:
    """Everything, the figure that counts first."""
    text = [
        "# Relevance",
        "",
        f"Made by `{command}`. {_counts(held, 'tuned', 'held out')} over the demo's services, graded 1 to 3 "
        "by rule from each service's needs, kinds, ages and distance, never from its text "
        "(`tests/relevance/grading.py`); an answer of grade 2 or 3 is a right one. The questions were "
        "written before the thesaurus was tuned, and a third of them is kept apart and only ever measured.",
        "",
        f"Goals, on the questions kept apart: {GOALS}.",
        "",
        "Guidance (what to expect, pages, news, events) is found by the same words and judged on its own: "
        f"{_counts(held, guiding.TUNED, guiding.HELD_OUT)} over the demo's pages, judged by reading what "
        "they say (2 is just this, 1 helps as well; `tests/relevance/guidance.json`). Every third "
        "question is kept apart. A page that nobody judged counts as wrong, so nDCG is a little too low; an "
        "answer of grade 2 is a right one, and most questions have one or two.",
        "",
        f"Goals for guidance, on the questions kept apart: {READING_GOALS}.",
    ]
    for part in [part for part in HEADINGS if any(line.part == part for line in held)]:
        text += ["", f"## {HEADINGS[part]}", "", "### Layer by layer", "", *_layers(held, part, engines)]
        text += ["", "Before the thesaurus is switched on, words that nothing knows make an honest nothing."]
        for engine in engines:
            text += ["", f"### By kind of question, {engine}", "", *_kinds(held, part, engine)]
            loss = typo_loss(answered, engine, part)
            text += ["", f"Misspelt questions lose {loss:.2f} of success@3 against their twins."]
    return "\n".join(text) + "\n"


def _counts(held: Sequence[Line], tuned: str, apart: str) -> str:
    totals = {line.part: line.questions for line in held if line.kind == ALL}
    kept = totals.get(apart, 0)
    return f"{totals.get(tuned, 0) + kept} questions ({kept} of them kept apart)"


def _layers(held: Sequence[Line], part: str, engines: Sequence[str]) -> list[str]:
    chosen = [line for line in held if line.part == part and line.kind == ALL and line.engine in engines]
    return _table(("Engine", "Layer"), [((line.engine, line.layer), line) for line in chosen])


def _kinds(held: Sequence[Line], part: str, engine: str) -> list[str]:
    kinds = by_kind(held, part=part, engine=engine, layer=FULL.name)
    return _table(
        ("Kind", "Questions"), [((kind, str(line.questions)), line) for kind, line in kinds.items()]
    )


def _table(names: tuple[str, str], rows: Sequence[tuple[tuple[str, str], Line]]) -> list[str]:
    text = [
        f"| {' | '.join((*names, *COLUMNS))} |",
        f"| --- | --- |{' ---: |' * len(COLUMNS)}",
    ]
    for first, line in rows:
        one = line.measured
        figures = (one.ndcg10, one.success1, one.success3, one.success10, one.mrr, one.recall50)
        text.append(f"| {' | '.join((*first, *(f'{figure:.2f}' for figure in figures)))} |")
    return text
