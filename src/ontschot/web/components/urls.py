"""Addresses of the shared parts; namespace ``web``."""

from django.urls import path

from ontschot.web.components import views

app_name = "web"
urlpatterns = [path("onderdelen/", views.gallery, name="gallery")]
