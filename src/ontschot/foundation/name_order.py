"""Queries in the order in which Dutch people expect names: 'Öztürk' before 'Pieters', 'Van der Dalen' under D.

The database that comes along has no ICU, so it is a function of ours (migration foundation 0003), compared by code
point. That also gives one order on every server, whatever it was installed with. ``folding`` is the same in Python.
"""

from __future__ import annotations

from django.db.models import CharField, F, Func
from django.db.models.functions import Collate


def folded(field: str) -> Func:
    """The text of a field as ``fold`` leaves it, to look for a text that was folded too."""
    return Func(F(field), function="name_in_order", output_field=CharField())


def in_order(field: str) -> Collate:
    """To order a query by a name (of a worker, a team, an organisation, a title) as ``fold`` would."""
    return Collate(folded(field), "C")


def family_in_order(field: str) -> Collate:
    """To order a query by the name of a household as ``family`` would."""
    return Collate(Func(F(field), function="family_in_order", output_field=CharField()), "C")
