"""The store as a Django application."""

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """Name of the store for Django."""

    name = "rhomboid.adapters.store"
    label = "store"
    default_auto_field = "django.db.models.BigAutoField"
