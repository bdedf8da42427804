"""The worked examples as they are asked for."""

from __future__ import annotations

import pytest

from benchmarks import examples


@pytest.mark.parametrize(("asked", "code"), [("--help", 0), ("amsterdam", 2)])
def test_the_choices_are_the_examples(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], asked: str, code: int
) -> None:
    monkeypatch.setattr("sys.argv", ["examples", asked])
    with pytest.raises(SystemExit) as ended:
        examples.main()
    out, err = capsys.readouterr()
    assert ended.value.code == code
    assert "zaanstad" in out + err
    assert "[]" not in out + err


def test_without_a_name_it_is_all_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    monkeypatch.setattr(examples, "example", lambda name, *_, **__: done.append(name) or 0.0)
    for asked in ([], ["all"], ["zaanstad"]):
        monkeypatch.setattr("sys.argv", ["examples", *asked])
        assert examples.main() == 0
    assert done == [*examples.EXAMPLES, *examples.EXAMPLES, "zaanstad"]
