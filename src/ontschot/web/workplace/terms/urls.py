"""Addresses of legal terms, under /werk/."""

from django.urls import URLPattern, path

from ontschot.web.workplace.terms import changing, views

urlpatterns: list[URLPattern] = [
    path("termijnen/", views.terms, name="terms"),
    path("termijnen/regels/", views.term_rules, name="term_rules"),
    path("termijnen/<int:legal_term_id>/stilzetten/", changing.term_suspend, name="term_suspend"),
    path(
        "termijnen/<int:legal_term_id>/stilstand/<int:suspension_id>/", changing.suspension_end, name="suspension_end"
    ),
    path("termijnen/<int:legal_term_id>/uitstel/", changing.term_delay, name="term_delay"),
    path("termijnen/<int:legal_term_id>/gehaald/", changing.term_meet, name="term_meet"),
    path("termijnen/<int:legal_term_id>/stoppen/", changing.term_stop, name="term_stop"),
    path("termijnen/<int:legal_term_id>/hervatten/", changing.term_resume, name="term_resume"),
    path("meldingen/<int:number>/termijnen/", views.request_terms, name="request_terms"),
    path("meldingen/<int:number>/wetten/", changing.request_regimes, name="request_regimes"),
    path("meldingen/<int:number>/termijn/", changing.term_begin, name="term_begin"),
]
