"""The command line `ontschot`.

Exit codes: 0 done; 1 refused, or done with findings; 2 wrong use; 3 something around Ontschot is missing or wrong.
Answers are on stdout, progress and errors on stderr; with --json the last line of stdout is one object.
"""

import argparse
import importlib
import os
import sys

from ontschot.config.commands import options
from ontschot.config.commands.report import ENVIRONMENT, REFUSED, USAGE, EnvironmentProblem, Refused, Report, WrongUse

COMMANDS = {
    "demo": "start with invented residents; prints an address and a login per role",
    "serve": "serve the screens and do the background work, with the database when it is in the data folder",
    "worker": "do only the background work",
    "migrate": "make or update the database: roles, extensions, tables, rights",
    "import": "take in a file of another system: import brp FILE",
    "messages": "judge, answer, show and write iWmo and iJw messages",
    "overlap": "who uses what together: a report from separate registrations",
    "backup": "write the whole database to a file",
    "restore": "put a backup back in an empty database",
    "extract": "write who has what, from our own database, as registrations for a study of overlap",
    "link": "find which rows of separate files are one person",
    "pseudonymise": "turn a file into keyed hashes: no names or BSN leave the house",
    "synth": "make invented registrations of a population with known overlap",
    "doctor": "check the installation and say what to do",
    "user": "make a first account: user add NAME",
}


def _module(command: str) -> str:
    # `commands.messages` collects the texts of the screens; it is a tool of the developers, not a command.
    return "ontschot.config.commands." + {"import": "import_file", "messages": "iwmo"}.get(command, command)


def parser(only: str | None = None) -> argparse.ArgumentParser:
    """The parser of the whole command line; `only` spares the import of the other commands."""
    top = argparse.ArgumentParser(
        prog="ontschot",
        description="Ontschot: one household, one plan, one coordinator.",
        epilog="Exit codes: 0 done, 1 refused or findings, 2 wrong use, 3 something around Ontschot is wrong.",
    )
    options.add(top)
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, text in COMMANDS.items():
        added = commands.add_parser(
            name, help=text, description=f"{text[0].upper()}{text[1:]}.", parents=[options.shared()]
        )
        if only in (None, name):
            importlib.import_module(_module(name)).add_arguments(added)
    return top


def _of_the_database(error: Exception) -> str | None:
    """What to say when the database or its settings are wrong; None for any other error.

    Imported only here: commands that work on files alone start in half the time without.
    """
    import psycopg

    from ontschot.foundation.database_address import AddressError
    from ontschot.foundation.database_roles import RolesError
    from ontschot.foundation.local_database import LocalDatabaseError
    from ontschot.foundation.secrets import SecretsError

    if isinstance(error, LocalDatabaseError | SecretsError | AddressError | RolesError):
        return str(error)
    through_django = type(error).__module__ == "django.db.utils" and type(error).__name__ in (
        "OperationalError",
        "InterfaceError",
    )
    if through_django or isinstance(error, psycopg.OperationalError):
        return f"The database broke off: {str(error).strip()}"
    return None


def main(argv: list[str] | None = None) -> int:
    """Run one command and give back its exit code."""
    given = sys.argv[1:] if argv is None else argv
    named = next((word for word in given if word in COMMANDS), None)
    try:
        arguments = parser(named).parse_args(given)
    except SystemExit as ending:  # argparse has said what was wrong, or shown the help
        return int(ending.code or 0)
    if arguments.data is not None:
        os.environ["ONTSCHOT_DATA"] = str(arguments.data.absolute())
    report = Report(as_json=bool(arguments.json))
    try:
        code: int = importlib.import_module(_module(arguments.command)).run(arguments, report)
        return report.finish(code)
    except Refused as error:
        return report.finish(REFUSED, str(error))
    except WrongUse as error:
        return report.finish(USAGE, str(error))
    except EnvironmentProblem as error:
        return report.finish(ENVIRONMENT, str(error))
    except Exception as error:
        if (text := _of_the_database(error)) is None:
            raise
        return report.finish(ENVIRONMENT, text)
    except KeyboardInterrupt:
        return report.finish(REFUSED, "Stopped.")


if __name__ == "__main__":
    sys.exit(main())
