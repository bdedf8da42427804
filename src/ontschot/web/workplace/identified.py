"""Somebody who was found before one may see anything: who fits, and the token that chooses one of them."""

from __future__ import annotations

from dataclasses import dataclass

from django.core import signing
from django.utils.translation import gettext as _

from ontschot.domain.people import queries as people
from ontschot.domain.people.rules.bsn import BsnError
from ontschot.web.workplace.requests.forms import IdentifyForm

SALT = "ontschot.identified"
TOKEN_AGE = 60 * 60 * 2  # seconds between finding somebody and handing in what is about them


@dataclass(frozen=True)
class Subject:
    """Somebody who was found, with what the finder saw. Its token proves that this user found this person."""

    person_id: int
    name: str
    birth_date: str

    def token(self, user_id: int) -> str:
        """What travels in the form instead of a number that could be made up."""
        return signing.dumps([self.person_id, self.name, self.birth_date, user_id], salt=SALT, compress=True)


def subject_of(token: str, user_id: int) -> Subject | None:
    """Who the token is about; None when it is not ours, too old or somebody else's."""
    try:
        person_id, name, birth_date, finder = signing.loads(token, salt=SALT, max_age=TOKEN_AGE)
    except (signing.BadSignature, ValueError):
        return None
    return Subject(person_id, name, birth_date) if finder == user_id else None


@dataclass(frozen=True)
class Found:
    """Somebody in the list of results, with the token that chooses them."""

    person: people.Identified
    token: str

    @property
    def flags(self) -> list[str]:
        """What must be seen at once."""
        return [code for code, on in (("died", self.person.died), ("secret", self.person.secrecy)) if on]


def search(form: IdentifyForm, user_id: int) -> list[Found] | None:
    """Who fits what was filled in; None when the form was refused, which then says why."""
    if not form.is_valid():
        return None
    try:
        found = people.identify(**form.question)
    except BsnError as error:
        form.refuse_bsn(error)
        return None
    except people.TooVague:
        form.add_error(None, _("Vul meer in: BSN, of naam en geboortedatum, of geboortedatum en adres."))
        return None
    except people.TooManyQuestions:
        form.add_error(None, _("U zocht het afgelopen uur erg vaak. Wacht even, of vraag een collega."))
        return None
    return [Found(p, Subject(p.person_id, p.display_name, p.birth_date).token(user_id)) for p in found]
