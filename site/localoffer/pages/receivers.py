"""What happens to pages becomes a task for the index, and a way on from an address that answers no more.

Wagtail's plain Publish, its Unpublish and publish_scheduled send their news outside Wagtail's own atomic
block: in the admin ATOMIC_REQUESTS puts one around them, and publish_scheduled is covered by the sweep.
"""

from weakref import WeakKeyDictionary

from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction, TaskState
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from directory.models import TaxonomyTerm
from localoffer.pages import front, gone
from localoffer.pages.approving import refuse_unready
from localoffer.pages.indexing import queue_pages, queue_pages_about, queue_subtree

#: Of pages being deleted, the addresses that lead to them.
_LEFT: WeakKeyDictionary[Page, list[gone.Address]] = WeakKeyDictionary()


@receiver(page_published, dispatch_uid="pages.published")
def published(instance: Page, **_: object) -> None:
    """There is a new page, or a changed one."""
    queue_pages([instance.pk])
    front.forget()
    gone.answers_again(instance)


@receiver(page_unpublished, dispatch_uid="pages.unpublished")
def unpublished(instance: Page, **_: object) -> None:
    """One less. Who has its address is led up."""
    queue_pages([instance.pk])
    front.forget()
    gone.lead_up(instance, gone.addresses(instance))


@receiver([post_page_move, page_slug_changed], dispatch_uid="pages.moved")
def moved(instance: Page, **_: object) -> None:
    """Everything under it has another address too."""
    queue_subtree(instance)
    front.forget()


# Deleting a page deletes those under it, and each is told of by itself. What led to a page is deleted with
# it, so it is read before; what is still above it is known only afterwards.
@receiver(pre_delete, sender=Page, dispatch_uid="pages.deleting")
def deleting(instance: Page, **_: object) -> None:
    """Remember every address that leads to it."""
    own = gone.addresses(instance.specific) if instance.live else []
    _LEFT[instance] = [*own, *gone.leading_to(instance)]


@receiver(post_delete, sender=Page, dispatch_uid="pages.deleted")
def deleted(instance: Page, **_: object) -> None:
    """One less. Who has one of its addresses is led up."""
    queue_pages([instance.pk])
    front.forget()
    gone.lead_up(instance, _LEFT.pop(instance, ()))


@receiver([post_save, post_delete], sender=PageViewRestriction, dispatch_uid="pages.private")
def private_or_not(instance: PageViewRestriction, **_: object) -> None:
    """A private page, and all under it, is found by nobody."""
    if page := Page.objects.filter(pk=instance.page_id).first():
        queue_subtree(page)
        front.forget()


# Before and not after deleting: afterwards nobody knows which pages carried the term.
@receiver(post_save, sender=TaxonomyTerm, dispatch_uid="pages.term")
@receiver(pre_delete, sender=TaxonomyTerm, dispatch_uid="pages.term.deleted")
def term_changed(instance: TaxonomyTerm, **_: object) -> None:
    """A page is found by the names of what it is about."""
    queue_pages_about(instance)


@receiver(pre_save, sender=TaskState, dispatch_uid="pages.approving")
def approving(instance: TaskState, raw: bool = False, **_: object) -> None:
    """Whatever button it came by: what isn't ready is not approved."""
    if instance.status == TaskState.STATUS_APPROVED and not raw:
        refuse_unready(instance)
