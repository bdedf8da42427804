"""Addresses of letters, under /werk/."""

from django.urls import URLPattern, path

from ontschot.web.workplace.letters import views

urlpatterns: list[URLPattern] = [
    path("huishoudens/<int:household_id>/brieven/", views.letters, name="letters"),
    path("huishoudens/<int:household_id>/brieven/nieuw/", views.letter_new, name="letter_new"),
    path("brieven/<int:letter_id>/", views.letter, name="letter"),
]
