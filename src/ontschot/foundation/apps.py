"""Django app of the foundation."""

from django.apps import AppConfig


class FoundationConfig(AppConfig):
    """Installation, client requests, events."""

    name = "ontschot.foundation"
    default_auto_field = "django.db.models.BigAutoField"
