"""News pages that came out since some moment."""

from datetime import datetime

from django.db.models import Model

from localoffer.newsletter.content import Item
from localoffer.newsletter.queries.choices import broader
from localoffer.pages.models import NewsPage
from localoffer.pages.queries import public


def news(since: datetime, until: datetime) -> tuple[Item, ...]:
    """The public ones, newest first. At most six statements, whatever their number."""
    came_out = NewsPage.objects.filter(first_published_at__gt=since, first_published_at__lte=until)
    pages = list(public(came_out).defer("body").order_by("-date", "-pk"))
    needs = needs_of(NewsPage, [page.pk for page in pages])
    return tuple(
        Item(
            key=f"page:{page.pk}",
            title=page.title,
            path=page.get_url() or "/",
            summary=page.summary,
            needs=needs.get(page.pk, ()),
            everywhere=True,
        )
        for page in pages
    )


def needs_of(model: type[Model], pages: list[int]) -> dict[int, tuple[str, ...]]:
    """The codes of each page's needs, with the broader ones above them. Two statements, none for no pages."""
    if not pages:
        return {}
    through = model._meta.get_field("needs").remote_field.through  # type: ignore[union-attr]
    above, held = broader(), dict[int, dict[str, None]]()
    rows = through.objects.filter(**{f"{model._meta.model_name}__in": pages}).order_by("pk")
    for page, code in rows.values_list(f"{model._meta.model_name}_id", "taxonomyterm__code"):
        held.setdefault(page, {}).update(dict.fromkeys(above.get(code, (code,))))
    return {page: tuple(codes) for page, codes in held.items()}
