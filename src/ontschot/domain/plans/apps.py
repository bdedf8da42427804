"""Django app of plans."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """See the docstring of the folder."""

    name = "ontschot.domain.plans"
    default_auto_field = "django.db.models.BigAutoField"
