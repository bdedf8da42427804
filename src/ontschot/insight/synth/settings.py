"""link.yaml and study.yaml beside the registrations, as an analyst would have written them."""

from __future__ import annotations

import hashlib
from pathlib import Path

from ontschot.insight.synth.places import area_names
from ontschot.insight.synth.population import Population
from ontschot.insight.synth.profile import Profile, Scheme

_PAYLOAD = ("provision", "start", "end", "neighbourhood")

_MADE_BY = "# Made by: ontschot synth. Invented people."


def write(out: Path, profile: Profile, people: Population, codes: set[str], *, with_bsn: bool) -> None:
    """Both files. `codes`: of the neighbourhoods in the registrations."""
    (out / "link.yaml").write_text(_link(profile, with_bsn), encoding="utf-8")
    (out / "study.yaml").write_text(_signed(_study(profile, people, codes, with_bsn)), encoding="utf-8")


def is_untouched(study: Path) -> bool:
    """Whether this `study.yaml` is as it was made here, so that nothing of anybody is lost when it is made anew."""
    text = study.read_text(encoding="utf-8", errors="replace")
    return text == _signed(text.partition("\n")[2])


def _signed(text: str) -> str:
    return f"{_MADE_BY} {hashlib.sha256(text.encode()).hexdigest()[:12]}\n{text}"


def _columns(scheme: Scheme, with_bsn: bool, without: tuple[str, ...]) -> list[str]:
    return [
        f"      {role}: {_plain(heading)}"
        for role, heading in scheme.style.columns
        if role not in without and (with_bsn or role != "bsn")
    ]


def _plain(text: str) -> str:
    return text if text.replace(" ", "").replace("_", "").isalnum() else f'"{text}"'


def _file(scheme: Scheme, with_bsn: bool, *, linkage_only: bool, by_place: bool = False) -> list[str]:
    lines = [f"  - file: {scheme.file}"]
    if not linkage_only:
        lines += [f"    organisation: {_plain(scheme.organisation)}", f"    scheme: {scheme.key}"]
    if scheme.style.dates in ("ymd", "compact"):
        lines += ["    date_order: ymd"]
    columns = _columns(scheme, with_bsn, _PAYLOAD if linkage_only else ())
    if by_place and not scheme.style.upper:  # a place in capitals would be another one
        columns.append(f"      district: {_plain(scheme.style.heading('place') or '')}")
    return [*lines, "    columns:", *columns]


def _link(profile: Profile, with_bsn: bool) -> str:
    lines = [f"# Which column holds what: {profile.title}. Invented people.", "files:"]
    for scheme in profile.schemes:
        lines += _file(scheme, with_bsn, linkage_only=True)
    return "\n".join(lines) + "\n"


def _study(profile: Profile, people: Population, codes: set[str], with_bsn: bool) -> str:
    lines = [
        f"title: {_plain(profile.title)}",
        f"municipality: {_plain(profile.place)}",
        f"reference_date: {profile.reference.isoformat()}",
        f"residents: {{persons: {people.size}, households: {people.households}}}",
        "schemes:",
    ]
    for scheme in profile.schemes:
        lines += [f"  {scheme.key}:", f"    name: {_plain(scheme.name)}", f"    access: {_plain(scheme.access)}"]
    lines += ["provisions:"]
    lines += [
        f"  {key}: {{name: {_plain(name)}, scheme: {scheme.key}, line: {scheme.line}}}"
        for scheme, key, name in profile.provisions
    ]
    lines += ["files:"]
    for scheme in profile.schemes:
        lines += _file(scheme, with_bsn, linkage_only=False, by_place=profile.by_place)
    lines += ["area_names:"]
    named = area_names(profile.areas, codes, districts=not profile.by_place)
    lines += [f"  {code}: {_plain(name)}" for code, name in named.items()]
    if profile.missing:
        lines += ["missing:", *(f"  - {_plain(text)}" for text in profile.missing)]
    return "\n".join(lines) + "\n"
