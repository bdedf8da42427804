"""What the database says about itself, and which forms were already received."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Installation(models.Model):
    """The one row that says what this database is. A trigger refuses a second row and a change of kind."""

    class Kind(models.TextChoices):
        DEMO = "demo"
        REAL = "real"

    privacy_class: ClassVar[str] = "system"

    kind = models.CharField(max_length=4, choices=Kind.choices)
    municipality_name = models.CharField(max_length=100, default="Voorbeeldstad")
    municipality_code = models.CharField(max_length=4, default="0000")
    era = models.PositiveIntegerField(default=1)  # grows with each restore: transaction numbers start anew
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=["demo", "real"]), name="installation_kind"),
            models.CheckConstraint(condition=models.Q(id=1), name="installation_single"),
        ]


class ClientRequest(models.Model):
    """A form that was received: same number, same user, same content is the same deed, however often it is sent.

    The same number with other content (gone back in the browser, changed, sent again) is another deed.
    """

    privacy_class: ClassVar[str] = "system"

    user_id = models.BigIntegerField(default=0)  # 0: nobody logged in
    key = models.UUIDField()
    content = models.CharField(max_length=64, db_default="")  # hash of the deed and what it was given
    deed = models.CharField(max_length=60)
    result = models.JSONField(default=dict)  # {"model": "plans.plan", "id": 12}
    received_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user_id", "key", "content"], name="client_request_once")]
