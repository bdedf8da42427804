"""The parameters of a model: m from the model file, u counted in the files at hand.

Agreement by chance is too rare to be sampled for exact matches, so those u are sums of squared frequencies; for the
members of one household they are counted per address; only the frequent levels are estimated from pairs of rows.
"""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ontschot.insight.linkage.contract import LinkageError
from ontschot.insight.linkage.levels import Comparison

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SAMPLE = 1000
FLOOR = 1e-9


def load(path: Path | None) -> dict[str, Any]:
    """The model as written in a file, or the shipped one. Raises `LinkageError` when it is no model."""
    try:
        text = (
            path.read_text(encoding="utf-8")
            if path
            else (resources.files(__package__) / "model.json").read_text("utf-8")
        )
        model: dict[str, Any] = json.loads(text)
    except (OSError, ValueError) as error:
        raise LinkageError(f"{path} is no model that can be read: {error}.") from error
    if model.get("version") != 1 or "family" not in model:
        raise LinkageError(f"{path} is no model of version 1; make one with --train.")
    return model


def flat(model: dict[str, Any]) -> dict[str, float]:
    """`{"family": {"same": 0.9}}` as `{"family.same": 0.9}`."""
    found: dict[str, float] = {"address.unknown": 1.0}
    for name, value in model.items():
        if isinstance(value, dict):
            found |= {f"{name}.{level}": float(number) for level, number in value.items()}
        elif isinstance(value, int | float):
            found[name] = float(value)
    return found


def _collisions(connection: DuckDBPyConnection, columns: str) -> float:
    there = " AND ".join(f"{c} IS NOT NULL" for c in columns.split(", "))
    found = connection.execute(
        f"SELECT sum(n * (n - 1) / 2) FROM (SELECT count(*) AS n FROM lk_n WHERE rep AND {there} GROUP BY {columns})"
    ).fetchone()
    return float(found[0] or 0) if found else 0.0


def _sampled(connection: DuckDBPyConnection, comparison: Comparison, columns: list[str]) -> dict[str, float]:
    """Share of random pairs per level, within what can be compared."""
    cases = " ".join(f"WHEN {level.condition} THEN {number}" for number, level in enumerate(comparison.levels))
    sides = [", ".join(f"{side}.{c} AS {c}_{side}" for c in columns) for side in "lr"]
    counted = connection.execute(
        f"""SELECT level, count(*) FROM (SELECT CASE WHEN {comparison.null} THEN -1 {cases} END AS level
            FROM (SELECT {sides[0]}, {sides[1]} FROM lk_sample l JOIN lk_sample r ON l.side < r.side)) GROUP BY level"""
    ).fetchall()
    return {comparison.levels[n].u[0]: float(count) for n, count in counted if n is not None and n >= 0}


def _within(counts: dict[str, float], group: str) -> dict[str, float]:
    chosen = {name: count for name, count in counts.items() if name.startswith(f"{group}.")}
    total = sum(chosen.values())
    return {name: count / total for name, count in chosen.items()} if total else {}


def _household(connection: DuckDBPyConnection, pairs: float, present: set[str]) -> dict[str, float]:
    """u of sharing an address, with and without the family name, from the addresses themselves."""
    home = "pc, hn" if "pc" in present else "st, hn"
    part = "pc" if "pc" in present else "st"
    if not {*home.split(", ")} <= present:
        return {}
    born = ", bd" if "bd" in present else ""
    at_home, at_home_born = _collisions(connection, home), _collisions(connection, home + born) if born else 0.0
    kin = kin_born = 0.0
    if "sa" in present:
        kin, kin_born = (
            _collisions(connection, f"{home}, sa"),
            _collisions(connection, f"{home}, sa{born}") if born else 0.0,
        )
    near = _collisions(connection, part) - at_home
    return {
        "home": max(at_home - at_home_born, 0) / pairs,
        "kin": max(kin - kin_born, 0) / pairs,
        "part": max(near, 0) / pairs,
    }


def chance(
    connection: DuckDBPyConnection, chosen: list[Comparison], present: set[str], columns: list[str]
) -> dict[str, float]:
    """u of every level. Needs `lk_n`, `lk_sample` and the term frequency tables `lk_tf_*`."""
    u: dict[str, float] = {}
    exact: dict[str, float] = {
        key: _squared(connection, key) for key in ("sa", "g", "al", "idn", "pl") if key in present
    }
    rows = (connection.execute("SELECT count(*) FROM lk_n WHERE rep").fetchone() or (0,))[0]
    for comparison in chosen:
        if comparison.name == "kin":
            u |= _kin(connection, max(rows * (rows - 1) / 2, 1), present, exact.get("sa", 0.0), columns, comparison)
            continue
        counts = _sampled(connection, comparison, columns)
        for level in comparison.levels:
            group = level.u[0].split(".")[0]
            u[level.u[0]] = _within(counts, group).get(level.u[0], 0.0)
            if level.frequency:
                u[level.u[0]] = exact[level.frequency]
    if "birth.same" in u:
        u["birth.same"] = _squared(connection, "bd")
    return {name: max(value, FLOOR) for name, value in u.items()}


def _kin(
    connection: DuckDBPyConnection,
    pairs: float,
    present: set[str],
    exact: float,
    columns: list[str],
    comparison: Comparison,
) -> dict[str, float]:
    counts = _sampled(connection, comparison, columns)
    names: dict[str, float] = {}
    for name, count in counts.items():
        names[name.split(".")[2]] = names.get(name.split(".")[2], 0.0) + count
    known = sum(n for name, n in names.items() if name != "unknown") or 1.0
    name_u = {"same": exact, **{n: names.get(n, 0.0) / known for n in ("other_name", "near", "differs")}}
    found = _household(connection, pairs, present)
    home, kin, part = found.get("home", 0.0), found.get("kin", 0.0), found.get("part", 0.0)
    floor = 0.05 / pairs**0.5
    result = {
        f"kin.{place}.{name}": max(value, floor / 50)
        for place in ("unknown", "differs")
        for name, value in name_u.items()
    }
    result["kin.differs.unknown"] = 1.0
    for name, value in name_u.items():
        result[f"kin.part.{name}"] = part * max(value, floor / 50)
    result |= {"kin.part.unknown": part, "kin.same.unknown": home}
    result["kin.same.same"] = max(kin, home * name_u["same"])
    for name in ("other_name", "near"):
        result[f"kin.same.{name}"] = max(kin * 0.2, home * name_u[name])
    result["kin.same.differs"] = max(home - kin, home * 0.1)
    return result


def _squared(connection: DuckDBPyConnection, key: str) -> float:
    found = connection.execute(f"SELECT sum(tf_{key} * tf_{key}) FROM lk_tf_{key}").fetchone()
    return float(found[0] or 0) if found else 0.0
