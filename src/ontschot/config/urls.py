"""Addresses of all screens."""

from django.urls import include, path

urlpatterns = [
    path("", include("ontschot.web.urls")),
]
