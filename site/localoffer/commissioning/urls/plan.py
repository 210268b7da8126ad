"""Addresses of the action plan: /action-plan/."""

from django.urls import URLPattern, path

from localoffer.commissioning.views import plan

app_name = "plan"
urlpatterns: list[URLPattern] = [
    path("", plan.plan, name="plan"),
    path("plan.csv", plan.plan_file, name="csv"),
    path("new/", plan.new, name="new"),
    path("you-said-we-did/", plan.digest, name="digest"),
    path("<int:key>/", plan.item, name="item"),
]
