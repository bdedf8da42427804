"""Django app of the screens."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """See the docstring of the folder."""

    name = "ontschot.web"
    label = "web"
