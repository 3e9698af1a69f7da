"""The web as a Django application."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Name of the web for Django."""

    name = "rhomboid.web"
    label = "web"
