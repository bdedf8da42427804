"""House style, standard letters, hard words, words explained, and letters that were placed with what goes with them."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ontschot.foundation.versions import Versioned
from ontschot.privacy.models import Drawer
from ontschot.writing.rules.letter import Bullets, Heading, Paragraph, blocks_of


class HouseStyle(models.Model):
    """The sender of every letter (huisstijl): one row, changed by the administrator."""

    privacy_class: ClassVar[str] = "reference"

    name = models.CharField(_("naam"), max_length=120)
    address = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    phone = models.CharField(_("telefoon"), max_length=40, blank=True)
    email = models.EmailField(_("e-mailadres"), blank=True)
    website = models.CharField(_("website"), max_length=120, blank=True)
    color = models.CharField(_("kleur"), max_length=7, default="#154273")
    logo = models.BinaryField(blank=True, default=bytes)
    logo_alt = models.CharField(_("beschrijving van het logo"), max_length=120, blank=True)
    language = models.CharField(_("taal van brieven"), max_length=2, default="nl")
    support_name = models.CharField(_("gratis onafhankelijke cliëntondersteuning"), max_length=120, blank=True)
    support_phone = models.CharField(_("telefoon van de cliëntondersteuning"), max_length=40, blank=True)
    support_website = models.CharField(_("website van de cliëntondersteuning"), max_length=120, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="house_style_single")]


class HardWord(models.Model):
    """A word that is too hard for a letter, and a simpler one. Ours and the municipality's own."""

    privacy_class: ClassVar[str] = "reference"

    word = models.CharField(_("moeilijk woord"), max_length=60, unique=True)
    simpler = models.CharField(_("makkelijker"), max_length=120)
    own = models.BooleanField(default=True)  # added here; false: came with the product
    dated = models.DateField(_("datum"))
    active = models.BooleanField(_("in gebruik"), default=True)

    class Meta:
        ordering = ["word"]


class Term(models.Model):
    """A word of the field, explained (begrip), with where the law says so. Ours and the municipality's own."""

    privacy_class: ClassVar[str] = "reference"

    code = models.SlugField(max_length=60, unique=True)
    word_nl = models.CharField(_("woord"), max_length=80)
    word_en = models.CharField(_("woord (Engels)"), max_length=80)
    explanation_nl = models.CharField(_("uitleg"), max_length=500)
    explanation_en = models.CharField(_("uitleg (Engels)"), max_length=500)
    source = models.CharField(_("waar het staat in de wet"), max_length=120, blank=True)
    identifier = models.CharField(max_length=60, blank=True)  # the word in the code, for who builds on it
    own = models.BooleanField(default=True)
    dated = models.DateField(_("datum"))
    active = models.BooleanField(_("in gebruik"), default=True)

    class Meta:
        ordering = ["word_nl"]

    @property
    def word(self) -> str:
        """The word in the language of the screen."""
        return self.word_en if get_language() == "en" else self.word_nl

    @property
    def explanation(self) -> str:
        """The explanation in the language of the screen."""
        return self.explanation_en if get_language() == "en" else self.explanation_nl


class StandardLetter(models.Model):
    """One edition of a standard letter of the municipality (standaardbrief). The newest edition of a code counts.

    Written once: a change is a new edition. A code of the product itself puts the municipality's text in its place.
    """

    privacy_class: ClassVar[str] = "reference"

    code = models.SlugField(max_length=40)
    edition = models.PositiveIntegerField()
    name = models.CharField(_("naam"), max_length=80)
    title_nl = models.CharField(_("onderwerp"), max_length=200)
    body_nl = models.TextField(_("tekst"), max_length=20_000)
    title_en = models.CharField(_("onderwerp (Engels)"), max_length=200, blank=True)
    body_en = models.TextField(_("tekst (Engels)"), max_length=20_000, blank=True)
    active = models.BooleanField(_("in gebruik"), default=True)
    written_by = models.BigIntegerField()
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "edition"], name="standard_letter_edition")]

    @property
    def version(self) -> int:
        """What a writer started from."""
        return self.edition


class OwnText(Versioned):
    """Help or news of the municipality itself: with a topic of help, as a page of its own, or in what is new."""

    class Place(models.TextChoices):
        TOPIC = "topic", _("bij de hulp van een scherm")
        PAGE = "page", _("als eigen bladzijde")
        NEWS = "news", _("bij 'Wat is er nieuw'")

    privacy_class: ClassVar[str] = "reference"

    code = models.SlugField(max_length=50, unique=True)
    place = models.CharField(_("waar"), max_length=5, choices=Place.choices)
    topic = models.CharField(max_length=40, blank=True)
    title_nl = models.CharField(_("titel"), max_length=120)
    body_nl = models.TextField(_("tekst"), max_length=10_000)
    title_en = models.CharField(_("titel (Engels)"), max_length=120, blank=True)
    body_en = models.TextField(_("tekst (Engels)"), max_length=10_000, blank=True)
    dated = models.DateField(_("datum"))
    active = models.BooleanField(_("in gebruik"), default=True)

    @property
    def title(self) -> str:
        """The title in the language of the screen; Dutch when there is no English."""
        return (self.title_en if get_language() == "en" else "") or self.title_nl

    @property
    def blocks(self) -> list[tuple[str, Any]]:
        """The text in the language of the screen, as (kind, text or items) to show; never markup of its own."""
        body = (self.body_en if get_language() == "en" else "") or self.body_nl
        found: list[tuple[str, Any]] = []
        for block in blocks_of(body):
            match block:
                case Heading(text):
                    found.append(("heading", text))
                case Bullets(items):
                    found.append(("bullets", items))
                case Paragraph(text):
                    found.append(("paragraph", text))
        return found


class Letter(models.Model):
    """A letter or report that was placed (brief): its text as data, and the PDF as it was sent.

    Written once: the application role may neither change nor delete it. In the drawer of whom it is for.
    """

    privacy_class: ClassVar[str] = "personal"

    drawer = models.ForeignKey(Drawer, on_delete=models.PROTECT, related_name="+")
    household_id = models.BigIntegerField(null=True)
    person_id = models.BigIntegerField(null=True)  # empty: for the whole household
    kind = models.CharField(_("soort"), max_length=30)
    title = models.CharField(_("onderwerp"), max_length=200)
    language = models.CharField(max_length=2)
    content = models.JSONField()
    pdf = models.BinaryField()
    digest = models.CharField(max_length=64)
    placed_by = models.BigIntegerField()
    placed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [
            models.Index(fields=["household_id", "-placed_at"], name="letter_household"),
            models.Index(fields=["person_id", "-placed_at"], name="letter_person"),
        ]


class LetterAttachment(models.Model):
    """A PDF that goes with a letter (bijlage). Written once, in the letter's drawer."""

    privacy_class: ClassVar[str] = "personal"

    drawer = models.ForeignKey(Drawer, on_delete=models.PROTECT, related_name="+")
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="attachments")
    position = models.PositiveSmallIntegerField()
    file_name = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    content = models.BinaryField()

    class Meta:
        ordering = ["position", "id"]


class LetterWithdrawal(models.Model):
    """That a placed letter was withdrawn, by whom and why (intrekken). Written once, in the letter's drawer."""

    privacy_class: ClassVar[str] = "personal"

    drawer = models.ForeignKey(Drawer, on_delete=models.PROTECT, related_name="+")
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="withdrawal")
    reason = models.CharField(_("reden"), max_length=300)
    withdrawn_by = models.BigIntegerField()
    withdrawn_at = models.DateTimeField(auto_now_add=True)


class LetterOpening(models.Model):
    """That a resident opened a letter for the first time. Written once, in the letter's drawer."""

    privacy_class: ClassVar[str] = "personal"

    drawer = models.ForeignKey(Drawer, on_delete=models.PROTECT, related_name="+")
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="openings")
    opened_by = models.BigIntegerField()
    opened_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["letter", "opened_by"], name="letter_opened_once")]
