"""Addresses of help, under /hulp/."""

from django.urls import URLPattern, path

from ontschot.web.help import views

app_name = "help"

urlpatterns: list[URLPattern] = [
    path("woorden/", views.words, name="words"),
    path("scherm/<slug:code>/", views.topic, name="topic"),
    path("gemeente/<slug:code>/", views.own_page, name="own_page"),
    path("nieuw/", views.news, name="news"),
    path("rondleiding/", views.tour, name="tour"),
]
