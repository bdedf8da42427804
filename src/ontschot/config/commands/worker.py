"""`ontschot worker`: the background work alone, from the queue in the database."""

import argparse
import logging
import os
from typing import Any

from ontschot.config.commands import installation
from ontschot.config.commands.report import OK, Report

_JOBS_AT_ONCE = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How many jobs at once."""
    parser.add_argument("--jobs", type=int, default=_JOBS_AT_ONCE, help="how many jobs at once (2)")


def run(arguments: argparse.Namespace, report: Report) -> int:
    """Work until a stop is asked (SIGTERM or SIGINT lets the running jobs finish)."""
    with installation.available("worker") as addresses:
        installation.refuse_unsafe_role(addresses)
        os.environ["ONTSCHOT_POOL"] = str(arguments.jobs)
        installation.start_django(addresses)
        from procrastinate.contrib.django import app

        logging.getLogger("procrastinate").setLevel(logging.WARNING)
        connector: Any = app.connector
        worker_app = app.with_connector(connector.get_worker_connector())
        with worker_app.open():
            worker_app.run_worker(concurrency=arguments.jobs, name="ontschot", shutdown_graceful_timeout=8)
    return OK
