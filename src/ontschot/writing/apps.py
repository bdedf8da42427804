"""Django app."""

from django.apps import AppConfig


class WritingConfig(AppConfig):
    """Letters, house style, plain language and words."""

    name = "ontschot.writing"
    label = "writing"
