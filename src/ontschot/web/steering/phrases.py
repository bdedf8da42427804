"""What a line in the log means, in plain words. Without a name or the content of a resident."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from ontschot.foundation.folding import fold
from ontschot.web.steering.phrases_in_depth import DEEDS as IN_DEPTH
from ontschot.web.steering.phrases_in_depth import THINGS as MORE_THINGS

Text = str | Promise

NOBODY: dict[str, Text] = {
    "system": gettext_lazy("het systeem zelf"),
    "public": gettext_lazy("niemand ingelogd"),
}

COLUMNS = (
    "tijdstip",
    "account",
    "wie",
    "rol",
    "organisatie",
    "namens",
    "actie",
    "wat",
    "soort",
    "nummer",
    "persoon",
    "huishouden",
    "doel",
    "grondslag",
    "uitkomst",
    "herkomst",
    "samenhang",
    "bijzonderheden",
)

# Things that are looked at or changed (object_kind), as they follow a verb.
_THINGS: dict[str, Text] = {
    **MORE_THINGS,
    "letter": gettext_lazy("een brief of verslag"),
    "signal_file": gettext_lazy("een bestand met achterstanden"),
    "own_text": gettext_lazy("hulp of nieuws van de gemeente"),
    "list": gettext_lazy("een lijst"),
    "mailing": gettext_lazy("een brief aan veel huishoudens"),
    "standard_letter": gettext_lazy("een standaardbrief"),
    "personal_plan": gettext_lazy("een eigen plan"),
    "word": gettext_lazy("een woord met uitleg"),
    "hard_word": gettext_lazy("een moeilijk woord"),
    "house_style": gettext_lazy("de huisstijl van brieven"),
    "result_area": gettext_lazy("een soort resultaat"),
    "term": gettext_lazy("termijnen"),
    "safety": gettext_lazy("de veiligheid van een huishouden"),
    "person": gettext_lazy("gegevens van een persoon"),
    "household": gettext_lazy("een huishouden"),
    "membership": gettext_lazy("wie er bij een huishouden hoort"),
    "relation": gettext_lazy("een familieband"),
    "residence": gettext_lazy("een adres"),
    "authority": gettext_lazy("het gezag over een kind"),
    "portal_account": gettext_lazy("de toegang van een inwoner"),
    "request": gettext_lazy("een hulpvraag"),
    "triage": gettext_lazy("een triage"),
    "conversation": gettext_lazy("een gesprek"),
    "answer": gettext_lazy("een antwoord uit een gesprek"),
    "result": gettext_lazy("een resultaat"),
    "plan": gettext_lazy("een plan"),
    "goal": gettext_lazy("een doel"),
    "action": gettext_lazy("een actie"),
    "agreement": gettext_lazy("een akkoord"),
    "involvement": gettext_lazy("een betrokkenheid"),
    "coordinatorship": gettext_lazy("de regie"),
    "contact": gettext_lazy("een notitie of contact"),
    "document": gettext_lazy("een document"),
    "task": gettext_lazy("een taak"),
    "timeline": gettext_lazy("een tijdlijn"),
    "grant": gettext_lazy("wie toegang heeft"),
    "drawer": gettext_lazy("een la"),
    "draft": gettext_lazy("een concept"),
    "log": gettext_lazy("het logboek"),
    "seal": gettext_lazy("de zegels van het logboek"),
    "session": gettext_lazy("een sessie"),
    "user": gettext_lazy("een account"),
    "team": gettext_lazy("een team"),
    "organisation": gettext_lazy("een organisatie"),
    "life_domain": gettext_lazy("een leefgebied"),
    "caseload": gettext_lazy("hoeveel werk iedereen in het team heeft"),
    "bulk_change": gettext_lazy("een wijziging in één keer"),
    "absence": gettext_lazy("wie er afwezig is"),
    "appointment": gettext_lazy("een afspraak"),
    "study": gettext_lazy("een onderzoek naar samenloop"),
    "message": gettext_lazy("een bericht (iWmo of iJw) dat is nagekeken en niet bewaard"),
}

_PLAIN = {code.replace("_", ""): text for code, text in _THINGS.items()}  # a form sent twice says the name of its table

# Actions with a thing after it.
_VERBS: dict[str, Text] = {
    "read": gettext_lazy("bekeek {thing}"),
    "write": gettext_lazy("wilde iets wijzigen: {thing}"),
    "search": gettext_lazy("zocht in wat de eigen toegang laat zien"),
    "identify_file": gettext_lazy("zocht de personen van een bestand (identificatie)"),
    "identify": gettext_lazy("zocht de juiste persoon (identificatie)"),
    "export": gettext_lazy("maakte een bestand van {thing}"),
    "extract": gettext_lazy("las wie welke hulp heeft, in één keer, voor {thing}"),
}

# Deeds, each a sentence of its own.
_DEEDS: dict[str, Text] = {
    **IN_DEPTH,
    "choose_regimes": gettext_lazy("koos welke wet van toepassing is"),
    "start_term": gettext_lazy("startte een termijn"),
    "suspend": gettext_lazy("zette een termijn stil"),
    "end_suspension": gettext_lazy("liet een termijn weer lopen"),
    "notify_delay": gettext_lazy("legde een bericht van uitstel vast"),
    "settle_terms": gettext_lazy("besloot wat er met termijnen gebeurt bij het afsluiten"),
    "plan_review": gettext_lazy("plande een heroverweging"),
    "meet_term": gettext_lazy("legde vast dat een termijn is gehaald"),
    "stop_term": gettext_lazy("stopte een termijn"),
    "resume_term": gettext_lazy("liet een termijn toch lopen"),
    "watch_terms": gettext_lazy("telde termijnen en herinnerde"),
    "person_left": gettext_lazy("paste termijnen aan na een overlijden of vertrek"),
    "drop_tasks": gettext_lazy("haalde een taak weg die niet meer nodig is"),
    "record_visit": gettext_lazy("legde een bezoek vast"),
    "open_safety": gettext_lazy("begon de meldcode te volgen"),
    "take_step": gettext_lazy("nam een stap van de meldcode"),
    "ask_advice": gettext_lazy("legde advies zonder naam vast"),
    "add_measure": gettext_lazy("legde een gedwongen maatregel vast"),
    "end_measure": gettext_lazy("legde het einde van een maatregel vast"),
    "agree_on_safety": gettext_lazy("legde een veiligheidsafspraak vast"),
    "impose_condition": gettext_lazy("legde een opgelegde voorwaarde vast"),
    "review_agreement": gettext_lazy("legde vast hoe een veiligheidsafspraak gaat"),
    "close_safety": gettext_lazy("sloot de meldcode af"),
    "login": gettext_lazy("logde in"),
    "logout": gettext_lazy("logde uit"),
    "change_password": gettext_lazy("koos een eigen wachtwoord"),
    "study_begin": gettext_lazy("bracht bestanden voor een onderzoek naar samenloop"),
    "study_run": gettext_lazy("liet een onderzoek naar samenloop berekenen"),
    "study_remove": gettext_lazy("ruimde een onderzoek naar samenloop op"),
    "create_user": gettext_lazy("maakte een account"),
    "change_user": gettext_lazy("wijzigde een account"),
    "change_role": gettext_lazy("gaf een account een andere rol"),
    "deactivate_user": gettext_lazy("sloot een account"),
    "reactivate_user": gettext_lazy("opende een gesloten account"),
    "reset_password": gettext_lazy("gaf een wachtwoord voor één keer"),
    "reset_second_factor": gettext_lazy("haalde een tweede stap weg"),
    "create_team": gettext_lazy("maakte een team"),
    "change_team": gettext_lazy("wijzigde een team"),
    "join_team": gettext_lazy("zette iemand in een team"),
    "leave_team": gettext_lazy("haalde iemand uit een team"),
    "create_organisation": gettext_lazy("voegde een organisatie toe"),
    "change_organisation": gettext_lazy("wijzigde een organisatie"),
    "change_life_domain": gettext_lazy("wijzigde een leefgebied"),
    "connect_account": gettext_lazy("gaf een inwoner toegang tot de eigen gegevens"),
    "disconnect_account": gettext_lazy("nam de toegang van een inwoner terug"),
    "await_connection": gettext_lazy("gaf een koppelcode"),
    "report": gettext_lazy("nam een hulpvraag op"),
    "triage": gettext_lazy("bepaalde wie een hulpvraag oppakt"),
    "pick_up": gettext_lazy("pakte een hulpvraag op"),
    "answer": gettext_lazy("handelde een hulpvraag af"),
    "withdraw": gettext_lazy("trok een hulpvraag in"),
    "correct_request": gettext_lazy("verbeterde een hulpvraag"),
    "identify_subject": gettext_lazy("stelde vast over wie een hulpvraag gaat"),
    "take_in_plan": gettext_lazy("nam een hulpvraag mee in een plan"),
    "start_conversation": gettext_lazy("begon een gesprek"),
    "describe_conversation": gettext_lazy("beschreef een gesprek"),
    "save_answer": gettext_lazy("schreef een antwoord op uit een gesprek"),
    "add_result": gettext_lazy("voegde een resultaat toe"),
    "change_result": gettext_lazy("wijzigde een resultaat"),
    "remove_result": gettext_lazy("haalde een resultaat weg"),
    "mark_in_plan": gettext_lazy("nam een resultaat op in een plan"),
    "conclude": gettext_lazy("rondde een gesprek af"),
    "reopen": gettext_lazy("opende een gesprek weer"),
    "make_plan": gettext_lazy("maakte een plan"),
    "set_motto": gettext_lazy("schreef op waar een plan naar streeft"),
    "propose": gettext_lazy("legde een plan voor"),
    "take_back": gettext_lazy("nam een plan terug om te wijzigen"),
    "close_plan": gettext_lazy("sloot een plan af"),
    "add_goal": gettext_lazy("voegde een doel toe"),
    "change_goal": gettext_lazy("wijzigde een doel"),
    "set_goal_state": gettext_lazy("gaf een doel een andere stand"),
    "add_action": gettext_lazy("voegde een actie toe"),
    "change_action": gettext_lazy("wijzigde een actie"),
    "set_action_state": gettext_lazy("gaf een actie een andere stand"),
    "agree": gettext_lazy("legde vast of iemand instemt met een plan"),
    "involve": gettext_lazy("betrok iemand bij een huishouden"),
    "end_involvement": gettext_lazy("beëindigde een betrokkenheid"),
    "name_coordinator": gettext_lazy("wees een regisseur aan"),
    "hand_over": gettext_lazy("droeg de regie over"),
    "end_coordination": gettext_lazy("beëindigde de regie"),
    "end_look_along": gettext_lazy("stopte het meekijken van een vorige regisseur"),
    "set_absence": gettext_lazy("zette iemand als afwezig"),
    "change_absence": gettext_lazy("wijzigde een afwezigheid"),
    "end_absence": gettext_lazy("beëindigde een afwezigheid"),
    "set_caseload_norm": gettext_lazy("legde vast hoeveel huishoudens een medewerker heeft"),
    "hand_out": gettext_lazy("gaf huishoudens uit een lijst een regisseur"),
    "reassign": gettext_lazy("gaf werk van een medewerker in één keer aan een ander"),
    "undo_bulk": gettext_lazy("maakte een wijziging in één keer ongedaan"),
    "add_appointment": gettext_lazy("maakte een afspraak"),
    "change_appointment": gettext_lazy("wijzigde een afspraak"),
    "set_contract_hours": gettext_lazy("legde de contracturen van een medewerker vast"),
    "ask_to_move": gettext_lazy("vroeg om een andere tijd voor een afspraak"),
    "set_appointment": gettext_lazy("gaf een afspraak een andere stand"),
    "add_task": gettext_lazy("maakte een taak"),
    "snooze_task": gettext_lazy("verplaatste een taak naar een andere dag"),
    "assign_requests": gettext_lazy("verdeelde meldingen in één keer"),
    "bulk_tasks": gettext_lazy("wijzigde taken in één keer"),
    "make_feed": gettext_lazy("maakte een adres voor de eigen agenda"),
    "revoke_feed": gettext_lazy("trok het adres van de eigen agenda in"),
    "write_contact": gettext_lazy("schreef een notitie of contact"),
    "change_contact": gettext_lazy("verbeterde een notitie of contact"),
    "add_document": gettext_lazy("bewaarde een document"),
    "withdraw_document": gettext_lazy("trok een verkeerd document in"),
    "download": gettext_lazy("haalde een document op"),
    "raise_task": gettext_lazy("zette een taak klaar"),
    "set_task": gettext_lazy("gaf een taak een andere stand"),
    "report_person": gettext_lazy("voegde een persoon toe"),
    "change_contact_details": gettext_lazy("wijzigde hoe iemand te bereiken is"),
    "remove_provisional": gettext_lazy("haalde een voorlopige persoon weg"),
    "say_different": gettext_lazy("legde vast dat twee mensen niet dezelfde zijn"),
    "take_back_different": gettext_lazy("nam terug dat twee mensen niet dezelfde zijn"),
    "merge_persons": gettext_lazy("voegde twee personen samen die één bleken"),
    "unmerge_persons": gettext_lazy("maakte een samenvoeging ongedaan"),
    "add_relation": gettext_lazy("voegde iemand uit het netwerk toe"),
    "change_relation": gettext_lazy("wijzigde iemand uit het netwerk"),
    "remove_relation": gettext_lazy("haalde iemand uit het netwerk weg"),
    "household_for": gettext_lazy("maakte of vond het huishouden van iemand"),
    "describe_household": gettext_lazy("wijzigde een huishouden"),
    "add_member": gettext_lazy("zette iemand bij een huishouden"),
    "end_membership": gettext_lazy("liet iemand een huishouden verlaten"),
    "split_household": gettext_lazy("splitste een huishouden"),
    "take_register": gettext_lazy("las het bevolkingsregister in"),
    "take_register_record": gettext_lazy("werkte iemand bij uit het bevolkingsregister"),
    "follow_register": gettext_lazy("volgde een verhuizing uit het bevolkingsregister"),
    "fill_neighbourhood": gettext_lazy("zocht de buurt bij een adres"),
    "open_access": gettext_lazy("gaf toegang"),
    "end_access": gettext_lazy("beëindigde toegang"),
}

_PURPOSES: dict[str, Text] = {
    "outreach": gettext_lazy("hulp aanbieden aan wie er niet om vroeg"),
    "safety": gettext_lazy("zorgen voor veiligheid"),
    "intake": gettext_lazy("een hulpvraag opnemen"),
    "triage": gettext_lazy("bepalen wie helpt"),
    "coordination": gettext_lazy("regie op het plan"),
    "support": gettext_lazy("meewerken aan het plan"),
    "team_lead": gettext_lazy("werk verdelen in het team"),
    "own_data": gettext_lazy("eigen gegevens inzien"),
    "representation": gettext_lazy("ouder of vertegenwoordiger"),
    "identification": gettext_lazy("de juiste persoon vinden"),
    "register": gettext_lazy("bijwerken uit het bevolkingsregister"),
    "oversight": gettext_lazy("toezicht op het logboek"),
    "statistics": gettext_lazy("cijfers over groepen maken"),
    "administration": pgettext_lazy("doel", "beheer"),
}
_GROUNDS: dict[str, Text] = {
    "public_task": gettext_lazy("taak van de gemeente"),
    "consent": gettext_lazy("toestemming"),
    "vital_interest": gettext_lazy("vitaal belang"),
    "legal_obligation": gettext_lazy("wettelijke plicht"),
    "data_subject": gettext_lazy("het gaat om henzelf"),
    "authority": gettext_lazy("gezag of vertegenwoordiging"),
}


def words(action: str, object_kind: str) -> str:
    """What was done, after the name of who did it: 'bekeek een plan'. What was refused before anything was looked up
    names the screen instead."""
    if action in _DEEDS:
        return str(_DEEDS[action])
    thing = str(_THINGS.get(object_kind) or _PLAIN.get(object_kind) or _("het scherm ‘%s’") % object_kind)
    verb = str(_VERBS.get(action, f"{action.replace('_', ' ')}: {{thing}}"))
    return verb.replace("{thing}", thing)


def person(number: int | None) -> str:
    """Whom it is about, by number: 'persoon 12'; '' when nobody."""
    return _("persoon %(person)s") % {"person": number} if number else ""


def household(number: int | None) -> str:
    """Which household it is about, by number: 'huishouden 3'; '' when none."""
    return _("huishouden %(household)s") % {"household": number} if number else ""


def purpose(code: str) -> Text:
    """The purpose in words."""
    return _PURPOSES.get(code, code)


def ground(code: str) -> Text:
    """The ground in words."""
    return _GROUNDS.get(code, code)


def actions_with_words() -> list[tuple[str, str]]:
    """All actions there are words for, for a pick list, by their words."""
    general = [(code, str(text).replace("{thing}", "…")) for code, text in _VERBS.items()]
    return general + sorted(((code, str(text)) for code, text in _DEEDS.items()), key=lambda pair: fold(pair[1]))


def known_actions() -> frozenset[str]:
    """The codes of all actions there are words for."""
    return frozenset(_VERBS) | frozenset(_DEEDS)


def known_things() -> frozenset[str]:
    """The codes of all things there are words for."""
    return frozenset(_THINGS)
