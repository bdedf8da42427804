"""Work in the background for a user: each kind is done in steps, each step one transaction as that user.

Row security, the log and capabilities are asked at every step anew: who lost access meanwhile gets no more. A step that
was done is not done again when the work is taken up again.
"""

from __future__ import annotations

from collections.abc import Callable

from ontschot.accounts import queries as accounts
from ontschot.domain.access import actions as access
from ontschot.domain.plans import actions as plans
from ontschot.exchange.signals.table import read
from ontschot.privacy import acting, held, jobs
from ontschot.privacy.acting import Actor
from ontschot.privacy.models import Job
from ontschot.web.workplace.lists import exporting
from ontschot.web.workplace.outreach import arrears

Work = Callable[[Job, Actor], None]


def run(job_id: int, user_id: int) -> None:
    """Do a job; one that was stopped meanwhile, or whose user has no account any more, is not begun."""
    by = _actor(user_id)
    if by is None:
        return
    with acting.acting(by):
        job = jobs.begin(job_id)
    if job is None:
        return
    try:
        WORK[job.kind](job, by)
    except Exception:
        with acting.acting(by):
            jobs.fail(job_id)
        raise


def _actor(user_id: int) -> Actor | None:
    """The user as an actor; None when the account is closed."""
    found = accounts.user_names([user_id]).get(user_id)
    if found is None or not found.active:
        return None
    user = accounts.user(user_id)
    return Actor(user.pk, user.role, "coordination", "job", "public_task", user.organisation_id)


def _mailing(job: Job, by: Actor) -> None:
    """Place the letters of a mailing, twenty at a time."""
    going = True
    while going:
        with acting.acting(by):
            record = plans.place_some(by=by, mailing_id=job.wish["mailing"])
            done = min(job.done + plans.MAILING_STEP, job.total)
            going = jobs.progress(job.pk, done=done) and record.state == "placing"
            job.done = done
            if not going:
                jobs.finish(job.pk)


def _list(job: Job, by: Actor) -> None:
    """Make a file of a list, five hundred lines at a time."""
    with acting.acting(by):
        numbers = exporting.chosen_numbers(job.wish)
        going = jobs.progress(job.pk, done=0, total=len(numbers))
    parts: list[str] = []
    for start in range(0, len(numbers), LINES):
        if not going:
            return
        with acting.acting(by):
            parts.append(exporting.part(job.wish, numbers[start : start + LINES]))
            going = jobs.progress(job.pk, done=min(start + LINES, len(numbers)))
    with acting.acting(by):
        name, content = exporting.whole(job.wish, parts)
        jobs.finish(job.pk, content=content, file_name=name)


def _arrears(job: Job, by: Actor) -> None:
    """Take in the rows of a held file of arrears, twenty at a time; the file goes when it is done."""
    source = arrears.source_of(job.wish)
    with acting.acting(by.for_purpose("outreach")):
        file = held.peek(arrears.KEY)
        if file is None or source is None:
            jobs.fail(job.pk)
            return
        found = arrears.looked_at(read(file.content), job.wish["columns"], source)
    outcome: list[tuple[int, str]] = []
    for start in range(0, len(found), access.ARREARS_STEP):
        part = found[start : start + access.ARREARS_STEP]
        with acting.acting(by.for_purpose("outreach")):
            for one in part:
                if one.state == "new":
                    access.receive_arrears(by=by, found=one, source=source)
                outcome.append((one.row.row, one.state))
            if not jobs.progress(job.pk, done=start + len(part)):
                return
    with acting.acting(by):
        held.let_go(key=arrears.KEY, file_id=file.id)
        jobs.finish(job.pk, content=arrears.result_lines(outcome), file_name=f"uitkomst-{job.pk}.csv")


LINES = 500  # of a file, read in one transaction
WORK: dict[str, Work] = {plans.MAILING_JOB: _mailing, exporting.JOB: _list, access.ARREARS_JOB: _arrears}
