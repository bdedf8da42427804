"""`ontschot synth`: made-up registrations for a population with given overlap, with the truth beside them."""

import argparse
from pathlib import Path

from ontschot.config.commands.report import OK, Refused, Report, WrongUse
from ontschot.insight.synth.make import make
from ontschot.insight.synth.profiles import PROFILES


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which population, how large, how untidy, and where to."""
    parser.add_argument("--profile", choices=sorted(PROFILES), required=True, help="which population")
    parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same files (default 1)")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="the folder to write to")
    parser.add_argument("--persons", type=int, metavar="N", help="about so many inhabitants (default: as published)")
    parser.add_argument("--noise", type=float, default=1.0, metavar="X", help="times the errors (default 1)")
    parser.add_argument("--without-bsn", action="store_true", help="no file has a BSN")


def run(arguments: argparse.Namespace, report: Report) -> int:
    """Write the folder and say what is in it."""
    if arguments.noise < 0 or arguments.seed < 0 or (arguments.persons is not None and arguments.persons < 1):
        raise WrongUse("--noise and --seed are 0 or more, --persons 1 or more.")
    try:
        made = make(
            PROFILES[arguments.profile],
            seed=arguments.seed,
            out=arguments.out,
            persons=arguments.persons,
            noise=arguments.noise,
            with_bsn=not arguments.without_bsn,
        )
    except ValueError as error:
        raise Refused(f"This population cannot be made: {error}") from error
    except OSError as error:
        raise Refused(f"{arguments.out}: {error.strerror or error}") from error
    for name, rows in made.rows.items():
        report.say(f"{made.folder / name}: {rows} rows")
    report.say(f"{made.persons} persons in {made.households} households; who each row is about: truth.csv")
    report.add(folder=str(made.folder), persons=made.persons, households=made.households, rows=made.rows)
    return OK
