"""What access does in the background."""

from __future__ import annotations

from procrastinate.contrib.django import app

from ontschot.domain.access.actions import watch_terms
from ontschot.privacy import acting


@app.periodic(cron="15 * * * *")
@app.task(queueing_lock="watch_terms", pass_context=False)
def keep_terms(timestamp: int) -> None:
    """Each hour: count terms anew, remind who must know, escalate what is late. Doing it again changes nothing."""
    with acting.acting(acting.system("task:terms", "coordination")) as work:
        watch_terms(by=work.actor)
