"""Addresses of conversations, under /werk/."""

from django.urls import URLPattern, path

from ontschot.web.workplace.conversations import views

urlpatterns: list[URLPattern] = [
    path("meldingen/<int:number>/gesprek/", views.from_request, name="conversation_from_request"),
    path("huishoudens/<int:household_id>/gesprek/", views.with_household, name="conversation_new"),
    path("gesprekken/<int:conversation_id>/", views.conversation, name="conversation"),
    path("gesprekken/<int:conversation_id>/afdruk/", views.paper, name="conversation_print"),
    path("gesprekken/<int:conversation_id>/afronden/", views.conclude, name="conversation_conclude"),
    path("gesprekken/<int:conversation_id>/heropenen/", views.reopen, name="conversation_reopen"),
    path("gesprekken/<int:conversation_id>/<slug:code>/", views.domain, name="conversation_domain"),
    path("resultaten/<int:conversation_id>/<int:result_id>/", views.result, name="conversation_result"),
]
