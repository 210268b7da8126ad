"""Every address of the site, in the order in which a family meets them."""

from django.conf import settings
from django.conf.urls.static import static
from django.db import transaction
from django.urls import URLPattern, URLResolver, include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail import views as wagtail_views
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from localoffer import views
from localoffer.similar import similar_to

# A page is read outside a transaction: on SQLite a transaction takes the one writer's turn, and families
# would wait for an import to end.
read_page = transaction.non_atomic_requests(wagtail_views.serve)

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("search.urls")),
    path("", include("directory.urls"), {"similar": similar_to}),
    path("gaps/asked-for/", include("localoffer.commissioning.urls.asked_for")),
    path("gaps/", include("localoffer.commissioning.urls")),
    path("action-plan/", include("localoffer.commissioning.urls.plan")),
    path("about/", views.about, name="about"),
    path("about/privacy/", views.privacy, name="privacy"),
    path("about/accessibility/", views.accessibility, name="accessibility"),
    path("theme-<slug:stamp>.css", views.theme, name="theme"),
    path("robots.txt", views.robots, name="robots"),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
]
if settings.DEBUG:
    urlpatterns += static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT)
urlpatterns += [
    re_path(wagtail_urls.serve_pattern, read_page, name="wagtail_serve"),
    path("", include(wagtail_urls)),
]
