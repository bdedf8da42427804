"""Technical rules across messages for claims (323): level 3, each its own code."""

from collections.abc import Iterator
from typing import Any

from ontschot.exchange.iwmo.rules.case import Case, signed
from ontschot.exchange.iwmo.rules.orders import last_of_month
from ontschot.exchange.iwmo.rules.registry import ACROSS, OUTSIDE, Hit, rule
from ontschot.exchange.iwmo.rules.volumes import in_allocated_units, most_in_period, most_in_total, units_fit
from ontschot.exchange.iwmo.xml import messages as m


@rule(
    "TR307",
    on=(323,),
    level=ACROSS,
    answers="9307",
    needs=("301",),
    nl="De productperiode begint voor de toewijzing.",
    en="The product period begins before the allocation.",
)
def line_begins_within_allocation(case: Case) -> Iterator[Hit]:
    """A product period begins on or after Ingangsdatum."""
    for line, known in case.lines_on_allocations:
        if line.product_periode.begindatum < known.ingangsdatum:
            yield Hit(line, "ProductPeriode/Begindatum")


@rule(
    "TR308",
    on=(323,),
    level=ACROSS,
    answers="9308",
    needs=("301",),
    nl="De productperiode eindigt na de toewijzing.",
    en="The product period ends after the allocation.",
)
def line_ends_within_allocation(case: Case) -> Iterator[Hit]:
    """A product period ends on or before Einddatum."""
    for line, known in case.lines_on_allocations:
        if known.einddatum is not None and line.product_periode.einddatum > known.einddatum:
            yield Hit(line, "ProductPeriode/Einddatum")


@rule(
    "TR314",
    on=(323,),
    level=ACROSS,
    answers="8021",
    needs=("323", "325"),
    nl="Dit referentienummer is al gebruikt.",
    en="This reference number was used already.",
)
def line_number_is_new(case: Case) -> Iterator[Hit]:
    """ReferentieNummer is unique for the provider, in this message and in all before."""
    seen = set(case.earlier.claimed_references)
    for _, line in case.lines:
        number = line.product_referentie.referentie_nummer
        if number in seen:
            yield Hit(line, "ProductReferentie/ReferentieNummer")
        seen.add(number)


@rule(
    "TR318",
    on=(323,),
    level=ACROSS,
    answers="8214",
    needs=("323", "325"),
    nl="De declaratieperiode ligt voor de laatst gedeclareerde maand.",
    en="The claim period is before the month that was claimed last.",
)
def claim_months_go_forward(case: Case) -> Iterator[Hit]:
    """Months follow each other.

    A month may be claimed twice, and months without care may be missing; whether there was care in a missing month
    cannot be seen from messages, so only a step back is judged.
    """
    first = case.claim.declaratie_periode.begindatum
    for message in case.earlier.approved(323):
        claim: Any = message.body.declaratie  # type: ignore[attr-defined]
        if claim.declaratie_periode.begindatum > first:
            yield Hit(case.claim, "DeclaratiePeriode")
            return


@rule(
    "TR319",
    on=(323,),
    level=ACROSS,
    answers="9319",
    nl="De productperiode ligt na de declaratieperiode.",
    en="The product period is after the claim period.",
)
def line_is_not_of_a_later_month(case: Case) -> Iterator[Hit]:
    """Product periods lie in the claim period or before."""
    last = case.claim.declaratie_periode.einddatum
    for _, line in case.lines:
        if line.product_periode.einddatum > last:
            yield Hit(line, "ProductPeriode")


def _household_help(case: Case, line: m.Prestatie) -> bool:
    return case.kind.standard == "wmo" and line.product_categorie == "01"


@rule(
    "TR321",
    on=(323,),
    level=ACROSS,
    answers="9321",
    needs=("301",),
    nl="Het volume is meer dan voor deze periode is toegewezen.",
    en="The volume is more than was allocated for this period.",
)
def volume_fits_the_period(case: Case) -> Iterator[Hit]:
    """GeleverdVolume fits in the allocated volume of the product period."""
    for line, known in case.lines_on_allocations:
        volume = known.omvang
        if volume is None or not units_fit(volume.eenheid, line.eenheid):
            continue
        period = line.product_periode
        if period.einddatum < period.begindatum:
            continue
        most = most_in_period(known, period.begindatum, period.einddatum, household_help=_household_help(case, line))
        if most is not None and in_allocated_units(line.geleverd_volume, volume.eenheid, line.eenheid) > most:
            yield Hit(line, "GeleverdVolume")


@rule(
    "TR322",
    on=(323,),
    level=ACROSS,
    answers="9322",
    needs=("301", "323", "325"),
    nl="Alles bij elkaar is meer gedeclareerd dan is toegewezen.",
    en="All together more is claimed than was allocated.",
)
def volumes_fit_the_allocation(case: Case) -> Iterator[Hit]:
    """The sum of all lines on an allocation fits in its volume over its whole length."""
    sums: dict[int, float] = {}
    for line, known in case.lines_on_allocations:
        volume, most = known.omvang, most_in_total(known)
        if volume is None or most is None or not units_fit(volume.eenheid, line.eenheid):
            continue
        number = line.toewijzing_nummer
        if number not in sums:
            sums[number] = sum(
                _signed_volume(item.line, volume.eenheid) for item in case.earlier.lines_by_allocation.get(number, ())
            )
        sums[number] += _signed_volume(line, volume.eenheid)
        if line.ingediend_bedrag.debet_credit == "D" and sums[number] > most:
            yield Hit(line, "GeleverdVolume")


def _signed_volume(line: m.Prestatie, unit: str) -> float:
    volume = in_allocated_units(line.geleverd_volume, unit, line.eenheid)
    return volume if line.ingediend_bedrag.debet_credit == "D" else -volume


@rule(
    "TR369",
    on=(323,),
    level=ACROSS,
    answers="9369",
    needs=("301", "323", "325"),
    nl="Alles bij elkaar is meer gedeclareerd dan het budget.",
    en="All together more is claimed than the budget.",
)
def amounts_fit_the_budget(case: Case) -> Iterator[Hit]:
    """The sum of all lines on an allocation fits in its budget.

    Our reading: the text speaks of volumes, a budget is in eurocents; so amounts are added, credit subtracted.
    """
    sums: dict[int, int] = {}
    for line, known in case.lines_on_allocations:
        if known.budget is None:
            continue
        number = line.toewijzing_nummer
        if number not in sums:
            earlier = case.earlier.lines_by_allocation.get(number, ())
            sums[number] = sum(signed(item.line.ingediend_bedrag) for item in earlier)
        sums[number] += signed(line.ingediend_bedrag)
        if line.ingediend_bedrag.debet_credit == "D" and sums[number] > known.budget:
            yield Hit(line, "IngediendBedrag")


@rule(
    "TR323",
    on=(323,),
    level=ACROSS,
    answers="8017",
    needs=("323", "325"),
    nl="Er is geen goedgekeurde debetregel die hiermee wordt gecrediteerd.",
    en="There is no granted debit line that this credits.",
)
def credit_has_a_debit(case: Case) -> Iterator[Hit]:
    """A credit line points to a debit line that stands, for the same client, allocation, product and period."""
    for bsn, line in case.lines:
        if line.ingediend_bedrag.debet_credit != "C":
            continue
        debit = case.earlier.debits.get(line.product_referentie.vorig_referentie_nummer or "")
        if debit is None or not debit.granted or (debit.bsn, *_what(debit.line)) != (bsn, *_what(line)):
            yield Hit(line, "ProductReferentie/VorigReferentieNummer")


def _what(line: m.Prestatie) -> tuple[object, ...]:
    period = line.product_periode
    return line.toewijzing_nummer, line.product_categorie, line.product_code, period.begindatum, period.einddatum


@rule(
    "TR333",
    on=(323,),
    level=ACROSS,
    answers="9333",
    needs=("323", "325"),
    nl="Dit declaratienummer is al gebruikt.",
    en="This claim number was used already.",
)
def claim_number_is_new(case: Case) -> Iterator[Hit]:
    """DeclaratieNummer is unique for the provider."""
    for message in case.earlier.approved(323):
        claim: Any = message.body.declaratie  # type: ignore[attr-defined]
        if claim.declaratie_nummer == case.claim.declaratie_nummer:
            yield Hit(case.claim, "DeclaratieNummer")
            return


@rule(
    "TR338",
    on=(323,),
    level=ACROSS,
    answers="9338",
    needs=("301",),
    nl="Er is geen toewijzing met dit nummer aan deze aanbieder.",
    en="There is no allocation with this number to this provider.",
)
def line_has_an_allocation(case: Case) -> Iterator[Hit]:
    """Every line is on an allocation."""
    find = case.earlier.allocation
    for _, line in case.lines:
        if find(line.toewijzing_nummer) is None:
            yield Hit(line, "ToewijzingNummer")


@rule(
    "TR339",
    on=(323,),
    level=ACROSS,
    answers="9339",
    needs=("301",),
    nl="De productcategorie is een andere dan die van de toewijzing.",
    en="The product category is not that of the allocation.",
)
def category_is_the_allocated_one(case: Case) -> Iterator[Hit]:
    """ProductCategorie is that of the allocation, when it has one."""
    for line, known in case.lines_on_allocations:
        if known.product is not None and known.product.categorie != line.product_categorie:
            yield Hit(line, "ProductCategorie")


@rule(
    "TR340",
    on=(323,),
    level=ACROSS,
    answers="9340",
    needs=("301",),
    nl="De productcode is een andere dan die van de toewijzing.",
    en="The product code is not that of the allocation.",
)
def code_is_the_allocated_one(case: Case) -> Iterator[Hit]:
    """ProductCode is that of the allocation, when it has one."""
    for line, known in case.lines_on_allocations:
        if known.product is not None and known.product.code not in (None, line.product_code):
            yield Hit(line, "ProductCode")


@rule(
    "TR341",
    on=(323,),
    level=ACROSS,
    answers="9341",
    needs=("301",),
    nl="De eenheid past niet bij die van de toewijzing.",
    en="The unit does not fit that of the allocation.",
)
def unit_fits_the_allocated_one(case: Case) -> Iterator[Hit]:
    """Eenheid is that of the allocation, or minutes on hours. Without an allocated volume the contract decides."""
    for line, known in case.lines_on_allocations:
        if known.omvang is not None and not units_fit(known.omvang.eenheid, line.eenheid):
            yield Hit(line, "Eenheid")


@rule(
    "TR384",
    on=(323,),
    level=ACROSS,
    answers="9384",
    needs=("301",),
    nl="Deze toewijzing is verwijderd; er kan niet op worden gedeclareerd.",
    en="This allocation was removed; nothing can be claimed on it.",
)
def no_claim_on_a_removed_allocation(case: Case) -> Iterator[Hit]:
    """No line on an allocation with reason 13."""
    for line, known in case.lines_on_allocations:
        if known.reden_wijziging == "13":
            yield Hit(line, "ToewijzingNummer")


@rule(
    "TR387",
    on=(323,),
    level=ACROSS,
    answers="9387",
    needs=("301",),
    nl="De productperiode begint niet op de eerste van de maand of op de ingangsdatum.",
    en="The product period does not begin on the first of the month or of the allocation.",
)
def line_begins_with_the_month(case: Case) -> Iterator[Hit]:
    """A product period begins on the first of the month, or with the allocation if that is later in the month."""
    for line, known in case.lines_on_allocations:
        first = line.product_periode.begindatum
        month = first.replace(day=1)
        expected = max(month, known.ingangsdatum) if known.ingangsdatum <= last_of_month(first) else month
        if first != expected:
            yield Hit(line, "ProductPeriode/Begindatum")


@rule(
    "TR388",
    on=(323,),
    level=ACROSS,
    answers="9388",
    needs=("301",),
    nl="De productperiode eindigt niet op de laatste van de maand of op de einddatum.",
    en="The product period does not end on the last of the month or of the allocation.",
)
def line_ends_with_the_month(case: Case) -> Iterator[Hit]:
    """A product period ends on the last of the month, or with the allocation if that is earlier in the month."""
    for line, known in case.lines_on_allocations:
        last = line.product_periode.einddatum
        end = last_of_month(last)
        in_month = known.einddatum is not None and last.replace(day=1) <= known.einddatum < end
        if last != (known.einddatum if in_month else end):
            yield Hit(line, "ProductPeriode/Einddatum")


@rule(
    "TR389",
    on=(323,),
    level=ACROSS,
    answers="9389",
    needs=("323", "325"),
    nl="Dit is al eerder gedeclareerd en niet gecrediteerd.",
    en="This was claimed before and not credited.",
)
def period_was_not_claimed_before(case: Case) -> Iterator[Hit]:
    """A debit line is not on a period and product that stands as debit; a credit in this message frees it."""
    freed = case.earlier.credited | {
        line.product_referentie.vorig_referentie_nummer
        for _, line in case.lines
        if line.ingediend_bedrag.debet_credit == "C" and line.product_referentie.vorig_referentie_nummer
    }
    standing = {_what(item.line) for number, item in case.earlier.debits.items() if number not in freed}
    if not standing:
        return
    for _, line in case.lines:
        if line.ingediend_bedrag.debet_credit == "D" and _what(line) in standing:
            yield Hit(line)


@rule(
    "TR390",
    on=(323,),
    level=ACROSS,
    answers="9390",
    needs=("323", "325"),
    nl="Deze debetregel is al eerder gecrediteerd.",
    en="This debit line was credited before.",
)
def debit_was_not_credited_before(case: Case) -> Iterator[Hit]:
    """A debit line is credited once."""
    for _, line in case.lines:
        if (
            line.ingediend_bedrag.debet_credit == "C"
            and line.product_referentie.vorig_referentie_nummer in case.earlier.credited
        ):
            yield Hit(line, "ProductReferentie/VorigReferentieNummer")


@rule(
    "TR418",
    on=(323,),
    level=ACROSS,
    answers="0611",
    needs=("tariffs",),
    nl="Het tarief is niet het tarief uit het contract.",
    en="The tariff is not that of the contract.",
)
def tariff_is_the_agreed_one(case: Case) -> Iterator[Hit]:
    """ProductTarief is the contractual one; an hourly tariff claimed in minutes is divided by 60 and rounded."""
    ask = case.sources.tariff
    assert ask is not None
    for _, line in case.lines:
        if line.product_tarief is None:
            continue
        agreed = ask(case.provider, line.product_code, line.product_periode.begindatum)
        if agreed is None:
            yield Hit(line, "ProductTarief")
            continue
        minutes_on_hours = agreed.unit == "04" and line.eenheid == "01"
        expected = (agreed.cents + 30) // 60 if minutes_on_hours else agreed.cents
        if line.product_tarief != expected:
            yield Hit(line, "ProductTarief")


@rule(
    "TR346",
    on=(323,),
    level=OUTSIDE,
    answers="9346",
    nl="Het bedrag is niet volume maal tarief.",
    en="The amount is not volume times tariff.",
)
def amount_is_volume_times_tariff(case: Case) -> Iterator[Hit]:
    """The amount is volume times tariff, unless the unit is euros.

    With an hourly tariff claimed in minutes the amount is hour tariff times minutes, divided by 60, rounded to cents.
    When the contract is not given, an amount that such rounding can explain is accepted.
    """
    ask = case.sources.tariff
    for _, line in case.lines:
        tariff = line.product_tarief
        if line.eenheid == "83" or tariff is None:
            continue
        amount, volume = line.ingediend_bedrag.bedrag, line.geleverd_volume
        if amount == volume * tariff:
            continue
        if line.eenheid == "01":
            agreed = ask(case.provider, line.product_code, line.product_periode.begindatum) if ask else None
            if agreed is not None and agreed.unit == "04":
                if amount == (agreed.cents * volume * 2 + 60) // 120:
                    continue
            elif ask is None and abs(amount - volume * tariff) <= (volume + 1) / 2:
                continue
        yield Hit(line, "IngediendBedrag")
