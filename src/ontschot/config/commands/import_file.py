"""`ontschot import brp FILE`: take in a register file; what was refused is named, the rest goes on."""

import argparse
from pathlib import Path

from ontschot.config.commands import installation, options
from ontschot.config.commands.report import OK, REFUSED, Report, WrongUse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which register, which file, and whether to write."""
    sources = parser.add_subparsers(dest="source", metavar="SOURCE", required=True)
    text = "persons of the population register (BRP), as JSON"
    brp = sources.add_parser("brp", help=text, parents=[options.shared()])
    brp.add_argument("file", type=Path, help="the file")
    brp.add_argument("--dry-run", action="store_true", help="say what would happen and change nothing")


def run(arguments: argparse.Namespace, report: Report) -> int:
    """Exit code 1 when records were refused, though the others were taken in."""
    if not arguments.file.is_file():
        raise WrongUse(f"There is no file {arguments.file}.")
    with installation.available("import") as addresses:
        installation.refuse_unsafe_role(addresses)
        installation.start_django(addresses)
        from ontschot.exchange.brp import imports

        result = imports.run(path=arguments.file, dry_run=arguments.dry_run, progress=report.progress)
    for line in result.lines():
        report.say(line)
    report.add(**result.as_dict())
    return REFUSED if result.refused else OK
