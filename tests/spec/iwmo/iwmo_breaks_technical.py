"""For each technical rule: the smallest change to a valid world that breaks it, and only it."""

import copy
import datetime as dt
from typing import Any

from iwmo_breaks_elements import breaks
from iwmo_worlds import (
    OTHER_BSN,
    OTHER_PROVIDER,
    D,
    World,
    allocated,
    changed,
    claim_answer,
    contact,
    line,
    new,
    product,
    stop,
    wish,
)

from ontschot.exchange.iwmo.xml import composites as c
from ontschot.exchange.iwmo.xml import messages as m


def part(w: World) -> Any:
    return w.body.declaratie.clienten[0].prestaties[0]


def known(w: World) -> Any:
    return w.earlier(301).client.toegewezen_producten[0]


def add_line(w: World, item: m.Prestatie) -> None:
    claim = w.body.declaratie
    claim.clienten[0].prestaties.append(item)
    sign = 1 if item.ingediend_bedrag.debet_credit == "D" else -1
    claim.totaal_ingediend_bedrag.totaal_bedrag += sign * item.ingediend_bedrag.bedrag


# Within a message


@breaks("TR002", 301, 305, 307, 315)
def too_old(w: World) -> None:
    w.body.client.geboortedatum.datum = D(1900, 1, 1)


@breaks("TR006", 301)
def unreachable(w: World) -> None:
    w.body.client.relaties[0].contact.adres = None


@breaks("TR018", 307)
def stop_before_start(w: World) -> None:
    w.body.client.stop_producten[0].einddatum = D(2024, 1, 16)


@breaks("TR061", 301)
def only_a_temporary_address(w: World) -> None:
    w.body.client.contactgegevens = [contact("04")]


@breaks("TR101", 301)
def double_contact(w: World) -> None:
    w.body.client.contactgegevens.append(contact())


@breaks("TR101", 305)
def double_start(w: World) -> None:
    w.body.client.start_producten *= 2


@breaks("TR101", 307)
def double_stop(w: World) -> None:
    w.body.client.stop_producten *= 2


@breaks("TR101", 315, also=("TR383",))
@breaks("TR383", 315, also=("TR101",))
def double_reference(w: World) -> None:
    other = wish(w.standard)
    other.product = product(w.standard, other=True)
    w.body.client.aangevraagde_producten.append(other)


@breaks("TR101", 317)
def double_unchanged(w: World) -> None:
    request = w.body.client.verzoek
    request.te_wijzigen_producten = []
    request.ongewijzigde_producten = [m.OngewijzigdProduct(toewijzing_nummer=101) for _ in range(2)]
    w.also_allowed = {"TR361"}


@breaks("TR101", 323)
def double_client(w: World) -> None:
    claim = w.body.declaratie
    claim.clienten.append(m.Client323(bsn=claim.clienten[0].bsn, prestaties=[line(w.standard, "P-2", 1)]))
    known(w).ingangsdatum = D(2024, 1, 1)
    claim.totaal_ingediend_bedrag.totaal_bedrag = 120000


@breaks("TR101", 325)
def double_answered_client(w: World) -> None:
    answer = w.body.declaratie_antwoord
    other = copy.deepcopy(answer.clienten[0])
    other.prestaties[0].product_referentie.referentie_nummer = "P-2"
    answer.clienten.append(other)
    answer.totaal_ingediend_bedrag.totaal_bedrag = 120000
    claimed = w.earlier(323).declaratie.clienten[0].prestaties
    claimed.append(line(w.standard, "P-2"))


@breaks("TR134", 301)
def allocated_later(w: World) -> None:
    w.body.client.toegewezen_producten[0].toewijzingsdatum = D(2024, 1, 11)


@breaks("TR134", 305)
def started_later(w: World) -> None:
    w.body.client.start_producten[0].begindatum = D(2024, 2, 2)


@breaks("TR134", 307, 315)
def born_later(w: World) -> None:
    w.body.client.geboortedatum.datum = D(2025, 1, 1)


@breaks("TR134", 323)
def claimed_later(w: World) -> None:
    w.body.declaratie.declaratie_dagtekening = D(2024, 3, 6)


@breaks("TR134", 325, also=("TR137", "TR367"))
def answered_period_later(w: World) -> None:
    period = w.body.declaratie_antwoord.clienten[0].prestaties[0].product_periode
    period.begindatum, period.einddatum = D(2024, 4, 1), D(2024, 4, 30)


@breaks("TR137", 323)
def month_not_over(w: World) -> None:
    claim = w.body.declaratie
    claim.declaratie_dagtekening = w.body.header.bericht_identificatie.dagtekening = D(2024, 2, 28)


@breaks("TR137", 325, also=("TR367",))
def answered_period_backwards(w: World) -> None:
    w.body.declaratie_antwoord.clienten[0].prestaties[0].product_periode.einddatum = D(2024, 1, 31)


@breaks("TR302", 301)
def overlap(w: World) -> None:
    w.body.client.toegewezen_producten.append(allocated(w.standard, 102))


@breaks("TR386", 315)
def requested_overlap(w: World) -> None:
    w.body.client.aangevraagde_producten.append(wish(w.standard, "R-2"))


@breaks("TR410", 317)
def new_overlap(w: World) -> None:
    other = new(w.standard)
    other.gewenste_ingangsdatum = D(2024, 5, 1)
    w.body.client.verzoek.nieuwe_producten.append(other)


def credit(w: World, reference: str, of: str, month: int = 2) -> m.Prestatie:
    item = line(w.standard, reference, month)
    item.product_referentie.vorig_referentie_nummer = of
    item.ingediend_bedrag.debet_credit = "C"
    return item


def granted(w: World, reference: str = "P-0", month: int = 2, day: dt.date | None = None) -> Any:
    """An earlier claim of one line that was granted."""
    body = w.add(323, day=day or D(2024, 3, 1))
    claim = body.declaratie
    claim.declaratie_nummer = f"N{len(w.before)}"
    claim.clienten[0].prestaties = [line(w.standard, reference, month)]
    return body


@breaks("TR315", 323)
def credited_twice_here(w: World) -> None:
    granted(w)
    claim_answer(w)
    add_line(w, credit(w, "P-2", "P-0"))
    add_line(w, credit(w, "P-3", "P-0"))
    w.body.declaratie.totaal_ingediend_bedrag = c.TotaalBedragMetDC(totaal_bedrag=60000, debet_credit="C")


@breaks("TR316", 323, also=("TR323",))
def credited_here(w: World) -> None:
    add_line(w, credit(w, "P-2", "P-1"))
    w.body.declaratie.totaal_ingediend_bedrag = c.TotaalBedragMetDC(totaal_bedrag=0, debet_credit="D")


@breaks("TR335", 323)
def too_late(w: World) -> None:
    claim = w.body.declaratie
    known(w).einddatum = None
    known(w).omvang.frequentie = "4"
    known(w).omvang.volume = 20
    claim.declaratie_periode = c.GeslotenPeriode(begindatum=D(2029, 2, 1), einddatum=D(2029, 2, 28))
    claim.declaratie_dagtekening = w.body.header.bericht_identificatie.dagtekening = D(2029, 3, 5)
    w.today = D(2030, 1, 1)


@breaks("TR342", 325)
def unexplained(w: World) -> None:
    w.body.declaratie_antwoord.totaal_toegekend_bedrag.totaal_bedrag = 1


@breaks("TR352", 317, also=("TR349",))
def no_current(w: World) -> None:
    w.body.client.verzoek.te_wijzigen_producten = []


@breaks("TR353", 317)
def no_change(w: World) -> None:
    request = w.body.client.verzoek
    request.te_wijzigen_producten, request.nieuwe_producten = [], []
    request.ongewijzigde_producten = [m.OngewijzigdProduct(toewijzing_nummer=101)]


@breaks("TR358", 323)
def wrong_total(w: World) -> None:
    w.body.declaratie.totaal_ingediend_bedrag.totaal_bedrag = 1


@breaks("TR377", 319, standards=("jw",))
def no_municipality(w: World) -> None:
    w.body.antwoord.reden_afwijzing_verzoek = "8"


@breaks("TR409", 319, standards=("jw",))
def needless_municipality(w: World) -> None:
    w.body.antwoord.woonplaatsbeginsel = m.Woonplaatsbeginsel(gemeente="1916")


@breaks("TR380", 317)
def new_in_the_past(w: World) -> None:
    w.body.client.verzoek.nieuwe_producten[0].gewenste_ingangsdatum = D(2024, 3, 1)


@breaks("TR416", 323)
def claimed_twice_here(w: World) -> None:
    add_line(w, line(w.standard, "P-2"))
    known(w).omvang.volume = 30


# Across messages: delivery


@breaks("TR019", 305, 307)
def other_clients_allocation(w: World) -> None:
    w.earlier(301).client.bsn = OTHER_BSN


@breaks("TR019", 305)
def other_providers_allocation(w: World) -> None:
    w.earlier(301).header.ontvanger = OTHER_PROVIDER


@breaks("TR056", 305, 307, 315, 317, 323)
def number_used_with_another_municipality(w: World) -> None:
    before = w.add(w.number, identification=w.body.header.bericht_identificatie.identificatie)
    before.header.ontvanger = "1916"


@breaks("TR056", 301, 319)
def number_used_with_another_provider(w: World) -> None:
    before = w.add(w.number, identification=w.body.header.bericht_identificatie.identificatie)
    before.header.ontvanger = OTHER_PROVIDER
    if w.number == 301:
        before.client.toegewezen_producten[0].toewijzing_nummer = 900
    else:
        before.antwoord.referentie_aanbieder = "elsewhere"


@breaks("TR056", 325)
def answer_number_used(w: World) -> None:
    before = w.add(325, identification=w.body.header.bericht_identificatie.identificatie)
    before.header.ontvanger = OTHER_PROVIDER


@breaks("TR063", 305)
def nothing_to_remove(w: World) -> None:
    w.body.client.start_producten[0].status_aanlevering = "3"


@breaks("TR063", 307)
def no_stop_to_remove(w: World) -> None:
    w.body.client.stop_producten[0].status_aanlevering = "3"


@breaks("TR071", 305)
def removed_after_stop(w: World) -> None:
    w.add(305)
    w.add(307)
    w.body.client.start_producten[0].status_aanlevering = "3"


@breaks("TR074", 305)
def started_before(w: World) -> None:
    w.add(305)


@breaks("TR074", 307)
def stopped_before(w: World) -> None:
    w.add(307)


@breaks("TR326", 305)
def still_running(w: World) -> None:
    w.add(305).client.start_producten[0].begindatum = D(2024, 1, 16)


@breaks("TR382", 307)
def other_start(w: World) -> None:
    w.body.client.stop_producten[0].begindatum = D(2024, 1, 18)


@breaks("TR413", 307)
def second_pause(w: World) -> None:
    w.add(307).client.stop_producten[0] = stop(w.standard, "20", D(2024, 6, 1))
    w.body.client.stop_producten[0].reden_beeindiging = "20"


@breaks("TR414", 307)
def stop_before_pause(w: World) -> None:
    w.add(307).client.stop_producten[0] = stop(w.standard, "20", D(2024, 9, 6))


@breaks("TR415", 307)
def second_end(w: World) -> None:
    w.add(307).client.stop_producten[0] = stop(w.standard, "36", D(2024, 6, 1))


# Across messages: allocations, requests and answers


@breaks("TR332", 301)
def number_of_another(w: World) -> None:
    w.add(301).client.bsn = OTHER_BSN


@breaks("TR379", 301)
def reference_without_request(w: World) -> None:
    w.body.client.toegewezen_producten[0].referentie_aanbieder = "R-9"


@breaks("TR385", 301)
def removed_after_claim(w: World) -> None:
    w.add(301)
    granted(w)
    claim_answer(w)
    item = w.body.client.toegewezen_producten[0]
    item.reden_wijziging, item.einddatum = "13", item.ingangsdatum


@breaks("TR347", 315, 317)
def reference_used(w: World) -> None:
    before = w.add(w.number)
    before.client.bsn = OTHER_BSN


@breaks("TR374", 315, 317)
def open_request(w: World) -> None:
    before = w.add(315)
    before.client.aangevraagde_producten[0].referentie_aanbieder = "R-0"


@breaks("TR304", 317, also=("TR351",))
def unknown_client(w: World) -> None:
    w.earlier(301).client.bsn = OTHER_BSN


@breaks("TR304", 323)
def unknown_client_in_claim(w: World) -> None:
    w.earlier(301).client.bsn = OTHER_BSN


@breaks("TR304", 325)
def unknown_client_in_answer(w: World) -> None:
    w.earlier(301).client.bsn = OTHER_BSN


@breaks("TR304", 323)
def allocation_of_another(w: World) -> None:
    other = w.add(301)
    other.client.bsn = OTHER_BSN
    other.client.toegewezen_producten[0].toewijzing_nummer = 102
    part(w).toewijzing_nummer = 102


@breaks("TR349", 317)
def allocation_not_named(w: World) -> None:
    other = w.add(301)
    other.client.toegewezen_producten = [allocated(w.standard, 102, other=True)]
    other.client.toegewezen_producten[0].ingangsdatum = D(2025, 1, 1)
    other.client.toegewezen_producten[0].einddatum = D(2025, 12, 31)


@breaks("TR350", 317)
def unchanged_is_unknown(w: World) -> None:
    w.body.client.verzoek.ongewijzigde_producten = [m.OngewijzigdProduct(toewijzing_nummer=999)]


@breaks("TR351", 317)
def changed_is_unknown(w: World) -> None:
    other = changed()
    other.toewijzing_nummer = 999
    w.body.client.verzoek.te_wijzigen_producten.append(other)


@breaks("TR357", 317)
def change_in_the_past(w: World) -> None:
    w.body.client.verzoek.te_wijzigen_producten[0].gewenste_ingangsdatum = D(2024, 2, 1)


@breaks("TR373", 317)
def total_changes_halfway(w: World) -> None:
    known(w).omvang = c.Omvang(volume=100, eenheid="04", frequentie="6")


@breaks("TR375", 317)
def volume_without_product(w: World) -> None:
    known(w).product, known(w).omvang, known(w).budget = None, None, 10000
    item = w.body.client.verzoek.te_wijzigen_producten[0]
    item.gewenste_ingangsdatum = known(w).ingangsdatum
    w.body.client.verzoek.nieuwe_producten = []


@breaks("TR411", 317)
def no_volume_with_code(w: World) -> None:
    w.body.client.verzoek.te_wijzigen_producten[0].omvang = None


@breaks("TR412", 317)
def volume_without_code(w: World) -> None:
    known(w).product.code, known(w).omvang = None, None


@breaks("TR361", 317)
def new_overlaps_changed(w: World) -> None:
    w.body.client.verzoek.nieuwe_producten[0].product = product(w.standard)


@breaks("TR355", 319)
def answer_without_request(w: World) -> None:
    w.body.antwoord.referentie_aanbieder = "R-9"


@breaks("TR359", 319)
def answer_after_allocation(w: World) -> None:
    w.add(301).client.toegewezen_producten[0].referentie_aanbieder = "R-1"


@breaks("TR360", 319)
def investigated_twice(w: World) -> None:
    w.add(319).antwoord.verzoek_antwoord = "2"
    w.body.antwoord.verzoek_antwoord, w.body.antwoord.reden_afwijzing_verzoek = "2", None


@breaks("TR365", 319)
def refused_twice(w: World) -> None:
    w.add(319)


# Across messages: claims


@breaks("TR307", 323, also=("TR387",))
def begins_before(w: World) -> None:
    known(w).ingangsdatum = D(2024, 2, 15)


@breaks("TR308", 323, also=("TR388",))
def ends_after(w: World) -> None:
    known(w).einddatum = D(2024, 2, 20)


@breaks("TR314", 323)
def reference_number_used(w: World) -> None:
    granted(w, "P-1", 1, D(2024, 2, 1))
    known(w).ingangsdatum = D(2024, 1, 1)


@breaks("TR318", 323)
def month_before_the_last(w: World) -> None:
    granted(w, "P-0", 3).declaratie.declaratie_periode = c.GeslotenPeriode(
        begindatum=D(2024, 3, 1), einddatum=D(2024, 3, 31)
    )


@breaks("TR319", 323)
def later_month(w: World) -> None:
    claim = w.body.declaratie
    claim.declaratie_periode = c.GeslotenPeriode(begindatum=D(2024, 1, 1), einddatum=D(2024, 1, 31))


@breaks("TR321", 323)
def too_much_in_a_month(w: World) -> None:
    if w.standard == "wmo":
        assert part(w).product_categorie != "01"
    item = part(w)
    item.geleverd_volume, item.ingediend_bedrag.bedrag = 16, 80000
    w.body.declaratie.totaal_ingediend_bedrag.totaal_bedrag = 80000


@breaks("TR322", 323)
def too_much_together(w: World) -> None:
    known(w).omvang = c.Omvang(volume=20, eenheid="04", frequentie="6")
    known(w).ingangsdatum = D(2024, 1, 1)
    granted(w, "P-0", 1, D(2024, 2, 1))


@breaks("TR369", 323)
def over_budget(w: World) -> None:
    known(w).product, known(w).omvang, known(w).budget = None, None, 59999


@breaks("TR323", 323)
def nothing_to_credit(w: World) -> None:
    item = part(w)
    item.product_referentie.vorig_referentie_nummer = "P-0"
    item.ingediend_bedrag.debet_credit = "C"
    w.body.declaratie.totaal_ingediend_bedrag.debet_credit = "C"


@breaks("TR333", 323)
def claim_number_used(w: World) -> None:
    granted(w, "P-0", 1, D(2024, 2, 1)).declaratie.declaratie_nummer = "DN1"
    known(w).ingangsdatum = D(2024, 1, 1)


@breaks("TR338", 323)
def no_allocation(w: World) -> None:
    part(w).toewijzing_nummer = 999


@breaks("TR339", 323, also=("TR381",))
def other_category(w: World) -> None:
    part(w).product_categorie = product(w.standard, other=True).categorie


@breaks("TR340", 323, also=("TR381",))
def other_code(w: World) -> None:
    part(w).product_code = product(w.standard, other=True).code


@breaks("TR341", 323, also=("TR418",))
def other_unit(w: World) -> None:
    part(w).eenheid = "16"


@breaks("TR384", 323)
def allocation_removed(w: World) -> None:
    known(w).reden_wijziging = "13"


@breaks("TR387", 323)
def begins_halfway(w: World) -> None:
    part(w).product_periode.begindatum = D(2024, 2, 2)


@breaks("TR388", 323)
def ends_halfway(w: World) -> None:
    part(w).product_periode.einddatum = D(2024, 2, 28)


@breaks("TR389", 323)
def claimed_before(w: World) -> None:
    granted(w)


@breaks("TR390", 323)
def credited_before(w: World) -> None:
    granted(w)
    earlier_credit = granted(w, "P-5")
    earlier_credit.declaratie.clienten[0].prestaties = [credit(w, "P-5", "P-0")]
    claim_answer(w)
    item = part(w)
    item.product_referentie.vorig_referentie_nummer = "P-0"
    item.ingediend_bedrag.debet_credit = "C"
    w.body.declaratie.totaal_ingediend_bedrag.debet_credit = "C"


@breaks("TR418", 323)
def other_tariff(w: World) -> None:
    item = part(w)
    item.product_tarief, item.ingediend_bedrag.bedrag = 4000, 48000
    w.body.declaratie.totaal_ingediend_bedrag.totaal_bedrag = 48000


@breaks("TR346", 323)
def wrong_amount(w: World) -> None:
    part(w).ingediend_bedrag.bedrag = 60001
    w.body.declaratie.totaal_ingediend_bedrag.totaal_bedrag = 60001


@breaks("TR337", 325)
def answer_to_nothing(w: World) -> None:
    w.body.header.declaratie_identificatie.identificatie = "C9"


@breaks("TR371", 325)
def other_version(w: World) -> None:
    w.body.header.xsd_versie_declaratie.bericht_xsd_versie = "1.0.1"


@breaks("TR376", 325)
def other_claim_number(w: World) -> None:
    w.body.declaratie_antwoord.declaratie_nummer = "DN9"


@breaks("TR366", 325)
def unclaimed_line(w: World) -> None:
    w.body.declaratie_antwoord.clienten[0].prestaties[0].product_referentie.referentie_nummer = "P-9"


@breaks("TR367", 325)
def changed_line(w: World) -> None:
    w.body.declaratie_antwoord.clienten[0].prestaties[0].geleverd_volume = 11


# Outside sources


@breaks("TR135", 301, 305, 307, 315, 317, 319, 323, 325)
def future(w: World) -> None:
    w.today = D(2024, 1, 4)


@breaks("TR378", 301, 305, 307, 315, 317, 319, 323, 325)
def unknown_municipality(w: World) -> None:
    w.municipality_exists = False


@breaks("TR381", 301, 315)
def unknown_code(w: World) -> None:
    items = w.body.client.toegewezen_producten if w.number == 301 else w.body.client.aangevraagde_producten
    items[0].product.code = "02X99"


@breaks("TR381", 305, 307, also=("TR382",))
def unknown_delivered_code(w: World) -> None:
    items = w.body.client.start_producten if w.number == 305 else w.body.client.stop_producten
    items[0].product.code = "02X99"


@breaks("TR381", 317)
def unknown_new_code(w: World) -> None:
    w.body.client.verzoek.nieuwe_producten[0].product.code = "02X99"


@breaks("TR381", 323, also=("TR340",))
def unknown_claimed_code(w: World) -> None:
    part(w).product_code = "02X99"
