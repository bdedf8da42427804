"""Addresses of duplicates, under /werk/. The two numbers stand in the query: both must be open."""

from django.urls import URLPattern, path

from ontschot.web.workplace.duplicates import views

urlpatterns: list[URLPattern] = [
    path("dubbel/", views.candidates, name="duplicates"),
    path("dubbel/paar/", views.pair, name="duplicate"),
    path("dubbel/verschillend/", views.different, name="duplicate_different"),
    path("dubbel/terugnemen/", views.take_back, name="duplicate_take_back"),
    path("dubbel/samenvoegen/", views.merge, name="duplicate_merge"),
    path("dubbel/uit-elkaar/", views.unmerge, name="duplicate_unmerge"),
]
