"""What must hold of the rows of a registration in a study: known words, dates that can be."""

import datetime as dt
from collections.abc import Callable, Iterable

from ontschot.insight.overlap.atoms import in_force
from ontschot.insight.sources import IDENTITY_ROLES, UNREAD_ROLES, Study, StudyFile
from ontschot.insight.sources.checks import Checker
from ontschot.insight.sources.study import MOST_WEIGHT

LOOKUP = "study_words"
FIRST_DAY = "1850-01-01"  # before it, a year of two digits was taken for a whole one


def words(study: Study) -> list[tuple[str, str, int]]:
    """Per file how provisions may be written (folded), with their place. A file of one scheme means its own first.

    The name of a scheme of one provision is that one. study.yaml is refused when a word has two meanings in one file.
    """
    found: dict[tuple[str, str], int] = {}
    for file in study.files:
        for at in sorted(range(len(study.provisions)), key=lambda at: study.provisions[at].scheme != file.scheme):
            for word in study.provisions[at].words:
                found.setdefault((file.source.file, word), at)
        for scheme in study.schemes:
            places = [at for at, provision in enumerate(study.provisions) if provision.scheme == scheme.code]
            if len(places) == 1:
                for text in (*scheme.values, scheme.name, scheme.code):
                    found.setdefault((file.source.file, text.lower()), places[0])
    return sorted((file, word, place) for (file, word), place in found.items())


def _label(file: StudyFile) -> str:
    """The name of the file as text in SQL."""
    return "'" + file.source.file.replace("'", "''") + "'"


def provision_sql(study: Study, file: StudyFile) -> str:
    """SQL that gives the place of a row's provision, NULL when it is unknown. Uses alias `words` on the lookup."""
    if file.provision:
        return str([provision.code for provision in study.provisions].index(file.provision))
    return "words.place"


def word_column(file: StudyFile) -> str:
    """The role whose value names the provision."""
    return "provision" if "provision" in file.source.columns else "scheme"


def join_sql(file: StudyFile) -> str:
    """The join to the lookup, empty when every row is the same provision."""
    if file.provision:
        return ""
    return f'LEFT JOIN {LOOKUP} AS words ON words.file = {_label(file)} AND lower(t."{word_column(file)}") = words.word'


def fault_conditions(file: StudyFile, today: dt.date, end_is: str) -> dict[str, tuple[str, str, str, str]]:
    """Per rule: the role, a condition on one row, and what to say in Dutch and English."""
    columns = file.source.columns
    rules: dict[str, tuple[str, str, str, str]] = {}
    if not file.provision:
        role = word_column(file)
        kind = "scheme" if role == "scheme" else "provision"
        rules[f"unknown_{kind}"] = (
            role,
            f"coalesce(lower({role}), '') NOT IN (SELECT word FROM {LOOKUP} WHERE file = {_label(file)})",
            "Deze waarde hoort bij geen voorziening van het onderzoek. Zet haar bij 'values' van de juiste.",
            "This value belongs to no provision of the study. Put it under 'values' of the right one.",
        )
    for role in ("start", "end"):
        if role in columns:
            rules[f"unreadable_date:{role}"] = (
                role,
                f'"{role}" IS NOT NULL AND NOT coalesce(try_cast("{role}" AS DATE) >= DATE \'{FIRST_DAY}\', false)',
                "Dit is geen datum. Klopt 'date_order' bij dit bestand? Een getal als 40179 is een datum van Excel: "
                "geef de kolom daar de opmaak Datum en sla haar opnieuw op.",
                "This is no date. Is 'date_order' of this file right? A number like 40179 is a date of Excel: give the "
                "column the format Date there and save it again.",
            )
    known = [f'"{role}"' for role in columns if role in IDENTITY_ROLES and role not in UNREAD_ROLES]
    if known:
        rules["nobody"] = (
            "",
            f"coalesce({', '.join(known)}) IS NULL",
            "Deze rij zegt niet over wie zij gaat. Haal haar weg, of vul haar aan.",
            "This row does not say who it is about. Take it out, or complete it.",
        )
    if "weight" in columns:
        rules["unreadable_number"] = (
            "weight",
            f"weight IS NOT NULL AND NOT coalesce(try_cast(weight AS DOUBLE) BETWEEN 0 AND {MOST_WEIGHT}, false)",
            f"Dit gewicht is geen getal van 0 tot {MOST_WEIGHT}. Klopt 'decimal' bij dit bestand?",
            f"This weight is no number from 0 to {MOST_WEIGHT}. Is 'decimal' of this file right?",
        )
    if "start" in columns:
        rules["future_date"] = (
            "start",
            f"try_cast(start AS DATE) > DATE '{today.isoformat()}'",
            "De ingangsdatum ligt in de toekomst. Verbeter de bron.",
            "The start lies in the future. Correct the source.",
        )
    if {"start", "end"} <= set(columns):
        early = "<" if end_is == "last_day" else "<="
        rules["end_before_start"] = (
            "end",
            f'try_cast("end" AS DATE) {early} try_cast(start AS DATE)',
            "Het einde ligt voor het begin. Verbeter de bron.",
            "The end is before the start. Correct the source.",
        )
    return rules


def period_sql(columns: Iterable[str], end_is: str) -> str:
    """SQL of `from_day` and `to_day` of a row: half-open, and without an end for ever."""
    start = 'try_cast("start" AS DATE)' if "start" in columns else "NULL::DATE"
    end = 'try_cast("end" AS DATE)' if "end" in columns else "NULL::DATE"
    past = f"{end} + 1" if end_is == "last_day" else end
    return f"coalesce({start}, DATE '0001-01-01') AS from_day, coalesce({past}, DATE '9999-12-31') AS to_day"


def left_out(file: StudyFile, today: dt.date, end_is: str) -> str:
    """SQL: whether a row cannot be right by any of the rules."""
    rules = fault_conditions(file, today, end_is).values()
    return " OR ".join(f"coalesce({condition}, false)" for _, condition, _, _ in rules) or "false"


def study_checks(study: Study, today: dt.date) -> Callable[[Checker], None]:
    """The checks of a study on one file, for `load_all`. With `faulty_rows: leave_out` they become remarks."""
    by_name = {file.source.file: file for file in study.files}

    def check(checker: Checker) -> None:
        file = by_name.get(checker.source.file)
        if file is None:
            _one_area(checker, study)
            return
        checker.connection.execute(f"CREATE OR REPLACE TABLE {LOOKUP} (file VARCHAR, word VARCHAR, place INTEGER)")
        checker.connection.executemany(f"INSERT INTO {LOOKUP} VALUES (?, ?, ?)", words(study))
        for rule, (role, condition, nl, en) in fault_conditions(file, today, study.end_is).items():
            name = rule.split(":")[0]
            if study.faulty_rows == "refuse":
                checker.each(condition, role, name, nl, en, skippable=True)
                continue
            total, first = checker.count(condition)
            if total:
                more = f" ({total} rij(en) doen niet mee.)", f" ({total} row(s) are left out.)"
                checker.notices.append(checker.fault(first, role, name, nl + more[0], en + more[1], total))
        if study.faulty_rows == "leave_out" and not checker.count(f"NOT ({left_out(file, today, study.end_is)})")[0]:
            nl = (
                "Geen enkele rij van dit bestand kan kloppen, dus er blijft niets van over: zie de opmerkingen hierbij."
            )
            en = "No row of this file can be right, so nothing is left of it: see the remarks with this."
            checker.faults += [*checker.notices, checker.fault(0, "", "nothing_left", nl, en)]
        if "start" in file.source.columns:
            total, first = checker.count("start IS NULL")
            if total:
                nl = f"Zonder ingangsdatum telt een rij vanaf het begin. ({total} rij(en) in dit bestand.)"
                en = f"Without a start a row counts from the beginning. ({total} row(s) in this file.)"
                checker.notices.append(checker.fault(first, "start", "no_start", nl, en, total))
        _nothing_runs(checker, study)
        _odd_areas(checker)
        if file.scheme:
            _other_scheme(checker, study, file)

    return check


def _nothing_runs(checker: Checker, study: Study) -> None:
    """A remark on a file of another year: the report says that nobody uses its scheme."""
    periods = f"SELECT {period_sql(checker.source.columns, study.end_is)} FROM {checker.table}"
    runs = f"SELECT 1 FROM ({periods}) WHERE {in_force(study, study.date)} LIMIT 1"
    if checker.connection.execute(runs).fetchone() is None:
        nl = (
            f"Geen rij van dit bestand telt op {study.date}: daarvan staat er dus niemand in het rapport. Kloppen de "
            "peildatum en de kolommen met begin en einde, en is het geen bestand van een ander jaar?"
        )
        en = (
            f"No row of this file counts on {study.date}: nobody of it stands in the report. Are that date and the "
            "columns with start and end right, and is it no file of another year?"
        )
        checker.notices.append(checker.fault(0, "", "nothing_runs", nl, en, checker.count("true")[0]))


def _one_area(checker: Checker, study: Study) -> None:
    """The table of areas: an address lies in one neighbourhood."""
    numbered = study.areas is not None and "house_number" in study.areas.columns
    place = "postcode, ' ', ''" if not numbered else "postcode || '/' || coalesce(house_number, ''), ' ', ''"
    key = f"upper(replace({place}))"
    checker.each(
        f"{key} IN (SELECT {key} FROM {checker.table} GROUP BY 1 HAVING min(neighbourhood) <> max(neighbourhood))",
        "postcode",
        "double_area",
        "Dit adres staat in twee buurten. Houd één regel per adres, of neem de kolom 'house_number' erbij.",
        "This address is in two neighbourhoods. Keep one line per address, or take along the column 'house_number'.",
    )


def _odd_areas(checker: Checker) -> None:
    """A code that begins as those of the CBS and is none: it makes a row of its own in the report."""
    for role, kind, digits in (("neighbourhood", "BU", 8), ("district", "WK", 6)):
        if role in checker.source.columns:
            odd = f"starts_with({role}, '{kind}') AND length({role}) <> {digits + 2} AND substr({role}, 3, 1) <= '9'"
            total, first = checker.count(odd)
            if total:
                nl = f"Een code van het CBS is {kind} en {digits} cijfers; dit is een gebied apart. ({total} rij(en).)"
                en = f"A code of the CBS is {kind} and {digits} digits; this is an area apart. ({total} row(s).)"
                checker.notices.append(checker.fault(first, role, "unknown_area", nl, en, total))


def _other_scheme(checker: Checker, study: Study, file: StudyFile) -> None:
    """A file of one scheme holds only provisions of it."""
    if file.provision:
        return
    others = [str(at) for at, provision in enumerate(study.provisions) if provision.scheme != file.scheme]
    if others:
        role = word_column(file)
        places = ", ".join(others)
        checker.each(
            f"lower({role}) IN (SELECT word FROM {LOOKUP} WHERE file = {_label(file)} AND place IN ({places}))",
            role,
            "other_scheme",
            "Deze voorziening hoort bij een andere regeling dan dit bestand. Pas 'scheme' aan.",
            "This provision belongs to another scheme than this file. Adjust 'scheme'.",
        )
