"""One CSV per scheme from what stands in the plans, and what study.yaml must say of it."""

from __future__ import annotations

import csv
import datetime as dt
import os
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import duckdb
import yaml

from ontschot.domain.plans.queries import registration as plans
from ontschot.insight import linkage
from ontschot.insight.sources import Fault, Faulty, SourceFile, Study, StudyFile, load
from ontschot.insight.sources.study import MOST_PROVISIONS, Provision, Scheme

COLUMNS = {
    "provision": "voorziening",
    "start": "ingang",
    "end": "einde",
    "bsn": "bsn",
    "given_names": "voornamen",
    "surname_prefix": "voorvoegsel",
    "surname": "geslachtsnaam",
    "partner_prefix": "voorvoegsel_partner",
    "partner_surname": "geslachtsnaam_partner",
    "birth_date": "geboortedatum",
    "sex": "geslacht",
    "street": "straat",
    "house_number": "huisnummer",
    "house_number_addition": "toevoeging",
    "postcode": "postcode",
    "place": "woonplaats",
    "neighbourhood": "buurt",
}
PAYLOAD = ("provision", "start", "end")


@dataclass(frozen=True)
class Extracted:
    """A written file: its scheme, the provisions in it, and how many rows it has."""

    path: Path
    scheme: str
    provisions: tuple[str, ...]
    rows: int


def extract(folder: Path, *, reason: str, end_is: str = "last_day") -> list[Extracted]:
    """Write ``ontschot-SCHEME.csv`` for each scheme, readable to its owner only. ``reason``: for which study.

    Inside ``acting`` only. ``end_is`` as in study.yaml: what stands in the column of the end.
    """
    writers: dict[str, Any] = {}
    provisions: dict[str, set[str]] = {}
    rows: dict[str, int] = {}
    with ExitStack() as stack:

        def take(one: plans.Support) -> None:
            if one.scheme not in writers:
                place = os.open(_path(folder, one.scheme), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
                file = stack.enter_context(os.fdopen(place, "w", encoding="utf-8", newline=""))
                writers[one.scheme] = csv.writer(file, delimiter=";", lineterminator="\n")
                writers[one.scheme].writerow(COLUMNS.values())
            writers[one.scheme].writerow(_row(one, end_is))
            provisions.setdefault(one.scheme, set()).add(one.provision)
            rows[one.scheme] = rows.get(one.scheme, 0) + 1

        plans.registration(take, reason=reason)
    return [
        Extracted(_path(folder, scheme), scheme, tuple(sorted(found)), rows[scheme])
        for scheme, found in sorted(provisions.items())
    ]


def _path(folder: Path, scheme: str) -> Path:
    return folder / f"ontschot-{scheme}.csv"


def _row(one: plans.Support, end_is: str) -> list[str]:
    born = one.birth_date
    last = one.until and (one.until - dt.timedelta(days=1) if end_is == "last_day" else one.until)
    return [
        f"{one.scheme}_{one.provision}",
        one.starts_on.isoformat(),
        last.isoformat() if last else "",
        one.bsn,
        one.given_names,
        one.prefix,
        one.family_name,
        one.partner_prefix,
        one.partner_family_name,
        f"{born[:4]}-{born[4:6]}-{born[6:]}" if len(born) == 8 else "",
        one.gender if one.gender in ("M", "V") else "",
        one.street,
        one.house_number,
        one.addition,
        one.postcode,
        one.place,
        one.neighbourhood,
    ]


def pseudonymise(found: Sequence[Extracted], secret: bytes, *, today: dt.date) -> None:
    """Turn the files into keyed hashes in place: pseudonym, provision and period, no names or BSN. Raises
    LinkageError for a secret that is too short."""
    for one in found:
        connection = duckdb.connect()
        try:
            source = SourceFile(one.path.name, COLUMNS, date_order="ymd")
            loaded = load(connection, source, one.path, "source_1", today=today)
            table = linkage.pseudonymise(connection, linkage.Input(loaded.label, loaded.table, "ymd"), secret, today)
            kept = ", ".join(f's."{role}" AS "{COLUMNS[role]}"' for role in PAYLOAD)
            draft = one.path.with_suffix(".draft")
            os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
            place = str(draft).replace("'", "''")
            connection.execute(
                f'COPY (SELECT p.pseudonym, {kept} FROM {table} p JOIN source_1 s ON s."row" = p."row" '
                f"ORDER BY p.row) TO '{place}' (FORMAT csv, HEADER, DELIMITER ';', USE_TMP_FILE false)"
            )
            draft.replace(one.path)
        finally:
            connection.close()


def add(study: Study, found: Sequence[Extracted], *, pseudonymised: bool = False) -> Study:
    """The study with these files, and their schemes and provisions, added. A law that it names already is the same one.

    Raises Faulty when the files cannot go together, or there are more provisions than a study can have.
    """
    if not found:
        nl = "In onze eigen gegevens staat nog niets dat mag meetellen. Laat ze weg."
        en = "Our own data hold nothing yet that may be counted. Leave them out."
        raise Faulty([Fault("study.yaml", 0, "database", "nothing_of_ours", nl, en)])
    if any("pseudonym" in file.source.columns for file in study.files) != (pseudonymised and bool(study.files)):
        nl = "Bestanden met pseudoniemen en met namen kunnen niet samen in één onderzoek."
        en = "Files with pseudonyms and files with names cannot go into one study together."
        raise Faulty([Fault("study.yaml", 0, "database", "pseudonyms_mixed", nl, en)])
    words = plans.words(study.language)
    columns = {"pseudonym": "pseudonym", **{role: COLUMNS[role] for role in PAYLOAD}} if pseudonymised else COLUMNS
    schemes, provisions, files = list(study.schemes), list(study.provisions), list(study.files)
    for one in found:
        if one.scheme not in {scheme.code for scheme in schemes}:
            schemes.append(Scheme(one.scheme, words[one.scheme]))
        for word in one.provisions:
            name = f"{words[one.scheme]}: {words.get(f'{one.scheme}/{word}', word)}"
            written = f"{one.scheme}_{word}"
            provisions.append(Provision(f"own_{written}", name, one.scheme, values=(written,)))
        source = SourceFile(one.path.name, columns, date_order="ymd")
        files.append(StudyFile(source, "Ontschot", scheme=one.scheme))
    if len(provisions) > MOST_PROVISIONS:
        nl, en = f"Ten hoogste {MOST_PROVISIONS} voorzieningen.", f"At most {MOST_PROVISIONS} provisions."
        raise Faulty([Fault("study.yaml", 0, "provisions", "too_many_provisions", nl, en)])
    return replace(study, schemes=tuple(schemes), provisions=tuple(provisions), files=tuple(files))


def study_yaml(found: Sequence[Extracted], *, title: str, day: dt.date, language: str, pseudonymised: bool) -> str:
    """A whole study.yaml of the files alone; other registrations can be added to it by hand."""
    empty = Study(title=title, dates=(day,), schemes=(), provisions=(), files=(), language=language)
    study = add(empty, found, pseudonymised=pseudonymised)
    content = {
        "title": title,
        "language": language,
        "reference_date": day.isoformat(),
        "schemes": {scheme.code: scheme.name for scheme in study.schemes},
        "provisions": {
            p.code: {"name": p.name, "scheme": p.scheme, "values": list(p.values)} for p in study.provisions
        },
        "files": [
            {
                "file": file.source.file,
                "organisation": file.organisation,
                "scheme": file.scheme,
                "date_order": file.source.date_order,
                "columns": dict(file.source.columns),
            }
            for file in study.files
        ],
    }
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=120)
