"""Addresses of the residents' screens, under /mijn/."""

from django.urls import URLPattern, URLResolver, path

from ontschot.web.portal import appointments, editions, guide, keeping, landing, letters, looking_back, talks, views
from ontschot.web.portal.ask.urls import urlpatterns as ask

app_name = "portal"

urlpatterns: list[URLPattern | URLResolver] = [
    path("plan/", views.my_plan, name="my_plan"),
    path("plan/<int:plan_id>/veranderd/", views.changed, name="plan_changed"),
    path("plan/<int:plan_id>/eerder/", editions.plan_editions, name="plan_editions"),
    path("plan/<int:plan_id>/plan.pdf", keeping.plan_pdf, name="plan_pdf"),
    path("terugkijken/<int:evaluation_id>/", looking_back.evaluation, name="evaluation"),
    path("huishouden/<int:household_id>/wat-komt-er/", landing.accumulation, name="accumulation"),
    path("plan/<int:plan_id>/akkoord/", views.agree, name="agree"),
    path("plan/actie/<int:action_id>/", views.action_state, name="action_state"),
    path("wie-keek-mee/", views.who_looked, name="who_looked"),
    path("gegevens/", views.my_data, name="my_data"),
    path("afspraken/", appointments.my_appointments, name="my_appointments"),
    path("afspraken/<int:appointment_id>/andere-tijd/", appointments.move, name="move"),
    path("brieven/", letters.my_letters, name="my_letters"),
    path("brieven/<int:letter_id>/", letters.my_letter, name="my_letter"),
    path("brieven/<int:letter_id>/lezen/", letters.my_letter_read, name="my_letter_read"),
    path("brieven/bijlage/<int:attachment_id>/", letters.my_attachment, name="my_attachment"),
    path("gesprek/", talks.my_talks, name="my_talks"),
    path("gesprek/eigen-plan/<int:number>/", talks.own_plan, name="own_plan"),
    path("gesprek/eigen-plan/bestand/<int:own_plan_id>/", keeping.own_plan_file, name="own_plan_file"),
    path("gesprek/verslag/<int:report_id>/", talks.report_answer, name="report_answer"),
    path("gesprek/voorbereiden/", guide.guide, name="guide"),
    path("gesprek/voorbereiden/gids.pdf", guide.guide_pdf, name="guide_pdf"),
    *ask,
]
