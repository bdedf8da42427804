"""The journal: contacts and notes, each in the drawer of its life domain and shield; and the household's documents."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection, Sequence
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ontschot.domain.people.models import Household, Membership
from ontschot.domain.plans.actions.allowed import demand, subjects
from ontschot.domain.plans.actions.own_notes import author_shield, open_own_notes
from ontschot.domain.plans.models import Contact, Document
from ontschot.domain.plans.rules import FileRefused, Refused, clean_file_name, media_type_of
from ontschot.foundation import versions
from ontschot.privacy import acting, log
from ontschot.privacy.acting import Actor
from ontschot.privacy.actions import DOSSIER, drawer_for, new_shield
from ontschot.privacy.deeds import deed
from ontschot.privacy.models import LifeDomain, Shield
from ontschot.privacy.queries import open_life_domains

EVERYONE, ONLY_ME, HIDDEN_FROM, ROLES = "everyone", "only_me", "hidden_from", "roles"


@deed
def write_contact(
    *,
    by: Actor,
    household_id: int,
    kind: str,
    happened_at: dt.datetime,
    text: str,
    with_whom: str = "",
    life_domain: str = DOSSIER,
    person_id: int | None = None,
    shield: str = EVERYONE,
    hidden_from: Collection[int] = (),
    roles: Collection[str] = (),
    request_id: UUID | None = None,
) -> Contact:
    """Write down a call, visit, message, meeting or note. About one member (``person_id``) it lies in that member's
    drawer.

    ``shield``: everyone (who is involved), only_me, hidden_from (these user ids do not see it), roles (only these
    roles, and one's own).
    Raises Refused, Household.DoesNotExist.
    """
    demand(by, "contribute")
    household = Household.objects.get(pk=household_id)
    _check(household_id, person_id, happened_at, text)
    chosen = _shield(by, household_id, shield, hidden_from, roles)
    contact = Contact.objects.create(
        drawer_id=_drawer(household_id, person_id, life_domain, chosen.pk),
        household=household,
        person_id=person_id,
        life_domain=LifeDomain.objects.get(code=life_domain),
        shield=chosen,
        kind=Contact.Kind(kind),
        happened_at=happened_at,
        with_whom=with_whom.strip()[:200],
        text=text.strip(),
        author_id=by.user_id or 0,
    )
    log.write("write_contact", "contact", _about(contact), object_id=contact.pk, shield=shield)
    return contact


def _check(household_id: int, person_id: int | None, happened_at: dt.datetime, text: str) -> None:
    if not text.strip():
        raise Refused(_("Schrijf op wat er is besproken."))
    if happened_at > timezone.now() + dt.timedelta(minutes=5):
        raise Refused(_("Dit moment ligt in de toekomst. Vul in wanneer het contact was."))
    if person_id is not None and not Membership.objects.filter(household_id=household_id, person_id=person_id).exists():
        raise Refused(_("Deze persoon hoort niet bij dit huishouden."))


def _drawer(household_id: int, person_id: int | None, life_domain: str, shield_id: int) -> int:
    _open(household_id, life_domain)
    if person_id is not None:
        return drawer_for(person_id=person_id, life_domain=life_domain, shield_id=shield_id)
    return drawer_for(household_id=household_id, life_domain=life_domain, shield_id=shield_id)


def _open(household_id: int, life_domain: str) -> None:
    if life_domain not in {domain.code for domain in open_life_domains(household_id)}:
        raise Refused(_("Dit onderwerp is voor u niet open. Kies een onderwerp waarvoor u betrokken bent."))


def _shield(by: Actor, household_id: int, choice: str, hidden_from: Collection[int], roles: Collection[str]) -> Shield:
    if choice == ONLY_ME:
        mine = author_shield(by.user_id or 0)
        open_own_notes(user_id=by.user_id or 0, household_id=household_id, shield=mine)
        return mine
    if choice == HIDDEN_FROM:
        others = sorted(set(hidden_from) - {by.user_id})
        if not others:
            raise Refused(_("Kies voor wie deze notitie verborgen moet zijn."))
        return _same_shield(Shield.Kind.HIDDEN, excluded_user_ids=others)
    if choice == ROLES:
        if not roles:
            raise Refused(_("Kies welke rollen deze notitie mogen lezen."))
        return _same_shield(Shield.Kind.ROLES, roles=sorted({*roles, by.role}))
    return Shield.objects.get(pk=Shield.CIRCLE_ID)


def _same_shield(kind: str, *, roles: Collection[str] = (), excluded_user_ids: Collection[int] = ()) -> Shield:
    """An equal shield that is there already, else a new one: fewer drawers."""
    found = Shield.objects.filter(
        kind=kind, roles=list(roles), excluded_user_ids=list(excluded_user_ids), excluded_household_ids=[]
    )
    return found.order_by("id").first() or new_shield(kind=kind, roles=roles, excluded_user_ids=excluded_user_ids)


def _about(contact: Contact) -> list[log.Subject]:
    if contact.person_id:
        return [log.Subject(contact.person_id, contact.household_id)]
    return subjects(contact.household_id)


@deed
def change_contact(
    *,
    by: Actor,
    contact_id: int,
    version: int,
    text: str,
    kind: str = "",
    happened_at: dt.datetime | None = None,
    with_whom: str | None = None,
    request_id: UUID | None = None,
) -> Contact:
    """Correct a line of the journal.

    Only its writer may, and the earlier text stays in the history. Raises Refused, Conflict.
    """
    demand(by, "contribute")
    contact = Contact.objects.get(pk=contact_id)
    if contact.author_id != by.user_id:
        raise Refused(_("Alleen wie dit schreef, kan het verbeteren. Schrijf zelf een nieuwe notitie."))
    moment = happened_at or contact.happened_at
    _check(contact.household_id, None, moment, text)
    changed = versions.change(
        contact,
        expected=version,
        text=text.strip(),
        kind=Contact.Kind(kind or contact.kind),
        happened_at=moment,
        with_whom=contact.with_whom if with_whom is None else with_whom.strip()[:200],
    )
    log.write("change_contact", "contact", _about(contact), object_id=contact.pk)
    return changed


_REASONS = {
    "empty": gettext_lazy("Dit bestand is leeg."),
    "too_big": gettext_lazy("Dit bestand is te groot. Het mag hoogstens 10 MB zijn."),
    "crowded": gettext_lazy("Dit bestand heeft te veel onderdelen om na te kijken. Sla het op als pdf."),
    "macros": gettext_lazy("Dit bestand bevat macro’s. Sla het op zonder macro’s, of als pdf."),
    "damaged": gettext_lazy("Dit bestand is beschadigd en kan niet worden gelezen."),
    "unknown": gettext_lazy("Dit soort bestand nemen we niet aan. Wel: pdf, foto (png, jpg), tekst, odt en docx."),
}


@deed
def add_document(
    *,
    by: Actor,
    household_id: int,
    title: str,
    file_name: str,
    content: bytes,
    life_domain: str = DOSSIER,
    request_id: UUID | None = None,
) -> Document:
    """Keep a file with the household's papers.

    What it is, is told from its content. Raises Refused, Household.DoesNotExist.
    """
    demand(by, "contribute")
    household = Household.objects.get(pk=household_id)
    try:
        media_type = media_type_of(content)
    except FileRefused as error:
        raise Refused(str(_REASONS[error.reason])) from error
    name = clean_file_name(file_name, media_type)
    _open(household_id, life_domain)
    document = Document.objects.create(
        drawer_id=drawer_for(household_id=household_id, life_domain=life_domain),
        household=household,
        life_domain=LifeDomain.objects.get(code=life_domain),
        title=(title.strip() or name)[:200],
        file_name=name,
        media_type=media_type,
        size=len(content),
        digest=hashlib.sha256(content).hexdigest(),
        content=content,
        added_by=by.user_id or 0,
    )
    log.write("add_document", "document", subjects(household_id), object_id=document.pk, media_type=media_type)
    return document


@deed
def receive_documents(
    *,
    by: Actor,
    household_id: int,
    drawer_id: int,
    reference: str,
    files: Sequence[tuple[str, bytes]],
    request_id: UUID | None = None,
) -> None:
    """Keep files (name, content) that came with a request through the public form, where that request lies.

    System work: who asks for help has no access to what becomes of it. Raises Refused for a file that is not taken.
    """
    if by.role not in ("public", "resident"):
        raise PermissionError("receive_documents")
    try:
        known = [(name, content, media_type_of(content)) for name, content in files]
    except FileRefused as error:
        raise Refused(str(_REASONS[error.reason])) from error
    with acting.wide("ontschot_register"):
        domain = LifeDomain.objects.get(code=DOSSIER)
        for name, content, media_type in known:
            clean = clean_file_name(name, media_type)
            Document.objects.create(
                drawer_id=drawer_id,
                household_id=household_id,
                life_domain=domain,
                title=f"{reference}: {clean}"[:200],
                file_name=clean,
                media_type=media_type,
                size=len(content),
                digest=hashlib.sha256(content).hexdigest(),
                content=content,
                added_by=0,
            )
    log.write("receive_documents", "document", [log.Subject(household_id=household_id)], files=len(known))


@deed
def withdraw_document(*, by: Actor, document_id: int, reason: str, request_id: UUID | None = None) -> Document:
    """Take back a wrong document. Content, title and name are destroyed; who did so, when and why remains.

    Only who added it may, and who may coordinate. Raises Refused, PermissionError, Document.DoesNotExist.
    """
    demand(by, "contribute")
    document = Document.objects.select_for_update().defer("content").get(pk=document_id)
    if document.added_by != by.user_id:
        demand(by, "coordinate")
    if document.withdrawn_at:
        raise Refused(_("Dit document was al ingetrokken."))
    if not reason.strip():
        raise Refused(_("Schrijf op waarom dit document weg moet."))
    document.content, document.title, document.file_name, document.digest, document.size = b"", "", "", "", 0
    document.withdrawn_at, document.withdrawn_by = timezone.now(), by.user_id
    document.withdrawn_reason = reason.strip()[:200]
    document.save()
    log.write("withdraw_document", "document", subjects(document.household_id), object_id=document.pk)
    return document
