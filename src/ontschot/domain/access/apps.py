"""Django app of access."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """See the docstring of the folder."""

    name = "ontschot.domain.access"
    default_auto_field = "django.db.models.BigAutoField"
