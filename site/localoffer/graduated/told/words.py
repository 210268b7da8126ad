"""Words that depend on the phase: where a child learns, and who leads the help there."""

from dataclasses import dataclass

from django.utils.translation import gettext

from localoffer.graduated.choices import Phase


@dataclass(frozen=True, slots=True)
class Setting:
    """``school``: the place, after "the"; ``lead``: who leads help, after "the"; ``child``: one who learns.

    ``lead_full`` is for the first time on a page, ``lead_is`` a sentence of its own.
    """

    school: str
    lead: str
    lead_full: str
    lead_is: str
    child: str

    def fill(self, text: str) -> str:
        """The text with %(school)s, %(lead)s and so on in their places."""
        return text % {
            "school": self.school,
            "lead": self.lead,
            "lead_full": self.lead_full,
            "lead_is": self.lead_is,
            "child": self.child,
        }


def setting(phase: Phase | None) -> Setting:
    """Of a phase; None is all of them."""
    senco = gettext("SENCO")
    full = gettext("SENCO (special educational needs co-ordinator)")
    senco_is = gettext(
        "SENCO is short for special educational needs co-ordinator: the teacher who leads help for children "
        "who need more."
    )
    if phase is Phase.EARLY_YEARS:
        lead_is = gettext(
            "SENCO is short for special educational needs co-ordinator: the person in a nursery or "
            "pre-school "
            "who leads help for children who need more. A childminder can ask the council's early years team."
        )
        return Setting(gettext("nursery or childminder"), senco, full, lead_is, gettext("child"))
    if phase is Phase.POST_16:
        lead_is = gettext(
            "Every college has people who lead help for students with special educational needs. They may be "
            "called learning support, or the SENCO (special educational needs co-ordinator)."
        )
        team = gettext("learning support team")
        return Setting(gettext("college"), team, team, lead_is, gettext("student"))
    if phase is None:
        return Setting(gettext("school, nursery or college"), senco, full, senco_is, gettext("child"))
    return Setting(gettext("school"), senco, full, senco_is, gettext("child"))
