"""Addresses of households, under /werk/."""

from django.urls import URLPattern, path

from ontschot.web.workplace.households import correcting, finding, joining, journal, logins, views

_H = "huishoudens/<int:household_id>/"
urlpatterns: list[URLPattern] = [
    path("zoeken/", finding.search, name="search"),
    path("inwoner-zoeken/", finding.identify, name="identify"),
    path(_H, views.household, name="household"),
    path(f"{_H}tijdlijn/", views.timeline, name="timeline"),
    path("personen/<int:person_id>/", views.person, name="person"),
    path("personen/<int:person_id>/inlog/", logins.login_connect, name="login_connect"),
    path("personen/<int:person_id>/inlog/weg/", logins.login_disconnect, name="login_disconnect"),
    path(f"{_H}journaal/", journal.journal, name="journal"),
    path(f"{_H}journaal/nieuw/", journal.contact_new, name="contact_new"),
    path("journaal/<int:contact_id>/", journal.contact_edit, name="contact_edit"),
    path(f"{_H}document/", journal.document_new, name="document_new"),
    path("documenten/<int:document_id>/", journal.document, name="document"),
    path("documenten/<int:document_id>/intrekken/", journal.document_withdraw, name="document_withdraw"),
    path(f"{_H}wijzigen/", correcting.describe, name="household_edit"),
    path(f"{_H}splitsen/", correcting.split, name="household_split"),
    path(f"{_H}lid-erbij/", correcting.member_new, name="member_new"),
    path(f"{_H}lid-van-elders/", joining.member_known, name="member_known"),
    path(f"{_H}leden/<int:membership_id>/weg/", correcting.member_end, name="member_end"),
    path(f"{_H}personen/<int:person_id>/contact/", correcting.contact_details, name="contact_details"),
    path(f"{_H}personen/<int:person_id>/relatie/", correcting.relation_new, name="relation_new"),
    path(f"{_H}relaties/<int:relation_id>/", correcting.relation_edit, name="relation_edit"),
    path(f"{_H}relaties/<int:relation_id>/weg/", correcting.relation_remove, name="relation_remove"),
]
