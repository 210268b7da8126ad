"""News by e-mail: the weekly digest and alerts for saved searches."""

from django.urls import path

from localoffer.newsletter import views

app_name = "newsletter"
urlpatterns = [
    path("", views.join, name="join"),
    path("check-your-e-mail/", views.check, name="check"),
    path("alert/", views.alert, name="alert"),
    path("confirm/", views.confirm, name="confirm"),
    path("manage/", views.manage, name="manage"),
    path("stop/", views.stop, name="stop"),
]
