"""The weights of the pairs are those that Splink's own predict gives to the same settings."""

from pathlib import Path
from typing import Any

import pytest
from splink import DuckDBAPI, Linker

from ontschot.config.cli import main
from ontschot.insight.linkage import scoring, weights
from ontschot.insight.linkage.levels import Comparison
from ontschot.insight.synth.make import make
from ontschot.insight.synth.profiles import PROFILES


def splink(connection: Any, settings: dict[str, Any]) -> str:
    api = DuckDBAPI(connection)
    linker = Linker(api.register("lk_compared"), settings, log_level=None, validate_settings=False)
    for column in weights.frequencies(settings):
        linker.table_management.register_term_frequency_lookup(api.register(f"lk_tf_{column}"), column)
    linker.table_management.register_blocked_pairs_for_predict(api.register("lk_blocked"))
    return str(linker.inference.predict(warning_mode="never").physical_name)


def test_the_weights_are_those_of_splink(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[int, float, int]] = []
    ours = scoring._predict

    def both(connection: Any, settings: dict[str, Any], chosen: list[Comparison]) -> str:
        table = ours(connection, settings, chosen)
        theirs = splink(connection, settings)
        seen.extend(
            connection.execute(
                f"""SELECT count(*), max(abs(a.match_weight - b.match_weight)), count(DISTINCT round(a.match_weight))
                FROM {table} a JOIN {theirs} b USING (id_l, id_r)"""
            ).fetchall()
        )
        seen.append((*connection.execute("SELECT count(*) FROM lk_pairs").fetchone(), 0.0, 0))
        return table

    monkeypatch.setattr(scoring, "_predict", both)
    make(PROFILES["city"], seed=3, out=tmp_path, persons=3000)
    files = [str(path) for path in sorted(tmp_path.glob("*.csv")) if path.name != "truth.csv"]
    assert main(["link", *files, "--config", str(tmp_path / "link.yaml"), "--out", str(tmp_path / "links.csv")]) == 0
    (compared, apart, kinds), (pairs, _, _) = seen
    assert compared == pairs > 1000
    assert kinds > 30
    assert apart < 1e-9
