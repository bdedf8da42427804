"""Django app of privacy."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """See the docstring of the folder."""

    name = "ontschot.privacy"
    default_auto_field = "django.db.models.BigAutoField"
