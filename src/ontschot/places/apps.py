"""Django app of places."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """See the docstring of the folder."""

    name = "ontschot.places"
    default_auto_field = "django.db.models.BigAutoField"
