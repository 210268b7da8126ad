"""The lists' words on a record: needs, kinds, ways in, features. Nothing is guessed from them here. Pure."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from directory.feeds.cleaning import cut, line, truth
from directory.feeds.complaints import pick, record, records, words
from directory.feeds.rows import FeatureRow, TermRow

NAME_MAX, CODE_MAX, URI_MAX, VALUE_MAX = 160, 80, 500, 255
# Where a source says itself which of the site's lists the words belong to.
OURS = {"needs": "need", "send_needs": "need", "kinds": "kind", "access": "access"}
OTHERS = ("taxonomies", "suitabilities", "categories", "labels_shown")


def terms(record_of: Mapping[str, Any]) -> tuple[TermRow, ...]:
    """Every word once, in the order in which the source gives them."""
    found = [*_listed(record_of), *_attributes(record_of)]
    return tuple(dict.fromkeys(term for term in found if term.name))


def features(owner: Mapping[str, Any], *names: str) -> tuple[FeatureRow, ...]:
    """Features that are there (or, where the source says so, are not). The first to be named wins."""
    found: dict[str, FeatureRow] = {}
    for name in names:
        for feature in _features(owner.get(name)):
            if feature.name:
                found.setdefault(feature.name.lower(), feature)
    return tuple(found.values())


def _listed(owner: Mapping[str, Any]) -> Iterator[TermRow]:
    for key in (*OURS, *OTHERS):
        held = owner.get(key)
        belongs = OURS.get(key, "")
        for one in records({key: held}, key):
            yield _term(one, belongs, vocabulary=key)
        for said in words(held) if not isinstance(held, Mapping) else ():
            yield TermRow(cut(said, NAME_MAX), belongs=belongs, vocabulary=key)
    for link in records(owner, "service_taxonomys", "service_taxonomies"):
        yield _term(record(link, "taxonomy", "taxonomy_term") or link, "", vocabulary="taxonomy")


def _attributes(owner: Mapping[str, Any]) -> Iterator[TermRow]:
    for attribute in records(owner, "attributes"):
        held = record(attribute, "taxonomy_term")
        value = cut(line(pick(attribute, "value", "label")), VALUE_MAX)
        yield _term(held or attribute, "", vocabulary=line(pick(held, "taxonomy", "vocabulary")), value=value)


def _term(held: Mapping[str, Any], belongs: str, *, vocabulary: str, value: str = "") -> TermRow:
    code = line(pick(held, "slug", "code"))
    uri = line(pick(held, "term_uri", "uri"))
    return TermRow(
        name=cut(line(pick(held, "name", "label", "term", "value")), NAME_MAX),
        code=code if len(code) <= CODE_MAX else "",
        uri=uri if re.match(r"https?://", uri) and len(uri) <= URI_MAX else "",
        belongs=belongs,
        vocabulary=cut(vocabulary, 120),
        value=value,
    )


def _features(held: Any) -> Iterator[FeatureRow]:
    """From {"step-free": "yes"}, from a list of words, or from Open Referral's accessibility records."""
    if isinstance(held, Mapping) and not held.keys() & {"id", "accessibility", "name"}:
        for name, said in held.items():
            there = truth(said)
            if there is not None:
                yield FeatureRow(line(name), "yes" if there else "no")
        return
    for one in records({"held": held}, "held"):
        coded = [record(attribute, "taxonomy_term") for attribute in records(one, "attributes")]
        for term in coded:
            yield FeatureRow(cut(line(pick(term, "name", "term")), NAME_MAX), "yes")
        if not coded and (name := line(pick(one, "name", "accessibility"))):
            yield FeatureRow(cut(name, NAME_MAX), "no" if truth(one.get("state")) is False else "yes")
    if not isinstance(held, Mapping):
        for said in words(held):
            yield FeatureRow(cut(said, NAME_MAX), "yes")
