"""`ontschot pseudonymise` as it is typed: the secret, what is kept, and files that do not belong together."""

from __future__ import annotations

import csv
from pathlib import Path

import duckdb
import pytest

from ontschot.config import cli
from ontschot.insight.linkage import keyed

CONFIG = """\
files:
  - file: wmo.csv
    columns: {given_names: Voornamen, surname: Naam, birth_date: Geboren, postcode: PC, house_number: Nr}
  - file: werk.csv
    columns: {given_names: Voornamen, surname: Naam, birth_date: Geboren, postcode: PC, house_number: Nr}
"""
KEYED = """\
files:
  - file: wmo-keyed.csv
    columns: {pseudonym: pseudonym}
  - file: werk-keyed.csv
    columns: {pseudonym: pseudonym}
"""
HEAD = "Voornamen;Naam;Geboren;PC;Nr;Voorziening\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "link.yaml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "keyed.yaml").write_text(KEYED, encoding="utf-8")
    (tmp_path / "wmo.csv").write_text(HEAD + "Zwaantje;Wijdeveen;02-03-1950;1234 AB;5;hulp\n", encoding="utf-8")
    (tmp_path / "werk.csv").write_text(HEAD + "Zwaantje;Wijdeveen;02-03-1950;1234 AB;5;werk\n", encoding="utf-8")
    secret(tmp_path, "secret", b"0123456789abcdef0123456789abcdef\n")
    return tmp_path


def secret(folder: Path, name: str, text: bytes, mode: int = 0o600) -> Path:
    path = folder / name
    path.write_bytes(text)
    path.chmod(mode)
    return path


def pseudonymise(folder: Path, name: str, *more: str, key: str = "secret", config: str = "link.yaml") -> int:
    return cli.main([
        "pseudonymise", str(folder / f"{name}.csv"), "--config", str(folder / config),
        "--secret-file", str(folder / key), "--out", str(folder / f"{name}-keyed.csv"), *more,
    ])  # fmt: skip


def link(folder: Path, *names: str, config: str = "keyed.yaml") -> int:
    given = [str(folder / f"{name}.csv") for name in names]
    return cli.main(["link", *given, "--config", str(folder / config), "--out", str(folder / "links.csv")])


def test_both_organisations_pseudonymise_and_somebody_else_links(folder: Path) -> None:
    assert pseudonymise(folder, "wmo", "--keep", "Voorziening") == 0
    assert pseudonymise(folder, "werk", "--keep", "Voorziening") == 0
    with (folder / "wmo-keyed.csv").open(encoding="utf-8", newline="") as file:
        ((heading, kept), (text, provision)) = csv.reader(file, delimiter=";")
    assert (heading, kept, provision) == ("pseudonym", "Voorziening", "hulp")
    assert len(text) == keyed.LENGTH
    assert link(folder, "wmo-keyed", "werk-keyed") == 0
    with (folder / "links.csv").open(encoding="utf-8", newline="") as file:
        assert len({row["person"] for row in csv.DictReader(file)}) == 1


@pytest.mark.parametrize(
    ("text", "mode", "code", "said"),
    [
        (b"", 0o600, 2, "is empty"),
        (b"q8Zk2\n", 0o600, 1, "shorter than 16 bytes"),
        (b"a" * 40, 0o600, 1, "repeats itself"),
        (b"0123456789abcdef0123456789abcdef", 0o644, 2, "chmod 600"),
        (b"0123456789abcdef0123456789abcdef", 0o640, 2, "can be read by others"),
    ],
)
def test_a_secret_that_is_none(
    folder: Path, capsys: pytest.CaptureFixture[str], text: bytes, mode: int, code: int, said: str
) -> None:
    secret(folder, "bad", text, mode)
    assert pseudonymise(folder, "wmo", key="bad") == code
    told = capsys.readouterr().err
    assert said in told
    assert not text.strip() or text.strip().decode() not in told
    assert not (folder / "wmo-keyed.csv").exists()


def test_a_secret_that_is_not_there(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert pseudonymise(folder, "wmo", key="nowhere") == 2
    assert "There is no file" in capsys.readouterr().err


def test_a_column_that_is_not_in_the_file_and_one_that_says_who_it_is(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "wrong.yaml").write_text(CONFIG.replace("Naam", "Achternaam"), encoding="utf-8")
    assert pseudonymise(folder, "wmo", config="wrong.yaml") == 1
    assert "Achternaam" in capsys.readouterr().err
    assert pseudonymise(folder, "wmo", "--keep", "naam") == 2
    assert "it cannot be kept" in capsys.readouterr().err
    assert not (folder / "wmo-keyed.csv").exists()


def test_two_secrets_are_told_apart_instead_of_linking_nobody(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    secret(folder, "theirs", b"fedcba9876543210fedcba9876543210")
    assert pseudonymise(folder, "wmo") == 0
    assert pseudonymise(folder, "werk", key="theirs") == 0
    assert link(folder, "wmo-keyed", "werk-keyed") == 1
    told = capsys.readouterr().err
    assert "another secret than" in told
    assert "werk-keyed.csv" in told
    assert not (folder / "links.csv").exists()


def test_a_plain_file_among_them_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert pseudonymise(folder, "wmo") == 0
    mixed = KEYED.split("  - file: werk")[0] + CONFIG[CONFIG.index("  - file: werk") :]
    (folder / "mixed.yaml").write_text(mixed, encoding="utf-8")
    assert link(folder, "wmo-keyed", "werk", config="mixed.yaml") == 1
    assert "Not so: werk.csv" in capsys.readouterr().err


@pytest.mark.parametrize("kind", ["{'naam': 'Wijdeveen'}", "['Wijdeveen']", "MAP {'naam': 'Wijdeveen'}"])
def test_what_stands_in_a_nested_column_does_not_go_along(
    folder: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    place = folder / "wmo.parquet"
    duckdb.sql(f"SELECT 'Wijdeveen' AS Naam, '1950-03-02' AS Geboren, {kind} AS Wie").write_parquet(str(place))
    config = "files: [{file: wmo.parquet, columns: {surname: Naam, birth_date: Geboren}}]"
    (folder / "link.yaml").write_text(config, encoding="utf-8")
    code = cli.main([
        "pseudonymise", str(place), "--config", str(folder / "link.yaml"), "--secret-file", str(folder / "secret"),
        "--out", str(folder / "out.csv"), "--keep", "Wie",
    ])  # fmt: skip
    assert code == 1
    assert "wmo.parquet, column Wie [nested_column]" in capsys.readouterr().err
    assert not (folder / "out.csv").exists()
