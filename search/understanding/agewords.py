"""Words that say an age, each as a family reads it and the ages in years that any of may be meant."""

from collections.abc import Mapping

#: How it is read back, and the ages.
Said = tuple[str, tuple[float, ...]]

_BEFORE_SCHOOL: Said = ("before school", (2.0, 3.0, 4.0))
_PRIMARY: Said = ("primary school", (5.0, 6.0, 7.0, 8.0, 9.0, 10.0))
_SECONDARY: Said = ("secondary school", (11.0, 12.0, 13.0, 14.0, 15.0))
_RECEPTION: Said = ("reception", (4.0, 5.0))
_SIXTH_FORM: Said = ("sixth form", (16.0, 17.0, 18.0))
_YOUNG_ADULTS: Said = ("young adults", (18.0, 20.0, 22.0, 24.0))

_ALIKE: Mapping[str, Said] = {
    "baby babies newborn newborns": ("babies", (0.0,)),
    "toddler toddlers": ("toddlers", (1.0, 2.0, 3.0)),
    "preschooler preschoolers preschool": _BEFORE_SCHOOL,
    "teenager teenagers teen teens teenage adolescent adolescents": (
        "teenagers",
        (13.0, 14.0, 15.0, 16.0, 17.0),
    ),
    "tween tweens preteen": ("age 9 to 12", (9.0, 10.0, 11.0, 12.0)),
}
WORDS: Mapping[str, Said] = {word: said for words, said in _ALIKE.items() for word in words.split()}
PAIRS: Mapping[tuple[str, str], Said] = {
    ("young", "adult"): _YOUNG_ADULTS,
    ("young", "adults"): _YOUNG_ADULTS,
    ("little", "ones"): ("little ones", (1.0, 2.0, 3.0, 4.0)),
    ("early", "years"): ("early years", (0.0, 1.0, 2.0, 3.0, 4.0)),
    ("pre", "school"): _BEFORE_SCHOOL,
    ("pre", "schooler"): _BEFORE_SCHOOL,
    ("primary", "school"): _PRIMARY,
    ("primary", "age"): _PRIMARY,
    ("primary", "aged"): _PRIMARY,
    ("infant", "school"): ("infant school", (5.0, 6.0)),
    ("junior", "school"): ("junior school", (7.0, 8.0, 9.0, 10.0)),
    ("secondary", "school"): _SECONDARY,
    ("secondary", "age"): _SECONDARY,
    ("secondary", "aged"): _SECONDARY,
    ("sixth", "form"): _SIXTH_FORM,
    ("sixth", "former"): _SIXTH_FORM,
    ("reception", "class"): _RECEPTION,
    ("reception", "year"): _RECEPTION,
    ("reception", "age"): _RECEPTION,
    ("in", "reception"): _RECEPTION,
    ("starting", "reception"): _RECEPTION,
}
#: Words of a pair that are more than an age and stay to be sought: "a primary school place".
KEPT = frozenset({"school", "class", "form"})
KEY_STAGES = {
    1: (5.0, 6.0),
    2: (7.0, 8.0, 9.0, 10.0),
    3: (11.0, 12.0, 13.0),
    4: (14.0, 15.0),
    5: (16.0, 17.0),
}
