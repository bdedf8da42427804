"""Addresses of the team, under /werk/."""

from django.urls import URLPattern, path

from ontschot.web.workplace.team import absence, hours, views

urlpatterns: list[URLPattern] = [
    path("team/", views.team, name="team"),
    path("team/<int:team_id>/medewerkers/<int:user_id>/", views.worker, name="team_worker"),
    path("team/<int:team_id>/medewerkers/<int:user_id>/uren/", hours.contract_hours, name="team_hours"),
    path("ongedaan/", views.undo, name="bulk_undo"),
    path("afwezig/", absence.own, name="absence"),
    path("afwezig/<int:user_id>/", absence.of_worker, name="absence_of"),
    path("afwezigheid/<int:absence_id>/", absence.change, name="absence_change"),
    path("afwezigheid/<int:absence_id>/terug/", absence.back, name="absence_back"),
]
