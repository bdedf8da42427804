"""What ``privacy`` does in the background."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from ontschot.privacy import sealing


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="seal_log", pass_context=False)
def seal_log(timestamp: int) -> None:
    """Seal the log, each minute. ``timestamp`` is when it was due (seconds since 1970)."""
    sealing.seal(timezone.now())
