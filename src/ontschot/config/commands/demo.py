"""`ontschot demo`: a municipality of invented residents to look around in, built once and kept."""

import argparse
import json
import os
from pathlib import Path
from typing import Any

from ontschot.config.commands import installation, migrate, serve
from ontschot.config.commands.report import Refused, Report, WrongUse
from ontschot.foundation import database_address, database_roles
from ontschot.foundation.database_address import Addresses
from ontschot.foundation.local_database import LocalDatabase

_SUMMARY = "demo.json"
_SMALLEST, _LARGEST = 1_000, 200_000  # residents


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen, how large, and whether to begin anew."""
    serve.add_address(parser)
    parser.add_argument("--fresh", action="store_true", help="throw the demo away and build it anew")
    parser.add_argument(
        "--households", type=int, default=200, help="how many households beside the Van Dalen family (200)"
    )
    parser.add_argument(
        "--persons",
        type=int,
        metavar="N",
        help="a whole municipality instead: 1000 to 200000 residents, two years of work",
    )
    parser.add_argument("--seed", type=int, default=1, help="another number gives other residents (1)")
    parser.add_argument("--build-only", action="store_true", help="build and stop; do not serve")


def run(arguments: argparse.Namespace, report: Report) -> int:
    """Build when needed, print the logins, serve."""
    if arguments.persons is not None and not _SMALLEST <= arguments.persons <= _LARGEST:
        raise WrongUse(f"--persons goes from {_SMALLEST} to {_LARGEST}.")
    os.environ.setdefault("ONTSCHOT_DATA", str(Path(".data/demo").absolute()))
    summary_file = installation.data_dir() / _SUMMARY
    if arguments.fresh or not summary_file.exists():
        _clear(summary_file)
    with installation.available("demo") as addresses:
        migrate.migrate(addresses, report, kind="demo", municipality=("Voorbeeldstad", "0000"))
        if not summary_file.exists():
            _build(addresses, arguments, report, summary_file)
        _close_django()
    summary: dict[str, Any] = json.loads(summary_file.read_text())
    report.add(**summary)
    if arguments.build_only:
        _print(summary, "", report)
        return 0

    def announce(url: str) -> None:
        _print(summary, url, report)

    return serve.serve(arguments.host, arguments.port, report, migrate=None, announce=announce)


def _clear(summary_file: Path) -> None:
    """Throw away what is there, a half-built demo too; never a database that is not a demo."""
    local = LocalDatabase(installation.data_dir())
    with local.locked("demo"):
        pass
    if not os.environ.get("DATABASE_URL"):
        if local.exists():
            with local.available("demo"):
                _refuse_real()
        with local.locked("demo"):
            local.remove()
    else:
        _refuse_real()
        with installation.connect(installation.admin_of(database_address.from_environment())) as admin:
            database_roles.empty(admin)
    summary_file.unlink(missing_ok=True)


def _refuse_real() -> None:
    addresses = database_address.from_environment()
    admin = installation.admin_of(addresses)
    installation.ensure_database(admin if addresses.embedded else None)
    with installation.connect(admin) as connection:
        kind = installation.kind_of(connection)
        if kind == "real" or (kind is None and not database_roles.is_empty(connection)):
            raise Refused(f"The database {admin.name} is not a demo: nothing was touched. Use another data folder.")


def _build(addresses: Addresses, arguments: argparse.Namespace, report: Report, summary_file: Path) -> None:
    from ontschot.config import demo as residents

    if arguments.persons is None:
        built = residents.build(households=arguments.households, seed=arguments.seed, progress=report.progress)
    else:
        from ontschot.config.demo import municipality

        with installation.connect(installation.admin_of(addresses)) as owner:
            built = municipality.build(owner, persons=arguments.persons, seed=arguments.seed, progress=report.progress)
    draft = summary_file.with_suffix(".draft")
    draft.write_text(json.dumps(built.as_dict(), ensure_ascii=False, indent=2))
    draft.replace(summary_file)


def _close_django() -> None:
    from django.db import connections

    connections.close_all()


def _print(summary: dict[str, Any], url: str, report: Report) -> None:
    if url:
        report.say(f"\nOntschot serves {url}   (stop with Ctrl-C)\n")
    logins = summary.get("logins", [])
    width = max((len(login["role"]) for login in logins), default=0)
    for login in logins:
        report.say(f"  {login['role']:<{width}}  {login['username']:<20} {login['password']}")
    if logins:
        report.say("\nEveryone here is invented. The second factor can be passed over with the switch of persona.")
