"""Addresses of the workplace, under /werk/: those of each task together."""

from importlib import import_module
from importlib.util import find_spec

from django.urls import URLPattern

app_name = "workplace"

_TASKS = (
    "work",
    "team",
    "calendar",
    "lists",
    "requests",
    "conversations",
    "households",
    "plans",
    "letters",
    "terms",
    "outreach",
    "safety",
    "duplicates",
)


def _patterns() -> list[URLPattern]:
    found: list[URLPattern] = []
    for task in _TASKS:
        module = f"ontschot.web.workplace.{task}.urls"
        if find_spec(module.rpartition(".")[0]) and find_spec(module):
            found += import_module(module).urlpatterns
    return found


urlpatterns = _patterns()
