"""What is seen of a study when its files lie beside it: days to come, too few residents, borders of elsewhere."""

import datetime as dt
from collections.abc import Mapping, Sequence

from ontschot.insight.overlap import Figure
from ontschot.insight.sources import Fault, Faulty, Study
from ontschot.insight.sources.borders import Borders

AREAS = ("districts", "neighbourhoods")
MOST_UNBORN = 0.1  # of the rows of a file, those with neither birth date nor BSN; above it is remarked upon
MOST_INVALID = 0.1  # of the BSNs that are filled in; above it is remarked upon
ENOUGH = 20  # numbers below which a share says nothing


def judge_dates(settings_name: str, study: Study, today: dt.date) -> None:
    """No reference date lies in the future: nobody knows yet who will use what. Raises Faulty."""
    if study.date > today:
        key = "reference_dates" if "reference_dates" in study.lines else "reference_date"
        nl = "De peildatum ligt in de toekomst. Kies een dag waarop de registraties al zijn bijgewerkt."
        en = "The reference date lies in the future. Choose a day up to which the registrations were kept."
        raise Faulty([Fault(settings_name, study.lines.get(key, 0), key, "future_date", nl, en)])


def judge_figures(settings_name: str, study: Study, figures: Sequence[Figure], borders: Borders | None) -> None:
    """As many residents as users at least, and borders of areas that occur. Raises Faulty."""
    faults = [
        _too_few(settings_name, study, level)
        for level, residents in (("persons", study.persons), ("households", study.households))
        if residents is not None and any(_users(figure, level) > residents for figure in figures)
    ]
    if not any(_users(figure, "persons") for figure in figures if figure.day == study.date):
        key = "reference_dates" if "reference_dates" in study.lines else "reference_date"
        nl = f"Op {study.date} gebruikt niemand iets. Kloppen de peildatum, 'period' en de kolommen 'start' en 'end'?"
        en = f"On {study.date} nobody uses anything. Are the date, 'period' and the columns 'start' and 'end' right?"
        faults.append(Fault(settings_name, study.lines.get(key, 0), key, "no_users", nl, en))
    if borders is not None and study.borders is not None:
        there = {row for figure in figures if figure.id in AREAS for row in figure.rows}
        if not there & set(borders.rings):
            name, code = study.borders
            nl = (
                f"Geen gebied in de registraties heeft een code die hier onder '{code}' staat, dus er is geen kaart te "
                "tekenen. Kies een andere eigenschap, andere grenzen, of laat 'borders' weg."
            )
            en = (
                f"No area in the registrations has a code that stands here under '{code}', so no map can be drawn. "
                "Choose another property, other borders, or leave 'borders' out."
            )
            faults.append(Fault(name, 0, code, "no_areas", nl, en))
    if faults:
        raise Faulty(faults)


def unused_names(settings_name: str, study: Study, figures: Sequence[Figure]) -> list[Fault]:
    """A remark on names of areas whose code nobody has: a typing error, or an area without users."""
    there = {row for figure in figures if figure.id in AREAS for row in figure.rows}
    unused = sorted(set(study.area_names) - there)
    if not unused:
        return []
    listed = ", ".join(unused[:5]) + (", …" if len(unused) > 5 else "")
    nl = f"Van {len(unused)} gebied(en) gebruikt niemand iets, of de code klopt niet: {listed}."
    en = f"Nobody uses anything in {len(unused)} area(s), or the code is wrong: {listed}."
    line = study.lines.get("area_names", 0)
    return [Fault(settings_name, line, "area_names", "unused_area_name", nl, en, len(unused))]


def _users(figure: Figure, level: str) -> int:
    if (figure.id, figure.level) != ("totals", level):
        return 0
    return max((cell.count for cell in figure.cells if cell.column == "users"), default=0)


def _too_few(settings_name: str, study: Study, level: str) -> Fault:
    word = {"persons": "personen", "households": "huishoudens"}[level]
    nl = f"Er zijn meer {word} met een voorziening dan 'residents' noemt. Verbeter het aantal, of laat het weg."
    en = f"There are more {level} with a provision than 'residents' says. Correct the number, or leave it out."
    return Fault(settings_name, study.lines.get("residents", 0), "residents", "too_few_residents", nl, en)


def invalid_numbers(study: Study, bsn: Mapping[str, Mapping[str, int]]) -> list[Fault]:
    """Remarks on files in which many BSNs fail the eleven test: a client number, or spoiled by a spreadsheet."""
    found = []
    for file in study.files:
        counts = bsn.get(file.source.file, {})
        invalid, filled = counts.get("invalid", 0), counts.get("invalid", 0) + counts.get("valid", 0)
        if "bsn" in file.source.columns and filled >= ENOUGH and invalid > MOST_INVALID * filled:
            nl = (
                f"{invalid} van de {filled} BSN's doorstaan de elfproef niet en zijn niet gebruikt. Is dit de goede "
                "kolom, en is zij niet als getal opgeslagen?"
            )
            en = (
                f"{invalid} of the {filled} BSNs fail the eleven test and were not used. Is this the right column, "
                "and was it not kept as a number?"
            )
            found.append(Fault(file.source.file, 0, file.source.columns["bsn"], "invalid_bsn", nl, en, invalid))
    return found


def without_birth_date(study: Study, counts: Mapping[str, tuple[int, int]]) -> list[Fault]:
    """Remarks on files of which many rows have neither a birth date nor a valid BSN. `counts`: these rows, and all."""
    found = []
    for file in study.files:
        lacking, rows = counts.get(file.source.file, (0, 0))
        if rows >= ENOUGH and lacking > MOST_UNBORN * rows:
            nl = (
                f"{lacking} van de {rows} rijen hebben geen geboortedatum en geen geldig BSN. Die personen zijn alleen "
                "op naam en adres te koppelen, en dat mist er meer. Vraag de geboortedatum erbij."
            )
            en = (
                f"{lacking} of the {rows} rows have no birth date and no valid BSN. These persons can be linked by "
                "name and address alone, which misses more of them. Ask for the birth date as well."
            )
            column = file.source.columns.get("birth_date", "birth_date")
            found.append(Fault(file.source.file, 0, column, "no_birth_date", nl, en, lacking))
    return found
