"""Splink 5 written plainly: its own comparisons for names and dates of birth, and blocks as its tutorial begins.

Values in lower case and dates in one form, the whole given name or the initials, its library's comparisons without a
level of our own. Blocking on given name and family name together grows with the square of the rows. What somebody knows
who has to link registrations for years is `benchmarks.splink_as_user`, which is faster and better.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from benchmarks import splink_as_user


def _prepared(rows: str) -> str:
    return f"""
        SELECT row_number() OVER () AS unique_id, file, row, nullif(bsn, '') AS bsn,
            lower(coalesce(given_names, initials)) AS given, lower(surname) AS surname,
            try_strptime(birth_date, {splink_as_user.DATES})::DATE AS birth_date, left(lower(sex), 1) AS sex,
            upper(replace(postcode, ' ', '')) AS postcode, house_number
        FROM ({rows})"""


def _settings() -> Any:
    import splink.comparison_library as cl
    from splink import SettingsCreator, block_on

    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.ExactMatch("bsn"),
            cl.NameComparison("given"),
            cl.NameComparison("surname"),
            cl.DateOfBirthComparison("birth_date", input_is_string=False),
            cl.ExactMatch("sex"),
            cl.ExactMatch("postcode").configure(term_frequency_adjustments=True),
            cl.ExactMatch("house_number"),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("bsn"),
            block_on("given", "surname"),
            block_on("given", "birth_date"),
            block_on("surname", "birth_date"),
            block_on("postcode", "house_number"),
        ],
    )


def link(connection: Any, rows: str, out: Path) -> None:
    """Link the rows of a query and write file, row and person."""
    training = (("given", "surname", "birth_date"), ("given", "surname"), ("birth_date", "postcode"))
    splink_as_user.run(connection, _prepared(rows), _settings(), training, out)
