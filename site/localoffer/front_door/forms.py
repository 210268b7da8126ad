"""The editor's form of the route, checked as a whole when it is published."""

from typing import Any

from wagtail.admin.forms import WagtailAdminModelForm

from localoffer.front_door.models import Route
from localoffer.front_door.queries import choice_of
from localoffer.front_door.rules import nobody_to_talk_to
from localoffer.front_door.tree import Asked, Tree, problems


class RouteForm(WagtailAdminModelForm):
    """A draft may be half done; what families will see must be sound."""

    def is_valid(self) -> bool:
        """With the questions and answers as they were sent, once each of them is right by itself."""
        sound = bool(super().is_valid())
        if not sound or self.is_deferred_validation:
            return sound
        for wrong in problems(self._tree()) + nobody_to_talk_to(self.instance):
            self.add_error(None, wrong)
        if Route.objects.filter(live=True).exclude(pk=self.instance.pk).exists():
            self.add_error(
                None, "Another route is live. Families see one at a time: unpublish that one first."
            )
        return not self.errors

    def _tree(self) -> Tree:
        return Tree(
            key=0,
            title=self.instance.title,
            questions=tuple(self._asked(form) for form in _kept(self, "questions")),
        )

    def _asked(self, form: Any) -> Asked:
        question = form.instance
        answers = tuple(choice_of(one.instance) for one in _kept(form, "answers"))
        return Asked(question.code, question.text, question.help, answers)


def _kept(form: Any, name: str) -> Any:
    """The forms of a part in their order, without those to be deleted."""
    return form.formsets[name].ordered_forms
