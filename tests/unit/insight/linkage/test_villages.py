"""Villages share the names of their streets: an equal street and number at another postcode says little there."""

from __future__ import annotations

import random

import duckdb

from ontschot.insight.linkage import Input, Settings, link

COLUMNS = ("given_names", "surname", "birth_date", "postcode", "street", "house_number")
STREETS = ("Dorpsstraat", "Kerkstraat", "Molenweg", "Schoolstraat")
NAMES = ("Anna", "Bram", "Cor", "Dirk", "Eva", "Femke", "Gijs", "Hanna", "Ivo", "Joke")
FAMILIES = ("Bakker", "Visser", "Smit", "Meijer", "Mulder", "Bos", "Vos", "Peters")


def weights(*, shared: bool) -> dict[str, float]:
    """Bits per level of address and family name in two files of 40 villages, with streets of shared or own names."""
    chance = random.Random(11)
    connection = duckdb.connect()
    people = []
    for at in range(3000):
        village, street = chance.randrange(40), chance.choice(STREETS)
        name = street if shared else f"{street} {village} oost"
        postcode = f"{7000 + village}{'ABCD'[STREETS.index(street)]}A"
        people.append(
            (
                f"{chance.choice(NAMES)} {chance.choice(NAMES)}", chance.choice(FAMILIES),
                f"{chance.randint(1930, 2005)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}",
                postcode, name, str(at % 60 + 1),
            )
        )  # fmt: skip
    for table, rows in (("one", people[:2000]), ("other", people[1000:])):
        named = ", ".join(f"unnest(?::VARCHAR[]) AS {column}" for column in COLUMNS)
        values = [list(range(1, len(rows) + 1)), *map(list, zip(*rows, strict=True))]
        connection.execute(f'CREATE TABLE {table} AS SELECT unnest(?::BIGINT[]) AS "row", {named}', values)
    found = link(connection, [Input("one", "one"), Input("other", "other")], Settings(quality=True)).quality.weights
    return {level["level"]: level["weight"] for level in found if level["comparison"] == "kin"}


def test_a_street_and_number_weigh_by_how_many_villages_have_them() -> None:
    own, shared = weights(shared=False), weights(shared=True)
    for family in ("same", "differs"):
        door, address = f"address door, surname {family}", f"address same, surname {family}"
        assert shared[door] < shared[address] - 5  # forty villages have that door
        assert shared[door] < own[door] - 5  # which one village has by itself
        assert abs(shared[address] - own[address]) < 1  # the postcode says as much as ever


def test_neighbours_are_no_evidence_where_a_street_has_one_postcode() -> None:
    """Who lives in the same street at the same postcode, and at another number, is one of thousands of pairs."""
    assert weights(shared=False)["address part, surname same"] < 3
