"""What the deeds of conversations and plans in depth are called in the log."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

DEEDS: dict[str, str | Promise] = {
    # preparing a conversation, and its report
    "prepare": gettext_lazy("bereidde een gesprek voor"),
    "hand_in_plan": gettext_lazy("leverde een persoonlijk plan in"),
    "save_carer": gettext_lazy("legde vast hoe het met een mantelzorger gaat"),
    "remove_carer": gettext_lazy("haalde een mantelzorger weg uit een gesprek"),
    "save_result_area": gettext_lazy("beschreef een resultaat van het gesprek"),
    "place_report": gettext_lazy("legde een gespreksverslag voor"),
    "answer_report": gettext_lazy("reageerde op een gespreksverslag"),
    "keep_tour": gettext_lazy("volgde de rondleiding"),
    # letters, house style and words
    "place_letter": gettext_lazy("legde een brief vast"),
    "withdraw_letter": gettext_lazy("trok een brief in"),
    "begin_mailing": gettext_lazy("begon een brief aan veel huishoudens"),
    "write_mailing": gettext_lazy("schreef een brief aan veel huishoudens"),
    "leave_out": gettext_lazy("sloeg iemand over bij een brief aan velen, of juist niet meer"),
    "place_mailing": gettext_lazy("liet een brief aan veel huishoudens vastleggen"),
    "place_some": gettext_lazy("legde brieven van een reeks vast"),
    "undo_mailing": gettext_lazy("trok brieven van een reeks in die nog niemand las"),
    "save_standard_letter": gettext_lazy("schreef een standaardbrief"),
    "receive_documents": gettext_lazy("stuurde papieren mee met een hulpvraag"),
    "begin_arrears": gettext_lazy("bracht een bestand met achterstanden"),
    "receive_arrears": gettext_lazy("nam een signaal uit een bestand op"),
    "save_own_text": gettext_lazy("schreef hulp of nieuws"),
    "ask_file": gettext_lazy("vroeg een groot bestand van een lijst"),
    "stop_file": gettext_lazy("gooide een groot bestand weg"),
    "change_house_style": gettext_lazy("wijzigde de huisstijl van brieven"),
    "save_term": gettext_lazy("legde een woord uit"),
    "save_hard_word": gettext_lazy("beschreef een moeilijk woord"),
    # looking back on a plan
    "begin_evaluation": gettext_lazy("begon terug te kijken op een plan"),
    "look_back": gettext_lazy("legde vast hoe mensen terugkijken op een plan"),
    "decide": gettext_lazy("besloot hoe het verder gaat met een doel"),
    "conclude_evaluation": gettext_lazy("rondde het terugkijken af"),
    "reopen_plan": gettext_lazy("pakte een afgesloten plan weer op"),
    # conferences
    "plan_conference": gettext_lazy("plande een overleg"),
    "change_conference": gettext_lazy("wijzigde een overleg"),
    "ask_guest": gettext_lazy("nodigde iemand uit voor een overleg"),
    "put_on_agenda": gettext_lazy("zette iets op de agenda van een overleg"),
    "note_said": gettext_lazy("schreef op wat er in een overleg is gezegd"),
    "agree_together": gettext_lazy("legde een afspraak van een overleg vast"),
    "take_agreement": gettext_lazy("nam een afspraak van een overleg op in het plan"),
    "hold_conference": gettext_lazy("legde vast dat een overleg is gehouden"),
    # parts that others own, dated facts, and changes in the household
    "add_part": gettext_lazy("koppelde een plan van iemand anders"),
    "change_part": gettext_lazy("wijzigde een gekoppeld plan van iemand anders"),
    "add_fact": gettext_lazy("legde een gebeurtenis met een datum vast"),
    "change_fact": gettext_lazy("wijzigde een gebeurtenis"),
    "withdraw_fact": gettext_lazy("trok een gebeurtenis in"),
    "note_change": gettext_lazy("merkte een verandering in het huishouden op"),
    "settle_change": gettext_lazy("handelde een verandering in het huishouden af"),
    "take_along": gettext_lazy("nam doelen mee naar een ander huishouden"),
    "bring_together": gettext_lazy("voegde twee plannen samen"),
}
