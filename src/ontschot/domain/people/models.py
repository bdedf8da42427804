"""Persons and households. Every row lies in a drawer; see docs/explanation/access.md for which."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models
from django.utils.translation import gettext_lazy as _

from ontschot.domain.people.rules import addresses
from ontschot.foundation.versions import Versioned
from ontschot.privacy.models import Drawer


def drawer_key() -> models.ForeignKey:
    """The drawer a row lies in: the key of row-level security, on every personal table."""
    return models.ForeignKey(Drawer, on_delete=models.PROTECT, related_name="+")


class Gender(models.TextChoices):
    """As in the register."""

    MAN = "M", _("man")
    WOMAN = "V", _("vrouw")
    UNKNOWN = "O", _("onbekend")


class NameUse(models.TextChoices):
    """Use of the partner's name (aanduiding naamgebruik)."""

    OWN = "E", _("eigen naam")
    PARTNER = "P", _("naam van partner")
    PARTNER_FIRST = "V", _("naam van partner, dan eigen naam")
    OWN_FIRST = "N", _("eigen naam, dan naam van partner")


@pghistory.track(exclude=["register_state"])
class Person(Versioned):
    """A resident (inwoner), or somebody close to one. Lies in the person's own basis drawer.

    Dates of birth and death are eight digits with zeros for what is unknown (``19800500``), empty when not recorded.
    """

    class Source(models.TextChoices):
        REGISTER = "register", _("bevolkingsregister")
        REPORTED = "reported", _("opgegeven, nog niet gecontroleerd")

    class Suspension(models.TextChoices):
        NONE = "", _("ingeschreven")
        DIED = "O", _("overleden")
        EMIGRATED = "E", _("geëmigreerd")
        MINISTERIAL = "M", _("ministerieel besluit")
        NON_RESIDENT = "R", _("niet-ingezetene")
        ERROR = "F", _("foute inschrijving")

    privacy_class: ClassVar[str] = "personal"

    drawer = drawer_key()
    source = models.CharField(max_length=8, choices=Source.choices, default=Source.REPORTED)
    bsn_encrypted = models.BinaryField(null=True)
    bsn_hash = models.BinaryField(null=True)
    a_number = models.CharField(max_length=10, blank=True)
    given_names = models.CharField(_("voornamen"), max_length=200, blank=True)
    call_name = models.CharField(_("roepnaam"), max_length=60, blank=True)
    prefix = models.CharField(_("voorvoegsel"), max_length=10, blank=True)
    family_name = models.CharField(_("achternaam"), max_length=200)
    title = models.CharField(max_length=2, blank=True)  # code of noble title or predicate
    name_use = models.CharField(max_length=1, choices=NameUse.choices, default=NameUse.OWN)
    partner_prefix = models.CharField(max_length=10, blank=True)
    partner_family_name = models.CharField(max_length=200, blank=True)
    partner_title = models.CharField(max_length=2, blank=True)
    gender = models.CharField(_("geslacht"), max_length=1, choices=Gender.choices, default=Gender.UNKNOWN)
    birth_date = models.CharField(_("geboortedatum"), max_length=8, blank=True)
    birth_place = models.CharField(max_length=80, blank=True)
    birth_country = models.CharField(max_length=80, blank=True)
    death_date = models.CharField(max_length=8, blank=True)
    secrecy = models.BooleanField(_("geheimhouding"), default=False)
    guardianship = models.BooleanField(_("onder curatele"), default=False)
    suspension = models.CharField(max_length=1, choices=Suspension.choices, blank=True, default="")
    municipality_code = models.CharField(max_length=4, blank=True)
    phone = models.CharField(_("telefoon"), max_length=20, blank=True)
    email = models.EmailField(_("e-mailadres"), blank=True)
    contact_note = models.CharField(_("hoe iemand het liefst wordt benaderd"), max_length=200, blank=True)
    display_name = models.CharField(max_length=700)  # as Dutch people write it, made by rules.names
    sort_name = models.CharField(max_length=700)
    search_name = models.CharField(
        max_length=1500
    )  # lower case, no diacritics: given names, call name, family and partner's name
    under_investigation = models.JSONField(default=dict, blank=True)
    register_state = models.JSONField(
        default=dict, blank=True
    )  # the record as the register last gave it, without BSNs, to compare with
    merged_into = models.BigIntegerField(null=True, blank=True)  # turned out to be this person; no key: may be hidden
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        indexes = [
            models.Index(fields=["bsn_hash"], name="person_bsn"),
            models.Index(fields=["birth_date", "search_name"], name="person_identify"),
        ]

    def __str__(self) -> str:
        return self.display_name


@pghistory.track()
class Residence(models.Model):
    """Where somebody lives or lived. In the person's basis drawer, or, with a secrecy mark, in a drawer for municipal
    roles only.

    ``starts_on`` and ``ends_on`` are eight digits as on the person; an empty ``ends_on`` is the current residence.
    """

    class Kind(models.TextChoices):
        DWELLING = "W", _("woonadres")
        POSTAL = "B", _("briefadres")
        ABROAD = "X", _("in het buitenland")
        UNKNOWN = "", _("onbekend")

    privacy_class: ClassVar[str] = "personal"

    drawer = drawer_key()
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="residences")
    kind = models.CharField(max_length=1, choices=Kind.choices, blank=True, default=Kind.DWELLING)
    street = models.CharField(_("straat"), max_length=80, blank=True)
    house_number = models.PositiveIntegerField(_("huisnummer"), null=True, blank=True)
    house_letter = models.CharField(_("huisletter"), max_length=1, blank=True)
    addition = models.CharField(_("toevoeging"), max_length=4, blank=True)
    indication = models.CharField(max_length=2, blank=True)  # to (tegenover), by (bij)
    postcode = models.CharField(_("postcode"), max_length=6, blank=True)
    place = models.CharField(_("woonplaats"), max_length=80, blank=True)
    location = models.CharField(max_length=80, blank=True)
    foreign_lines = models.CharField(max_length=250, blank=True)
    country = models.CharField(max_length=80, blank=True)
    object_id = models.CharField(max_length=16, blank=True)  # adresseerbaar object
    address_key = models.CharField(
        max_length=120, blank=True
    )  # made by rules.addresses; equal keys are the same dwelling
    neighbourhood_code = models.CharField(max_length=10, blank=True)
    starts_on = models.CharField(max_length=8, blank=True)
    ends_on = models.CharField(max_length=8, blank=True)
    source = models.CharField(max_length=8, choices=Person.Source.choices, default=Person.Source.REPORTED)

    class Meta:
        indexes = [
            models.Index(fields=["address_key"], name="residence_address"),
            models.Index(fields=["postcode", "house_number"], name="residence_postcode"),
        ]

    @property
    def one_line(self) -> str:
        """As it is written on an envelope, on one line."""
        return addresses.display(self.as_address())

    def as_address(self) -> addresses.Address:
        """The stored parts, for the forms in rules.addresses."""
        return addresses.Address(
            kind=addresses.AddressKind(self.kind),
            street=self.street,
            number=self.house_number,
            letter=self.house_letter,
            addition=self.addition,
            indication=self.indication,
            postcode=self.postcode,
            place=self.place,
            location=self.location,
            foreign_lines=tuple(self.foreign_lines.splitlines()),
            country=self.country,
            object_id=self.object_id,
        )


@pghistory.track()
class Household(Versioned):
    """People who live together and are helped together (huishouden). In the household's basis drawer."""

    class Source(models.TextChoices):
        REGISTER = "register", _("afgeleid uit het bevolkingsregister")
        HAND = "hand", _("met de hand vastgesteld")

    privacy_class: ClassVar[str] = "personal"

    drawer = models.ForeignKey(
        Drawer, on_delete=models.PROTECT, related_name="+", null=True
    )  # made right after the household
    name = models.CharField(_("naam"), max_length=200)
    source = models.CharField(max_length=8, choices=Source.choices, default=Source.HAND)
    neighbourhood_code = models.CharField(max_length=10, blank=True)
    address_key = models.CharField(max_length=120, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    note = models.CharField(_("toelichting"), max_length=300, blank=True)

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Membership(models.Model):
    """Who belongs to a household, from when until when. In the *household's* basis drawer.

    From a person nobody finds a hidden household.
    """

    privacy_class: ClassVar[str] = "personal"

    drawer = drawer_key()
    household = models.ForeignKey(Household, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    period = DateRangeField()
    reason = models.CharField(max_length=30)  # code of rules.households, or "hand"
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="membership_once",
                expressions=[
                    ("household", RangeOperators.EQUAL),
                    ("person", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
            )
        ]


@pghistory.track(exclude=["other_bsn_hash"])
class Relation(models.Model):
    """Somebody's tie to somebody else, known here or only by name. In the first person's basis drawer."""

    class Kind(models.TextChoices):
        PARTNER = "partner", _("partner")
        EX_PARTNER = "ex_partner", _("ex-partner")
        PARENT = "parent", _("ouder")
        CHILD = "child", _("kind")
        SIBLING = "sibling", _("broer of zus")
        GRANDPARENT = "grandparent", _("grootouder")
        FAMILY = "family", _("andere familie")
        GUARDIAN = "guardian", _("voogd, curator of mentor")
        NEIGHBOUR = "neighbour", _("buur")
        FRIEND = "friend", _("vriend of bekende")
        OTHER = "other", _("anders")

    privacy_class: ClassVar[str] = "personal"

    drawer = drawer_key()
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="relations")
    kind = models.CharField(_("relatie"), max_length=12, choices=Kind.choices)
    other_person_id = models.BigIntegerField(null=True, blank=True)  # no foreign key: the other may be hidden
    other_bsn_hash = models.BinaryField(null=True)  # the register's tie, to find the other when they come in later
    other_name = models.CharField(_("naam"), max_length=700)
    other_birth_date = models.CharField(max_length=8, blank=True)
    phone = models.CharField(_("telefoon"), max_length=20, blank=True)
    note = models.CharField(_("toelichting"), max_length=200, blank=True)
    in_contact = models.BooleanField(_("er is contact"), default=True)
    helps = models.BooleanField(_("helpt mee"), default=False)
    starts_on = models.CharField(max_length=8, blank=True)
    ends_on = models.CharField(max_length=8, blank=True)
    source = models.CharField(max_length=8, choices=Person.Source.choices, default=Person.Source.REPORTED)

    class Meta:
        indexes = [
            models.Index(fields=["other_person_id"], name="relation_other"),
            models.Index(fields=["other_bsn_hash"], name="relation_other_bsn"),
        ]


@pghistory.track(exclude=["holder_bsn_hash"])
class Authority(models.Model):
    """Parental authority or custody over a minor (gezag, BW 1:245). In the minor's basis drawer."""

    class Kind(models.TextChoices):
        SOLE = "sole", _("één ouder")
        JOINT = "joint", _("beide ouders")
        SHARED = "shared", _("ouder en een ander samen")
        CUSTODY = "custody", _("voogdij")
        TEMPORARILY_NONE = "none", _("tijdelijk niemand")
        UNDETERMINED = "undetermined", _("niet te bepalen")

    privacy_class: ClassVar[str] = "personal"

    drawer = drawer_key()
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="authorities")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    holder_person_id = models.BigIntegerField(null=True, blank=True)
    holder_bsn_hash = models.BinaryField(null=True)
    holder_name = models.CharField(max_length=700, blank=True)
    starts_on = models.CharField(max_length=8, blank=True)
    ends_on = models.CharField(max_length=8, blank=True)
    source = models.CharField(max_length=8, choices=Person.Source.choices, default=Person.Source.REGISTER)

    class Meta:
        indexes = [
            models.Index(fields=["holder_person_id"], name="authority_holder"),
            models.Index(fields=["holder_bsn_hash"], name="authority_holder_bsn"),
        ]


class PortalAccount(models.Model):
    """Which resident an account belongs to. In the person's basis drawer."""

    privacy_class: ClassVar[str] = "personal"

    drawer = drawer_key()
    user_id = models.BigIntegerField(unique=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="portal_accounts")
    subject = models.CharField(max_length=120, blank=True)  # what the resident's login broker calls them
    connected_at = models.DateTimeField(auto_now_add=True)


class PairVerdict(models.Model):
    """What somebody said of two records; what was said last counts. Seen by who sees both."""

    class Says(models.TextChoices):
        SAME = "same", _("dezelfde persoon")
        DIFFERENT = "different", _("niet dezelfde persoon")
        OPEN = "open", _("toch niet zeker")

    privacy_class: ClassVar[str] = "personal"

    drawer = drawer_key()  # of the first person
    other_drawer_id = models.BigIntegerField()  # of the second
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    other_person_id = models.BigIntegerField()  # the higher number of the two
    says = models.CharField(max_length=9, choices=Says.choices)
    said_by = models.BigIntegerField()
    said_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["person", "other_person_id"], name="pair_verdict")]


class PersonMerge(models.Model):
    """Two records became one person: what moved, line by line, so that it can go back. Seen by who sees both."""

    privacy_class: ClassVar[str] = "personal"

    drawer = drawer_key()  # of the person who is kept
    other_drawer_id = models.BigIntegerField()  # of the record that is out of use now
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="merges")
    other_person_id = models.BigIntegerField()
    reason = models.CharField(_("waarom"), max_length=300, blank=True)
    lines = models.JSONField(default=list)  # [table, number, {field: [before, after]}]
    household_ids = ArrayField(models.BigIntegerField(), default=list)  # of which the kept one became a member
    made_by = models.BigIntegerField()
    made_at = models.DateTimeField(auto_now_add=True)
    undone_by = models.BigIntegerField(null=True)
    undone_at = models.DateTimeField(null=True)
    stayed = models.PositiveIntegerField(default=0)  # lines that did not go back: changed in between

    class Meta:
        indexes = [models.Index(fields=["other_person_id"], name="merge_other")]
