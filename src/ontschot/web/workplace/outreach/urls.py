"""Addresses of unasked help, under /werk/."""

from django.urls import URLPattern, path

from ontschot.web.workplace.outreach import views

urlpatterns: list[URLPattern] = [
    path("erop-af/", views.outreach, name="outreach"),
    path("meldingen/<int:number>/bezoek/", views.visit_new, name="visit_new"),
]
