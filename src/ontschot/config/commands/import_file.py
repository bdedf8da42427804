"""`ontschot import brp FILE` and `ontschot import areas FILE`: files of others; what is refused is named."""

import argparse
from pathlib import Path

from ontschot.config.commands import installation, options
from ontschot.config.commands.report import OK, REFUSED, EnvironmentProblem, Refused, Report, WrongUse

# What is wrong with a file as a whole, and what to do.
FILE_RULES = {
    "file.empty": "The file is empty.",
    "file.size": "The file is larger than is taken at once. Split it.",
    "file.encoding": "The file is not UTF-8 from here on. Export it again as UTF-8.",
    "file.json": "The file is not JSON from here on.",
    "file.truncated": "The file stops in the middle: it is cut off. Fetch it again.",
    "file.no_list": "The file is JSON, but holds no list of persons (personen).",
    "file.trailing": "After the end of the list there is something else.",
    "file.object_size": "One record is larger than a person can be.",
    "file.nesting": "The file is nested deeper than a person can be.",
    "file.csv": "The file is not a table (CSV) from here on.",
    "column.missing": "The table lacks this column.",
    "line.short": "This line has too few columns.",
    "address.postcode": "This is no postcode.",
    "address.number": "This is no house number.",
    "address.two_neighbourhoods": "This address already lies in another neighbourhood.",
    "area.code": "This is no code of an area.",
    "area.two_parents": "This area already lies in another one.",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which source, which file, and whether to write."""
    sources = parser.add_subparsers(dest="source", metavar="SOURCE", required=True)
    text = "persons of the population register (BRP), as JSON"
    brp = sources.add_parser("brp", help=text, parents=[options.shared()])
    brp.add_argument("file", type=Path, help="the file")
    brp.add_argument("--dry-run", action="store_true", help="say what would happen and change nothing")
    text = "the yearly CBS table of neighbourhoods by postcode and house number, as CSV"
    areas = sources.add_parser("areas", help=text, parents=[options.shared()])
    areas.add_argument("file", type=Path, help="the table, with PC6, Huisnummer, Buurt, Wijk, Gemeente")
    areas.add_argument("--names", type=Path, help="a table with code and naam of the areas")


def run(arguments: argparse.Namespace, report: Report) -> int:
    """Exit code 1 when something was refused: records (the others were taken in), or the file as a whole."""
    files = [arguments.file, *([arguments.names] if getattr(arguments, "names", None) else [])]
    for file in files:
        if not file.is_file():
            raise WrongUse(f"There is no file {file}.")
        if not _readable(file):
            raise EnvironmentProblem(f"The file {file} may not be read by this user.")
    with installation.available("import") as addresses:
        installation.refuse_unsafe_role(addresses)
        installation.start_django(addresses)
        return _areas(arguments, report) if arguments.source == "areas" else _brp(arguments, report)


def _readable(file: Path) -> bool:
    try:
        with file.open("rb"):
            return True
    except OSError:
        return False


def _brp(arguments: argparse.Namespace, report: Report) -> int:
    from ontschot.domain.people.actions import register
    from ontschot.exchange.brp import imports, stream

    try:
        result = imports.run(path=arguments.file, dry_run=arguments.dry_run, progress=report.progress)
    except stream.RegisterFileError as error:
        report.add(rule=error.rule, line=error.line, column=error.column)
        text = FILE_RULES.get(error.rule, error.rule)
        place = f"{arguments.file}, line {error.line}, column {error.column}"
        raise Refused(f"{place}: {text} Nothing was changed.") from None
    except register.Busy:
        raise Refused("Another import is under way. Nothing was changed; try again when it is done.") from None
    for line in result.lines():
        report.say(line)
    report.add(**result.as_dict())
    return REFUSED if result.refused else OK


def _areas(arguments: argparse.Namespace, report: Report) -> int:
    from contextlib import ExitStack

    from ontschot.domain.people.actions import register
    from ontschot.places.actions import AreaFileError, take_areas
    from ontschot.privacy import acting

    by = acting.system(origin="import areas", purpose="register")
    try:
        with ExitStack() as files, acting.acting(by):
            table = files.enter_context(arguments.file.open("rb"))
            names = files.enter_context(arguments.names.open("rb")) if arguments.names else None
            summary = take_areas(table, names=names)
            filled = register.fill_neighbourhoods(by=by)
    except AreaFileError as error:
        report.add(rule=error.rule, line=error.line, column=error.column)
        text = FILE_RULES.get(error.rule, error.rule)
        place = f"line {error.line}" + (f", column {error.column}" if error.column else "")
        raise Refused(f"{place}: {text} Nothing was changed.") from None
    report.say(f"Areas: {summary.areas}. Addresses with a neighbourhood: {summary.addresses} ({summary.lines} lines).")
    report.say(f"Residences and households that got another neighbourhood: {filled}.")
    report.add(**summary.as_dict(), filled=filled)
    return OK
