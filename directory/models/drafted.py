"""What is drafted, sent for checking and published: the same for everything that editors write."""

from django.contrib.contenttypes.fields import GenericRelation
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    Revision,
    RevisionMixin,
    WorkflowMixin,
)


class Drafted(WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, PreviewableMixin):
    """Something with drafts, revisions, a workflow, a lock and a preview, as Wagtail's pages have them."""

    revisions = GenericRelation(Revision, content_type_field="base_content_type", object_id_field="object_id")
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="%(app_label)s_%(class)s",
        for_concrete_model=False,
    )

    class Meta:
        abstract = True
