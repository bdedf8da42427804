"""Addresses of the public form, under /mijn/. Open to everyone, without logging in."""

from django.urls import URLPattern, path

from ontschot.web.portal.ask import views

urlpatterns: list[URLPattern] = [
    path("hulpvraag/", views.ask, name="ask"),
    path("hulpvraag/ontvangen/", views.thanks, name="ask_thanks"),
]
