"""A page of guidance."""

from localoffer.pages.models.written import WrittenPage


class GuidancePage(WrittenPage):
    """Something explained: what a plan is, how to ask for one, what to do when you disagree."""

    class Meta:
        verbose_name = "guidance page"
