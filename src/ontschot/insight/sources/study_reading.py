"""`study.yaml`, read and judged. Reference: docs/reference/study.md."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from ontschot.insight.sources import document as documents
from ontschot.insight.sources.limits import Limits
from ontschot.insight.sources.link_settings import SourceFile, judge_identity, read_files, read_method, read_sheet_name
from ontschot.insight.sources.roles import POSTCODE_ROLES, ROLES
from ontschot.insight.sources.study import AGES, MOST_PROVISIONS, MOST_WEIGHT, Provision, Scheme, Study, StudyFile

PERIODS = ("on_date", "in_month", "in_year")
END_IS = ("last_day", "first_day_after")
FAULTY_ROWS = ("refuse", "leave_out")
ROUNDINGS = (1, 3, 5, 10)
AREA_ROLES = ("postcode", "house_number", "neighbourhood", "district")
NEEDS = {  # of each file at least one of these, by method
    "bsn": ("bsn", "pseudonym"),
    "name_address_birth": ("surname", "partner_surname", "full_name", "pseudonym"),
    "postcode_number": ("postcode", "address_line", "pseudonym"),
}
KEYS = (
    "title",
    "municipality",
    "language",
    "reference_date",
    "reference_dates",
    "period",
    "end_is",
    "residents",
    "schemes",
    "provisions",
    "files",
    "database",
    "areas",
    "area_names",
    "borders",
    "ages",
    "clusters",
    "method",
    "threshold",
    "reviewed",
    "minimum_cell",
    "rounding",
    "missing",
    "faulty_rows",
)


def read_study(path: Path, limits: Limits | None = None) -> Study:
    """Read and judge `study.yaml`. Raises Faulty with the line of every fault."""
    document, top = documents.read(path, limits)
    study = _study(top)
    document.finish()
    assert study is not None
    return study


def parse_study(name: str, data: bytes) -> Study:
    """The same from bytes, for the page. Raises Faulty."""
    document = documents.Document(name)
    study = _study(documents.parse(document, data))
    document.finish()
    assert study is not None
    return study


class _Reader:
    """The values of the top level by key."""

    def __init__(self, top: documents.Value) -> None:
        self.top = top
        self.values = top.mapping(KEYS)
        self.provisions: dict[str, documents.Value] = {}
        self.database = self.choice("database", ("no", "yes")) == "yes"

    def text(self, key: str) -> str:
        return self.values[key].text() if key in self.values else ""

    def choice(self, key: str, known: tuple[str, ...]) -> str:
        return self.values[key].choice(known, known[0]) if key in self.values else known[0]

    def missing(self, key: str, nl: str, en: str) -> None:
        self.top.document.fault(self.values[key].line if key in self.values else 0, key, "missing_key", nl, en)


def _study(top: documents.Value) -> Study | None:
    reader = _Reader(top)
    if not reader.text("title"):
        reader.missing("title", "Geef het onderzoek een 'title'.", "Give the study a 'title'.")
    schemes = tuple(_schemes(reader))
    provisions = tuple(_provisions(reader, schemes))
    files = tuple(_files(reader, schemes, provisions))
    _ambiguous(reader, provisions, files)
    provisions = (*provisions, *_schemes_as_provisions(schemes, provisions))
    if len(provisions) > MOST_PROVISIONS:
        nl, en = f"Ten hoogste {MOST_PROVISIONS} voorzieningen.", f"At most {MOST_PROVISIONS} provisions."
        reader.missing("provisions", nl, en)
    dates = _dates(reader)
    method, threshold = read_method(reader.values)
    if "method" in reader.values:
        _judge_method(reader.values["method"], method, files)
    residents = reader.values["residents"].mapping(("persons", "households")) if "residents" in reader.values else {}
    counts = {key: value.whole(0, least=1) or None for key, value in residents.items()}
    if (counts.get("households") or 0) > (counts.get("persons") or counts.get("households") or 0):
        nl, en = "Er zijn meer huishoudens dan personen.", "There are more households than persons."
        residents["households"].fault("out_of_range", nl, en)
    borders, border_names = _borders(reader, files)
    study = Study(
        title=reader.text("title"),
        dates=dates,
        schemes=schemes,
        provisions=provisions,
        files=files,
        database=reader.database,
        municipality=reader.text("municipality"),
        language=reader.choice("language", ("nl", "en")),
        period=reader.choice("period", PERIODS),
        end_is=reader.choice("end_is", END_IS),
        persons=counts.get("persons"),
        households=counts.get("households"),
        areas=_areas(reader, files),
        area_names=_area_names(reader),
        borders=borders,
        border_names=border_names,
        ages=_ages(reader),
        clusters=_clusters(reader),
        method=method,
        threshold=threshold,
        reviewed=read_sheet_name(reader.values),
        minimum_cell=reader.values["minimum_cell"].whole(10, least=3) if "minimum_cell" in reader.values else 10,
        rounding=int(reader.values["rounding"].choice([str(n) for n in ROUNDINGS], "5"))
        if "rounding" in reader.values
        else 5,
        missing=_texts(reader.values.get("missing")),
        faulty_rows=reader.choice("faulty_rows", FAULTY_ROWS),
        lines={key: value.line for key, value in reader.values.items()},
    )
    return None if top.document.faults else study


def _judge_method(value: documents.Value, method: str, files: tuple[StudyFile, ...]) -> None:
    """Every file has a column that the method links on: without it each of its rows would be a person of its own."""
    needed = NEEDS.get(method, ())
    for source in (file.source for file in files):
        if needed and source.columns and not set(needed) & set(source.columns):
            nl = (
                f"'{method}' koppelt op '{needed[0]}', en {source.file} heeft zo'n kolom niet. Kies een andere methode."
            )
            en = f"'{method}' links on '{needed[0]}', and {source.file} has no such column. Choose another method."
            value.fault("method_column", nl, en)


def _dates(reader: _Reader) -> tuple[dt.date, ...]:
    found: set[dt.date] = set()
    for key in ("reference_date", "reference_dates"):
        _texts(reader.values.get(key))
        for item in reader.values[key].items() if key in reader.values else ():
            day = item.date()
            if day is not None:
                found.add(day)
    if not found:
        nl, en = "Geef een peildatum: 'reference_date: 2011-10-01'.", "Give a 'reference_date: 2011-10-01'."
        reader.missing("reference_date", nl, en)
    return tuple(sorted(found))


def _schemes(reader: _Reader) -> Iterator[Scheme]:
    values = reader.values["schemes"].mapping(None) if "schemes" in reader.values else {}
    if not values and not reader.database:
        reader.missing("schemes", "Noem minstens één regeling.", "Name at least one scheme.")
    names: set[str] = set()
    for code, value in values.items():
        _judge_code(value)
        parts = {} if value.single else value.mapping(("name", "access", "values"))
        named = value if value.single else parts.get("name", value)
        name = named.filled(code) if named.single else code
        if name.casefold() in names:
            nl, en = f"Twee regelingen heten '{name}'.", f"Two schemes are called '{name}'."
            named.fault("double_name", nl, en)
        names.add(name.casefold())
        access = parts["access"].text() if "access" in parts else ""
        yield Scheme(code, name, access, _texts(parts.get("values")))


def _texts(value: documents.Value | None) -> tuple[str, ...]:
    return value.texts() if value else ()


def _judge_code(value: documents.Value) -> None:
    """Codes are put together in the report; the signs that stand between them are not in them."""
    if sign := next((sign for sign in "+&/" if sign in value.key), ""):
        nl = f"Een code heeft geen '{sign}'. Neem een ander woord, en zet het teken in 'name'."
        en = f"A code has no '{sign}'. Take another word, and put the sign in 'name'."
        value.fault("code", nl, en)


def _provisions(reader: _Reader, schemes: tuple[Scheme, ...]) -> Iterator[Provision]:
    values = reader.values["provisions"].mapping(None) if "provisions" in reader.values else {}
    for code, value in values.items():
        parts = value.mapping(("name", "scheme", "line", "weight", "values"))
        if "scheme" not in parts:
            value.fault("missing_key", "Een voorziening heeft 'scheme' nodig.", "A provision needs a 'scheme'.")
            continue
        reader.provisions[code] = value
        _judge_code(value)
        yield Provision(
            code,
            parts["name"].filled(code) if "name" in parts else code,
            _known(parts["scheme"], [scheme.code for scheme in schemes], "scheme"),
            parts["line"].whole(0, least=0, most=2) if "line" in parts else None,
            parts["weight"].number(1, least=0, most=MOST_WEIGHT) if "weight" in parts else None,
            _texts(parts.get("values")),
        )


def _known(value: documents.Value, codes: list[str], kind: str) -> str:
    """A code that must be among those of the study; else a fault `unknown_scheme` or `unknown_provision`."""
    text = value.text()
    if text not in codes:
        hint_nl, hint_en = documents.suggestion(text, codes)
        word = {"scheme": "regeling", "provision": "voorziening"}[kind]
        value.fault(
            f"unknown_{kind}",
            f"'{text}' staat niet bij de {word}en van dit onderzoek.{hint_nl}",
            f"'{text}' is not among the {kind}s of this study.{hint_en}",
        )
    return text


def _ambiguous(reader: _Reader, provisions: tuple[Provision, ...], files: tuple[StudyFile, ...]) -> None:
    """No word that a file may hold means two provisions: of its scheme, or of all when it has none."""
    reads = {file.scheme for file in files if not file.provision}
    seen: dict[tuple[str, str], str] = {}
    for provision in provisions:
        for scheme in sorted(reads & {"", provision.scheme}):
            for word in sorted({*provision.words}):
                other = seen.setdefault((scheme, word), provision.code)
                if other != provision.code:
                    nl = (
                        f"'{word}' is ook '{other}'. Geef elke waarde aan één voorziening, of het bestand een 'scheme'."
                    )
                    en = f"'{word}' is '{other}' too. Give each value to one provision, or the file a 'scheme'."
                    reader.provisions[provision.code].fault("double_value", nl, en)


def _schemes_as_provisions(schemes: tuple[Scheme, ...], provisions: tuple[Provision, ...]) -> Iterator[Provision]:
    used = {provision.scheme for provision in provisions}
    for scheme in schemes:
        if scheme.code not in used:
            yield Provision(scheme.code, scheme.name, scheme.code, values=scheme.values)


def _files(reader: _Reader, schemes: tuple[Scheme, ...], provisions: tuple[Provision, ...]) -> Iterator[StudyFile]:
    codes = [scheme.code for scheme in schemes]
    alone_provisions = tuple(_schemes_as_provisions(schemes, provisions))
    alone = [p.code for p in alone_provisions]
    kinds = [*(p.code for p in provisions), *alone]
    if reader.database and "files" not in reader.values:
        return
    read = read_files(reader.values.get("files"), reader.top, ROLES, ("organisation", "scheme", "provision"))
    for source, values in read:
        scheme = _known(values["scheme"], codes, "scheme") if "scheme" in values else ""
        provision = _known(values["provision"], kinds, "provision") if "provision" in values else ""
        if provision and scheme:
            _judge_scheme(values["scheme"], scheme, provision, (*provisions, *alone_provisions))
        if provision and "provision" in source.columns:
            values["columns"].fault(
                "two_provisions",
                "Kies: 'provision: CODE' voor alle rijen, of een kolom 'provision'.",
                "Choose: 'provision: CODE' for all rows, or a column 'provision'.",
            )
        judge_identity(source, values)
        if not provision and scheme in alone:
            provision = scheme
        if not provision and not {"provision", "scheme"} & set(source.columns):
            place = values.get("file") or reader.top
            place.fault(
                "missing_key",
                "Zeg wat dit bestand bevat: 'provision: CODE', of een kolom 'provision'.",
                "Say what this file holds: 'provision: CODE', or a column 'provision'.",
            )
        organisation = values["organisation"].text() if "organisation" in values else source.file
        yield StudyFile(source, organisation, scheme, provision)


def _judge_scheme(value: documents.Value, scheme: str, provision: str, known: tuple[Provision, ...]) -> None:
    """The one provision of a file is of the scheme that the file names."""
    of = next((one.scheme for one in known if one.code == provision), scheme)
    if of != scheme:
        nl = f"'{provision}' hoort bij regeling '{of}'. Pas 'scheme' aan, of laat het weg."
        en = f"'{provision}' belongs to scheme '{of}'. Adjust 'scheme', or leave it out."
        value.fault("other_scheme", nl, en)


def _has_postcode(roles: set[str]) -> bool:
    """In a column of its own, or within an address that has its number there too."""
    return "postcode" in roles or ("house_number" not in roles and bool(roles.intersection(POSTCODE_ROLES)))


def _areas(reader: _Reader, files: tuple[StudyFile, ...]) -> SourceFile | None:
    if "areas" not in reader.values:
        return None
    value = reader.values["areas"]
    if not value.given or len(list(value.items())) != 1:
        nl = "Noem onder 'areas' één bestand, met 'file' en 'columns'."
        en = "Name one file under 'areas', with 'file' and 'columns'."
        value.fault("missing_key", nl, en)
        return None
    source, values = read_files(value, reader.top, AREA_ROLES, ())[0]
    if files and not any(_has_postcode(set(file.source.columns)) for file in files):
        nl = "Geen bestand heeft een kolom 'postcode', of een adres in één kolom, om gebieden bij op te zoeken."
        en = "No file has a column 'postcode', or an address in one column, to look areas up with."
        value.fault("missing_key", nl, en)
    for role in ("postcode", "neighbourhood"):
        if role not in source.columns:
            values.get("columns", value).fault(
                "missing_key", f"'areas' heeft kolom '{role}' nodig.", f"'areas' needs a column '{role}'."
            )
    if source.file in {file.source.file for file in files}:
        values.get("file", value).fault("double_file", "Dit is al een registratie.", "This is a registration already.")
    return source


def _area_names(reader: _Reader) -> dict[str, str]:
    values = reader.values["area_names"].mapping(None) if "area_names" in reader.values else {}
    return {code: value.filled(code) for code, value in values.items()}


def _borders(reader: _Reader, files: tuple[StudyFile, ...]) -> tuple[tuple[str, str] | None, str]:
    """The file with borders and the property that holds the code of an area; and the one with its name, or nothing."""
    if "borders" not in reader.values:
        return None, ""
    values = reader.values["borders"].mapping(("file", "code", "name"))
    for key in ("file", "code"):
        if key not in values or not values[key].text():
            nl, en = f"'borders' heeft '{key}' nodig.", f"'borders' needs '{key}'."
            reader.values["borders"].fault("missing_key", nl, en)
            return None, ""
    name = values["file"].text()
    if name in {file.source.file for file in files}:
        values["file"].fault("double_file", "Dit is al een registratie.", "This is a registration already.")
    if "/" in name or "\\" in name:
        nl = "Noem alleen de naam van het bestand, zonder map."
        values["file"].fault("file_name", nl, "Give only the name of the file, without a folder.")
    label = values["name"].text() if "name" in values else ""
    return (name, values["code"].text()), label


def _ages(reader: _Reader) -> tuple[int, ...]:
    if "ages" not in reader.values:
        return AGES
    before = len(reader.top.document.faults)
    bounds = [item.whole(0, least=0, most=120) for item in reader.values["ages"].items()]
    if len(reader.top.document.faults) == before and (bounds != sorted(set(bounds)) or not bounds):
        nl, en = "Zet de grenzen van laag naar hoog.", "Put the bounds from low to high."
        reader.values["ages"].fault("order", nl, en)
    return tuple(bounds) if bounds and bounds[0] == 0 else (0, *bounds)


def _clusters(reader: _Reader) -> int | None:
    value = reader.values.get("clusters")
    if value is None or not value.given or (value.single and value.text() == "auto"):
        return None
    return value.whole(3, least=2, most=8)
