"""From the forms of the guided study to study.yaml, which judges it all, and back."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ontschot.web.steering.study_forms import ProvisionForm, StudyFileForm


_METHOD = ("method", "minimum_cell", "rounding")
_PLAIN = ("period", "end_is", "faulty_rows", "clusters")  # one word each, the same on the form and in study.yaml
_READING = ("delimiter", "encoding", "decimal")  # of a file, with no place on the forms
_ELSEWHERE = {"reference_dates": "reference_date", "reviewed": "method"}


def word(text: str) -> str:
    """A name as a code: letters, digits and underscores."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_") or "x"


def study_before(content: dict[str, Any]) -> dict[str, Any]:
    """What the form of the study shows of an earlier study.yaml."""
    if not content:
        return {}
    days = [str(day) for day in _listed(content.get("reference_dates") or content.get("reference_date"))]
    residents = content.get("residents") or {}
    found = {key: content.get(key, "") for key in ("title", "municipality", *_METHOD, *_PLAIN)}
    return {
        **{key: value for key, value in found.items() if value != ""},
        "reference_date": days[-1] if days else "",
        "earlier_date": days[0] if len(days) > 1 else "",
        "persons": residents.get("persons"),
        "households": residents.get("households"),
        "missing": "\n".join(str(item) for item in _listed(content.get("missing"))),
        "database": str(content.get("database")) in ("yes", "True"),
        **({"ages": ", ".join(map(str, _listed(content["ages"])))} if "ages" in content else {}),
        "area_names": "\n".join(f"{code}: {name}" for code, name in (content.get("area_names") or {}).items()),
    }


def files_in(content: dict[str, Any]) -> list[str]:
    """The names of all files that an earlier study.yaml speaks of."""
    parts = [*_listed(content.get("files")), content.get("areas") or {}, content.get("borders") or {}]
    names = [str(one["file"]) for one in parts if isinstance(one, dict) and "file" in one]
    return [*names, *([str(content["reviewed"])] if content.get("reviewed") else [])]


def field_of(key: str) -> str:
    """The field of the form of the study that a key of study.yaml comes from."""
    return _ELSEWHERE.get(key, key)


def file_before(content: dict[str, Any], name: str) -> dict[str, Any]:
    """What an earlier study.yaml says of a file; empty when it does not know it."""
    areas = content.get("areas") or {}
    if areas.get("file") == name:
        return {"holds": "areas", "columns": areas.get("columns") or {}}
    for file in _listed(content.get("files")):
        if file.get("file") == name:
            code = file.get("scheme", "")
            scheme = (content.get("schemes") or {}).get(code, {})
            scheme = scheme if isinstance(scheme, dict) else {"name": scheme}
            return {
                "scheme": scheme.get("name", code),
                "access": scheme.get("access", ""),
                "organisation": file.get("organisation", ""),
                "order": file.get("date_order", "dmy"),
                "columns": file.get("columns") or {},
            }
    return {}


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def settings_of(
    study: dict[str, Any], files: list[tuple[StudyFileForm, list[str]]], language: str, before: dict[str, Any]
) -> dict[str, Any]:
    """study.yaml as a mapping, from valid forms. With each file the different values of its column of provisions.

    What an earlier study.yaml (`before`) says of the same value, and what has no place on the forms, is kept.
    """
    schemes: dict[str, dict[str, str]] = {}
    provisions: dict[str, dict[str, Any]] = {}
    found: dict[str, Any] = {}
    listed = []
    for form, values in files:
        data = form.cleaned_data
        if data["holds"] == "areas":
            found["areas"] = {"file": form.guess.file, **_place(form), "columns": data["columns"]}
            continue
        code = word(data["scheme"])
        scheme = schemes.setdefault(code, {"name": data["scheme"]})
        if data["access"]:
            scheme["access"] = data["access"]
        codes = [_provision(provisions, code, value, before) for value in values or [data["scheme"]]]
        entry: dict[str, Any] = {"file": form.guess.file, "scheme": code, "date_order": data["order"]}
        known: dict[str, Any] = next(
            (one for one in _listed(before.get("files")) if one.get("file") == form.guess.file), {}
        )
        entry |= {key: known[key] for key in _READING if key in known} | _place(form)
        entry["organisation"] = data["organisation"] or form.guess.file
        if not values:
            entry["provision"] = codes[0]
        listed.append({**entry, "columns": data["columns"]})
    kept: dict[str, Any] = {}
    if "threshold" in before and before.get("method", "probabilistic") == study["method"]:
        kept["threshold"] = before["threshold"]
    return {
        **_about(study, language, before),
        **kept,
        **found,
        "schemes": schemes,
        "provisions": provisions,
        "files": listed,
    }


def _place(form: StudyFileForm) -> dict[str, Any]:
    """Where the headings stand, when not in the first line of the first sheet."""
    top = form.guess.top
    return {**({"skip": top.skip} if top.skip else {}), **({"sheet": top.sheet} if top.sheet else {})}


def _about(study: dict[str, Any], language: str, before: dict[str, Any]) -> dict[str, Any]:
    days = sorted({str(day) for day in (study["reference_date"], study["earlier_date"]) if day})
    between = [str(day) for day in _listed(before.get("reference_dates"))[1:-1]]
    days = sorted({*days, *(day for day in between if days[0] < day < days[-1])})
    found: dict[str, Any] = {"title": study["title"], "language": language, "reference_dates": days}
    if study["municipality"]:
        found["municipality"] = study["municipality"]
    residents = {key: study[key] for key in ("persons", "households") if study[key]}
    if residents:
        found["residents"] = residents
    if study["database"]:
        found["database"] = "yes"
    found |= {key: study[key] for key in (*_METHOD, *_PLAIN)}
    found |= {key: study[key] for key in ("ages", "area_names") if study[key]}
    found["missing"] = [line.strip() for line in study["missing"].splitlines() if line.strip()]
    return found


def _provision(provisions: dict[str, dict[str, Any]], scheme: str, value: str, before: dict[str, Any]) -> str:
    """The code of the provision that a file writes as `value`, added when it is not there."""
    folded = value.casefold()
    for code, known in {**(before.get("provisions") or {}), **provisions}.items():
        written = [str(one).casefold() for one in (*known.get("values", []), known.get("name", code))]
        if known.get("scheme") == scheme and folded in written:
            provisions.setdefault(code, {"values": [value], **known})
            return str(code)
    base = f"{scheme}_{word(value)}"
    code = next(name for name in (base, *(f"{base}_{at}" for at in range(2, 999))) if name not in provisions)
    provisions[code] = {"name": value, "scheme": scheme, "values": [value]}
    return code


def with_provisions(content: dict[str, Any], forms_: list[ProvisionForm]) -> dict[str, Any]:
    """study.yaml with names, lines and weights from valid forms. Of one scheme, the same name is the same provision."""
    provisions: dict[str, dict[str, Any]] = {}
    first: dict[tuple[str, str], str] = {}
    new: dict[str, str] = {}
    for form in forms_:
        data, given = form.cleaned_data, form.provision
        key = (given["scheme"], data["name"].casefold())
        code = first.setdefault(key, form.code)
        new[form.code] = code
        if code != form.code:
            provisions[code]["values"] = [*provisions[code]["values"], *given.get("values", [])]
            continue
        provisions[code] = {"name": data["name"], "scheme": given["scheme"], "values": list(given.get("values", []))}
        if data["line"]:
            provisions[code]["line"] = int(data["line"])
        if data["weight"] is not None:
            provisions[code]["weight"] = float(data["weight"])
    files = [
        {**file, "provision": new.get(file["provision"], file["provision"])} if "provision" in file else file
        for file in content.get("files", [])
    ]
    return {**content, "provisions": provisions, "files": files}
