"""Help that is not of one room; what a screen without a topic of its own shows comes last."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ontschot.web.help.topics.topic import Topic

EVERYONE: dict[str, Topic] = {
    "rondleiding": Topic(
        _("Rondleiding"),
        _("Loop langs de schermen die u elke dag gebruikt. Stoppen kan altijd."),
        (_("Begin opnieuw via het menu onder uw naam."),),
    ),
    "algemeen": Topic(
        _("Werken met Ontschot"),
        _("Eén huishouden, één plan, één regisseur."),
        (
            _("Links staat het menu. Met de toets '/' zoekt u, met '?' krijgt u hulp bij het scherm."),
            _("Een woord met stippen eronder wordt uitgelegd als u erop klikt."),
        ),
        (_("U ziet alleen wat u voor uw werk nodig hebt, en wat u bekijkt komt in het logboek."),),
    ),
}
