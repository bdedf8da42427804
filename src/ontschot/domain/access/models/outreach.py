"""Unasked help: what was signalled about somebody who did not ask, and the visits to them."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from ontschot.domain.access.models.requests import Request
from ontschot.domain.people.models import drawer_key


@pghistory.track()
class Signal(models.Model):
    """Why the municipality goes to somebody unasked, and who told. In a drawer for municipal roles, also when the
    resident knows of the request later: who told stays between them and the municipality.
    """

    privacy_class: ClassVar[str] = "personal"

    drawer = drawer_key()
    request = models.OneToOneField(Request, on_delete=models.PROTECT, related_name="signal")
    kind = models.CharField(_("signaal"), max_length=12)  # a code of rules/terms.toml
    source_name = models.CharField(_("wie het meldde"), max_length=120, blank=True)
    source_contact = models.CharField(_("hoe te bereiken"), max_length=120, blank=True)
    accepted_on = models.DateField(_("wil hulp sinds"), null=True)
    file_key = models.CharField(max_length=64, blank=True, db_index=True)  # keyed hash of a row of a file; else empty
    made_at = models.DateTimeField(auto_now_add=True)


@pghistory.track()
class Visit(models.Model):
    """Going there (eropaf): when, by whom, and how it went. In the drawer of the request."""

    class Outcome(models.TextChoices):
        NOT_HOME = "not_home", _("niemand thuis")
        NO_ANSWER = "no_answer", _("deed niet open")
        TALKED = "talked", _("gesproken")
        REFUSED = "refused", _("wil nu geen hulp")
        ACCEPTED = "accepted", _("wil hulp")

    privacy_class: ClassVar[str] = "personal"

    drawer = drawer_key()
    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="visits")
    visited_on = models.DateField(_("wanneer"))
    visited_by = models.BigIntegerField()
    outcome = models.CharField(_("hoe ging het"), max_length=9, choices=Outcome.choices)
    note = models.TextField(_("wat zag of hoorde u"), max_length=5_000, blank=True)
    next_on = models.DateField(_("volgende keer"), null=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-visited_on", "-id"]
