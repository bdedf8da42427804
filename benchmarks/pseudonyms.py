"""What pseudonyms cost: in links that are missed or wrong, in time, and in size of the files.

    python -m benchmarks.pseudonyms --seeds 60 61 62 63
    python -m benchmarks.pseudonyms --seeds 60 --rounds 5 --only 1:yes
    python -m benchmarks.pseudonyms --seeds 41 42 --only 1:no --other

Each file of `ontschot synth --profile city`, or (`--other`) of `benchmarks.other_registrations`, is pseudonymised by
the command, as its organisation would; then the plain files and the pseudonymised ones are linked by `ontschot link`,
in turn, each in a process of its own. The loss is the F1 of the plain files minus that of the pseudonyms, at the
model's own threshold. Times of linking are those of the whole command, medians of the rounds; the ratio is of the
pairs of one round. Pseudonymising: all files together.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import sys
import tempfile
from pathlib import Path

import yaml

from benchmarks import other_registrations
from benchmarks.linkage import Run, f1, files, measured, ours, synth
from benchmarks.serving import machine

CASES = {
    "1:yes": (1.0, ()),
    "1:no": (1.0, ("--without-bsn",)),
    "2.5:yes": (2.5, ()),
    "2.5:no": (2.5, ("--without-bsn",)),
}


def pseudonymised(folder: Path, out: Path) -> tuple[float, float]:
    """Every file as pseudonyms in `out`, with its settings; processor seconds of all, and how much larger it is."""
    out.mkdir()
    secret = out / "secret"
    secret.write_bytes(os.urandom(32).hex().encode())
    secret.chmod(0o600)
    seconds, before, after, settings = 0.0, 0, 0, []
    for path, _ in files(folder):
        made = out / f"{path.stem}.csv"
        command = [sys.executable, "-m", "ontschot.config.cli", "pseudonymise", str(path)]
        command += ["--config", str(folder / "link.yaml"), "--secret-file", str(secret), "--out", str(made)]
        seconds += measured(command).processor
        before, after = before + path.stat().st_size, after + made.stat().st_size
        settings.append({"file": made.name, "columns": {"pseudonym": "pseudonym"}})
    (out / "link.yaml").write_text(yaml.safe_dump({"files": settings}), encoding="utf-8")
    truth = (folder / "truth.csv").read_text(encoding="utf-8")
    (out / "truth.csv").write_text(re.sub(r"\.(xlsx|parquet),", ".csv,", truth), encoding="utf-8")
    return seconds, after / before


def measure(folder: Path, scratch: Path, rounds: int) -> str:
    """The rest of a line of the table."""
    out = scratch / f"{folder.name}-keyed"
    seconds, grown = pseudonymised(folder, out)
    plain: list[Run] = []
    keyed: list[Run] = []
    for _ in range(rounds):
        for place, runs in ((folder, plain), (out, keyed)):
            runs.append(measured(ours(place, scratch / f"{place.name}.csv")))
    one, other = f1(folder, scratch / f"{folder.name}.csv"), f1(out, scratch / f"{out.name}.csv")
    middle = [statistics.median(each[at] for each in times) for times in (plain, keyed) for at in (0, 1)]
    ratios = [statistics.median(k[at] / p[at] for p, k in zip(plain, keyed, strict=True)) for at in (0, 1)]
    return (
        f"| {one:.4f} | {other:.4f} | {one - other:+.4f} | {middle[0]:.1f} | {middle[1]:.1f} | {middle[2]:.1f} "
        f"| {middle[3]:.1f} | {ratios[0]:.2f} | {ratios[1]:.2f} | {seconds:.1f} | {grown:.1f} |"
    )


def main() -> None:
    """Print the table: one case per seed, or those asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--persons", type=int, default=160_000)
    parser.add_argument("--seeds", type=int, nargs="+", default=[60, 61, 62, 63])
    parser.add_argument("--only", choices=CASES, help="noise and BSN, for all seeds; else the four cases in turn")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--other", action="store_true", help="registrations by another hand")
    parser.add_argument("--by-street", action="store_true", help="with --other: no postcode in two of the files")
    arguments = parser.parse_args()
    print(machine(), "load", os.getloadavg())
    print(
        "\n| seed | noise | BSN | plain | keyed | loss | plain, wall s | processor | keyed, wall s | processor "
        "| wall ratio | processor ratio | pseudonymise s | size |"
    )
    print("|--:|--:|---|" + "--:|" * 11)
    for place, seed in enumerate(arguments.seeds):
        noise, more = CASES[arguments.only or list(CASES)[place % len(CASES)]]
        with tempfile.TemporaryDirectory(prefix="ontschot-pseudonyms-") as name:
            scratch = Path(name)
            folder = scratch / "files"
            if arguments.other:
                folder.mkdir()
                other_registrations.make(
                    folder, arguments.persons, seed, noise, bsn=not more, by_street=arguments.by_street
                )
            else:
                synth(folder, arguments.persons, seed, noise, *more)
            print(
                f"| {seed} | {noise:g} | {'no' if more else 'yes'} {measure(folder, scratch, arguments.rounds)}",
                flush=True,
            )


if __name__ == "__main__":
    main()
