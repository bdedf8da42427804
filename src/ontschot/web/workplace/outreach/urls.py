"""Addresses of unasked help, under /werk/."""

from django.urls import URLPattern, path

from ontschot.web.workplace.outreach import arrears, views

urlpatterns: list[URLPattern] = [
    path("erop-af/", views.outreach, name="outreach"),
    path("erop-af/bestand/", arrears.arrears, name="arrears"),
    path("erop-af/bestand/nakijken/", arrears.arrears_check, name="arrears_check"),
    path("erop-af/bestand/<int:job_id>.csv", arrears.arrears_result, name="arrears_result"),
    path("meldingen/<int:number>/bezoek/", views.visit_new, name="visit_new"),
]
