"""The parameters of a model: m from the model file, u counted in the files at hand.

Agreement by chance is too rare to be sampled for exact matches, so those u are sums of squared frequencies; for the
members of one household they are counted per address; only the frequent levels are estimated from pairs of rows.
"""

from __future__ import annotations

import json
from dataclasses import replace
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ontschot.insight.linkage import learning
from ontschot.insight.linkage.asking import number, one
from ontschot.insight.linkage.contract import LinkageError
from ontschot.insight.linkage.levels import ANYWHERE, JANUARY, NO_FAMILY, Comparison, written_street

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SAMPLE = 350
FLOOR = 1e-9
HOMES = 100_000  # rows whose addresses are looked at for households
CROWDED = 30  # rows at one address above which it is no household, and as many of these are looked at
SEEN = 0.9  # of the pairs of different persons at an address, those with another initial and another birth year
FAMILIES = 0.02  # pairs of relatives at one address per row, above which there are families in the files
FEW = 2000  # rows below which nothing can be said of that
RARE = 1e-4  # and then two first names on one birth date and address are two children
NAMESAKES = 0.05  # a child called after a parent is some twenty times as frequent as names would have it
TOGETHER = 10.0  # so many times rarer are twins who still live together ten years after growing up
TWINS = 0.02  # of the relatives at one address, those born on one day (multiple births: about 3% of children, CBS)


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
    return _completed(model) if path else model


def _completed(model: dict[str, Any]) -> dict[str, Any]:
    """With what came after it was trained, as shipped."""
    shipped = load(None)
    for name, value in shipped.items():
        if isinstance(value, dict) and isinstance(model.get(name, {}), dict):
            model[name] = value | model.get(name, {})
    return {"tables": shipped["tables"], **model}


def flat(model: dict[str, Any]) -> dict[str, float]:
    """`{"family": {"same": 0.9}}` as `{"family.same": 0.9}`."""
    found: dict[str, float] = {"address.unknown": 1.0}
    for name, value in model.items():
        if isinstance(value, dict):
            found |= {f"{name}.{level}": float(number) for level, number in value.items()}
        elif isinstance(value, int | float):
            found[name] = float(value)
    return found


def nested(m: dict[str, float], model: dict[str, Any]) -> dict[str, Any]:
    """The model with these m, as it is written in a file."""
    found = dict(model)
    for name, value in m.items():
        group, _, level = name.partition(".")
        if isinstance(found.get(group), dict) and level in found[group]:
            found[group] = {**found[group], level: round(value, 6)}
    return found


def _collisions(connection: DuckDBPyConnection, columns: str, share: int) -> float:
    """Pairs of rows that agree on the columns, counted in one of `share` parts of the first column."""
    first, *rest = columns.split(", ")
    there = " AND ".join(f"{c} IS NOT NULL" for c in (first, *rest))
    return share * number(
        connection,
        f"""SELECT sum(n * (n - 1) / 2) FROM (SELECT count(*) AS n FROM lk_n
            WHERE rep AND {there} AND {first} % {share} = 0 GROUP BY {columns})""",
    )


def _sampled(connection: DuckDBPyConnection, chosen: list[Comparison], columns: list[str]) -> dict[str, float]:
    """Random pairs per level of each comparison, of what can be compared; of family names wherever they live."""
    asked = [_of_families(comparison) if comparison.name == "kin" else comparison for comparison in chosen]
    pairs = "(SELECT l.id AS l, r.id AS r FROM lk_sample l JOIN lk_sample r ON l.side < r.side)"
    found = {level.u[0]: 0.0 for comparison in asked for level in comparison.levels}
    for levels, count in learning.patterns(connection, asked, columns, "lk_sample", pairs):
        for comparison, at in zip(asked, levels, strict=True):
            if at >= 0:
                found[comparison.levels[at].u[0]] += count
    return found


def _of_families(kin: Comparison) -> Comparison:
    """Random pairs live elsewhere."""
    return replace(kin, null=NO_FAMILY, levels=tuple(level for level in kin.levels if level.within == ANYWHERE))


def _within(counts: dict[str, float], group: str) -> dict[str, float]:
    """As shares within the group; what was not seen gets a little, as it was not impossible."""
    chosen = {name: count + 0.3 for name, count in counts.items() if name.startswith(f"{group}.")}
    total = sum(chosen.values())
    return {name: count / total for name, count in chosen.items()}


def _homes(connection: DuckDBPyConnection, present: set[str], rows: int) -> tuple[dict[str, float], float]:
    """Pairs of different persons at one address per level of the family name; and those of one name in a household.

    Different: by initial and birth year, or by the one that is known. Of an institution some rows stand for all.
    """
    keys = ("pc", "hn") if "pc" in present else ("st", "hn")
    if not set(keys) <= present or not present & {"gi", "bd"}:
        return {}, 0.0
    initial, year = "l.gi <> r.gi", "l.bd // 10000 <> r.bd // 10000"
    first, second = keys
    share = max(rows // HOMES, 1)
    found = connection.execute(
        f"""
        WITH here AS (SELECT id, {first} AS p, {second} AS n, sa, sb, sp, gi, bd, count(*) OVER home AS living,
                row_number() OVER (home ORDER BY hash(sa, gi, bd), id) AS place FROM lk_n
            WHERE rep AND {first} % {share} = 0 AND {second} IS NOT NULL
            WINDOW home AS (PARTITION BY {first}, {second})),
        seen AS (SELECT *, living * (living - 1) / (looked_at * (looked_at - 1.0)) AS stands
            FROM (SELECT *, least(living, {CROWDED}) AS looked_at FROM here) WHERE living > 1 AND place <= {CROWDED})
        SELECT CASE WHEN l.sa = r.sa THEN 'same' WHEN l.sa = r.sb OR l.sb = r.sa OR l.sb = r.sb THEN 'other_name'
            WHEN l.sp = r.sp THEN 'near' ELSE 'differs' END AS family, sum(l.stands),
            count(*) FILTER (l.living <= {CROWDED})
        FROM seen l JOIN seen r ON r.p = l.p AND r.n = l.n AND l.id < r.id
        WHERE coalesce({initial}, {year}) AND coalesce({year}, {initial}) GROUP BY family"""
    ).fetchall()
    kin = sum(count for family, _, count in found if family == "same")
    return {family: share * count / SEEN for family, count, _ in found}, share * kin / SEEN


def chance(
    connection: DuckDBPyConnection,
    chosen: list[Comparison],
    present: set[str],
    columns: list[str],
    first: int = JANUARY,
) -> tuple[dict[str, float], dict[str, float]]:
    """u of every level, and by how much twins and namesakes weaken the evidence, where whole families are in the files.

    `first`: the first of January, as month and day. Needs `lk_n`, `lk_sample` and the term frequency tables `lk_tf_*`.
    """
    u: dict[str, float] = {}
    exact: dict[str, float] = {
        key: _squared(connection, key) for key in ("sa", "g", "al", "idn", "pl", "bd") if key in present
    }
    rows = int(number(connection, "SELECT count(*) FROM lk_n WHERE rep"))
    pairs = max(rows * (rows - 1) / 2, 1.0)
    kin = january = 0.0
    counts = _sampled(connection, chosen, columns)
    for comparison in chosen:
        if comparison.name == "kin":
            found, kin = _kin(connection, counts, pairs, present, exact.get("sa", 0.0), rows)
            u |= found
            continue
        for level in comparison.levels:
            u[level.u[0]] = _within(counts, level.u[0].split(".")[0])[level.u[0]]
            if level.frequency in exact:
                u[level.u[0]] = exact[level.frequency]
    if "birth.same" in u:
        january, same = one(
            connection,
            f"SELECT coalesce(sum(tf_bd), 0), coalesce(sum(tf_bd * tf_bd), 0) FROM lk_tf_bd WHERE bd % 10000 = {first}",
        )
        u |= {"birth.same": exact["bd"] - same, "birth.same_first": same, "birth.two_firsts": january**2 - same}
    if "identifier.same" in u:
        u["identifier.same"] = exact["idn"]
    if "given.swapped" in u:
        u["given.swapped"] = max(_swapped(connection), 1e-7)
    weaker = _weaker(exact.get("bd", 1.0) * u.get("kin.same.same", 1.0) * pairs, kin, rows)
    return _steady({name: max(value, FLOOR) for name, value in u.items()}), _steady(
        weaker | {"january": max(january, FLOOR)}
    )


def _weaker(expected: float, kin: float, rows: int) -> dict[str, float]:
    """By how much twins and namesakes weaken the evidence.

    `expected`: pairs that chance gives one address, name and birth date; `kin`: pairs of relatives at one address.
    """
    few = rows < FEW  # too little to tell: then there are families, as everywhere
    families = few or kin > FAMILIES * rows
    kin = max(kin, FAMILIES * rows) if few else kin
    twin = min(1.0, expected / (TWINS * kin)) if families else 1.0
    twin = min(twin, RARE) if few else twin
    return {
        "twin": twin,
        "twin_together": min(1.0, TOGETHER * twin * (TOGETHER if few else 1.0)),
        "namesake": NAMESAKES if families else 1.0,
    }


def _steady(values: dict[str, float]) -> dict[str, float]:
    """Without the last digits, which are other ones when a sum was made in another order."""
    return {name: float(f"{value:.12g}") for name, value in values.items()}


def first_day(connection: DuckDBPyConnection) -> int:
    """Month and day that most rows have, where these are in a secret order: the first of January, if it stands out."""
    return int(
        number(
            connection,
            "SELECT (SELECT bd % 10000 AS d FROM lk_n WHERE bd % 100 > 0 GROUP BY d ORDER BY count(*) DESC, d LIMIT 1)",
        )
    )


def _swapped(connection: DuckDBPyConnection) -> float:
    return number(connection, "SELECT 2 * sum(tf_sa * tf_g) FROM lk_tf_sa JOIN lk_tf_g ON sa = g")


def _kin(
    connection: DuckDBPyConnection, counts: dict[str, float], pairs: float, present: set[str], exact: float, rows: int
) -> tuple[dict[str, float], float]:
    """u of the levels of address and family name, and how many pairs of relatives share an address."""
    names = dict.fromkeys(("same", "other_name", "near", "differs"), 0.3)
    for family in names:
        names[family] += counts.get(f"kin.differs.{family}", 0.0)
    known = sum(names.values())
    family_u = {family: count / known for family, count in names.items()} | {"same": max(exact, 1e-7)}
    homes, kin = _homes(connection, present, rows)
    home = sum(homes.values()) / pairs
    door, street, part = _neighbours(connection, present, pairs)
    result: dict[str, float] = {"kin.differs.unknown": 1.0}
    for place, share in (
        ("unknown", 1.0),
        ("differs", 1.0),
        ("door", door),
        ("street", street),
        ("part", part if written_street(present) else part + street),
        ("same", max(home, 0.1 / pairs)),
    ):
        for family, value in family_u.items():
            result[f"kin.{place}.{family}"] = share * value
        if place not in ("unknown", "differs"):
            result[f"kin.{place}.unknown"] = share
    for family, count in homes.items():
        result[f"kin.same.{family}"] = max(count / pairs, result[f"kin.same.{family}"])
    return result, kin


def _neighbours(connection: DuckDBPyConnection, present: set[str], pairs: float) -> tuple[float, float, float]:
    """u of the same street and number at another postcode, of another number in one street and postcode, and of only
    one of these the same. Streets are few where villages share their names: all of them are counted.
    """
    share = max(int(pairs**0.5) // HOMES, 1)
    keys = [key for key in ("pc", "st") if key in present]
    single = sum(_collisions(connection, key, share if key == "pc" else 1) for key in keys)
    house = _collisions(connection, ", ".join([*keys, "hn"]), share) if keys and "hn" in present else 0.0
    if len(keys) < 2:
        return 0.0, 0.0, max(single - house, 0.1) / pairs
    both = _collisions(connection, "pc, st", share)
    doors = _collisions(connection, "hn, st", share) if "hn" in present else 0.0
    part = single - 2 * both - (doors - house)
    return max(doors - house, 0.1) / pairs, max(both - house, 0.1) / pairs, max(part, 0.1) / pairs


def _squared(connection: DuckDBPyConnection, key: str) -> float:
    return number(connection, f"SELECT sum(tf_{key} * tf_{key}) FROM lk_tf_{key}")
