"""Everyday needs for the other households of the demo: what was asked, what came out, who does what.

Plain texts, invented.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Case:
    """One kind of need.

    ``answers``: life domain to (wants, good at, does, others do, needed). An action is (result number, text, owner
    kind, owner or '' for the resident, line, days until due).
    """

    channel: str
    question: str
    complexity: str
    safety: str
    life_domains: tuple[str, ...]
    answers: dict[str, tuple[str, str, str, str, str]]
    results: tuple[tuple[str, str], ...]
    actions: tuple[tuple[int, str, str, str, int, int], ...]
    contacts: tuple[str, ...]
    outcome: str = ""  # filled: answered at once, no conversation needed


CASES: tuple[Case, ...] = (
    Case(
        "desk",
        "Ik kan niet goed meer traplopen en wil weten wat er kan.",
        "simple",
        "safe",
        ("housing", "physical_health"),
        {},
        (),
        (),
        (),
        outcome="Een tweede leuning is zelf te regelen; de klussendienst van Welzijn in de Wijk helpt.",
    ),
    Case(
        "phone",
        "Mijn vader woont bij mij in. Hij heeft dementie en ik zorg dag en nacht voor hem. Ik slaap bijna niet meer.",
        "complex",
        "safe",
        ("network", "physical_health", "household"),
        {
            "network": (
                "Af en toe een dag voor mezelf.",
                "We kunnen goed samen lachen.",
                "Ik doe alles in huis.",
                "Mijn zus komt op zondag.",
                "Iemand die een dag in de week bij mijn vader is.",
            ),
            "household": (
                "Een schoon huis.",
                "Koken lukt.",
                "De was en de afwas.",
                "De buurman doet de tuin.",
                "Hulp met ramen en vloeren.",
            ),
        },
        (("network", "Er is elke week een dag rust."), ("household", "Het huis blijft schoon.")),
        (
            (0, "Gaat op donderdag mee naar de dagopvang om te wennen", "self", "", 0, 14),
            (0, "Komt op dinsdagmiddag langs", "volunteer", "Vrijwilliger van Welzijn in de Wijk", 0, 10),
            (1, "Doet twee uur per week de vloeren en ramen", "provider", "Schoon & Zorg", 2, 21),
        ),
        ("Gebeld met de zus. Zij wil ook op woensdag komen.", "Kennisgemaakt met de dagopvang."),
    ),
    Case(
        "web",
        "Ik heb veel schulden en durf de post niet meer open te maken.",
        "complex",
        "urgent",
        ("income", "mental_health"),
        {
            "income": (
                "Geen deurwaarders meer.",
                "Ik werk vier dagen.",
                "Ik betaal de huur.",
                "Mijn broer leende mij geld.",
                "Een overzicht en een regeling met de schuldeisers.",
            ),
            "mental_health": (
                "Weer slapen.",
                "Ik loop elke dag.",
                "Ik praat met mijn zus.",
                "De huisarts luistert.",
                "Rust in mijn hoofd.",
            ),
        },
        (("income", "Er is een regeling met alle schuldeisers."),),
        (
            (0, "Verzamelt alle brieven in één doos", "self", "", 0, 5),
            (0, "Maakt het overzicht en belt de schuldeisers", "professional", "Schuldhulp van de gemeente", 1, 12),
        ),
        ("Samen de eerste dertig brieven geopend. De stroom wordt niet afgesloten.",),
    ),
    Case(
        "partner",
        "Wij zien op school dat een van de kinderen vaak zonder ontbijt komt en erg stil is.",
        "complex",
        "safe",
        ("parenting", "education", "income"),
        {
            "parenting": (
                "Dat het goed gaat met de kinderen.",
                "We lezen elke avond voor.",
                "We brengen ze zelf naar school.",
                "Oma past op.",
                "Tips voor de ochtend.",
            ),
        },
        (("parenting", "De kinderen gaan uitgerust en met ontbijt naar school."),),
        (
            (0, "Maakt 's avonds de broodtrommels klaar", "self", "", 0, 7),
            (0, "Houdt een plek vrij bij het schoolontbijt", "professional", "De juf van groep 5", 0, 7),
        ),
        ("De juf vertelt dat het beter gaat.",),
    ),
    Case(
        "visit",
        "De woonstichting meldt een huurachterstand van drie maanden. De bewoner doet niet open.",
        "complex",
        "urgent",
        ("housing", "income", "mental_health"),
        {
            "housing": (
                "Hier blijven wonen.",
                "Het huis is netjes.",
                "Niets meer.",
                "Niemand.",
                "Een afspraak over de huur.",
            ),
        },
        (("housing", "Mevrouw of meneer kan in het huis blijven wonen."),),
        (
            (0, "Betaalt vanaf deze maand de huur op de eerste dag", "self", "", 0, 8),
            (0, "Wacht met de rechter zolang de afspraak loopt", "professional", "Woonstichting Thuis", 1, 8),
        ),
        ("Twee keer voor een dichte deur gestaan. De derde keer koffie gedronken.",),
    ),
    Case(
        "phone",
        "Ik zit de hele dag thuis sinds ik gestopt ben met werken en zie bijna niemand.",
        "simple",
        "safe",
        ("participation", "network"),
        {},
        (),
        (),
        (),
        outcome="Verteld over de koffieochtend in het buurthuis en het klussenteam. De inwoner belt zelf.",
    ),
)
