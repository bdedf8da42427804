"""Registrations by another hand than `ontschot synth`: whether the linkage holds on data that its model was not built on.

    python -m benchmarks.other_registrations --seeds 1 2 --noise 1 2.5

Written from the text of issue 4 alone, without looking at ontschot.insight.synth. A town of households (`other_town`), what
registrations make of it (`other_errors`: the noise multiplies every rate, also initials, married names and missing BSNs, up to
70%), and seven files of some 100,000 rows that differ in all there is: cp1252 and UTF-8 with and without BOM, comma, semicolon
and tab, Excel and Parquet; full given names, call names, initials; prefix apart, before or behind; capitals without diacritics;
dates in six forms; sex in six; street, number and addition apart, together or with the street in one column. Prints per seed,
noise and with or without BSN the pairwise F1 with recall and precision at the model's own threshold, how far the matrix of persons
by pairs of files is off (sum of absolute differences as per cent of its sum), and the bias of 'more than one', persons and households.
"""

# ruff: noqa: E501  one line per column of a file reads better unbroken
from __future__ import annotations

import argparse
import contextlib
import csv
import datetime as dt
import random
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Callable
from pathlib import Path

import duckdb
import openpyxl
import pyarrow
import pyarrow.parquet
import yaml

from benchmarks.other_errors import Date, Errors, Record
from benchmarks.other_names import ABBREVIATED
from benchmarks.other_town import YEAR, Person, Town
from benchmarks.serving import machine

Column = tuple[str, Callable[[Record], str]]
AGAIN = 0.12  # of the persons in a file, those with a second provision; a quarter of them under a record of its own
FILES: dict[str, tuple[Callable[[int], float], float]] = {  # how often by age, and without BSN
    "wmo.csv": (lambda a: 0.40 if a >= 75 else 0.18 if a >= 65 else 0.05 if a >= 18 else 0.01, 0.05),
    "bijstand.csv": (lambda a: 0.11 if 18 <= a < 67 else 0, 0.08),
    "awbz.csv": (lambda a: 0.22 if a >= 75 else 0.03, 0.12),
    "jeugd.xlsx": (lambda a: 0.17 if a < 18 else 0, 0.20),
    "wsw.csv": (lambda a: 0.03 if 20 <= a < 66 else 0, 0.25),
    "schuldhulp.parquet": (lambda a: 0.05 if 20 <= a < 76 else 0, 0.40),
    "rmc.csv": (lambda a: 0.12 if 12 <= a < 24 else 0, 0.30),
}
DIALECTS = {
    "wmo.csv": ("cp1252", ";"),
    "bijstand.csv": ("utf-8-sig", ";"),
    "awbz.csv": ("utf-8", ","),
    "wsw.csv": ("cp1252", ";"),
    "rmc.csv": ("utf-8", "\t"),
}
STROKES = str.maketrans("łŁıİ", "lLiI")


def plain(text: str) -> str:
    """Without diacritics."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.translate(STROKES)) if not unicodedata.combining(c))


def date(birth: Date, form: str) -> str:
    """In a form of `str.format` with y, m and d; of a year only: the year, or with zeros."""
    year, month, day = birth
    return str(year) if not month and ":02d" not in form else form.format(y=year, m=month, d=day)


def sex(record: Record, man: str, woman: str) -> str:
    """The word for it, or nothing."""
    return {"m": man, "v": woman}.get(record.sex, "")


def spaced(postcode: str) -> str:
    """1234 AB."""
    return f"{postcode[:4]} {postcode[4:]}".strip()


def before(record: Record) -> str:
    """The prefix before the name."""
    return f"{record.prefix} {record.surname}".strip()


def behind(record: Record) -> str:
    """The prefix behind the name."""
    return f"{record.surname}, {record.prefix}" if record.prefix else record.surname


def shortened(r: random.Random, street: str) -> str:
    """A quarter of the streets in short."""
    word = next((word for word in ABBREVIATED if word in street), "")
    return street.replace(word, ABBREVIATED[word]) if word and r.random() < 0.25 else street


def together(r: random.Random, record: Record) -> str:
    """House number and addition in one."""
    if not record.addition or not record.number:
        return record.number
    joint = r.choice(["-", " ", "-"] if record.addition[0].isdigit() else ["", " ", "-"])
    return record.number + joint + r.choice([record.addition, record.addition.lower()])


def columns(r: random.Random) -> dict[str, dict[str, Column]]:
    """Per file, heading to role and what stands there."""
    return {
        "wmo.csv": {
            "BSN": ("bsn", lambda x: x.bsn), "Achternaam": ("surname", lambda x: x.surname), "Voorvoegsel": ("surname_prefix", lambda x: x.prefix),
            "Voorletters": ("initials", lambda x: "".join(f"{i}." for i in x.initials)), "M/V": ("sex", lambda x: sex(x, "M", "V")),
            "Geb.datum": ("birth_date", lambda x: date(x.birth, "{d:02d}-{m:02d}-{y}")), "Straatnaam": ("street", lambda x: shortened(r, x.street)),
            "Huisnr": ("house_number", lambda x: x.number), "Toev": ("house_number_addition", lambda x: x.addition), "Postcode": ("postcode", lambda x: spaced(x.postcode)),
            "Woonplaats": ("place", lambda x: x.place), "Naam partner": ("partner_surname", lambda x: x.partner), "VV partner": ("partner_prefix", lambda x: x.partner_prefix)},
        "bijstand.csv": {
            "burgerservicenummer": ("bsn", lambda x: x.bsn), "Naam cliënt": ("surname", before), "Voornamen": ("given_names", lambda x: " ".join(x.given)),
            "Geslacht": ("sex", lambda x: sex(x, "man", "vrouw")), "geboren": ("birth_date", lambda x: date(x.birth, "{d}-{m}-{y}")), "straat": ("street", lambda x: x.street),
            "nr": ("house_number", lambda x: together(r, x)), "pc": ("postcode", lambda x: x.postcode), "plaats": ("place", lambda x: x.place.upper())},
        "awbz.csv": {
            "CLIENT_BSN": ("bsn", lambda x: x.bsn), "GESLACHTSNAAM": ("surname", lambda x: x.surname), "VOORVOEGSEL": ("surname_prefix", lambda x: x.prefix),
            "PARTNERNAAM": ("partner_surname", lambda x: x.partner), "VOORVOEGSEL_PARTNER": ("partner_prefix", lambda x: x.partner_prefix),
            "VOORNAMEN": ("given_names", lambda x: " ".join(x.given) if len(x.given[0]) > 1 else ""), "VOORLETTERS": ("initials", lambda x: "".join(x.initials)),
            "GEBOORTEDATUM": ("birth_date", lambda x: date(x.birth, "{y}{m:02d}{d:02d}")), "GESLACHT": ("sex", lambda x: sex(x, "1", "2")), "POSTCODE": ("postcode", lambda x: x.postcode),
            "HUISNUMMER": ("house_number", lambda x: x.number), "TOEVOEGING": ("house_number_addition", lambda x: x.addition)},
        "jeugd.xlsx": {
            "Roepnaam": ("given_names", lambda x: x.call), "Achternaam": ("surname", behind), "Geboortedatum": ("birth_date", lambda x: date(x.birth, "{d}-{m}-{y}")),
            "Jongen/meisje": ("sex", lambda x: sex(x, "jongen", "meisje")), "Postcode": ("postcode", lambda x: spaced(x.postcode)), "Huisnummer": ("house_number", lambda x: x.number),
            "Toevoeging": ("house_number_addition", lambda x: x.addition.lower()), "Burgerservicenr": ("bsn", lambda x: x.bsn)},
        "wsw.csv": {
            "Sofinr": ("bsn", lambda x: x.bsn), "NAAM": ("surname", lambda x: plain(before(x)).upper()), "VL": ("initials", lambda x: " ".join(x.initials)),
            "GEBDAT": ("birth_date", lambda x: date(x.birth, "{d:02d}/{m:02d}/{y}")), "ADRES": ("street", lambda x: f"{shortened(r, x.street)} {together(r, x)}".strip()),
            "PC": ("postcode", lambda x: spaced(x.postcode)), "PLAATS": ("place", lambda x: x.place)},
        "schuldhulp.parquet": {
            "bsn": ("bsn", lambda x: x.bsn), "tussenvoegsels": ("surname_prefix", lambda x: x.prefix.lower()), "achternaam": ("surname", lambda x: plain(x.surname)),
            "voornaam": ("given_names", lambda x: x.call if len(x.call) > 1 else x.call + "."), "geboortedatum": ("birth_date", lambda x: date(x.birth, "{y}-{m:02d}-{d:02d}")),
            "geslacht": ("sex", lambda x: x.sex), "postcode": ("postcode", lambda x: x.postcode.lower()), "huisnr": ("house_number", lambda x: together(r, x))},
        "rmc.csv": {
            "Leerling": ("given_names", lambda x: x.given[0]), "Tussenvoegsel": ("surname_prefix", lambda x: x.prefix), "Familienaam": ("surname", lambda x: x.surname),
            "Geboren op": ("birth_date", lambda x: date(x.birth, "{d}.{m}.{y}")), "Sekse": ("sex", lambda x: sex(x, "Man", "Vrouw")), "Straat": ("street", lambda x: shortened(r, x.street)),
            "Nr": ("house_number", lambda x: x.number), "Toev.": ("house_number_addition", lambda x: x.addition), "Plaats": ("place", lambda x: x.place),
            "Postcode": ("postcode", lambda x: spaced(x.postcode)), "BSN": ("bsn", lambda x: x.bsn)},
    }  # fmt: skip


WHOLE: dict[str, Callable[[Record], str]] = {  # with `--whole-names`: names in one column, each file in its own form
    "wmo.csv": lambda x: (
        f"{x.surname}, {'Mw. ' if x.sex == 'v' else ''}{''.join(f'{i}.' for i in x.initials)} {x.prefix}".strip()
    ),
    "bijstand.csv": lambda x: f"{' '.join(x.given)} {before(x)}",
    "wsw.csv": lambda x: plain(f"{x.surname} {x.prefix} {''.join(x.initials)}".replace("  ", " ")).upper(),
    "schuldhulp.parquet": lambda x: (
        f"{x.prefix.lower()} {plain(x.surname)}, {x.call if len(x.call) > 1 else x.call + '.'}".strip()
    ),
}
PARTS = ("surname", "surname_prefix", "given_names", "initials")
BY_STREET = ("wsw.csv", "rmc.csv")  # with `--by-street` no postcode in these two; three others have no street


def in_one(name: str, form: dict[str, Column]) -> dict[str, Column]:
    """The columns of a file with its names in one of them, where `WHOLE` says how."""
    if name not in WHOLE:
        return form
    rest = {heading: column for heading, column in form.items() if column[0] not in PARTS}
    return {"Naam": ("full_name", WHOLE[name]), **rest}


def cell(text: str) -> object:
    """As Excel has it: a date, a whole number, text or nothing."""
    with contextlib.suppress(ValueError):
        return dt.datetime.strptime(text, "%d-%m-%Y").date()  # noqa: DTZ007  a date has no zone
    return int(text) if text.isdigit() and len(text) < 4 else text or None


def write(file: Path, headings: list[str], rows: list[list[str]]) -> None:
    """In the dialect of this file."""
    if file.suffix == ".xlsx":
        book = openpyxl.Workbook(write_only=True)
        sheet = book.create_sheet("Cliënten")
        for row in (headings, *rows):
            sheet.append([cell(text) for text in row])
        book.save(file)
    elif file.suffix == ".parquet":
        table = {name: [row[at] or None for row in rows] for at, name in enumerate(headings)}
        pyarrow.parquet.write_table(pyarrow.table(table), file)
    else:
        encoding, delimiter = DIALECTS[file.name]
        with open(file, "w", encoding=encoding, newline="") as out:
            writer = csv.writer(out, delimiter=delimiter)
            for row in (headings, *rows):
                writer.writerow(
                    [
                        plain(text)
                        if text.encode(encoding, "replace").decode(encoding).lstrip("\ufeff") != text
                        else text
                        for text in row
                    ]
                )


def members(r: random.Random, town: Town, rows: float) -> dict[str, list[Person]]:
    """Who is in which file, about so many rows in all; partners mostly share income support."""
    chances = [
        [min(0.85, rate(YEAR - person.birth[0]) * person.weight) for rate, _ in FILES.values()]
        for person in town.persons
    ]
    scale = rows / ((1 + AGAIN) * sum(map(sum, chances)))
    found: dict[str, list[Person]] = {name: [] for name in FILES}
    supported: set[int] = set()
    for person, row in zip(town.persons, chances, strict=True):
        for name, chance in zip(FILES, row, strict=True):
            along = name == "bijstand.csv" and person.partner is not None and person.partner.number in supported
            if r.random() < (0.8 if along else min(0.9, chance * scale)):
                found[name].append(person)
                if name == "bijstand.csv":
                    supported.add(person.number)
    return found


def make(
    folder: Path, persons: int, seed: int, noise: float, *, bsn: bool, whole: bool = False, by_street: bool = False, without: tuple[str, ...] = ()
) -> None:  # fmt: skip
    """The files, link.yaml and truth.csv (file, row, person, household). `whole`: names in one column in four files; `without`: roles that no file has."""
    town, r = Town(persons, seed), random.Random(seed * 7 + 1)
    errors, forms, settings, truth = Errors(r, noise, town.persons), columns(r), [], []
    for name, chosen in members(r, town, persons * 0.62).items():
        gone = {*without, *(() if bsn else ("bsn",)), *(("postcode",) if by_street and name in BY_STREET else ())}
        form = {heading: column for heading, column in forms[name].items() if column[0] not in gone}
        form = in_one(name, form) if whole else form
        queue = []
        for person in chosen:
            record = errors.record(person, FILES[name][1])
            queue.append((person, record))
            if r.random() < AGAIN:
                queue.append((person, record if r.random() < 0.75 else errors.record(person, FILES[name][1])))
        r.shuffle(queue)
        write(folder / name, list(form), [[value(record) for _, value in form.values()] for _, record in queue])
        truth += [(name, row, person.number, person.household) for row, (person, _) in enumerate(queue, 1)]
        settings.append({"file": name, "columns": {role: heading for heading, (role, _) in form.items()}})
    (folder / "link.yaml").write_text(yaml.safe_dump({"files": settings}, allow_unicode=True), encoding="utf-8")
    with open(folder / "truth.csv", "w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerows([("file", "row", "person", "household"), *truth])


def scored(folder: Path) -> str:
    """A line of the table."""
    connection = duckdb.connect()
    connection.execute(f"""CREATE TABLE j AS SELECT t.file, t.person AS tp, t.household AS th, l.person AS lp, l.household AS lh
        FROM '{folder}/truth.csv' t JOIN '{folder}/links.csv' l USING (file, row)""")

    def one(sql: str) -> float:
        return float(connection.execute(sql).fetchall()[0][0])

    def pairs(keys: str) -> float:
        return one(f"SELECT coalesce(sum(n * (n - 1) / 2), 0) FROM (SELECT count(*) AS n FROM j GROUP BY {keys})")

    def several(key: str) -> float:
        return one(f"SELECT 100 * avg((n > 1)::INT) FROM (SELECT count(DISTINCT file) AS n FROM j GROUP BY {key})")

    def matrix(key: str) -> str:
        return f"""SELECT a.file AS x, b.file AS y, count(DISTINCT a.{key}) AS n FROM (SELECT DISTINCT file, {key} FROM j) a
            JOIN (SELECT DISTINCT file, {key} FROM j) b USING ({key}) WHERE a.file < b.file GROUP BY ALL"""

    true, linked, both = pairs("tp"), pairs("lp"), pairs("tp, lp")
    off = one(
        f"SELECT 100 * sum(abs(coalesce(l.n, 0) - coalesce(t.n, 0))) / sum(t.n) FROM ({matrix('tp')}) t FULL JOIN ({matrix('lp')}) l USING (x, y)"
    )
    homes = 2 * pairs("th, lh") / (pairs("th") + pairs("lh"))
    return (f"{2 * both / (true + linked):.4f} | {both / true:.4f} | {both / linked:.4f} | {off:.2f} | {several('tp'):.2f} | {several('lp') - several('tp'):+.2f} | "
            f"{homes:.3f} | {several('th'):.2f} | {several('lh') - several('th'):+.2f}")  # fmt: skip


def main() -> None:
    """Make, link and score."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--persons", type=int, default=160_000)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--noise", type=float, nargs="+", default=[1.0, 2.5])
    parser.add_argument("--whole-names", action="store_true", help="names in one column in four of the files")
    parser.add_argument("--by-street", action="store_true", help="no postcode in two of the files")
    parser.add_argument("--without", nargs="+", default=[], metavar="ROLE", help="such as birth_date, in no file")
    parser.add_argument("--keep", type=Path, help="leave the files of the last run in this folder")
    given = parser.parse_args()
    print(
        machine(),
        "\n\n| seed | noise | BSN | F1 | recall | precision | pairs off % | persons > 1 | bias | households F1 | > 1 | bias |",
    )
    print("|--:|--:|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|")
    for seed, noise, bsn in [(s, n, b) for n in given.noise for b in (True, False) for s in given.seeds]:
        with tempfile.TemporaryDirectory(prefix="ontschot-other-") as made:
            folder = given.keep or Path(made)
            folder.mkdir(parents=True, exist_ok=True)
            options = {"whole": given.whole_names, "by_street": given.by_street, "without": tuple(given.without)}
            make(folder, given.persons, seed, noise, bsn=bsn, **options)
            files = [folder / name for name in FILES]
            command = [
                Path(sys.executable).with_name("ontschot"),
                "link",
                *files,
                "--config",
                folder / "link.yaml",
                "--out",
                folder / "links.csv",
            ]
            subprocess.run([str(part) for part in command], check=True, capture_output=True)
            print(f"| {seed} | {noise:g} | {'yes' if bsn else 'no'} | {scored(folder)} |", flush=True)


if __name__ == "__main__":
    main()
