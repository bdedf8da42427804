"""Splink 5 as somebody writes it who knows Dutch registrations and has read its documentation, with its own defaults.

Names in lower case without diacritics and prefixes, the first given name, initials told from names, dates in one form,
the partner's name looked at; comparisons from its library where there is one; six blocking rules; u by sampling and m
by expectation-maximisation in two sessions; clusters at a probability of 0.95, which its documentation uses.
"""

# ruff: noqa: E501  SQL reads better unbroken

from __future__ import annotations

from pathlib import Path
from typing import Any

_PREFIXES = "van|von|de|den|der|het|ten|ter|te|in|op|aan|t|la|le|el|al|du|di|da|bin|ben"
DATES = "['%Y-%m-%d', '%d-%m-%Y', '%Y%m%d', '%d/%m/%Y', '%d.%m.%Y']"
AT = 0.95


def prepared(rows: str) -> str:
    """SQL of the rows as they are compared, from a query with the columns of `benchmarks.linkage.ROLES`."""
    return f"""
        SELECT row_number() OVER () AS unique_id, file, row,
            CASE WHEN length(bsn) = 9 THEN bsn END AS bsn,
            CASE WHEN NOT contains(given_names, '.') THEN split_part(lower(strip_accents(given_names)), ' ', 1) END AS given,
            lower(left(coalesce(given_names, initials), 1)) AS initial,
            {_surname("surname")} AS surname, {_surname("partner_surname")} AS partner,
            try_strptime(birth_date, {DATES})::DATE AS birth_date,
            CASE WHEN lower(sex) IN ('v', 'vrouw', 'meisje', '2', 'f') THEN 'v' WHEN sex IS NOT NULL THEN 'm' END AS sex,
            upper(replace(postcode, ' ', '')) AS postcode, house_number
        FROM ({rows})"""


def _surname(column: str) -> str:
    plain = f"lower(strip_accents({column}))"
    return f"split_part(regexp_replace({plain}, '^(({_PREFIXES})[ '']+)+', ''), '-', 1)"


def _settings() -> Any:
    import splink.comparison_level_library as cll
    import splink.comparison_library as cl
    from splink import SettingsCreator, block_on

    given = cl.CustomComparison(
        output_column_name="given",
        comparison_levels=[
            cll.NullLevel("initial"),
            cll.ExactMatchLevel("given", term_frequency_adjustments=True),
            cll.JaroWinklerLevel("given", 0.92),
            cll.JaroWinklerLevel("given", 0.88),
            cll.CustomLevel("(given_l IS NULL OR given_r IS NULL) AND initial_l = initial_r", "initial only"),
            cll.ElseLevel(),
        ],
    )
    surname = cl.CustomComparison(
        output_column_name="surname",
        comparison_levels=[
            cll.NullLevel("surname"),
            cll.ExactMatchLevel("surname", term_frequency_adjustments=True),
            cll.CustomLevel("surname_l = partner_r OR partner_l = surname_r", "married name"),
            cll.JaroWinklerLevel("surname", 0.92),
            cll.JaroWinklerLevel("surname", 0.88),
            cll.ElseLevel(),
        ],
    )
    address = cl.CustomComparison(
        output_column_name="address",
        comparison_levels=[
            cll.NullLevel("postcode"),
            cll.CustomLevel("postcode_l = postcode_r AND house_number_l = house_number_r", "same address"),
            cll.ExactMatchLevel("postcode"),
            cll.ElseLevel(),
        ],
    )
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.ExactMatch("bsn"),
            given,
            surname,
            cl.DateOfBirthComparison("birth_date", input_is_string=False),
            cl.ExactMatch("sex"),
            address,
        ],
        blocking_rules_to_generate_predictions=[
            block_on("bsn"),
            block_on("birth_date", "surname"),
            block_on("birth_date", "initial"),
            block_on("surname", "postcode"),
            block_on("given", "postcode"),
            block_on("postcode", "house_number", "initial"),
        ],
    )


def link(connection: Any, rows: str, out: Path) -> None:
    """Link the rows of a query and write file, row and person."""
    training = (("given", "surname", "birth_date"), ("birth_date", "surname"), ("postcode", "house_number", "initial"))
    run(connection, prepared(rows), _settings(), training, out)


def run(connection: Any, people: str, settings: Any, training: tuple[tuple[str, ...], ...], out: Path) -> None:
    """Train, predict and cluster by its documentation, and write file, row and person.

    `training`: what equals in rows that are nearly surely one person (beside the BSN), then the blocks of the sessions of
    expectation-maximisation.
    """
    from splink import DuckDBAPI, Linker, block_on

    connection.execute(f"CREATE TABLE people AS {people}")
    api = DuckDBAPI(connection)
    linker = Linker(api.register("people"), settings, log_level=None)
    sure, *sessions = training
    rules: list[Any] = [block_on("bsn"), block_on(*sure)]
    linker.training.estimate_probability_two_random_records_match(rules, recall=0.8)
    linker.training.estimate_u_using_random_sampling(seed=1)
    for session in sessions:
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(*session))
    scored = linker.inference.predict(threshold_match_probability=AT)
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(scored, AT)
    connection.execute(
        f"""COPY (SELECT p.file, p.row, c.cluster_id AS person FROM people p
        JOIN {clusters.physical_name} c USING (unique_id)) TO '{out}' (HEADER)"""
    )
