"""link.yaml and study.yaml beside the registrations, as an analyst would have written them."""

from __future__ import annotations

from pathlib import Path

from ontschot.insight.synth.population import Population
from ontschot.insight.synth.profile import Profile, Scheme

_PAYLOAD = ("provision", "start", "end", "neighbourhood")
_NOT_LINKED = ("identifier",)


def write(out: Path, profile: Profile, people: Population, *, with_bsn: bool) -> None:
    """Both files."""
    (out / "link.yaml").write_text(_link(profile, with_bsn), encoding="utf-8")


def _columns(scheme: Scheme, with_bsn: bool, without: tuple[str, ...]) -> list[str]:
    return [
        f"      {role}: {_plain(heading)}"
        for role, heading in scheme.style.columns
        if role not in without and (with_bsn or role != "bsn")
    ]


def _plain(text: str) -> str:
    return text if text.replace(" ", "").replace("_", "").isalnum() else f'"{text}"'


def _link(profile: Profile, with_bsn: bool) -> str:
    lines = [f"# Which column holds what: {profile.title}", "files:"]
    for scheme in profile.schemes:
        lines += [f"  - file: {scheme.file}"]
        if scheme.style.dates in ("ymd", "compact"):
            lines += ["    date_order: ymd"]
        lines += ["    columns:", *_columns(scheme, with_bsn, _PAYLOAD)]
    return "\n".join(lines) + "\n"
