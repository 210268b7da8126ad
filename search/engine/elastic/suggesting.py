"""What a few letters could become: names that have a word beginning so, short and general ones first."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from search.engine.elastic.analysis import ENTRY, NAME, Source
from search.engine.elastic.clauses import begins, but_not, each, some
from search.terms import Document, Shelf, Suggestion
from search.words import fold

_SERVICE = "service"
_PAGE = "page"
_ORGANISATION = "organisation"
#: General things first: a need or a kind leads to many services.
_ORDER = {"need": 0, "kind": 1, _ORGANISATION: 2, _SERVICE: 3, _PAGE: 3}
_LAST = 4
_MOST_STARTS = 12
_LONGEST_KEY = 60
_LONGEST_TEXT = 100
_LONGEST_ORDER = 200
_WORD = re.compile(r"[^\W_]+")

#: What decides, each outweighing all after it: the whole text begins so; the sort of thing; its first word
#: does; it is short.
_WHOLE = 10_000
_SORT = 1_000
_FIRST = 200


def lines(document: Document) -> Iterator[tuple[str, Source]]:
    """(id, fields) of what can be suggested because of a document: its name and its organisation's."""
    if document.shelf is Shelf.GUIDANCE:
        yield f"n:{document.id}", _line(NAME, document.name, _PAGE, document.id, document.label)
        return
    yield f"n:{document.id}", _line(NAME, document.name, _SERVICE, document.id)
    if document.organisation:
        said = _line(NAME, document.organisation, _ORGANISATION, document.organisation_id)
        yield f"o:{document.id}", said


def ids(key: str) -> tuple[str, str]:
    """The ids of all that a service can have suggested."""
    return f"n:{key}", f"o:{key}"


def entry(number: int, text: str, kind: str, code: str) -> tuple[str, Source]:
    """(id, fields) of a name of a need or a kind."""
    return f"v:{number}", _line(ENTRY, text, kind, code)


def question(text: str, limit: int) -> dict[str, Any] | None:
    """What to ask the server; None when nothing was typed."""
    words = _spoken(fold(text[:_LONGEST_TEXT]))
    if not words or limit < 1:
        return None
    key, last = " ".join(words)[:_LONGEST_KEY], words[-1]
    whole = begins("said.starts", key)
    # "bridgwater youth" is also found as two beginnings of words, whatever stands between them.
    apart = each(begins("said.starts", last), *(begins("said.words", one) for one in words[:-1]))
    functions: list[dict[str, Any]] = [
        {"field_value_factor": {"field": "said.merit"}},
        {"filter": whole, "weight": _WHOLE},
        {"filter": begins("said.first", key), "weight": _FIRST},
    ]
    if len(words) > 1:
        only_apart = but_not(whole, having=(begins("said.first", last),))
        functions.append({"filter": only_apart, "weight": _FIRST})
    found = {"constant_score": {"filter": some(whole, apart)}}
    how = {"score_mode": "sum", "boost_mode": "replace"}
    return {
        "query": {"function_score": {"query": found, "functions": functions, **how}},
        "sort": ["_score", "said.order", "said.code"],
        "collapse": {"field": "said.key"},
        "size": limit,
        "_source": ["said.text", "said.kind", "said.code", "said.label"],
        "track_total_hits": False,
    }


def suggestion(hit: Mapping[str, Any]) -> Suggestion:
    """One line of the server's answer."""
    said = hit["_source"]["said"]
    return Suggestion(said["text"], said["kind"], said["code"], said.get("label", ""))


def _line(role: str, text: str, kind: str, code: str, label: str = "") -> Source:
    folded = fold(text)
    words = _spoken(folded)
    starts = [" ".join(words[number:])[:_LONGEST_KEY] for number in range(min(len(words), _MOST_STARTS))]
    merit = (_LAST - _ORDER.get(kind, _LAST)) * _SORT + _FIRST - min(len(folded), _FIRST - 1)
    said: Source = {"text": text, "kind": kind, "code": code, "merit": merit}
    said |= {"order": text[:_LONGEST_ORDER], "key": f"{kind}:{folded[:_LONGEST_ORDER]}"}
    said |= {"first": starts[:1], "starts": starts, "words": words}
    if label:
        said["label"] = label
    return {"role": role, "said": said}


def _spoken(folded: str) -> list[str]:
    return _WORD.findall(folded.replace("'", ""))
