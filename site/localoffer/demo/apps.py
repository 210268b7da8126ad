from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "localoffer.demo"
    label = "demo"
