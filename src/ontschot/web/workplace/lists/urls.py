"""Addresses of lists, under /werk/."""

from django.urls import URLPattern, path

from ontschot.web.workplace.lists import bulk, exporting, views

urlpatterns: list[URLPattern] = [
    path("lijsten/", views.start, name="lists"),
    path("lijsten/<slug:kind>/", views.page, name="list"),
    path("lijsten/<slug:kind>/uitvoer.csv", exporting.export, name="list_export"),
    path("lijsten/<slug:kind>/bestanden/", exporting.files, name="list_files"),
    path("lijsten/bestand/<int:job_id>.csv", exporting.file, name="list_file"),
    path("lijsten/<slug:kind>/zoeken/", views.look, name="list_look"),
    path("lijsten/<slug:kind>/bewaren/", views.save, name="list_save"),
    path("lijsten/<slug:kind>/vergeten/", views.forget, name="list_forget"),
    path("lijsten/<slug:kind>/in-een-keer/", bulk.bulk, name="list_bulk"),
]
