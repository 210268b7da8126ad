"""A question that an editor tries: what was understood, what was found and why, and how well it answers."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from search import ranking
from search.engine import engine as engine_named
from search.engine.base import Engine
from search.explaining import Explained, explain, said, spellings, stems_shared
from search.found import Found, Question, Result
from search.models import Judgment
from search.queries import trial
from search.terms import Asked, Sought, Way
from search.understanding.knowledge import Knowledge
from search.understanding.tidying import tidied

#: How many results are explained.
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Row:
    """One result, why it ranks here, and what somebody judged it (None: nothing yet)."""

    result: Result
    score: float
    explained: Explained
    grade: int | None


@dataclass(frozen=True, slots=True)
class Spelled:
    """One way to say a thing, as an editor reads it."""

    text: str
    worth: float


@dataclass(frozen=True, slots=True)
class Looked:
    """One thing looked for, with its ways, the surest first."""

    text: str
    weight: float
    needed: bool
    ways: tuple[Spelled, ...]


@dataclass(frozen=True, slots=True)
class Tried:
    """A question with its answer taken apart."""

    found: Found
    soughts: tuple[Looked, ...]
    rows: tuple[Row, ...]
    engine: str


def question(words: str, near: str) -> Question:
    """The question as it is tried and judged: tidied, the first results only."""
    return Question(words=" ".join(tidied(words)), near=" ".join(near.split()), per_page=SHOWN)


def tried(asked: Question, engine: str) -> Tried:
    """Answer a question with an engine of this name and take the first results apart.

    SearchUnavailableError when the engine can't answer. The engine is asked once more for each word that the
    results hold, to know how rare it is.
    """
    asking = engine_named(engine)
    answered = trial(asked, asking)
    rarity = _rarity(stems_shared(answered.hits, answered.asked), asking)
    judged = _judged(asked)
    results = {result.document.id: result for result in answered.found.results}
    rows = tuple(
        Row(
            result=results[hit.document.id],
            score=hit.score,
            explained=explain(hit, answered.asked, rarity),
            grade=judged.get(hit.document.id),
        )
        for hit in answered.hits
    )
    spelled = spellings([asked.words, answered.found.understood.spelled]) | _spellings(answered.words)
    soughts = tuple(_looked(one, spelled) for one in answered.asked.sought)
    return Tried(answered.found, soughts, rows, engine)


@transaction.atomic
def judge(asked: Question, grades: Mapping[UUID, int | None]) -> int:
    """Remember how well services answer an editor's question, and say how many judgments changed.

    None takes a judgment back.
    """
    held = _judged(asked)
    changed = {key: grade for key, grade in grades.items() if held.get(str(key)) != grade}
    mine = Judgment.objects.filter(question=asked.words, near=asked.near)
    mine.filter(service_id__in=[key for key, grade in changed.items() if grade is None]).delete()
    for key, grade in changed.items():
        if grade is not None:
            Judgment.objects.update_or_create(
                question=asked.words,
                near=asked.near,
                service_id=key,
                defaults={"grade": grade, "judged_at": timezone.now()},
            )
    return len(changed)


def judgments_as_json() -> str:
    """Every judgment, in the format of tests/relevance/questions.json: a question to a line."""
    questions: dict[tuple[str, str], dict[str, int]] = {}
    for one in Judgment.objects.all():
        questions.setdefault((one.question, one.near), {})[str(one.service_id)] = one.grade
    lines = [json.dumps(_line(*asked, judged), ensure_ascii=False) for asked, judged in questions.items()]
    return '{"questions": [\n' + ",\n".join(lines) + "\n]}\n"


@lru_cache(maxsize=1)
def _spellings(known: Knowledge) -> dict[str, str]:
    """The stems of all that the thesaurus and the terms hold, as words. Takes a tenth of a second, once."""
    said = [text for entry in known.entries for text in (*entry.look_for, *entry.narrower, *entry.broader)]
    said += [text for entry in known.entries for text in (*entry.related, entry.name, *entry.phrases)]
    said += [name for names in known.terms.names.values() for name in names]
    return spellings(said)


def _looked(one: Sought, spelled: Mapping[str, str]) -> Looked:
    ways = sorted(one.ways, key=lambda way: -way.worth)
    return Looked(
        one.text, one.weight, one.needed, tuple(Spelled(said(way, spelled), way.worth) for way in ways)
    )


def _line(words: str, near: str, judged: Mapping[str, int]) -> dict[str, Any]:
    # The same question has the same id in every export, so that a later one can take an earlier one's place.
    mark = hashlib.blake2b(f"{words}\n{near}".encode(), digest_size=4).hexdigest()
    where = {"near": near} if near else {}
    return {"id": f"editor-{mark}", "kind": "editor", "words": words, **where, "judged": dict(judged)}


def _judged(asked: Question) -> dict[str, int]:
    rows = Judgment.objects.filter(question=asked.words, near=asked.near)
    return {str(key): grade for key, grade in rows.values_list("service_id", "grade")}


def _rarity(stems: tuple[str, ...], engine: Engine) -> dict[str, float]:
    """How much each stem tells, by the engine's own count of the listings that hold it."""
    documents = engine.search(Asked(per_page=1)).total
    return {stem: ranking.rarity(documents, _holding(stem, engine)) for stem in stems}


def _holding(stem: str, engine: Engine) -> int:
    alone = Sought(text=stem, ways=(Way(stems=(stem,)),))
    return engine.search(Asked(sought=(alone,), per_page=1)).total
