"""Links in rich text are never dead."""

from wagtail import hooks
from wagtail.rich_text.feature_registry import FeatureRegistry

from localoffer.pages.links import LivePageLinkHandler


@hooks.register("register_rich_text_features", order=100)
def never_a_dead_link(features: FeatureRegistry) -> None:
    """After Wagtail's own, which it replaces."""
    features.register_link_type(LivePageLinkHandler)
