"""Addresses of conversations, under /werk/."""

from django.urls import URLPattern, path

from ontschot.web.workplace.conversations import preparing, views

urlpatterns: list[URLPattern] = [
    path("meldingen/<int:number>/gesprek/", views.from_request, name="conversation_from_request"),
    path("huishoudens/<int:household_id>/gesprek/", views.with_household, name="conversation_new"),
    path("gesprekken/<int:conversation_id>/", views.conversation, name="conversation"),
    path("gesprekken/<int:conversation_id>/afdruk/", views.paper, name="conversation_print"),
    path("gesprekken/<int:conversation_id>/afronden/", views.conclude, name="conversation_conclude"),
    path("gesprekken/<int:conversation_id>/heropenen/", views.reopen, name="conversation_reopen"),
    path("meldingen/<int:number>/voorbereiding/", preparing.preparation_of_request, name="preparation_of_request"),
    path("meldingen/<int:number>/eigen-plan/", preparing.paper_plan, name="paper_plan"),
    path("huishoudens/<int:household_id>/voorbereiding/", preparing.preparation, name="preparation"),
    path("eigen-plannen/<int:own_plan_id>/", preparing.plan_file, name="own_plan_file"),
    path("gesprekken/<int:conversation_id>/mantelzorger/", preparing.carer_new, name="carer_new"),
    path("gesprekken/<int:conversation_id>/mantelzorger/<int:carer_id>/", preparing.carer, name="carer"),
    path("gesprekken/<int:conversation_id>/verslag.pdf", preparing.report_pdf, name="report_pdf"),
    path("gesprekken/<int:conversation_id>/verslag/lezen/", preparing.report_read, name="report_read"),
    path("gesprekken/<int:conversation_id>/verslag/klaarzetten/", preparing.report_place, name="report_place"),
    path("gesprekken/<int:conversation_id>/verslag/<int:report_id>/", preparing.report_answer, name="report_answer"),
    path("gesprekken/<int:conversation_id>/<slug:code>/", views.domain, name="conversation_domain"),
    path("resultaten/<int:conversation_id>/<int:result_id>/", views.result, name="conversation_result"),
]
