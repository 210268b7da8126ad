"""What a page is about, in the directory's own terms, so that it can lead to help."""

from django.db import models
from django.db.models import QuerySet, Value
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from directory.models import TaxonomyTerm


class Topical(models.Model):
    """Something about some needs and some kinds of help."""

    needs = ParentalManyToManyField(
        TaxonomyTerm, blank=True, related_name="+", limit_choices_to={"taxonomy__slug": "need"}
    )
    kinds = ParentalManyToManyField(
        TaxonomyTerm,
        blank=True,
        related_name="+",
        limit_choices_to={"taxonomy__slug": "kind"},
        verbose_name="kinds of help",
    )

    topic_panels = [
        MultiFieldPanel(
            [FieldPanel("needs"), FieldPanel("kinds")],
            heading="What it is about",
            help_text="Services with any of these are shown on the page, near the place a visitor gives.",
        )
    ]

    class Meta:
        abstract = True


def topics(page: Topical) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The codes of the needs and of the kinds of help. One statement; none for a draft, which holds them."""
    needs, kinds = page.needs.all(), page.kinds.all()
    if not (isinstance(needs, QuerySet) and isinstance(kinds, QuerySet)):
        return tuple(term.code for term in needs), tuple(term.code for term in kinds)
    told = ("of", "order", "name", "code")
    both = needs.order_by().annotate(of=Value("need")).values_list(*told)
    both = both.union(kinds.order_by().annotate(of=Value("kind")).values_list(*told), all=True)
    rows = list(both.order_by("order", "name"))
    return (
        tuple(code for of, _order, _name, code in rows if of == "need"),
        tuple(code for of, _order, _name, code in rows if of == "kind"),
    )
