"""Addresses of the residents' screens, under /mijn/."""

from django.urls import URLPattern, URLResolver, path

from ontschot.web.portal import guide, landing, letters, looking_back, talks, views
from ontschot.web.portal.ask.urls import urlpatterns as ask

app_name = "portal"

urlpatterns: list[URLPattern | URLResolver] = [
    path("plan/", views.my_plan, name="my_plan"),
    path("plan/<int:plan_id>/veranderd/", views.changed, name="plan_changed"),
    path("terugkijken/<int:evaluation_id>/", looking_back.evaluation, name="evaluation"),
    path("huishouden/<int:household_id>/wat-komt-er/", landing.accumulation, name="accumulation"),
    path("plan/<int:plan_id>/akkoord/", views.agree, name="agree"),
    path("plan/actie/<int:action_id>/", views.action_state, name="action_state"),
    path("wie-keek-mee/", views.who_looked, name="who_looked"),
    path("gegevens/", views.my_data, name="my_data"),
    path("brieven/", letters.my_letters, name="my_letters"),
    path("brieven/<int:letter_id>/", letters.my_letter, name="my_letter"),
    path("gesprek/", talks.my_talks, name="my_talks"),
    path("gesprek/eigen-plan/<int:number>/", talks.own_plan, name="own_plan"),
    path("gesprek/verslag/<int:report_id>/", talks.report_answer, name="report_answer"),
    path("gesprek/voorbereiden/", guide.guide, name="guide"),
    path("gesprek/voorbereiden/gids.pdf", guide.guide_pdf, name="guide_pdf"),
    *ask,
]
