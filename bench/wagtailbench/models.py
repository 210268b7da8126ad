"""A service as a Wagtail site would hold it: the same fields, whole-number keys, its own indexes."""

from django.db import models
from wagtail.search import index


class Organisation(models.Model):
    """Who offers it."""

    name = models.CharField(max_length=255)

    def __str__(self) -> str:
        return self.name


class Term(models.Model):
    """A need, a kind or a way in."""

    group = models.CharField(max_length=10)
    code = models.SlugField(max_length=80)
    name = models.CharField(max_length=160)

    def __str__(self) -> str:
        return self.name


class Service(index.Indexed, models.Model):
    """What is searched. ``title`` is the name Wagtail's search gives weight to."""

    hsds_id = models.UUIDField()
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    title = models.CharField(max_length=255)
    summary = models.CharField(max_length=255)
    description = models.TextField()
    needs = models.ManyToManyField(Term, related_name="+")
    kinds = models.ManyToManyField(Term, related_name="+")
    access = models.ManyToManyField(Term, related_name="+")
    level = models.CharField(max_length=12, blank=True, db_index=True)
    cost = models.CharField(max_length=8, blank=True, db_index=True)
    age_min = models.FloatField(null=True)
    age_end = models.FloatField(null=True)  # the birthday that ends it
    at_venue = models.BooleanField()
    comes_to_you = models.BooleanField()
    online = models.BooleanField(db_index=True)
    by_phone = models.BooleanField(db_index=True)
    checked = models.DateField(null=True)
    live = models.BooleanField(default=True, db_index=True)

    search_fields = [
        index.SearchField("title", boost=3),
        index.SearchField("summary"),
        index.SearchField("description"),
        index.RelatedFields("organisation", [index.SearchField("name")]),
        index.RelatedFields("needs", [index.SearchField("name")]),
        index.RelatedFields("kinds", [index.SearchField("name")]),
        *(
            index.FilterField(name)
            for name in (
                "id", "level", "cost", "age_min", "age_end", "at_venue", "comes_to_you",
                "online", "by_phone", "live",
            )
        ),
    ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    @classmethod
    def get_indexed_objects(cls) -> models.QuerySet:
        """What the index is built from, read in as few statements as can be."""
        return cls.objects.select_related("organisation").prefetch_related("needs", "kinds")


class Venue(models.Model):
    """Where it happens."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="venues")
    name = models.CharField(max_length=255)
    town = models.CharField(max_length=120)
    postcode = models.CharField(max_length=12)
    lat = models.FloatField()
    lon = models.FloatField()

    class Meta:
        # Everything a box asks for is in the index: the table itself isn't read.
        indexes = [models.Index(fields=["lat", "lon", "service"])]

    def __str__(self) -> str:
        return self.name


class CoveredArea(models.Model):
    """An area it covers, by code."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="areas")
    code = models.CharField(max_length=20)

    class Meta:
        indexes = [models.Index(fields=["code", "service"])]

    def __str__(self) -> str:
        return self.code
