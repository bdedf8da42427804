"""Django app of accounts."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """See the docstring of the folder."""

    name = "ontschot.accounts"
    default_auto_field = "django.db.models.BigAutoField"
