"""What a report says of numbers that stay closed, in Dutch and English, by code."""

# ruff: noqa: E501  sentences read better unbroken

PROTECTION: dict[str, tuple[str, str]] = {
    "closed": ("afgeschermd", "suppressed"),
    "out_shown": (
        "Dit gaat over de getallen die te tonen zijn; er zijn er ook die te klein zijn om te laten zien.",
        "This is about the numbers that can be shown; others are too small to show.",
    ),
    "protection": ("Wat is afgeschermd", "What is suppressed"),
    "protection_short": (
        "Aantallen onder {0} staan er niet: daar staat een x. Soms staat die ook bij een groter aantal, omdat een klein aantal "
        "anders uit te rekenen was.",
        "Numbers under {0} are not shown: an x stands there. Sometimes it stands at a larger number too, because a small one "
        "could be computed otherwise.",
    ),
    "rounding_short": (
        "Aantallen zijn afgerond op {0}. Daardoor tellen delen niet altijd op tot het geheel.",
        "Numbers are rounded to {0}. Parts therefore do not always add up to the whole.",
    ),
    "protection_more": ("Meer staat onder", "More stands under"),
    "protection_text": (
        "Aantallen onder {0} staan er niet; een x betekent: afgeschermd. Andere cellen zijn afgeschermd als een klein aantal "
        "anders uit te rekenen was; dat is voor dit verslag nagerekend. Aantallen zijn veelvouden van {1}, zo afgerond dat "
        "dezelfde groep in elk verslag van dit onderzoek hetzelfde aantal heeft. Percentages zijn van de afgeronde aantallen, "
        "zodat delen niet altijd optellen tot het geheel.",
        "Numbers under {0} are not shown; an x means: suppressed. Other cells are suppressed where a small number could be "
        "computed otherwise; that was solved for this report. Numbers are multiples of {1}, rounded so that the same group "
        "has the same number in every report of this study. Percentages are of the rounded numbers, so that parts do not "
        "always add up to the whole.",
    ),
    "protection_unrounded": (
        "Aantallen onder {0} staan er niet; een x betekent: afgeschermd. Andere cellen zijn afgeschermd als een klein aantal "
        "anders uit te rekenen was; dat is voor dit verslag nagerekend. Er is niet afgerond.",
        "Numbers under {0} are not shown; an x means: suppressed. Other cells are suppressed where a small number could be "
        "computed otherwise; that was solved for this report. Nothing was rounded.",
    ),
    "closed_short": (
        "{0} van {1} getallen zijn afgeschermd: daar staat een x.",
        "{0} of {1} numbers are suppressed: an x stands there.",
    ),
    "rounded_short": ("Afgerond op {0}.", "Rounded to {0}."),
    "left_out": ("Niet te tonen", "Could not be shown"),
    "left_out_text": (
        "Deze tabellen zijn weggelaten, omdat de groepen te klein zijn om ze veilig te tonen: {0}.",
        "These tables were left out, because the groups are too small to show them safely: {0}.",
    ),
    "otherwise_text": (
        "Deze tabellen zijn weggelaten, omdat een eerder verslag van dit onderzoek de mensen anders indeelde, in andere gebieden, "
        "leeftijden of woorden; naast elkaar zouden de verslagen kleine groepen verraden. Neem de indeling van het eerdere "
        "verslag: {0}.",
        "These tables were left out, because an earlier report of this study divided the people otherwise, in other areas, ages "
        "or words; side by side the reports would give small groups away. Take the division of the earlier report: {0}.",
    ),
    "same_number_text": (
        "Een getal is in elk verslag en op elke peildatum hetzelfde, tot de groep met minstens {0} is veranderd: kleinere "
        "verschillen zijn niet te zien.",
        "A number is the same in every report and on every reference date until the group has changed by at least {0}: "
        "smaller differences cannot be seen.",
    ),
    "unsolved_text": (
        "Van deze tabellen was niet uit te rekenen of kleine groepen erin veilig zijn, daarom zijn zij weggelaten. Dat komt door "
        "het rekenen en niet doordat de groepen te klein zijn; met minder gebieden of minder voorzieningen kan het wel lukken: {0}.",
        "Of these tables nobody could work out whether small groups in them are safe, so they were left out. That is because of "
        "the computing and not because the groups are too small; with fewer areas or fewer provisions it may succeed: {0}.",
    ),
}
