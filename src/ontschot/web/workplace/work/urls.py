"""Addresses of my work, under /werk/."""

from django.urls import URLPattern, path

from ontschot.web.workplace.work import views

urlpatterns: list[URLPattern] = [
    path("", views.my_work, name="my_work"),
    path("concept/", views.draft, name="draft"),
    path("taken/<int:task_id>/gedaan/", views.task_done, name="task_done"),
    path("taken/<int:task_id>/terug/", views.task_undo, name="task_undo"),
]
