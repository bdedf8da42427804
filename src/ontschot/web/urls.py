"""Addresses of all rooms."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

_ROOMS = {
    "": "ontschot.web.entrance.urls",
    "hulp/": "ontschot.web.help.urls",
    "werk/": "ontschot.web.workplace.urls",
    "mijn/": "ontschot.web.portal.urls",
    "sturing/": "ontschot.web.steering.urls",
}


def _is_there(module: str) -> bool:
    return find_spec(module.rpartition(".")[0]) is not None and find_spec(module) is not None


urlpatterns: list[URLPattern | URLResolver] = [
    *(path(prefix, include(module)) for prefix, module in _ROOMS.items() if _is_there(module)),
    path("", include("ontschot.web.components.urls")),
    path("", include("ontschot.web.leads")),
]
