"""Around the conversation with the family Van Dalen: house style, preparation, own plan, carer, report and letter."""

from __future__ import annotations

import datetime as dt

from ontschot.domain.access import actions as access
from ontschot.domain.access import queries
from ontschot.domain.access.models import Request
from ontschot.foundation import calendar
from ontschot.privacy.acting import Actor, acting, system
from ontschot.privacy.actions import DOSSIER, drawer_for
from ontschot.web.components import standard_letters as standard
from ontschot.web.workplace.conversations.report import report
from ontschot.writing import actions as writing
from ontschot.writing.rules.letter import Letter, blocks_of
from ontschot.writing.typeset import date_in_words

STYLE = {
    "address": ["Raadhuisplein 1", "1234 AB Voorbeeldstad"],
    "phone": "14 0999",
    "email": "wijkteam@voorbeeldstad.example",
    "website": "voorbeeldstad.example",
    "support_name": "Steunpunt De Linde",
    "support_phone": "0999 12 34 56",
    "support_website": "delinde.example",
}
STYLE_SUPPORT = "Bel Steunpunt De Linde: 0999 12 34 56."
OWN_PLAN = (
    "Ik wil weer werken, een paar ochtenden. En dat Jeffrey zijn diploma haalt.\n"
    "Wat ik zelf doe: koken, mijn oefeningen, de post op zondag.\n"
    "Ria van hiernaast helpt met zware boodschappen. Zij hoeft verder niets te weten."
)
CORRECTION = "De mentor van Jeffrey belt elke dag, niet elke week. En ik zong niet in een koor maar in een band."


def house_style() -> None:
    """The municipality's sender."""
    with acting(system("demo", "administration")) as work:
        writing.change_house_style(by=work.actor, fields=STYLE)


def before(by: Actor, request: Request, conversation_id: int, saskia: int) -> None:
    """What happened before and during the conversation."""
    offered = calendar.today() - dt.timedelta(days=20)
    access.prepare(
        by=by,
        household_id=request.household_id,
        request_number=request.pk,
        guide_given_on=offered,
        support_offered_on=offered,
        support_answer="declines",
        interpreter="no",
    )
    access.hand_in_plan(
        by=by,
        request_number=request.pk,
        person_id=saskia,
        text=OWN_PLAN,
        received_on=calendar.today() - dt.timedelta(days=17),
    )
    access.save_carer(
        by=by,
        conversation_id=conversation_id,
        name="Ria Jansen, buurvrouw",
        cares_for="Saskia",
        hours=3,
        does="Zware boodschappen op vrijdag, soms een brief meelezen.",
        burden="doable",
        capacity="enough",
        needs="Weten wie ze kan bellen als Saskia een slechte week heeft.",
    )


def _planned(body: str, day: dt.date) -> str:
    """The standard letter with a day and a time, as a worker would fill them in."""
    filled = body.replace("- Dag:\n", f"- Dag: {date_in_words(day, 'nl')}\n")
    return filled.replace("- Tijd:\n", "- Tijd: 10.00 uur\n")


def after(by: Actor, conversation_id: int, saskia: int) -> None:
    """The report and what Saskia told of it, and the letter that invited her."""
    view = queries.conversation(conversation_id)
    letter = report(view, queries.carers(conversation_id), date=calendar.today(), language="nl")
    placed = access.place_report(by=by, conversation_id=conversation_id, letter=letter)
    access.answer_report(by=by, report_id=placed.pk, person_id=saskia, confirms=False, correction=CORRECTION)
    name = next(member.name for member in view.members if member.person_id == saskia)
    values = standard.filled("invitation", standard.Filled(name=name, support=STYLE_SUPPORT), language="nl")
    invitation = Letter(
        title=values["title"],
        language="nl",
        date=calendar.today(),
        blocks=blocks_of(_planned(values["body"], view.record.held_on)),
        recipient=(name,),
        contact=view.led_by,
        closing=("Met vriendelijke groet,", "", view.led_by, "wijkcoach"),
    )
    writing.place_letter(
        by=by,
        drawer_id=drawer_for(person_id=saskia, life_domain=DOSSIER),
        kind="invitation",
        letter=invitation,
        person_id=saskia,
        household_id=view.record.household_id,
    )
