"""Sealing the log: every minute the lines of finished transactions get a keyed digest, chained to the batch before.

What this shows and what it cannot show stands in docs/explanation/logging.md. A batch is [from, until) of transaction
numbers within an era (eras grow with each restore, because transaction numbers then start anew). Nothing in a finished
batch can still be added by the application: all its transactions ended before it was closed.

"Ended" is judged by the server: its oldest transaction under way that wrote something, in *any* database of the server,
is where a batch stops. A long transaction anywhere on the server therefore postpones sealing; nothing is skipped.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import hmac
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import Error, connection, transaction

from ontschot.foundation import database_address
from ontschot.foundation.models import Installation
from ontschot.privacy import acting
from ontschot.privacy.models import LogEntry, Seal

_LOCK = 0x5EA1  # one sealer at a time
_CHUNK = 2000  # lines in memory
_FORM = "ontschot seal 1"
_END_OF_ERA = 2**63 - 1
_COUNTED = 1000  # lines without a seal that a page counts; with the worker off there may be millions
FIELDS = (
    "id",
    "at",
    "user_id",
    "role",
    "organisation_id",
    "on_behalf_of",
    "subject_person_id",
    "subject_household_id",
    "action",
    "object_kind",
    "object_id",
    "purpose",
    "ground",
    "outcome",
    "origin",
    "trace",
    "detail",
    "transaction",
    "era",
)
_TRANSACTION, _ERA = FIELDS.index("transaction"), FIELDS.index("era")
Line = tuple[Any, ...]


@dataclass
class SealReport:
    """What ``verify`` found. Iterating gives the problems; an empty report means: as it was sealed."""

    batches: int = 0
    lines: int = 0  # in the batches that were computed again
    unsealed: int = 0
    sealed_at: dt.datetime | None = None  # of the newest batch
    restores: int = 0
    problems: list[str] = field(default_factory=list)

    def __iter__(self) -> Iterator[str]:
        return iter(self.problems)

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


@dataclass(frozen=True)
class SealState:
    """Until when the log is sealed, without computing anything again."""

    sealed_at: dt.datetime | None  # of the newest batch
    unsealed: int  # lines not sealed yet, counted up to a thousand
    more: bool  # whether there are more than that


# ---------------------------------------------------------------------------------------- sealing


def seal(now: dt.datetime) -> Seal | None:
    """Seal all lines of finished transactions that are not sealed yet; the newest seal made, or None without lines.

    Works in its own transaction when nobody is acting. Two sealers at once: the second does nothing.
    """
    made: list[Seal] = []
    with _overseeing():
        if _only_one():
            era = Installation.objects.get().era
            made = [seal for batch in _batches(era) if (seal := _seal_batch(*batch, now)) is not None]
    if made:
        _witness(made[-1])
    return made[-1] if made else None


@contextlib.contextmanager
def _overseeing() -> Iterator[None]:
    """As the role that reads the whole log, inside the transaction under way or one of its own."""
    with contextlib.ExitStack() as stack:
        try:
            acting.current()
        except RuntimeError:
            stack.enter_context(acting.acting(acting.system(origin="sealing", purpose="oversight")))
        stack.enter_context(acting.wide("ontschot_oversight"))
        yield


def _only_one() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_LOCK])
        return bool(cursor.fetchone()[0])


def _batches(era: int) -> list[tuple[int, int, int]]:
    """(era, from, until) of what may be sealed now; what was left of earlier eras first."""
    last = Seal.objects.order_by("-id").first()
    eras = LogEntry.objects.filter(era__lt=era, era__gte=last.era if last else 0)
    batches = []
    for old in eras.values_list("era", flat=True).order_by("era").distinct():
        start = last.until_transaction if last and last.era == old else 0
        batches.append((old, start, _END_OF_ERA))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        finished = cursor.fetchone()[0]
    start = last.until_transaction if last and last.era == era else 0
    return [*batches, (era, start, finished)]


def _seal_batch(era: int, start: int, until: int, now: dt.datetime) -> Seal | None:
    if start >= until:
        return None
    inside = LogEntry.objects.filter(era=era, transaction__gte=start, transaction__lt=until)
    last = Seal.objects.order_by("-id").first()
    previous = last.digest if last else ""
    batch = _Batch(era, start, until, previous, now)
    for line in _stream(inside):
        batch.add(line)
    if not batch.lines:
        return None
    with connection.cursor() as cursor:  # by hand: the model would put its own clock in sealed_at
        cursor.execute(
            "INSERT INTO privacy_seal (era, from_transaction, until_transaction, lines, previous, digest, sealed_at)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s) RETURNING id",
            [era, start, until, batch.lines, previous, batch.digest(), now],
        )
        number = cursor.fetchone()[0]
    return Seal.objects.get(pk=number)


def _stream(lines: Any) -> Iterator[Line]:
    """The lines in their one order, with a cursor of the server: constant memory."""
    ordered = lines.order_by("era", "transaction", "id").values_list(*FIELDS)
    yield from ordered.iterator(chunk_size=_CHUNK)


class _Batch:
    """A digest under way."""

    def __init__(self, era: int, start: int, until: int, previous: str, sealed_at: dt.datetime) -> None:
        self.lines = 0
        self._hmac = hmac.new(settings.SECRETS.seal_key, digestmod=hashlib.sha256)
        self._add([_FORM, era, start, until, previous, _canonical(sealed_at)])

    def _add(self, values: Iterable[Any]) -> None:
        self._hmac.update(json.dumps(list(values), ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode())
        self._hmac.update(b"\n")

    def add(self, line: Line) -> None:
        """One line of the log."""
        self.lines += 1
        self._add(_canonical(value) for value in line)

    def digest(self) -> str:
        """Hexadecimal; the number of lines closes it."""
        self._add(["lines", self.lines])
        return self._hmac.hexdigest()


def _canonical(value: Any) -> Any:
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat(timespec="microseconds")
    return value if value is None or isinstance(value, int | str | dict) else str(value)


# ---------------------------------------------------------------------------------------- verifying


def state() -> SealState:
    """The newest seal and how many lines wait for one: two questions answered by index, whatever the log holds."""
    with _overseeing():
        newest = Seal.objects.order_by("-id").first()
        era, start = (newest.era, newest.until_transaction) if newest else (0, 0)
        waiting = LogEntry.objects.filter(era=era, transaction__gte=start)
        found = waiting[: _COUNTED + 1].count()
        if found <= _COUNTED:
            found += LogEntry.objects.filter(era__gt=era)[: _COUNTED + 1 - found].count()
    return SealState(newest.sealed_at if newest else None, min(found, _COUNTED), found > _COUNTED)


def verify(*, since: dt.datetime | None = None) -> SealReport:
    """Compute the digests again and follow the chain; ``since`` looks only at batches sealed from then on.

    Reads seals and lines in one pass each, in constant memory.
    """
    report = SealReport()
    with _overseeing():
        era = Installation.objects.get().era
        newest = Seal.objects.order_by("-id").first()
        report.restores, report.batches = era - 1, Seal.objects.count()
        report.sealed_at = newest.sealed_at if newest else None
        first = Seal.objects.order_by("id")
        first_chosen = (first if since is None else first.filter(sealed_at__gte=since)).first()
        _compute_again(first_chosen, newest, era, report)
        _ask_witness(era, report)
    return report


def _chain(first: Seal | None, report: SealReport) -> Iterator[Seal]:
    """The seals from this one on; each must be chained to the one before and begin where that ended."""
    if first is None:
        return
    previous = Seal.objects.filter(pk__lt=first.pk).order_by("-id").first()
    for seal in Seal.objects.filter(pk__gte=first.pk).order_by("id").iterator(chunk_size=_CHUNK):
        goes_on = previous is not None and seal.era == previous.era
        expected = previous.until_transaction if previous and goes_on else 0
        if seal.previous != (previous.digest if previous else ""):
            report.problems.append(_text("the batch before it is not the one it was chained to", seal))
        elif seal.from_transaction != expected or (previous and seal.era < previous.era):
            report.problems.append(_text("it does not begin where the batch before it ended", seal))
        yield seal
        previous = seal


def _compute_again(first: Seal | None, newest: Seal | None, era: int, report: SealReport) -> None:
    lines = _Peek(_stream(_lines_from(first, newest)))
    for seal in _chain(first, report):
        strays = sum(1 for _line in lines.before(seal.era, seal.from_transaction))
        if strays:
            report.problems.append(_text(f"{strays} lines stand before it that belong to no batch", seal))
        batch = _Batch(seal.era, seal.from_transaction, seal.until_transaction, seal.previous, seal.sealed_at)
        for line in lines.before(seal.era, seal.until_transaction):
            batch.add(line)
        report.lines += batch.lines
        if batch.lines != seal.lines:
            report.problems.append(_text(f"{batch.lines} lines were found where {seal.lines} were sealed", seal))
        elif not hmac.compare_digest(batch.digest(), seal.digest):
            report.problems.append(_text("a line in it, or the seal itself, was changed", seal))
    for line in lines.rest():
        if line[_ERA] > era or line[_TRANSACTION] < 0:
            report.problems.append(f"line {line[0]} cannot have been written by the application")
        else:
            report.unsealed += 1


def _lines_from(first: Seal | None, newest: Seal | None) -> Any:
    """All lines when the first batch is looked at, else those from the chosen batch on, else those not sealed."""
    every = LogEntry.objects.all()
    if newest is None or (first is not None and first.previous == ""):
        return every
    era, start = (first.era, first.from_transaction) if first else (newest.era, newest.until_transaction)
    return every.filter(era=era, transaction__gte=start) | every.filter(era__gt=era)


class _Peek:
    """Lines in order, taken up to a place and no further."""

    def __init__(self, lines: Iterator[Line]) -> None:
        self._lines = lines
        self._next = next(lines, None)

    def before(self, era: int, transaction_number: int) -> Iterator[Line]:
        while self._next is not None and (self._next[_ERA], self._next[_TRANSACTION]) < (era, transaction_number):
            yield self._next
            self._next = next(self._lines, None)

    def rest(self) -> Iterator[Line]:
        while self._next is not None:
            yield self._next
            self._next = next(self._lines, None)


def _text(problem: str, seal: Seal) -> str:
    when = seal.sealed_at.astimezone(dt.UTC).isoformat(timespec="seconds")
    return f"batch {seal.pk} (era {seal.era}, sealed {when}): {problem}"


# ---------------------------------------------------------------------- the witness outside the database


def _witness_path() -> Path | None:
    """In the data folder, one for each database; None where no data is kept (DATABASE_URL without a folder)."""
    if not os.environ.get("ONTSCHOT_DATA"):
        return None
    folder = database_address.data_dir()
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT c.system_identifier, d.oid FROM pg_control_system() c, pg_database d"
                " WHERE d.datname = current_database()"
            )
            cluster, database = cursor.fetchone()
    except Error:  # a managed server may forbid it
        return None
    return folder / f"newest-seal-{cluster}-{database}.json"


def _witness(seal: Seal) -> None:
    """Note the newest seal outside the database: who removes the last batch there, is seen here."""
    path = _witness_path()
    if path is None or not path.parent.is_dir():
        return
    content = {"era": seal.era, "from": seal.from_transaction, "digest": seal.digest}
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with contextlib.suppress(OSError):  # a full disk must not stop the sealing
        draft.write_text(json.dumps(content))
        draft.chmod(0o600)
        draft.replace(path)


def _ask_witness(era: int, report: SealReport) -> None:
    path = _witness_path()
    if path is None or not path.exists():
        return
    try:
        noted = json.loads(path.read_text())
        key = {"era": noted["era"], "from_transaction": noted["from"], "digest": noted["digest"]}
    except (OSError, ValueError, KeyError, TypeError):
        report.problems.append(f"the note of the newest seal ({path}) cannot be read")
        return
    # In an earlier era the note is of before a restore, which went back to an earlier moment.
    if key["era"] >= era and not Seal.objects.filter(**key).exists():
        report.problems.append("the newest batch that was sealed here is no longer in the database")
