"""What was imported, from where, and what was refused."""

from django.db import models
from wagtail.models import Revision

from directory.models.service import Service


class ImportRun(models.Model):
    """One run of an import: counts, and how far the source's changes have been read."""

    source = models.CharField(max_length=500, db_index=True)
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    # The newest last_modified read, so that the next run of a paged feed asks only for what came since.
    modified_to = models.DateTimeField(null=True, blank=True)
    published = models.BooleanField(default=False)
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    same = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    warnings = models.PositiveIntegerField(default=0)
    failure = models.TextField(blank=True, help_text="Why the run stopped, when it could not read on.")

    class Meta:
        ordering = ["-started_at"]

    def __str__(self) -> str:
        return f"{self.source}, {self.started_at:%-d %B %Y}"


class ImportProblem(models.Model):
    """One thing wrong in a source: its line, its field and why, in words that say how to mend it.

    Only a rejected row was left out; with a warning the row was taken in without that part, and a note is
    about the whole source (its line is 0).
    """

    class Severity(models.TextChoices):
        REJECTED = "rejected", "Left out"
        WARNING = "warning", "Taken in, but check it"
        NOTE = "note", "About the whole list"

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="problems")
    line = models.PositiveIntegerField()
    identifier = models.CharField(max_length=255, blank=True)
    field = models.CharField(max_length=120)
    reason = models.TextField()
    severity = models.CharField(max_length=8, choices=Severity.choices, default=Severity.REJECTED)

    class Meta:
        ordering = ["line"]

    def __str__(self) -> str:
        return f"line {self.line}, {self.field}: {self.reason}"


class ImportedService(models.Model):
    """What the last import made of a service, so that the next can tell "same" and never undo an edit.

    It stands apart from the service because a revision holds every field of a service, and publishing an
    older one would turn these back.
    """

    service = models.OneToOneField(
        Service, on_delete=models.CASCADE, primary_key=True, related_name="imported"
    )
    source = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=32)
    revision = models.ForeignKey(Revision, null=True, on_delete=models.SET_NULL, related_name="+")
    # The row waits as a draft behind a listing that an editor changed: only a person may publish it.
    held = models.BooleanField(default=False)
    imported_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"{self.service_id} from {self.source}"
