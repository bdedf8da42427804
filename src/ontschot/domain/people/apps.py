"""Django app of people."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """See the docstring of the folder."""

    name = "ontschot.domain.people"
    default_auto_field = "django.db.models.BigAutoField"
