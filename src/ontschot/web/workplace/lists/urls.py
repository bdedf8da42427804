"""Addresses of lists, under /werk/."""

from django.urls import URLPattern, path

from ontschot.web.workplace.lists import views

urlpatterns: list[URLPattern] = [
    path("lijsten/", views.start, name="lists"),
    path("lijsten/<slug:kind>/", views.page, name="list"),
    path("lijsten/<slug:kind>/uitvoer.csv", views.export, name="list_export"),
    path("lijsten/<slug:kind>/zoeken/", views.look, name="list_look"),
    path("lijsten/<slug:kind>/bewaren/", views.save, name="list_save"),
    path("lijsten/<slug:kind>/vergeten/", views.forget, name="list_forget"),
    path("lijsten/<slug:kind>/in-een-keer/", views.bulk, name="list_bulk"),
]
