"""`ontschot user add`: a first account in a database that has none; further accounts are made on the screens."""

import argparse

from ontschot.accounts.rules import STAFF
from ontschot.config.commands import installation, options
from ontschot.config.commands.report import OK, Refused, Report


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Who, and in which role."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    add = actions.add_parser("add", help="make an account and print its one-time password", parents=[options.shared()])
    add.add_argument("username", help="the name to log in with")
    add.add_argument("--name", help="the name that colleagues see (default: the username)")
    add.add_argument("--role", default="administrator", help=f"{', '.join(sorted(STAFF))} (administrator)")


def run(arguments: argparse.Namespace, report: Report) -> int:
    """Make the account. The password is shown once and has to be replaced at the first login."""
    with installation.available("user") as addresses:
        installation.refuse_unsafe_role(addresses)
        installation.start_django(addresses)
        from django.core.exceptions import ValidationError

        from ontschot.accounts import actions
        from ontschot.privacy import acting

        actor = acting.system(origin="ontschot user add", purpose="administration")
        try:
            with acting.acting(actor):
                user, password = actions.create_user(
                    by=actor,
                    username=arguments.username,
                    name=arguments.name or arguments.username,
                    role=arguments.role,
                )
        except ValidationError as error:
            raise Refused(" ".join(error.messages)) from error
    report.add(username=user.username, role=arguments.role, password=password)
    report.say(f"Account {user.username} ({arguments.role}). One-time password, shown once: {password}")
    report.say("At the first login a password of one's own and a second factor are asked.")
    return OK
