"""Every address of the site, in the order in which a family meets them."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.db import transaction
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail import views as wagtail_views
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from localoffer import views
from localoffer.graduated.queries import expected_for
from localoffer.similar import similar_to

# A page is read outside a transaction: on SQLite a transaction takes the one writer's turn, and families
# would wait for an import to end.
read_page = transaction.non_atomic_requests(wagtail_views.serve)

#: Addresses that say the same in every language.
one_language: list[URLPattern | URLResolver] = [
    path("theme-<slug:stamp>.css", views.theme, name="theme"),
    path("robots.txt", views.robots, name="robots"),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
]
#: Addresses that have a language before them: "/pl/find/"; none for the site's own.
pages: list[URLPattern | URLResolver] = [
    path("", include("search.urls")),
    path("", include("directory.urls"), {"similar": similar_to, "expected": expected_for}),
    path("gaps/asked-for/", include("localoffer.commissioning.urls.asked_for")),
    path("gaps/", include("localoffer.commissioning.urls")),
    path("action-plan/", include("localoffer.commissioning.urls.plan")),
    path("glossary/", include("localoffer.glossary.urls")),
    path("bookings/", include("localoffer.events.urls")),
    path("start/", include("localoffer.front_door.urls")),
    path("schools/", include("localoffer.schools.urls")),
    path("newsletter/", include("localoffer.newsletter.urls")),
    path("local-offer-check/", include("localoffer.statutory.urls")),
    path("booklet/", include("localoffer.booklet.urls")),
    path("about/", views.about, name="about"),
    path("about/privacy/", views.privacy, name="privacy"),
    path("about/accessibility/", views.accessibility, name="accessibility"),
    re_path(wagtail_urls.serve_pattern, read_page, name="wagtail_serve"),
    path("", include(wagtail_urls)),
]
urlpatterns = one_language
if settings.SERVE_MEDIA:
    urlpatterns += [path("media/<path:path>", serve, {"document_root": settings.MEDIA_ROOT})]
urlpatterns += i18n_patterns(*pages, prefix_default_language=False)
