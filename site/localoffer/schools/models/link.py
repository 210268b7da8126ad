"""Whether the link to a school's SEN information report works, and when somebody looked."""

from django.db import models

from localoffer.schools.models.school import School


class LinkCheck(models.Model):
    """The last look at one school's link. It speaks of ``url`` alone: another link has not been looked at."""

    school = models.OneToOneField(School, on_delete=models.CASCADE, related_name="link_check")
    url = models.URLField(max_length=500)
    works = models.BooleanField()
    said = models.CharField(max_length=200, blank=True, help_text="What came back, in a few words.")
    checked_at = models.DateTimeField()
    worked_at = models.DateTimeField(null=True, blank=True, help_text="The last time that it worked.")

    class Meta:
        ordering = ["works", "checked_at"]
        verbose_name = "check of a link"
        verbose_name_plural = "checks of links"

    def __str__(self) -> str:
        return f"{self.url}: {'works' if self.works else self.said}"
