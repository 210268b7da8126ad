"""What was imported, from where, and what was refused."""

from django.db import models


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

    class Meta:
        ordering = ["-started_at"]

    def __str__(self) -> str:
        return f"{self.source}, {self.started_at:%-d %B %Y}"


class ImportProblem(models.Model):
    """One row that was refused: its line, its field and why, in words that say how to mend it."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="problems")
    line = models.PositiveIntegerField()
    identifier = models.CharField(max_length=255, blank=True)
    field = models.CharField(max_length=120)
    reason = models.TextField()

    class Meta:
        ordering = ["line"]

    def __str__(self) -> str:
        return f"line {self.line}, {self.field}: {self.reason}"
