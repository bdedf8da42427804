"""The plan of a household as a letter: to keep, to print, and to read with a screen reader (PDF/UA)."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from ontschot.domain.plans.queries import GoalView, PartView, PlanView
from ontschot.web.components.wording import dutch_date
from ontschot.writing.rules.letter import Block, Bullets, Facts, Heading, Letter, Paragraph, Table


def plan_letter(
    view: PlanView, parts: list[PartView], *, household_name: str, members: list[str], date: dt.date, language: str
) -> Letter:
    """What the reader may see of the plan. ``members``: names of whom it is of, as the reader may know them."""
    record = view.record
    state = _("Uitgave %(number)d, %(state)s") % {"number": record.edition, "state": record.get_state_display()}
    blocks: list[Block] = [Paragraph(_("Dit is het plan van uw huishouden, in uw eigen woorden.") + f" {state}.")]
    if record.motto:
        blocks += [Heading(_("Waar werken we naartoe")), Paragraph(record.motto, quote=True)]
    blocks += _coordinator(view)
    blocks.append(Heading(_("Doelen en wie wat doet")))
    if not view.goals:
        blocks.append(Paragraph(_("Er staan nog geen doelen in het plan.")))
    for domain in view.domains:
        blocks.append(Heading(str(domain.domain)))
        for goal in domain.goals:
            blocks += _goal(goal)
    blocks.append(Paragraph(_("Sommige doelen ziet alleen degene over wie ze gaan.")))
    return Letter(
        title=_("Ons plan"),
        language=language,
        date=date,
        blocks=(*blocks, *_around(view, parts), *_agreed(view)),
        recipient=(household_name, *members),
        contact=view.around.coordinator.name if view.around.coordinator else "",
    )


def _coordinator(view: PlanView) -> list[Block]:
    one = view.around.coordinator
    if one is None:
        return [Heading(_("Wie kunt u bellen?")), Paragraph(_("U heeft nog geen vaste regisseur. Bel de gemeente."))]
    pairs = [(_("Uw regisseur"), one.name), (_("Telefoon"), one.phone), (_("E-mail"), one.email)]
    return [Heading(_("Wie kunt u bellen?")), Facts(tuple((name, value) for name, value in pairs if value))]


def _goal(goal: GoalView) -> list[Block]:
    about = f" ({goal.person})" if goal.person else ""
    state = f" – {goal.record.get_state_display()}"
    blocks: list[Block] = [Paragraph(f"{goal.record.text}{about}{state}")]
    if goal.actions:
        rows = tuple(
            (
                one.record.text,
                one.owner,
                dutch_date(one.record.due_on) if one.record.due_on else "–",
                one.record.get_state_display(),
            )
            for one in goal.actions
        )
        blocks.append(Table((_("Wat"), _("Wie"), _("Uiterlijk"), _("Stand")), rows))
    return blocks


def _around(view: PlanView, parts: list[PartView]) -> list[Block]:
    blocks: list[Block] = []
    helpers = [one for one in view.around.involved if one.kind != "coordinator"]
    if helpers:
        lines = [f"{one.name}{f' ({one.organisation})' if one.organisation else ''}: {one.role}" for one in helpers]
        blocks += [Heading(_("Wie helpt er mee?")), Bullets(tuple(lines))]
    running = [part for part in parts if not part.over]
    if running:
        titles = tuple(f"{part.record.title}, {part.record.organisation}" for part in running)
        blocks += [Heading(_("Wat anderen met u doen")), Bullets(titles)]
    return blocks


def _agreed(view: PlanView) -> list[Block]:
    words = {None: _("nog niet geantwoord"), True: _("eens"), False: _("niet eens")}
    lines = tuple(f"{row.name}: {words[row.agrees]}" for row in view.agreements if row.name)
    return [Heading(_("Wie is het ermee eens?")), Bullets(lines)] if lines else []
