"""Addresses of all screens."""

from django.urls import include, path

urlpatterns = [
    path("", include("ontschot.web.urls")),
]

handler400 = "ontschot.web.components.errors.bad_request"
handler403 = "ontschot.web.components.errors.permission_denied"
handler404 = "ontschot.web.components.errors.not_found"
handler500 = "ontschot.web.components.errors.server_error"
