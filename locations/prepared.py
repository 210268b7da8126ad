"""Statements that every page asks: written by the ORM once, and from then on only run.

For a page's small statements the ORM takes many times longer to write the SQL than the database to answer it.
"""

from dataclasses import dataclass
from typing import Any, Self

from django.db import connection
from django.db.models import Expression, Field, QuerySet


class Gap(Expression):
    """Where a statement takes the value of this number, of a field's kind, each time that it is run."""

    def __init__(self, number: int, kind: "Field[Any, Any]") -> None:
        super().__init__(output_field=kind)
        self.number = number

    def as_sql(  # type: ignore[override]  # the stubs say a tuple of text and numbers, Django a list
        self, compiler: Any, connection: Any
    ) -> tuple[str, list[Any]]:
        """A parameter, and in its place the gap itself."""
        return "%s", [self]

    def filled(self, values: tuple[Any, ...]) -> Any:
        """The value as the database takes it."""
        return self.output_field.get_db_prep_value(values[self.number], connection)


@dataclass(frozen=True, slots=True)
class Prepared:
    """One statement with gaps. Keep it as long as nothing but the values in its gaps can change."""

    sql: str
    parameters: tuple[Any, ...]

    @classmethod
    def of(cls, rows: QuerySet[Any, Any]) -> Self:
        """The statement that a queryset of ``values_list`` would ask."""
        sql, parameters = rows.query.get_compiler(connection=connection).as_sql()
        return cls(sql, tuple(parameters))

    def rows(self, *values: Any) -> list[tuple[Any, ...]]:
        """What the database answers with these values in the gaps. One statement.

        The columns are as its driver gives them: SQLite has text for a UUID, and 0 and 1 for no and yes.
        """
        filled = [one.filled(values) if isinstance(one, Gap) else one for one in self.parameters]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, filled)
            held: list[tuple[Any, ...]] = cursor.fetchall()
        return held
