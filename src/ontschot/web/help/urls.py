"""Addresses of help."""

from django.urls import URLPattern, path

from ontschot.web.help import views

app_name = "help"

urlpatterns: list[URLPattern] = [
    path("woorden/", views.words, name="words"),
]
