"""Addresses of steering."""

from django.urls import path

from ontschot.web.steering import views_accounts, views_log, views_messages, views_reference, views_study, views_writing

app_name = "steering"
urlpatterns = [
    path("cijfers/", views_reference.figures, name="figures"),
    path("logboek/", views_log.log_page, name="log"),
    path("logboek/uitvoer.csv", views_log.export, name="log_export"),
    path("logboek/zegels/", views_log.seals, name="log_seals"),
    path("samenloop/", views_study.page, name="overlap"),
    path("samenloop/verslag/", views_study.report, name="overlap_report"),
    path("berichten/", views_messages.page, name="messages"),
    path("accounts/", views_accounts.accounts, name="accounts"),
    path("accounts/nieuw/", views_accounts.new, name="account_new"),
    path("accounts/<int:user_id>/", views_accounts.account, name="account"),
    path("accounts/<int:user_id>/rol/", views_accounts.role, name="account_role"),
    path("accounts/<int:user_id>/sluiten/", views_accounts.close, name="account_close"),
    path("accounts/<int:user_id>/wachtwoord/", views_accounts.password, name="account_password"),
    path("accounts/<int:user_id>/tweede-stap/", views_accounts.second_factor, name="account_second_factor"),
    path("accounts/<int:user_id>/openen/", views_accounts.reopen, name="account_reopen"),
    path("teams/", views_accounts.teams, name="teams"),
    path("teams/nieuw/", views_accounts.team_new, name="team_new"),
    path("teams/<int:team_id>/", views_accounts.team, name="team"),
    path("teams/<int:team_id>/naam/", views_accounts.team_change, name="team_change"),
    path("teams/<int:team_id>/norm/", views_accounts.team_norm, name="team_norm"),
    path("teams/<int:team_id>/plaats/<int:membership_id>/", views_accounts.leave, name="team_leave"),
    path("organisaties/", views_reference.organisations, name="organisations"),
    path("organisaties/nieuw/", views_reference.organisation_new, name="organisation_new"),
    path("organisaties/<int:organisation_id>/", views_reference.organisation, name="organisation"),
    path("stamgegevens/", views_reference.reference, name="reference"),
    path("stamgegevens/<int:life_domain_id>/", views_reference.life_domain, name="life_domain"),
    path("stamgegevens/resultaten/", views_writing.result_areas, name="result_areas"),
    path("stamgegevens/resultaten/nieuw/", views_writing.result_area_new, name="result_area_new"),
    path("stamgegevens/resultaten/<int:area_id>/", views_writing.result_area, name="result_area"),
    path("stamgegevens/woorden/", views_writing.terms, name="terms"),
    path("stamgegevens/woorden/nieuw/", views_writing.term_new, name="term_new"),
    path("stamgegevens/woorden/<int:term_id>/", views_writing.term, name="term"),
    path("stamgegevens/moeilijke-woorden/", views_writing.hard_words, name="hard_words"),
    path("stamgegevens/moeilijke-woorden/nieuw/", views_writing.hard_word_new, name="hard_word_new"),
    path("stamgegevens/moeilijke-woorden/<int:word_id>/", views_writing.hard_word, name="hard_word"),
    path("huisstijl/", views_writing.house_style, name="house_style"),
    path("huisstijl/voorbeeld.pdf", views_writing.house_style_sample, name="house_style_sample"),
    path("installatie/", views_reference.installation, name="installation"),
]
