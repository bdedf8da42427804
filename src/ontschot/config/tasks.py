"""Housekeeping in the background: what is used up goes."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app

from ontschot.accounts.connecting import forget_old
from ontschot.accounts.rules import Role
from ontschot.privacy import acting, held, jobs

if TYPE_CHECKING:
    from pathlib import Path

    from ontschot.insight.sources import Study

_KEEP_REQUESTS = dt.timedelta(days=30)
_KEEP_JOBS_HOURS = 24 * 7


@app.periodic(cron="20 3 * * *")
@app.task(queueing_lock="tidy", pass_context=False)
def tidy(timestamp: int) -> None:
    """Each night: forget ended sessions, spent counters of the throttle, and numbers of forms handed in a month ago."""
    call_command("clearsessions")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM foundation_cache WHERE expires < now()")
        cursor.execute("DELETE FROM foundation_clientrequest WHERE received_at < %s", [timezone.now() - _KEEP_REQUESTS])
    forget_old()


@app.periodic(cron="50 * * * *")
@app.task(queueing_lock="forget_files", pass_context=False)
def forget_files(timestamp: int) -> None:
    """Each hour: files of forms that were not handed in within a day, and what was made for somebody a day ago, go."""
    with acting.acting(acting.system("task:tidy")):
        held.forget_abandoned()
        jobs.forget_old()


@app.periodic(cron="40 3 * * *")
@app.task(queueing_lock="remove_old_jobs", pass_context=True)
async def remove_old_jobs(context: object, timestamp: int) -> None:
    """Each night: forget finished jobs of more than a week ago."""
    await context.app.job_manager.delete_old_jobs(nb_hours=_KEEP_JOBS_HOURS)  # type: ignore[attr-defined]


@app.task(pass_context=False)
def run_study(owner: int, study: str) -> None:
    """Run a study of this account; what was uploaded is gone afterwards."""
    from ontschot.insight import desk, extract  # large: imported by who needs it

    def ours(settled: Study, folder: Path) -> Study:
        """What stands in the plans, read as who asked for the study: the database looks at the role of now."""
        with acting.acting(acting.Actor(owner, Role.POLICY_OFFICER, "statistics", "study", "public_task")):
            found = extract.extract(folder, reason=settled.title, end_is=settled.end_is)
            return extract.add(settled, found)

    desk.run(
        desk.Desk(settings.STUDIES, owner, study), key=settings.STUDY_KEY, today=timezone.localdate(), extract=ours
    )


@app.task(pass_context=False)
def run_job(job_id: int, user_id: int) -> None:
    """Do the work that a user asked for in the background, as that user."""
    from ontschot.config import jobs as working  # screens and contexts: imported when all of them are ready

    working.run(job_id, user_id)
