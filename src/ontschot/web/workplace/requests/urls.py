"""Addresses of requests, under /werk/."""

from django.urls import URLPattern, path

from ontschot.web.workplace.requests import taking_in, views

urlpatterns: list[URLPattern] = [
    path("meldingen/", views.requests, name="requests"),
    path("meldingen/nieuw/", taking_in.request_new, name="request_new"),
    path("meldingen/ontvangen/", taking_in.request_received, name="request_received"),
    path("meldingen/<int:number>/", views.request_page, name="request"),
    path("meldingen/<int:number>/verdelen/", views.request_triage, name="request_triage"),
    path("meldingen/<int:number>/oppakken/", views.request_pick_up, name="request_pick_up"),
    path("meldingen/<int:number>/antwoord/", views.request_answer, name="request_answer"),
    path("meldingen/<int:number>/intrekken/", views.request_withdraw, name="request_withdraw"),
    path("meldingen/<int:number>/wijzigen/", views.request_correct, name="request_correct"),
    path("meldingen/<int:number>/wie/", taking_in.request_identify, name="request_identify"),
]
