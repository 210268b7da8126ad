"""The report as a page of Markdown."""

from collections.abc import Sequence

from tests.relevance.layers import FULL
from tests.relevance.run import ALL, Answered, Line, by_kind, typo_loss

COLUMNS = ("nDCG@10", "success@1", "success@3", "success@10", "MRR", "recall@50")
GOALS = (
    "success@3 at least 0.90 over all and 0.60 for no word in common; nDCG@10 at least 0.75; typos lose "
    "at most 0.05 of success@3 against the same questions spelled right; both engines within 0.02"
)
HEADINGS = {"held out": "Questions that were never tuned on", "tuned": "Questions that were tuned on"}


def page(answered: Sequence[Answered], held: Sequence[Line], engines: Sequence[str], command: str) -> str:
    """Everything, the figure that counts first."""
    text = [
        "# Relevance",
        "",
        f"Made by `{command}`. {_counts(held)} over the demo's services, graded 1 to 3 by rule from each "
        "service's needs, kinds, ages and distance, never from its text (`tests/relevance/grading.py`); an "
        "answer of grade 2 or 3 is a right one. The questions were written before the thesaurus was tuned, "
        "and a third of them is kept apart and only ever measured.",
        "",
        f"Goals, on the questions kept apart: {GOALS}.",
    ]
    for part in [part for part in HEADINGS if any(line.part == part for line in held)]:
        text += ["", f"## {HEADINGS[part]}", "", "### Layer by layer", "", *_layers(held, part, engines)]
        text += ["", "Before the thesaurus is switched on, words that nothing knows make an honest nothing."]
        for engine in engines:
            text += ["", f"### By kind of question, {engine}", "", *_kinds(held, part, engine)]
            loss = typo_loss(answered, engine, part)
            text += ["", f"Misspelt questions lose {loss:.2f} of success@3 against their twins."]
    return "\n".join(text) + "\n"


def _counts(held: Sequence[Line]) -> str:
    totals = {line.part: line.questions for line in held if line.kind == ALL}
    return f"{sum(totals.values())} questions ({totals.get('held out', 0)} of them kept apart)"


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
