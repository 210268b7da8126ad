"""From the register's types, phases and standings to ours.

Source: the lists "TypeOfEstablishment", "PhaseOfEducation" and "EstablishmentStatus" of Get Information about
Schools (Department for Education). Sixteen-to-nineteen academies stand with the colleges, for that is how a
family looks for them.
"""

_TYPES = {
    "maintained": (
        "community school",
        "voluntary aided school",
        "voluntary controlled school",
        "foundation school",
        "local authority nursery school",
    ),
    "academy": (
        "academy converter",
        "academy sponsor led",
        "free schools",
        "studio schools",
        "university technical college",
        "city technology college",
    ),
    "special": (
        "community special school",
        "foundation special school",
        "academy special converter",
        "academy special sponsor led",
        "free schools special",
        "non-maintained special school",
    ),
    "independent-special": ("other independent special school",),
    "alternative": (
        "pupil referral unit",
        "academy alternative provision converter",
        "academy alternative provision sponsor led",
        "free schools alternative provision",
    ),
    "independent": ("other independent school",),
    "college": (
        "further education",
        "sixth form centres",
        "academy 16-19 converter",
        "academy 16 to 19 sponsor led",
        "free schools 16 to 19",
    ),
    "special-college": ("special post 16 institution",),
    "other": (
        "miscellaneous",
        "secure units",
        "academy secure 16 to 19",
        "service children's education",
        "online provider",
        "higher education institutions",
        "welsh establishment",
    ),
}
GROUP_OF = {kind: group for group, kinds in _TYPES.items() for kind in kinds}
#: Where only the type group is given, or a type is newer than this list.
GROUP_OF_GROUP = {
    "local authority maintained schools": "maintained",
    "academies": "academy",
    "free schools": "academy",
    "special schools": "special",
    "independent schools": "independent",
    "colleges": "college",
}
#: Of other countries: no local authority of England may name them as its provision.
ABROAD = frozenset({"british schools overseas", "offshore schools"})
PHASE_OF = {
    "nursery": "nursery",
    "primary": "primary",
    "middle deemed primary": "middle",
    "middle deemed secondary": "middle",
    "secondary": "secondary",
    "all-through": "all-through",
    "all through": "all-through",
    "16 plus": "post-16",
    "not applicable": "",
    "": "",
}
STANDING_OF = {
    "open": "open",
    "open, but proposed to close": "closing",
    "proposed to open": "opening",
    "closed": "closed",
}


def group_of(kind: str, kind_group: str) -> str | None:
    """The group of a type in the register's words; None when neither it nor its type group is known."""
    return GROUP_OF.get(kind.lower()) or GROUP_OF_GROUP.get(kind_group.lower())
