"""Acting: who works here now, for what, in one transaction in which the database knows it too.

Everything that touches personal data happens inside ``acting(actor)``: it opens the transaction, tells the database the
user, and at the
end refuses to commit when personal tables were read or written while nothing was logged.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any, TypeVar

from django.apps import apps
from django.db import connection, transaction

WIDE_ROLES = frozenset({"ontschot_identify", "ontschot_register", "ontschot_oversight", "ontschot_analyst"})


class UnloggedAccess(Exception):
    """Personal tables were touched and no line was written in the log: nothing is shown, nothing is kept."""


@dataclass(frozen=True)
class Actor:
    """Who acts. ``user_id`` is None for nobody logged in and for the system itself (role ``system`` or ``public``)."""

    user_id: int | None
    role: str
    purpose: str
    origin: str
    ground: str = ""
    organisation_id: int | None = None
    on_behalf_of: str = ""
    trace: uuid.UUID = field(default_factory=uuid.uuid4)

    def for_purpose(self, purpose: str, ground: str = "") -> Actor:
        """The same actor, with another purpose."""
        return Actor(
            self.user_id,
            self.role,
            purpose,
            self.origin,
            ground or self.ground,
            self.organisation_id,
            self.on_behalf_of,
            self.trace,
        )


def system(origin: str, purpose: str = "register") -> Actor:
    """The product itself at work: a command, an import, a scheduled task."""
    return Actor(user_id=None, role="system", purpose=purpose, origin=origin, ground="public_task")


@dataclass
class Work:
    """What happened so far in this transaction."""

    actor: Actor
    personal_tables: set[str] = field(default_factory=set)
    logged: int = 0
    unwritten: list[Any] = field(default_factory=list)  # lines of the log that wait for the end; see privacy.log
    before_commit: list[Callable[[], None]] = field(default_factory=list)
    memory: dict[Any, Any] = field(default_factory=dict)  # see ``remembered``

    def finish(self) -> None:
        """Do what waited for the end of the transaction."""
        hooks, self.before_commit[:] = list(self.before_commit), []
        for hook in hooks:
            hook()


_work: ContextVar[Work | None] = ContextVar("ontschot_work", default=None)


def current() -> Work:
    """The work under way; raises RuntimeError outside ``acting``."""
    work = _work.get()
    if work is None:
        raise RuntimeError("personal data is handled inside privacy.acting only")
    return work


@cache
def personal_tables() -> frozenset[str]:
    """Tables of which every row is personal data: those of models with a drawer, and their history."""
    return frozenset(
        model._meta.db_table
        for model in apps.get_models()
        if any(f.name == "drawer" for f in model._meta.concrete_fields) and model._meta.label != "privacy.Grant"
    )


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile('"(' + "|".join(sorted(personal_tables())) + ')"')


@lru_cache(maxsize=1024)  # of statements, whose values stand apart: a page asks the same ones each time
def _personal_in(sql: str) -> frozenset[str]:
    return frozenset(_pattern().findall(sql))


@contextmanager
def acting(actor: Actor) -> Iterator[Work]:
    """Work as ``actor`` in one transaction. Not nested: a second call inside one is an error in the program."""
    if _work.get() is not None:
        raise RuntimeError("already acting")
    work = Work(actor)
    token = _work.set(work)

    def watch(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        if not work.logged:
            work.personal_tables.update(_personal_in(sql))
        if work.memory and _changes(sql):
            work.memory.clear()
        return execute(sql, params, many, context)

    try:
        with transaction.atomic(), connection.execute_wrapper(watch):
            _tell_database(actor)
            yield work
            if not connection.get_rollback():
                work.finish()
            if work.personal_tables and not work.logged and not connection.get_rollback():
                raise UnloggedAccess(", ".join(sorted(work.personal_tables)))
    finally:
        _work.reset(token)


T = TypeVar("T")


def _changes(sql: str) -> bool:
    """Whether a statement may change what was read before: any but reading and adding to the log."""
    start = sql.lstrip()[:40]
    return not start.startswith(("SELECT", "SAVEPOINT", "RELEASE", "INSERT INTO privacy_logentry"))


def remembered(key: Hashable, make: Callable[[], T]) -> T:
    """What ``make`` gives; within one transaction asked once, until something is written or the role changes.

    For small facts that several queries of one page need (who belongs to this household, what a colleague is called).
    """
    work = _work.get()
    if work is None:
        return make()
    if key not in work.memory:
        work.memory[key] = make()
    found: T = work.memory[key]
    return found


def remembered_rows(key: Hashable, ask: Callable[[], Iterable[T]]) -> list[T]:
    """The rows that ``ask`` gives, asked once as above; the list is the caller's own."""
    return list(remembered(key, lambda: list(ask())))


def _tell_database(actor: Actor) -> None:
    """Whose drawers are open in this transaction, and what pghistory's triggers write down with its changes.

    All in one statement: pghistory's own context sends its part again before each statement that is no SELECT.
    """
    history = {"user": actor.user_id, "role": actor.role, "trace": str(actor.trace)}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('app.user_id', %s, true), set_config('pghistory.context_id', %s, true),"
            " set_config('pghistory.context_metadata', %s, true)",
            ["" if actor.user_id is None else str(actor.user_id), str(uuid.uuid4()), json.dumps(history)],
        )


@contextmanager
def wide(role: str) -> Iterator[None]:
    """Act under a second database role that sees more, for these lines only.

    Every caller is a named query or action.
    """
    if role not in WIDE_ROLES:
        raise ValueError(role)
    work = current()
    if role == "ontschot_oversight":
        work.finish()  # whoever reads the log sees what was read so far
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('role')")
        before = cursor.fetchone()[0]
        cursor.execute(f"SET LOCAL ROLE {role}")
    try:
        with transaction.atomic():
            yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL ROLE {before}")  # "none" when we came from the login role itself
