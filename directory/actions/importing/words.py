"""A source's words matched with the site's own lists; what isn't found there is kept, and never guessed."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.text import slugify

from directory.feeds.rows import FeatureRow, Problem, ServiceRow, Severity, TermRow
from directory.models import Taxonomy, TaxonomyTerm
from directory.models.keys import stable_key

OURS = ("need", "kind", "access", "feature")
LISTED_MOST = 500


@dataclass(slots=True)
class Sorted:
    """One service's words, sorted: keys of our terms by list, features by key, and what has no term."""

    ours: dict[str, list[UUID]] = field(default_factory=lambda: {slug: [] for slug in OURS})
    features: dict[UUID, FeatureRow] = field(default_factory=dict)
    others: list[TermRow] = field(default_factory=list)


class Words:
    """The site's terms by address, code, name and other words, and how often a word wasn't among them."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.unmatched: Counter[str] = Counter()
        self.by_word: dict[str, dict[str, set[UUID]]] = {slug: defaultdict(set) for slug in OURS}
        for term in TaxonomyTerm.objects.filter(taxonomy__slug__in=OURS).select_related("taxonomy"):
            for word in (term.term_uri, term.code, term.name, *term.other_words, str(term.pk)):
                if word:
                    self.by_word[term.taxonomy.slug][_plain(word)].add(term.pk)

    def sort(self, row: ServiceRow) -> Sorted:
        """Every word of the row in its list. A word with two meanings has no term."""
        found = Sorted()
        for term in row.terms:
            slug, key = self._find(term)
            if key is None:
                found.others.append(term)
            elif slug == "feature":
                found.features.setdefault(key, FeatureRow(term.name, "yes"))
            elif key not in found.ours[slug]:
                found.ours[slug].append(key)
        for feature in row.features:
            key = self.feature(feature.name)
            if key is not None:
                found.features[key] = feature
            elif feature.state == "yes":
                found.others.append(TermRow(feature.name, vocabulary="feature"))
        return found

    def feature(self, name: str) -> UUID | None:
        """The key of the one feature of this name, or None."""
        return self._only("feature", [name])

    def count(self, found: Sorted, venue_words: Iterable[str]) -> None:
        """Remember what no term was found for."""
        self.unmatched.update(term.name for term in found.others)
        self.unmatched.update(venue_words)

    def notes(self) -> list[Problem]:
        """One note for each word that has no term here, the commonest first."""
        return [
            Problem(
                0,
                "",
                "terms",
                f"{count} times: “{word}” is none of the site's needs, kinds, ways in or features. "
                "It was kept as the source's own word. To match it, add it to a term's other words.",
                Severity.NOTE,
            )
            for word, count in self.unmatched.most_common(LISTED_MOST)
        ]

    def _find(self, term: TermRow) -> tuple[str, UUID | None]:
        lists = (term.belongs,) if term.belongs in OURS else OURS
        for words in ([term.uri], [term.name, term.code]):
            hits = [(slug, key) for slug in lists if (key := self._only(slug, words)) is not None]
            if len(hits) == 1:
                return hits[0]
        return "", None

    def _only(self, slug: str, words: list[str]) -> UUID | None:
        for word in filter(None, words):
            keys = self.by_word[slug].get(_plain(word), set())
            if keys:
                return next(iter(keys)) if len(keys) == 1 else None
        return None


def own_terms(source: str, wanted: Iterable[TermRow]) -> dict[str, UUID]:
    """Keys by word of a source's own terms, in a list made for that source; new ones are added."""
    by_code = {_code(term.name): term for term in wanted}
    if not by_code:
        return {}
    holder, _ = Taxonomy.objects.get_or_create(
        slug=f"from-{slugify(source)[:45] or 'a-list'}-{stable_key('source', source).hex[:6]}",
        defaults={
            "id": stable_key("import", source, "taxonomy"),
            "name": source[:120],
            "description": "Words of this list that are none of the site's own terms.",
        },
    )
    held = dict(holder.terms.filter(code__in=by_code).values_list("code", "pk"))
    new = [
        TaxonomyTerm(
            id=stable_key("import", source, "term", code),
            taxonomy=holder,
            code=code,
            name=term.name,
            term_uri=term.uri,
        )
        for code, term in by_code.items()
        if code not in held
    ]
    TaxonomyTerm.objects.bulk_create(new)
    return held | {term.code: term.pk for term in new}


def own_key(keys: Mapping[str, UUID], term: TermRow) -> UUID:
    """The key among ``own_terms`` of this word."""
    return keys[_code(term.name)]


def _code(name: str) -> str:
    return slugify(name)[:80] or f"word-{stable_key('word', name).hex[:12]}"


def _plain(word: str) -> str:
    return " ".join(word.lower().replace("-", " ").replace("&", "and").split())
