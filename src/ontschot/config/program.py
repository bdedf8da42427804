"""The process that has the whole program loaded, and makes web servers and worker by copying itself.

Loading takes a second of processor time; a copy takes some thousandths. So what dies is back at once, also when the
machine is busy, and what is loaded stands in memory once. It opens no connection itself and has one thread: see
`foundation.forking`. `ontschot serve` starts it: python -m ontschot.config.program --port 8000
"""

from __future__ import annotations

import argparse
import gc
import multiprocessing
import os
import sys
from functools import partial
from pathlib import Path

from ontschot.config import cli
from ontschot.config.commands import serve
from ontschot.config.commands.installation import SETTINGS_MODULE
from ontschot.config.commands.report import ENVIRONMENT, OK
from ontschot.foundation.forking import call_me, fork
from ontschot.foundation.supervisor import Child, StartFailed, Supervisor

# Web servers that share the port, each with one process: when one dies the other answers while it comes back.
_WEB_SERVERS = 2
_THREADS = 5  # in each web process, and as many connections in its pool; they receive side by side and answer in turn
_PATIENCE = 4  # restarts of one part before a page was answered


def main() -> int:
    """Load, start, keep running until a stop is asked."""
    parser = argparse.ArgumentParser(prog="ontschot.config.program")
    serve.add_address(parser)
    parser.add_argument("--no-worker", action="store_true", help="web servers only")
    arguments = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS_MODULE)
    os.environ["ONTSCHOT_POOL"] = str(_THREADS)
    call_me("ontschot-loaded")
    load()
    parts = {
        f"web server {n}": partial(_serve_pages, arguments.host, arguments.port) for n in range(1, _WEB_SERVERS + 1)
    }
    if not arguments.no_worker:
        parts["worker"] = partial(cli.main, ["worker"])
    children = [Child(name=name, start=partial(fork, run, name=process_name(name))) for name, run in parts.items()]
    supervisor = Supervisor(children, say=lambda text: print(text, file=sys.stderr, flush=True))
    waiting = serve.Waiting(serve.address_of(arguments.host, arguments.port), supervisor.settled)
    try:
        supervisor.run(tick=waiting.look, patience=_PATIENCE)
    except StartFailed as error:
        print(error, file=sys.stderr)
        return ENVIRONMENT
    return OK


def process_name(part: str) -> str:
    """What a part is called in a list of processes: at most 15 characters."""
    return part.replace("web server ", "ontschot-web-").replace("worker", "ontschot-worker")


def load() -> None:
    """Have in memory whatever a page or a task may need: modules, addresses, texts, templates. Connects to nothing."""
    import granian.server.mp
    import procrastinate.contrib.django
    import procrastinate.worker
    import psycopg_pool
    from django.conf import settings
    from django.template.loader import get_template
    from django.urls import get_resolver
    from django.utils.translation import gettext, override

    from ontschot.config import wsgi

    _ = granian.server.mp, procrastinate.worker, procrastinate.contrib.django, psycopg_pool, wsgi
    get_resolver()._populate()
    for code, _name in settings.LANGUAGES:
        with override(code):
            gettext("Inloggen")
    for folder in map(Path, settings.TEMPLATES[0]["DIRS"]):  # type: ignore[call-overload]
        for file in sorted(folder.rglob("*.html")):
            get_template(file.relative_to(folder).as_posix())
    gc.collect()
    gc.freeze()  # what is loaded stays: pages that are not written to stay shared


def _serve_pages(host: str, port: int) -> int:
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    multiprocessing.set_start_method("fork", force=True)
    Granian(
        "ontschot.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=_THREADS,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        respawn_interval=0.2,
        workers_kill_timeout=3,
        websockets=False,
    ).serve()
    return OK


if __name__ == "__main__":
    sys.exit(main())
