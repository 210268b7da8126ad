"""Closed lists about schools. A blank always means: not stated."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class SchoolGroup(models.TextChoices):
    """What sort of place it is, in the words of Schedule 2 to the SEND Regulations 2014, paragraph 1."""

    MAINTAINED = "maintained", _("Maintained schools")
    ACADEMY = "academy", _("Academies and free schools")
    SPECIAL = "special", _("Special schools")
    INDEPENDENT_SPECIAL = "independent-special", _("Independent special schools")
    ALTERNATIVE = "alternative", _("Pupil referral units and alternative provision")
    INDEPENDENT = "independent", _("Independent schools")
    COLLEGE = "college", _("Colleges and sixth forms (after 16)")
    SPECIAL_COLLEGE = "special-college", _("Specialist colleges (after 16)")
    OTHER = "other", _("Other places to learn")

    @property
    def one(self) -> Promise:
        """What one of them is called."""
        return _ONE[self]


_ONE: dict[SchoolGroup, Promise] = {
    SchoolGroup.MAINTAINED: _("Maintained school"),
    SchoolGroup.ACADEMY: _("Academy or free school"),
    SchoolGroup.SPECIAL: _("Special school"),
    SchoolGroup.INDEPENDENT_SPECIAL: _("Independent special school"),
    SchoolGroup.ALTERNATIVE: _("Pupil referral unit or alternative provision"),
    SchoolGroup.INDEPENDENT: _("Independent school"),
    SchoolGroup.COLLEGE: _("College or sixth form (after 16)"),
    SchoolGroup.SPECIAL_COLLEGE: _("Specialist college (after 16)"),
    SchoolGroup.OTHER: _("Other place to learn"),
}
#: Those whose governing body or proprietor must publish a SEN information report (Children and Families Act
#: 2014, section 69): maintained schools and academies, special ones among them.
MUST_REPORT = frozenset({SchoolGroup.MAINTAINED, SchoolGroup.ACADEMY, SchoolGroup.SPECIAL})


class Phase(models.TextChoices):
    """The phase of education, as the register says it."""

    NURSERY = "nursery", _("Nursery")
    PRIMARY = "primary", _("Primary")
    MIDDLE = "middle", _("Middle")
    SECONDARY = "secondary", _("Secondary")
    ALL_THROUGH = "all-through", _("All-through (primary and secondary)")
    POST_16 = "post-16", _("After 16")


class Standing(models.TextChoices):
    """Whether it is open."""

    OPEN = "open", _("Open")
    CLOSING = "closing", _("Open, but planned to close")
    OPENING = "opening", _("Not open yet")
    CLOSED = "closed", _("Closed")


class Has(models.TextChoices):
    """Whether a school has something. Blank, which is neither, means that the register doesn't say."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
