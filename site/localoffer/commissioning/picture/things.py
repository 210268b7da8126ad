"""What a measure looks for, as a noun for the middle of a sentence: "weekend short break"."""

NOUNS = {
    "club": "club or activity",
    "youth-group": "youth club",
    "sport": "sports session",
    "short-break": "short break",
    "holiday-activity": "holiday activity",
    "parent-carer-group": "parent carer group",
    "sibling-support": "group for brothers and sisters",
    "young-carers": "young carers group",
    "therapy": "therapy service",
    "mental-health-support": "mental health support",
    "advice": "advice service",
    "advocacy": "advocacy service",
    "key-worker": "key worker service",
    "equipment": "equipment service",
    "childcare": "childcare place",
    "early-years": "early years setting",
    "education-support": "help with learning",
    "training-for-parents": "course for parents",
    "transport": "transport service",
    "preparing-for-adulthood": "help with preparing for adult life",
    "helpline": "helpline",
    "grants": "source of grants",
}
#: Before the noun, and after it.
DAYS = {
    "weekend": ("weekend ", ""),
    "after-school": ("after-school ", ""),
    "holidays": ("", " in the school holidays"),
}


def thing(kind_code: str, day: str) -> str:
    """The singular of what is measured; "listed help" where the kind is any or is one of the authority's own.

    The need and the ages are in the measure's name, which stands above every sentence.
    """
    noun = NOUNS.get(kind_code, "listed help")
    if kind_code == "holiday-activity" and day == "holidays":
        return noun
    before, after = DAYS.get(day, ("", ""))
    if kind_code not in NOUNS and before:
        return f"{noun} {'at the weekend' if day == 'weekend' else 'after school'}"
    return f"{before}{noun}{after}"
