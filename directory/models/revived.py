"""Revisions read back from the JSON that Wagtail keeps them in."""

from typing import Any, Self

from modelcluster.models import ClusterableModel, get_all_child_relations


class Revived(ClusterableModel):
    """A thing with parts whose revisions come back with every key as what it is.

    JSON holds a UUID as text and modelcluster leaves it so. A form then doesn't know a part of a draft by its
    key and adds it a second time.
    """

    class Meta:
        abstract = True

    @classmethod
    def from_serializable_data(
        cls, data: dict[str, Any], check_fks: bool = True, strict_fks: bool = False
    ) -> Self | None:
        """A revision as an object."""
        keyed = dict(data)
        for relation in get_all_child_relations(cls):
            key = relation.related_model._meta.pk
            name = relation.get_accessor_name()
            keyed[name] = [row | {"pk": key.to_python(row["pk"])} for row in data.get(name, ())]
        revived: Self | None = super().from_serializable_data(keyed, check_fks, strict_fks)
        return revived
