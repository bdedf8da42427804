"""What stands on the screens of safety for codes of the rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

STEPS = {
    1: gettext_lazy("Signalen in kaart brengen"),
    2: gettext_lazy("Overleggen met een collega, en zo nodig advies vragen aan Veilig Thuis"),
    3: gettext_lazy("Praten met de betrokkenen"),
    4: gettext_lazy("Wegen: is er een vermoeden, en is het acuut of structureel onveilig?"),
    5: gettext_lazy("Beslissen: is melden nodig, en is hulp mogelijk?"),
}
_BANDS = {
    "under_4": gettext_lazy("een kind jonger dan 4"),
    "4_12": gettext_lazy("een kind van 4 tot 12"),
    "12_18": gettext_lazy("een jongere van 12 tot 18"),
    "18_27": gettext_lazy("een jongvolwassene"),
    "27_70": gettext_lazy("een volwassene"),
    "over_70": gettext_lazy("iemand ouder dan 70"),
    "": gettext_lazy("iemand van wie de leeftijd niet bekend is"),
}


def household_without_names(bands: Iterable[str]) -> str:
    """'Een huishouden met een volwassene, een kind van 4 tot 12 (2).': how a question may begin."""
    counted = Counter(bands)
    parts = [f"{_BANDS[band]}" + (f" ({number})" if number > 1 else "") for band, number in counted.items()]
    return _("Een huishouden met %(members)s.") % {"members": ", ".join(parts)} if parts else ""
