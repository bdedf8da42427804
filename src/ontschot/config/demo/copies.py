"""Copies of a district at work, with other people in other streets, so that a demo becomes as large as a municipality.

Done in SQL by the superuser of a demo database, table by table, from what the models say of their columns: numbers of
rows move up by a stride, colleagues and teams become those of another team, names, numbers and addresses are invented
anew. A column of which the models do not say what it numbers is an error here, not a wrong copy.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import psycopg
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models
from psycopg import sql

from ontschot.config.demo import population
from ontschot.domain.people.actions import making
from ontschot.domain.people.rules import addresses, bsn, names

FIRST_NUMBER = 1000  # of the synthetic numbers of the district
_ROW_NUMBERS = ("person_id", "household_id", "membership_id", "reach_id", "object_id", "drawer_id", "merged_into")
_COLLEAGUES = ("user_id", "_by", "author_id")
_KEPT = frozenset({"organisation_id"})
# What stands in another column than the models can say.
_SPECIAL = {
    ("people_person", "given_names"): "n.given_names",
    ("people_person", "call_name"): "''",
    ("people_person", "prefix"): "n.prefix",
    ("people_person", "family_name"): "n.family_name",
    ("people_person", "partner_prefix"): "n.partner_prefix",
    ("people_person", "partner_family_name"): "n.partner_family_name",
    ("people_person", "display_name"): "n.display_name",
    ("people_person", "sort_name"): "n.sort_name",
    ("people_person", "search_name"): "n.search_name",
    ("people_person", "birth_date"): "n.birth_date",
    ("people_person", "bsn_encrypted"): "n.bsn_encrypted",
    ("people_person", "bsn_hash"): "n.bsn_hash",
    ("people_person", "a_number"): "''",
    ("people_person", "register_state"): "'{}'::jsonb",
    ("people_residence", "street"): "coalesce(h.street, t.street)",
    ("people_residence", "house_number"): "coalesce(h.house_number, t.house_number)",
    ("people_residence", "postcode"): "coalesce(h.postcode, t.postcode)",
    ("people_residence", "neighbourhood_code"): "coalesce(h.neighbourhood_code, t.neighbourhood_code)",
    ("people_residence", "address_key"): "coalesce(h.new_key, t.address_key)",
    ("people_residence", "object_id"): "''",
    ("people_household", "name"): "coalesce(f.name, t.name)",
    ("people_household", "neighbourhood_code"): "coalesce(h.neighbourhood_code, t.neighbourhood_code)",
    ("people_household", "address_key"): "coalesce(h.new_key, t.address_key)",
    ("people_relation", "other_name"): "coalesce(n.display_name, t.other_name)",
    ("people_relation", "other_birth_date"): "coalesce(n.birth_date, t.other_birth_date)",
    ("people_relation", "other_bsn_hash"): "NULL::bytea",
    ("people_authority", "holder_name"): "coalesce(n.display_name, t.holder_name)",
    ("people_authority", "holder_bsn_hash"): "NULL::bytea",
    ("privacy_grant", "source"): "pg_temp.demo_source(t.source, %(shift)s)",
    ("privacy_logentry", "on_behalf_of"): "''",
    ("privacy_logentry", "trace"): "gen_random_uuid()",
    ("privacy_logentry", "transaction"): "pg_current_xact_id()::text::bigint",
    ("privacy_logentry", "at"): "t.at - %(days)s * interval '1 day'",
}
_JOINS = {
    "people_person": "JOIN demo_person n ON n.id = t.id",
    "people_residence": "LEFT JOIN demo_home h ON h.old_key = t.address_key",
    "people_household": "LEFT JOIN demo_home h ON h.old_key = t.address_key LEFT JOIN demo_family f ON f.id = t.id",
    "people_relation": "LEFT JOIN demo_person n ON n.id = t.other_person_id",
    "people_authority": "LEFT JOIN demo_person n ON n.id = t.holder_person_id",
}
# Kept by triggers, which do not run here; it has no model.
_HOUSEHOLD_DRAWERS = """
    INSERT INTO privacy_household_drawer
    SELECT household_id + %(shift)s, drawer_id + %(shift)s, reach_id + %(shift)s, life_domain_id, shield_id, starts_on,
           ends_on
      FROM privacy_household_drawer WHERE drawer_id < %(stride)s"""
_PREPARE = """
    CREATE TEMP TABLE demo_staff (old bigint PRIMARY KEY, new bigint);
    CREATE TEMP TABLE demo_team (old bigint PRIMARY KEY, new bigint);
    CREATE TEMP TABLE demo_person (id bigint PRIMARY KEY, given_names text, prefix text, family_name text,
        partner_prefix text, partner_family_name text, display_name text, sort_name text, search_name text,
        birth_date text, bsn_encrypted bytea, bsn_hash bytea);
    CREATE TEMP TABLE demo_family (id bigint PRIMARY KEY, name text);
    CREATE TEMP TABLE demo_home (old_key text PRIMARY KEY, new_key text, street text, house_number int, postcode text,
        neighbourhood_code text);
    CREATE FUNCTION pg_temp.demo_source(source text, shift bigint) RETURNS text LANGUAGE sql IMMUTABLE AS
        $$ SELECT CASE WHEN source ~ '^[a-z_]+:[0-9]+$'
           THEN split_part(source, ':', 1) || ':' || (split_part(source, ':', 2)::bigint + shift) ELSE source END $$"""


@dataclass(frozen=True)
class Staff:
    """Who does the work of a copy: for each colleague and team of the district the one who takes their place."""

    users: dict[int, int]
    teams: dict[int, int]


class UnknownColumn(Exception):
    """A column that may number rows, and nobody said of what."""


def copied_models() -> list[type[models.Model]]:
    """What lies in drawers, with the drawers themselves, who reaches them, and the log; histories of people are not
    copied, as their names are not.
    """
    found = []
    for model in apps.get_models():
        label = model._meta.label
        lies_in_drawer = any(field.name == "drawer" for field in model._meta.concrete_fields)
        history_of_people = label.startswith("people.") and label.endswith("Event")
        if label == "people.PortalAccount" or history_of_people:
            continue
        if lies_in_drawer or label in ("privacy.Drawer", "privacy.Reach", "privacy.LogEntry"):
            found.append(model)
    return found


def statement(model: type[models.Model], copied: set[type[models.Model]]) -> sql.Composed:
    """The INSERT that copies the rows of one model. Raises UnknownColumn."""
    table = model._meta.db_table
    columns, values = [], []
    for field in model._meta.concrete_fields:
        if field.primary_key and not isinstance(field, models.UUIDField) and field.column == "pgh_id":
            continue  # history has numbers of its own
        columns.append(sql.Identifier(str(field.column)))
        values.append(sql.SQL(_value(table, field, copied)))  # type: ignore[arg-type]
    number = "object_id" if table == "privacy_logentry" else "pgh_obj_id" if table.endswith("event") else "id"
    bound = "TRUE" if number == "object_id" else f"t.{number} < %(stride)s"
    return sql.SQL("INSERT INTO {} ({}) SELECT {} FROM {} t {} WHERE {}").format(
        sql.Identifier(table),
        sql.SQL(", ").join(columns),
        sql.SQL(", ").join(values),
        sql.Identifier("demo_log" if table == "privacy_logentry" else table),
        sql.SQL(_JOINS.get(table, "")),  # type: ignore[arg-type]
        sql.SQL(bound),  # type: ignore[arg-type]
    )


def _value(table: str, field: models.Field[Any, Any], copied: set[type[models.Model]]) -> str:
    column = str(field.column)
    own = f't."{column}"'
    if (special := _SPECIAL.get((table, column))) is not None:
        return special
    if isinstance(field, models.ForeignKey):
        return f"{own} + %(shift)s" if field.related_model in copied else own
    if isinstance(field, models.UUIDField):
        return "gen_random_uuid()" if field.primary_key or field.unique else own
    if column == "team_id":
        return f"coalesce((SELECT new FROM demo_team WHERE old = {own}), {own})"
    if isinstance(field, models.BigIntegerField | models.BigAutoField):
        if column.endswith(_COLLEAGUES):
            return f"coalesce((SELECT new FROM demo_staff WHERE old = {own}), {own})"
        if column == "id" or column.endswith(_ROW_NUMBERS):
            return f"{own} + %(shift)s"
        if column not in _KEPT:
            raise UnknownColumn(f"{table}.{column}: say in config.demo.copies what it numbers")
    if isinstance(field, ArrayField) and isinstance(field.base_field, models.BigIntegerField):
        if column in ("person_ids", "household_ids", "also_about"):
            return f"ARRAY(SELECT one + %(shift)s FROM unnest({own}) WITH ORDINALITY x (one, place) ORDER BY place)"
        if column == "user_ids":
            return f"ARRAY(SELECT coalesce(new, one) FROM unnest({own}) x (one) LEFT JOIN demo_staff ON old = one)"
        raise UnknownColumn(f"{table}.{column}: say in config.demo.copies what it numbers")
    if field.unique and not field.primary_key and not isinstance(field, models.ForeignKey):
        raise UnknownColumn(f"{table}.{column} is unique: say in config.demo.copies what a copy gets")
    return own


def make(
    owner: psycopg.Connection,
    *,
    copies: int,
    dwellings: int,
    staff: Callable[[int], Staff],
    seed: int,
    told: Callable[[int], None],
) -> None:
    """Copy all that is there ``copies`` times. ``staff`` says who works with copy k; ``dwellings`` are those of the
    district. The connection is that of a superuser in autocommit.
    """
    chosen = copied_models()
    texts = [statement(model, set(chosen)) for model in chosen]
    owner.execute(_PREPARE)
    owner.execute("SET session_replication_role = replica")
    owner.execute("CREATE TEMP TABLE demo_log AS SELECT * FROM privacy_logentry")
    stride = _stride(owner, chosen)
    people = _People(owner, seed=seed, dwellings=dwellings)
    for k in range(1, copies + 1):
        told(k)
        with owner.transaction():
            people.write(owner, k)
            _fill(owner, staff(k))
            given = {"shift": k * stride, "stride": stride, "days": k * 11 % 700}
            for text in texts:
                owner.execute(text, given)
            owner.execute(_HOUSEHOLD_DRAWERS, given)
    owner.execute("SET session_replication_role = origin")
    for model in chosen:
        _reset_sequence(owner, model)


def _stride(owner: psycopg.Connection, chosen: list[type[models.Model]]) -> int:
    most = 0
    for model in chosen:
        key = model._meta.pk
        if isinstance(key, models.BigAutoField):
            row = owner.execute(
                sql.SQL("SELECT coalesce(max({}), 0) FROM {}").format(
                    sql.Identifier(str(key.column)), sql.Identifier(model._meta.db_table)
                )
            ).fetchone()
            most = max(most, row[0] if row else 0)
    return (most // 1000 + 1) * 1000


def _reset_sequence(owner: psycopg.Connection, model: type[models.Model]) -> None:
    key = model._meta.pk
    if isinstance(key, models.BigAutoField):
        table, column = model._meta.db_table, str(key.column)
        owner.execute(
            sql.SQL("SELECT setval(pg_get_serial_sequence({}, {}), greatest((SELECT max({}) FROM {}), 1))").format(
                sql.Literal(table), sql.Literal(column), sql.Identifier(column), sql.Identifier(table)
            )
        )


def _fill(owner: psycopg.Connection, staff: Staff) -> None:
    owner.execute("TRUNCATE demo_staff, demo_team")
    with owner.cursor() as cursor:
        cursor.executemany("INSERT INTO demo_staff VALUES (%s, %s)", list(staff.users.items()))
        cursor.executemany("INSERT INTO demo_team VALUES (%s, %s)", list(staff.teams.items()))


class _People:
    """The persons of the district, read once, and for each copy others in their place: same families, other names."""

    def __init__(self, owner: psycopg.Connection, *, seed: int, dwellings: int) -> None:
        self._seed, self._dwellings = seed, dwellings
        self._persons = owner.execute(
            "SELECT p.id, p.gender, p.prefix, p.family_name, p.name_use, p.partner_prefix, p.partner_family_name,"
            " p.birth_date, coalesce(m.household_id, -p.id), p.given_names FROM people_person p"
            " LEFT JOIN people_membership m ON m.person_id = p.id ORDER BY p.id, m.id"
        ).fetchall()
        self._families = owner.execute("SELECT id, name FROM people_household ORDER BY id").fetchall()
        self._keys = {addresses.dwelling_key(population.address(index)): index for index in range(dwellings)}

    def write(self, owner: psycopg.Connection, k: int) -> None:
        """Fill the temporary tables for copy k."""
        owner.execute("TRUNCATE demo_person, demo_family, demo_home")
        surnames = _Surnames(self._seed, k)
        with owner.cursor() as cursor:
            with cursor.copy("COPY demo_person FROM STDIN") as rows:
                for row in self._new_persons(k, surnames):
                    rows.write_row(row)
            with cursor.copy("COPY demo_family FROM STDIN") as rows:
                for household, name in self._families:
                    rows.write_row((household, surnames.household(household, name)))
            with cursor.copy("COPY demo_home FROM STDIN") as rows:
                for row in self._homes(k):
                    rows.write_row(row)

    def _new_persons(self, k: int, surnames: _Surnames) -> Iterator[tuple[Any, ...]]:
        seen: set[int] = set()
        for index, (number, gender, prefix, family, use, partner_prefix, partner, born, household, given) in enumerate(
            self._persons
        ):
            if number in seen:
                continue
            seen.add(number)
            chance = random.Random(f"{self._seed}-{k}-{number}")  # noqa: S311 - invents residents
            first = " ".join(chance.sample(population.WOMEN if gender == "V" else population.MEN, len(given.split())))
            own = surnames.other(household, prefix, family)
            spouse = surnames.other(household, partner_prefix, partner) if partner else None
            naming = names.PersonName(
                own=names.NameParts(first, own[0], own[1], ""),
                use=names.NameUse(use),
                gender=names.Gender(gender),
                partner=names.NameParts("", spouse[0], spouse[1], "") if spouse else None,
                partner_current=bool(spouse),
            )
            fields = making.name_fields(naming)
            sealed = making.bsn_fields(bsn.synthetic(FIRST_NUMBER + k * len(self._persons) + index))
            yield (
                number,
                *(fields[key] for key in ("given_names", "prefix", "family_name", "partner_prefix")),
                *(fields[key] for key in ("partner_family_name", "display_name", "sort_name", "search_name")),
                _birthday(born, chance),
                sealed["bsn_encrypted"],
                sealed["bsn_hash"],
            )

    def _homes(self, k: int) -> Iterator[tuple[Any, ...]]:
        for key, index in self._keys.items():
            there = index + k * self._dwellings
            home = population.address(there)
            neighbourhood = population.neighbourhood_of_street(population.street_index(there))
            yield key, addresses.dwelling_key(home), home.street, home.number, home.postcode, neighbourhood


class _Surnames:
    """Other family names for a copy: one name of a household becomes one other name, whoever carries it."""

    def __init__(self, seed: int, k: int) -> None:
        self._seed, self._k = seed, k
        self._shown: dict[tuple[int, str], str] = {}

    def other(self, household: int, prefix: str, family: str) -> tuple[str, str]:
        """Prefix and name in place of these."""
        chance = random.Random(f"{self._seed}-{self._k}-{household}-{prefix}-{family}")  # noqa: S311
        chosen = chance.choice(population.FAMILY_NAMES)
        self._shown[household, _surname(prefix, family)] = _surname(*chosen)
        return chosen

    def household(self, household: int, name: str) -> str:
        """The name of a household with its names replaced."""
        text, others = (name[:-5], " e.a.") if name.endswith(" e.a.") else (name, "")
        parts = dict.fromkeys(self._shown.get((household, part), part) for part in text.split(" - "))
        return " - ".join(parts) + others


def _surname(prefix: str, family: str) -> str:
    return names.surname(names.PersonName(names.NameParts("", prefix, family, "")))


def _birthday(born: str, chance: random.Random) -> str:
    """Another day of the same month and year; what is unknown stays so."""
    return f"{born[:6]}{chance.randint(1, 28):02d}" if born and not born.endswith("00") else born
