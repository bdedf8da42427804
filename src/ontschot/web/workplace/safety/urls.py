"""Addresses of safety, under /werk/."""

from django.urls import URLPattern, path

from ontschot.web.workplace.safety import changing, views

urlpatterns: list[URLPattern] = [
    path("huishoudens/<int:household_id>/veiligheid/", views.safety, name="safety"),
    path("huishoudens/<int:household_id>/veiligheid/nieuw/", changing.safety_open, name="safety_open"),
    path("veiligheid/<int:case_id>/stap/", changing.safety_step, name="safety_step"),
    path("veiligheid/<int:case_id>/advies/", changing.safety_advice, name="safety_advice"),
    path("veiligheid/<int:case_id>/afspraak/", changing.safety_agree, name="safety_agree"),
    path("veiligheid/<int:case_id>/maatregel/", changing.safety_measure, name="safety_measure"),
    path("veiligheid/<int:case_id>/afsluiten/", changing.safety_close, name="safety_close"),
    path("veiligheid/maatregel/<int:measure_id>/voorwaarde/", changing.safety_condition, name="safety_condition"),
    path("veiligheid/maatregel/<int:measure_id>/einde/", changing.measure_end, name="measure_end"),
    path("veiligheid/afspraak/<int:safety_line_id>/", changing.safety_review, name="safety_review"),
]
