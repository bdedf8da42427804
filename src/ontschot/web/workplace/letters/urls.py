"""Addresses of letters, under /werk/."""

from django.urls import URLPattern, path

from ontschot.web.workplace.letters import many, views

urlpatterns: list[URLPattern] = [
    path("huishoudens/<int:household_id>/brieven/", views.letters, name="letters"),
    path("huishoudens/<int:household_id>/brieven/nieuw/", views.letter_new, name="letter_new"),
    path("brieven/<int:letter_id>/", views.letter, name="letter"),
    path("brieven/<int:letter_id>/lezen/", views.letter_read, name="letter_read"),
    path("brieven/<int:letter_id>/intrekken/", views.letter_withdraw, name="letter_withdraw"),
    path("brieven/bijlage/<int:attachment_id>/", views.attachment, name="letter_attachment"),
    path("brieven/reeksen/", many.mailings, name="mailings"),
    path("brieven/reeksen/<int:mailing_id>/", many.mailing, name="mailing"),
    path("brieven/reeksen/<int:mailing_id>/nakijken/", many.mailing_check, name="mailing_check"),
    path("brieven/reeksen/<int:mailing_id>/voorbeeld/<int:line_id>/", many.mailing_preview, name="mailing_preview"),
    path(
        "brieven/reeksen/<int:mailing_id>/voorbeeld/<int:line_id>/brief.pdf",
        many.mailing_preview_pdf,
        name="mailing_preview_pdf",
    ),
    path("brieven/reeksen/<int:mailing_id>/regel/<int:line_id>/", many.mailing_leave_out, name="mailing_leave_out"),
    path("brieven/reeksen/<int:mailing_id>/vastleggen/", many.mailing_place, name="mailing_place"),
    path("brieven/reeksen/<int:mailing_id>/afdrukken/", many.mailing_print, name="mailing_print"),
    path("brieven/reeksen/<int:mailing_id>/intrekken/", many.mailing_undo, name="mailing_undo"),
]
