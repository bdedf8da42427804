"""What is told of a run that failed, in words for who started it."""

from ontschot.insight import publish
from ontschot.insight.linkage.contract import ContradictionError, LinkageError
from ontschot.insight.sources import Fault, Faulty

MOST_LINES = 20  # that a message names


def faults_told(error: Exception, settings_name: str) -> list[Fault]:
    """What to tell of it to who runs the study."""
    if isinstance(error, Faulty):
        return list(error.faults)
    rule, nl, en = (
        "error",
        "Er ging iets mis bij ons. Probeer het opnieuw.",
        "Something went wrong on our side. Try again.",
    )
    if isinstance(error, publish.Unsolved):
        rule = "unsolved"
        nl = "Het was niet uit te rekenen of dit verslag veilig is. Neem minder gebieden of minder voorzieningen."
        en = "Nobody could work out whether this report is safe. Take fewer areas or fewer provisions."
    elif isinstance(error, publish.NotPublishable):
        rule = "too_small"
        nl = "De groepen zijn te klein om veilig iets te tonen. Neem een groter gebied of minder regelingen."
        en = "The groups are too small to show anything safely. Take a larger area or fewer schemes."
    elif isinstance(error, ContradictionError):
        lines = ", ".join(map(str, error.lines[:MOST_LINES]))
        rule = "contradiction"
        nl = f"De oordelen op het blad met beoordeelde paren spreken elkaar tegen. Kijk naar de regels {lines}."
        en = f"The judgements on the sheet of judged pairs contradict each other. Look at lines {lines}."
    elif isinstance(error, LinkageError):
        rule = "nothing_to_link"
        nl = "In minstens één bestand staat te weinig om op te koppelen. Wijs naam, geboortedatum, adres of BSN aan."
        en = "At least one file has too little to link on. Point out name, birth date, address or BSN."
    return [Fault(settings_name, 0, "", rule, nl, en)]
