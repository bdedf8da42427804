"""`ontschot synth`: made-up registrations for a population with given overlap, with the truth beside them."""

import argparse
from pathlib import Path

from ontschot.config.commands.report import OK, EnvironmentProblem, Refused, Report, WrongUse
from ontschot.insight.synth.make import make
from ontschot.insight.synth.profiles import PROFILES

MOST_NOISE = 20


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
    if (
        not 0 <= arguments.noise <= MOST_NOISE
        or arguments.seed < 0
        or (arguments.persons is not None and arguments.persons < 1)
    ):
        raise WrongUse(f"--noise is 0 to {MOST_NOISE}, --seed 0 or more, --persons 1 or more.")
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
    except FileExistsError as error:
        raise WrongUse(f"{error} Name another folder with --out.") from error
    except OSError as error:
        problem = f"{arguments.out} cannot be written: {error.strerror or error}. Name another folder with --out."
        raise EnvironmentProblem(problem) from error
    for name, rows in made.rows.items():
        report.say(f"{made.folder / name}: {rows} rows")
    report.say(f"{made.persons} persons in {made.households} households; who each row is about: truth.csv")
    report.add(folder=str(made.folder), persons=made.persons, households=made.households, rows=made.rows)
    return OK
