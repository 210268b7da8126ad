"""Layers written in pieces, switched to in one step, and removed when nobody refers to them."""

from collections.abc import Sequence
from typing import Any

from django.db import connection, models, transaction
from django.db.models import Max, Min

from locations.models import (
    Area,
    AreaFacts,
    Generation,
    Layer,
    NamedPlace,
    Population,
    PostcodePoint,
    TravelTime,
)

CHUNK = 5_000
REMOVED_AT_ONCE = 50_000
# The live one, and one to look back at.
KEPT = 2
ROWS: dict[str, tuple[type[models.Model], ...]] = {
    Layer.Part.POSTCODES: (PostcodePoint,),
    Layer.Part.PLACES: (NamedPlace, PostcodePoint),
    Layer.Part.AREAS: (Area,),
    Layer.Part.POPULATION: (Population,),
    Layer.Part.RURALITY: (AreaFacts,),
    Layer.Part.DEPRIVATION: (AreaFacts,),
    Layer.Part.TRAVEL: (TravelTime,),
}


class LayerWriter:
    """Writes the rows of one new layer, a few thousand in a transaction, so that memory and locks stay small.

    Nobody sees the layer until a generation refers to it.
    """

    def __init__(self, part: str, kind: str, source: str) -> None:
        self.layer = Layer.objects.create(part=part, kind=kind, source=source[-255:])
        self._waiting: dict[type[models.Model], list[tuple[Any, ...]]] = {}
        self._statements = {model: _insert(model) for model in ROWS[part]}

    def add(self, model: type[models.Model], values: Sequence[Any]) -> None:
        """One row: the values of the model's columns in order, without its key and its layer."""
        rows = self._waiting.setdefault(model, [])
        rows.append((self.layer.pk, *values))
        if len(rows) >= CHUNK:
            self._write(model)

    def finish(self, rows: int) -> Layer:
        """Write what still waits; ``rows`` is what the layer says it holds."""
        for model in list(self._waiting):
            self._write(model)
        _let_the_planner_know(ROWS[self.layer.part])
        self.layer.rows = rows
        self.layer.save(update_fields=["rows"])
        return self.layer

    def _write(self, model: type[models.Model]) -> None:
        # The ORM makes an object of each row, which takes five times as long for 1.7 million of them.
        rows = self._waiting.pop(model)
        with transaction.atomic(), connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                with cursor.copy(self._statements[model]) as copy:
                    for row in rows:
                        copy.write_row(row)
            else:
                cursor.executemany(self._statements[model], rows)


def _insert(model: type[models.Model]) -> str:
    quote = connection.ops.quote_name
    # A row's layer is the first column of every model here; all names are the models' own.
    columns = [str(field.column) for field in model._meta.local_concrete_fields if not field.primary_key]
    names = ", ".join(quote(column) for column in columns)
    if connection.vendor == "postgresql":
        return f"COPY {quote(model._meta.db_table)} ({names}) FROM STDIN"
    marks = ", ".join(["%s"] * len(columns))
    return f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({marks})"  # noqa: S608


def _let_the_planner_know(tables: Sequence[type[models.Model]]) -> None:
    # PostgreSQL would look at the new rows in its own time, and until then read whole tables.
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for model in tables:
                cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")


@transaction.atomic
def switch_to(layers: Sequence[Layer], *, label: str) -> Generation:
    """Make these layers live, with every part of the live generation that none of them replaces.

    Travel times are between the areas that they were loaded for: other areas leave them behind.
    """
    before = Generation.objects.select_for_update().filter(status=Generation.Status.LIVE).first()
    new = {(layer.part, layer.kind): layer for layer in layers}
    gone = new.keys() | {(Layer.Part.TRAVEL, kind) for part, kind in new if part == Layer.Part.AREAS}
    carried = [one for one in before.layers.all() if (one.part, one.kind) not in gone] if before else []
    Generation.objects.filter(status=Generation.Status.LIVE).update(status=Generation.Status.PAST)
    generation = Generation.objects.create(label=label, status=Generation.Status.LIVE)
    generation.layers.set([*carried, *new.values()])
    kept = Generation.objects.values_list("pk", flat=True)[:KEPT]
    Generation.objects.exclude(pk__in=list(kept)).delete()
    return generation


def remove_unused() -> int:
    """Remove layers that no generation refers to: old ones, and the remains of a load that was stopped."""
    unused = list(Layer.objects.filter(generations=None))
    for layer in unused:
        remove(layer)
    return len(unused)


def remove(layer: Layer) -> None:
    """Remove a layer, its rows a piece at a time, so that an editor's save never waits long for it."""
    for model in ROWS[layer.part]:
        rows = model._default_manager.filter(layer=layer)
        ends = rows.aggregate(first=Min("pk"), last=Max("pk"))
        if ends["first"] is None:
            continue
        for start in range(ends["first"], ends["last"] + 1, REMOVED_AT_ONCE):
            rows.filter(pk__gte=start, pk__lt=start + REMOVED_AT_ONCE).delete()
    layer.delete()
