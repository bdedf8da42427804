"""Addresses of plans, under /werk/."""

from django.urls import URLPattern, path

from ontschot.web.workplace.plans import around, editions, evaluations, reopening, views

_H = "huishoudens/<int:household_id>/"
urlpatterns: list[URLPattern] = [
    path(f"{_H}plan/", views.plan, name="plan"),
    path(f"{_H}plan/nieuw/", views.plan_new, name="plan_new"),
    path(f"{_H}plan/afdruk/", views.paper, name="plan_print"),
    path(f"{_H}plan/uitgaven/", editions.plan_editions, name="plan_editions"),
    path(f"{_H}plan/heropenen/", reopening.plan_reopen, name="plan_reopen"),
    path("plannen/<int:plan_id>/eerder/", reopening.plan_earlier, name="plan_earlier"),
    path(f"{_H}terugkijken/", evaluations.evaluations, name="evaluations"),
    path(f"{_H}terugkijken/nieuw/", evaluations.evaluation_new, name="evaluation_new"),
    path("terugkijken/<int:evaluation_id>/", evaluations.evaluation, name="evaluation"),
    path("terugkijken/<int:evaluation_id>/doel/<int:goal_id>/", evaluations.evaluation_goal, name="evaluation_goal"),
    path("terugkijken/<int:evaluation_id>/plan/", evaluations.evaluation_whole, name="evaluation_whole"),
    path("terugkijken/<int:evaluation_id>/afronden/", evaluations.evaluation_conclude, name="evaluation_conclude"),
    path("plannen/<int:plan_id>/streven/", views.motto, name="plan_motto"),
    path("plannen/<int:plan_id>/voorleggen/", views.propose, name="plan_propose"),
    path("plannen/<int:plan_id>/terugnemen/", views.take_back, name="plan_take_back"),
    path("plannen/<int:plan_id>/afsluiten/", views.close, name="plan_close"),
    path("plannen/<int:plan_id>/doel/", views.goal_new, name="goal_new"),
    path("plannen/<int:plan_id>/instemming/<int:person_id>/", views.agreement, name="plan_agree"),
    path("doelen/<int:goal_id>/", views.goal_edit, name="goal_edit"),
    path("doelen/<int:goal_id>/stand/<slug:state>/", views.goal_state, name="goal_state"),
    path("doelen/<int:goal_id>/actie/", views.action_new, name="action_new"),
    path("acties/<int:action_id>/", views.action_edit, name="action_edit"),
    path("acties/<int:action_id>/voortgang/", views.action_progress, name="action_progress"),
    path(f"{_H}meekijken/<int:coordinatorship_id>/stop/", around.look_along_end, name="look_along_end"),
    path(f"{_H}betrekken/", around.involve, name="involve"),
    path(f"{_H}betrokkenen/", around.involved, name="involved"),
    path(f"{_H}betrokkenen/<int:involvement_id>/stoppen/", around.end, name="involvement_end"),
    path(f"{_H}regisseur/", around.coordinator, name="coordinator"),
    path(f"{_H}regisseur/stoppen/", around.coordination_end, name="coordination_end"),
]
