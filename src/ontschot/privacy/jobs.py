"""Work that goes on in the background for one user: asked, followed, stopped, and its result taken along.

The worker acts as the user who asked, so row security and the log are those of that user, at each step anew. A job and
what it made are its owner's alone and gone after a day; forgetting them is system work.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone
from procrastinate.contrib.django import app

from ontschot.privacy import acting
from ontschot.privacy.models import Job

TASK = "ontschot.config.tasks.run_job"
KEEP = dt.timedelta(days=1)
GOING = (Job.State.WAITING, Job.State.RUNNING)


def _me() -> int:
    return acting.current().actor.user_id or 0


def ask(*, kind: str, wish: dict[str, Any], total: int = 0) -> Job:
    """Ask for work in the background; it begins when this transaction is kept. The caller logs."""
    user_id = _me()
    job = Job.objects.create(user_id=user_id, kind=kind, wish=wish, total=total)
    app.configure_task(TASK).defer(job_id=job.pk, user_id=user_id)
    return job


def job(job_id: int) -> Job:
    """A job of the current user, without its file. Raises Job.DoesNotExist."""
    return Job.objects.defer("made").get(pk=job_id, user_id=_me())


def made(job_id: int, *, kind: str) -> tuple[str, bytes]:
    """Name and content of what a finished job of this kind made. Raises Job.DoesNotExist. The caller logs."""
    found = Job.objects.get(pk=job_id, user_id=_me(), kind=kind, state=Job.State.DONE)
    return found.file_name, bytes(found.made)


def mine(kind: str) -> list[Job]:
    """The jobs of this kind of the current user, newest first, without their files."""
    user_id = _me()
    return list(Job.objects.defer("made").filter(user_id=user_id, kind=kind).order_by("-id")[:10])


def begin(job_id: int) -> Job | None:
    """Take a job up; None when it was stopped, ended or forgotten meanwhile."""
    found = Job.objects.select_for_update().filter(pk=job_id, state__in=GOING).first()
    if found is not None:
        found.state = Job.State.RUNNING
        found.save(update_fields=["state"])
    return found


def progress(job_id: int, *, done: int, total: int | None = None) -> bool:
    """Note how far it is. False when it was stopped: then nothing more is to be done."""
    changes = {"done": done} if total is None else {"done": done, "total": total}
    return bool(Job.objects.filter(pk=job_id, state=Job.State.RUNNING).update(**changes))


def finish(job_id: int, *, content: bytes = b"", file_name: str = "") -> None:
    """It is done, with or without a file."""
    Job.objects.filter(pk=job_id, state=Job.State.RUNNING).update(
        state=Job.State.DONE, made=content, file_name=file_name, ended_at=timezone.now()
    )


def fail(job_id: int) -> None:
    """It went wrong; what was kept on the way stays."""
    Job.objects.filter(pk=job_id, state__in=GOING).update(state=Job.State.FAILED, ended_at=timezone.now())


def stop(job_id: int) -> None:
    """Stop a job of the current user at its next step, or forget its file when it was done."""
    mine_only = Job.objects.filter(pk=job_id, user_id=_me())
    mine_only.update(state=Job.State.STOPPED, made=b"", ended_at=timezone.now())


def forget_old() -> int:
    """System work: jobs of more than a day ago are gone, with what they made. Returns how many."""
    with acting.wide("ontschot_register"):
        gone, _each = Job.objects.filter(asked_at__lt=timezone.now() - KEEP).delete()
    return gone
