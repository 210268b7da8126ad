"""The app's name and label."""

from django.apps import AppConfig


class WagtailBenchConfig(AppConfig):
    name = "bench.wagtailbench"
    label = "wagtailbench"
    default_auto_field = "django.db.models.BigAutoField"
