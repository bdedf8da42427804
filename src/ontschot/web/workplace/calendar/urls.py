"""Addresses of the calendar, under /werk/."""

from django.urls import URLPattern, path

from ontschot.web.workplace.calendar import feed, planning, tasks, views

urlpatterns: list[URLPattern] = [
    path("agenda/", views.calendar, name="calendar"),
    path("agenda/nieuw/", planning.choose, name="appointment_choose"),
    path("agenda/koppelen/", feed.connect, name="calendar_feed"),
    path("agenda/<str:token>.ics", feed.read, name="calendar_ics"),
    path("huishoudens/<int:household_id>/afspraak/", views.new, name="appointment_new"),
    path("afspraken/<int:appointment_id>/", views.edit, name="appointment_edit"),
    path("afspraken/<int:appointment_id>/stand/<slug:state>/", views.state, name="appointment_state"),
    path("huishoudens/<int:household_id>/taak/", tasks.new, name="task_new"),
    path("taken/<int:task_id>/later/", tasks.snooze, name="task_snooze"),
]
