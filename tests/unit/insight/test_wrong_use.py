"""Commands that are called in the wrong way say so before anything is read or written."""

from __future__ import annotations

from pathlib import Path

import pytest

from ontschot.config import cli
from ontschot.insight.synth.make import make
from ontschot.insight.synth.profiles import PROFILES


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    make(PROFILES["veenendaal"], seed=3, out=folder, persons=2_000)
    return folder


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = cli.main(list(arguments))
    return code, capsys.readouterr().err


@pytest.mark.parametrize(
    ("more", "word"),
    [
        (("--memory", "lots"), "--memory"),
        (("--memory", "10KB"), "--memory"),
        (("--memory", "5MB"), "--memory"),
        (("--largest", "0"), "--largest"),
        (("--key", "nowhere/study.key"), "nowhere"),
        (("no-such-file.csv",), "no-such-file.csv"),
    ],
)
def test_overlap(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], more: tuple[str, ...], word: str
) -> None:
    config = ("--config", str(made / "study.yaml"), "--out", str(tmp_path / "report"))
    code, err = told(capsys, "overlap", str(made), *config, *more)
    assert code == 2
    assert word in err
    assert not (tmp_path / "report").exists()


def test_a_folder_given_twice_is_one(made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = ("--config", str(made / "study.yaml"), "--out", str(tmp_path / "report"), "--quick", "--memory", "1GB")
    code, err = told(capsys, "overlap", str(made), str(made / "ggz.csv"), *out)
    assert "double_file" not in err
    assert code == 0, err


def test_link_and_pseudonymise_ask_for_files(made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = ("--config", str(made / "link.yaml"), "--out", str(tmp_path / "out.csv"))
    code, err = told(capsys, "link", str(made), *settings)
    assert (code, "is a folder" in err) == (2, True)
    code, err = told(capsys, "link", str(made / "none.csv"), *settings)
    assert (code, "There is no file" in err) == (2, True)
    (tmp_path / "secret").write_text("0123456789abcdef" * 2)
    (tmp_path / "secret").chmod(0o600)
    secret = ("--secret-file", str(tmp_path / "secret"))
    code, err = told(capsys, "pseudonymise", str(made / "none.csv"), *settings, *secret)
    assert (code, "There is no file" in err) == (2, True)
    code, err = told(capsys, "pseudonymise", str(made / "ggz.csv"), *settings, *secret, "--keep", "WET", "WET")
    assert code == 0, err
    assert (tmp_path / "out.csv").read_text(encoding="utf-8").splitlines()[0] == "pseudonym;WET"


def test_synth_writes_over_nothing_but_its_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    again = ("synth", "--profile", "veenendaal", "--persons", "2000", "--out")
    mine, other = tmp_path / "mine", tmp_path / "other"
    assert told(capsys, *again, str(mine))[0] == 0
    assert told(capsys, *again, str(mine), "--seed", "2")[0] == 0
    other.mkdir()
    (other / "ggz.csv").write_text("a real registration", encoding="utf-8")
    code, err = told(capsys, *again, str(other))
    assert (code, "ggz.csv" in err) == (2, True)
    assert [path.name for path in other.iterdir()] == ["ggz.csv"]
    assert (other / "ggz.csv").read_text(encoding="utf-8") == "a real registration"
    study = mine / "study.yaml"
    for own in ("title: my own\n", study.read_text(encoding="utf-8") + "minimum_cell: 20\n"):
        study.write_text(own, encoding="utf-8")
        code, err = told(capsys, *again, str(mine))
        assert (code, "changed since" in err) == (2, True)
        assert study.read_text(encoding="utf-8") == own
    assert told(capsys, *again, str(other / "ggz.csv"))[0] == 2
    assert told(capsys, *again, str(tmp_path / "new"), "--noise", "nan")[0] == 2


def test_an_extract_has_a_reason(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, err = told(capsys, "extract", "--out", str(tmp_path / "own"), "--reason", " ")
    assert (code, "--reason" in err) == (2, True)


def test_a_method_needs_its_column_in_every_file(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without it every row would be a person of its own, and nobody would have more than one provision."""
    config = tmp_path / "study.yaml"
    config.write_text((made / "study.yaml").read_text(encoding="utf-8") + "method: bsn\n", encoding="utf-8")
    code, err = told(capsys, "overlap", str(made), "--config", str(config), "--out", str(tmp_path / "report"))
    assert (code, err.count("method_column"), (tmp_path / "report").exists()) == (1, 6, False)
