"""What a record tells in words: its description, who it is for, and languages. Pure."""

from collections.abc import Mapping
from typing import Any

from directory.feeds.cleaning import cut, line, text
from directory.feeds.complaints import pick, record, records, words
from directory.feeds.rows import LanguageRow


def description(said: Mapping[str, Any]) -> str:
    """All that is told about it; the same text twice is kept once."""
    own = text(said.get("description"))
    offer = text(record(said, "local_offer").get("description"))
    more = text(said.get("additional_information"))
    return "\n\n".join(part for part in dict.fromkeys((own, offer, more)) if part)


def answer(said: Mapping[str, Any], question: str) -> str:
    """What a local offer's survey answers to the first question with these words in it."""
    for one in records(record(said, "local_offer"), "survey_answers"):
        if question in line(one.get("question")).lower():
            return text(one.get("answer"))
    return ""


def eligibility(said: Mapping[str, Any]) -> str:
    """Who can have it, in words."""
    limits = records(said, "eligibilitys", "eligibilities", "eligibility")
    if limits:
        return "\n".join(words for one in limits if (words := text(pick(one, "eligibility", "description"))))
    return text(pick(said, "eligibility_description", "eligibility"))


def languages(said: Mapping[str, Any]) -> tuple[LanguageRow, ...]:
    """Every language once, with its code where the source has one."""
    found = [LanguageRow(cut(one, 120)) for one in words(said.get("languages"))]
    for one in records(said, "languages"):
        code = line(one.get("code"))
        name = line(pick(one, "name", "language")) or code
        if name:
            found.append(LanguageRow(cut(name, 120), line(one.get("id")), code[:12]))
    return tuple(dict.fromkeys(found))
