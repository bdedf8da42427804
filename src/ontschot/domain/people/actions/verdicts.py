"""What somebody says of two records: one person, two people, or nothing certain any more. The last word counts."""

from __future__ import annotations

from uuid import UUID

from ontschot.accounts.rules import may
from ontschot.domain.people.actions.households import NotPossible
from ontschot.domain.people.models import PairVerdict, Person
from ontschot.privacy import log
from ontschot.privacy.acting import Actor
from ontschot.privacy.deeds import deed


def both(by: Actor, person_id: int, other_id: int) -> tuple[Person, Person]:
    """Both, locked, when the actor sees both. Raises Person.DoesNotExist, PermissionError."""
    if by.role != "system" and not may(by.role, "correct_household"):
        raise PermissionError("correct_household")
    found = Person.objects.select_for_update().filter(pk__in=[person_id, other_id]).order_by("pk")
    persons = {person.pk: person for person in found}
    if person_id == other_id or len(persons) != 2:
        raise Person.DoesNotExist
    return persons[person_id], persons[other_id]


def last_word(one: Person, other: Person) -> PairVerdict | None:
    """What was said last of the two, in either order."""
    first, second = sorted((one.pk, other.pk))
    return PairVerdict.objects.filter(person_id=first, other_person_id=second).order_by("-id").first()


def say(by: Actor, one: Person, other: Person, says: str) -> PairVerdict:
    """Write down what is said of the two; what was said before stays."""
    first, second = sorted((one, other), key=lambda person: person.pk)
    return PairVerdict.objects.create(
        drawer_id=first.drawer_id,
        other_drawer_id=second.drawer_id,
        person=first,
        other_person_id=second.pk,
        says=PairVerdict.Says(says),
        said_by=by.user_id or 0,
    )


def refuse_judged(one: Person, other: Person, despite: int | None) -> None:
    """Raises NotPossible when somebody said that these are two people, and ``despite`` is not the number of that."""
    last = last_word(one, other)
    if last and last.says == PairVerdict.Says.DIFFERENT and last.pk != despite:
        raise NotPossible("merge.judged")


@deed
def say_different(*, by: Actor, person_id: int, other_id: int, request_id: UUID | None = None) -> PairVerdict:
    """These are two people; the pair is not shown again. Said twice it stays said once."""
    one, other = both(by, *sorted((person_id, other_id)))
    last = last_word(one, other)
    said = last if last and last.says == PairVerdict.Says.DIFFERENT else say(by, one, other, "different")
    log.write("say_different", "person", [log.Subject(one.pk), log.Subject(other.pk)], object_id=one.pk)
    return said


@deed
def take_back_different(*, by: Actor, person_id: int, other_id: int, request_id: UUID | None = None) -> PairVerdict:
    """Nobody says any more that these are two people: the pair comes back to the list. Done twice it changes nothing.

    Raises NotPossible when that is not what was said last, Person.DoesNotExist when one of the two is not open.
    """
    one, other = both(by, *sorted((person_id, other_id)))
    last = last_word(one, other)
    if last is None or last.says == PairVerdict.Says.SAME:
        raise NotPossible("apart.not_said")
    said = last if last.says == PairVerdict.Says.OPEN else say(by, one, other, "open")
    log.write("take_back_different", "person", [log.Subject(one.pk), log.Subject(other.pk)], object_id=one.pk)
    return said
