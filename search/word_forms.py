"""Forms in which editors say what words mean. What they type is plain text, as everywhere."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.utils.text import slugify

from directory.forms import PlainTextForm
from directory.models import TaxonomyTerm
from search.models import ThesaurusEntry
from search.models.thesaurus import lines
from search.understanding.knowledge import Entry, Role
from search.wording.repeated import ONE_EACH, Repeated, said_by

#: Fields of codes, and the list that the codes are of.
CODES = {"needs": "need", "kinds": "kind", "related_needs": "need", "related_kinds": "kind"}
_FINDS = ("look_for", "broader", "narrower", "related", *CODES)
#: What an entry must say besides its phrases to do anything, by what it does: any of the fields.
SAYS: dict[Role, tuple[tuple[str, ...], str, str]] = {
    Role.MEANING: (
        _FINDS,
        "look_for",
        "Say what listings call it, or tick a need or a kind of help. Without one it finds nothing.",
    ),
    Role.WISH: (
        ("wishes", "look_for"),
        "wishes",
        "Say what grants the wish, such as cost: free, or words that listings use for it.",
    ),
    Role.ELSEWHERE: (("message",), "message", "Say where a family can turn with it instead."),
}


class CodesField(forms.MultipleChoiceField):
    """Terms to tick, kept as their codes, one to a line. A code that no term has any more can be unticked."""

    widget = forms.CheckboxSelectMultiple

    def prepare_value(self, value: Any) -> list[str]:
        """The codes to show ticked."""
        return list(_codes(value))

    def clean(self, value: Any) -> Any:
        """The codes as the row holds them."""
        return "\n".join(super().clean(value))

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether other codes are ticked than the row holds."""
        return set(_codes(initial)) != set(_codes(data))


class MeaningForm(PlainTextForm):
    """What words mean; what an entry and a quick addition have in common."""

    needs = CodesField(required=False)
    kinds = CodesField(required=False, label="Kinds of help")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        terms = _terms()
        for name, taxonomy in CODES.items():
            if isinstance(field := self.fields.get(name), CodesField):
                held = terms.get(taxonomy, {})
                lost = [code for code in lines(getattr(self.instance, name)) if code not in held]
                field.choices = [*held.items(), *((code, f"{code} (no longer in the list)") for code in lost)]
                field.help_text = self._meta.model._meta.get_field(name).help_text
        if code := self.fields.get("code"):
            code.required = False
            code.disabled = bool(self.instance.pk)
            code.help_text = (
                "What files and lists know it by; it stays as it is."
                if self.instance.pk
                else "What files and lists know it by. Left empty, it is made from the name."
            )

    def clean(self) -> dict[str, Any]:
        """Refuse a phrase that another entry has, and an entry that does nothing."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        role = Role(said.get("role") or self.instance.role)
        if "name" in said:
            said["code"] = said.get("code") or self.instance.code or _free_code(said["name"])
            self.instance.code = said["code"]
        if said.get("in_use", True):
            for twice in self._repeated(role, said):
                self.add_error(
                    "phrases" if twice.phrase in lines(said.get("phrases", "")) else "name", _told(twice)
                )
        fields, where, why = SAYS.get(role, ((), "", ""))
        if fields and not any(self._holds(field, said) for field in fields):
            self.add_error(where if where in self.fields else None, why)
        return said

    def _holds(self, field: str, said: dict[str, Any]) -> bool:
        value = said.get(field, "") if field in self.fields else getattr(self.instance, field)
        return bool(value) or field in self.errors

    def _repeated(self, role: Role, said: dict[str, Any]) -> Iterator[Repeated]:
        if role not in ONE_EACH:
            return
        mine = Entry(code="", role=role, name=said.get("name", ""), phrases=lines(said.get("phrases", "")))
        keys = said_by(mine)
        others = ThesaurusEntry.objects.filter(role=role.value, in_use=True).exclude(pk=self.instance.pk)
        for other in (row.entry() for row in others):
            for key in said_by(other).keys() & keys.keys():
                yield Repeated(keys[key], mine, other)


class EntryForm(MeaningForm):
    """An entry of the thesaurus, whole."""

    related_needs = CodesField(required=False)
    related_kinds = CodesField(required=False, label="Related kinds of help")


class NewMeaningForm(MeaningForm):
    """A meaning, in as few fields as do."""

    class Meta:
        model = ThesaurusEntry
        fields = ["phrases", "name", "look_for", "kinds", "needs"]


def _told(twice: Repeated) -> str:
    where = f"“{twice.phrase}” is a phrase of “{twice.other.name}” already."
    return f"{where} Add to that entry, or leave it out here."


def _codes(value: Any) -> tuple[str, ...]:
    return lines(value) if isinstance(value, str) else tuple(value or ())


def _terms() -> dict[str, dict[str, str]]:
    """The terms of the lists to tick from: code to name, by list. One statement."""
    found: dict[str, dict[str, str]] = {}
    rows = TaxonomyTerm.objects.filter(taxonomy__slug__in=set(CODES.values()))
    for taxonomy, code, name in rows.values_list("taxonomy__slug", "code", "name"):
        found.setdefault(taxonomy, {})[code] = name
    return found


def _free_code(name: str) -> str:
    """A code made from a name that no entry has yet."""
    stem = slugify(name)[:70].strip("-") or "entry"
    taken: Iterable[str] = ThesaurusEntry.objects.filter(code__startswith=stem).values_list("code", flat=True)
    codes = set(taken)
    numbered = (f"{stem}-{number}" for number in range(2, len(codes) + 3))
    return next(code for code in (stem, *numbered) if code not in codes)
