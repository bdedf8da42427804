"""The family Van Dalen: the worked example of the demo, as data. ``work`` plays it through the actions.

Saskia and her two children live in Voorbeeldstad; two fathers are out of contact; a neighbour helps now and then. Half
of what is done for them belongs to others (two schools, a work trajectory) and still stands in the one plan.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from ontschot.config.demo import population
from ontschot.domain.people.rules import bsn, dates
from ontschot.domain.people.rules.addresses import Address
from ontschot.domain.people.rules.names import Gender, NameParts
from ontschot.domain.people.rules.register import Parent, RegisterPerson, Relative

FAMILY = NameParts("", "van", "Dalen", "")
SASKIA, JEFFREY, AMANDA = (bsn.synthetic(number) for number in (1, 2, 3))


def _record(number: str, given: str, gender: Gender, born: dt.date, home: Address) -> RegisterPerson:
    return RegisterPerson(
        bsn=number,
        a_number=f"8{number[1:]}0"[:10],
        name=replace(FAMILY, given=given),
        gender=gender,
        birth=dates.from_date(born),
        birth_place="Oss",
        birth_country="Nederland",
        address=replace(home, since=dates.from_date(dt.date(2019, 9, 1))),
        municipality=population.MUNICIPALITY,
        municipality_name=population.MUNICIPALITY_NAME,
    )


def records(today: dt.date) -> list[RegisterPerson]:
    """Saskia, Jeffrey (16) and Amanda (12) as the register gives them; each father is known by name only."""
    home = population.address(11)
    saskia = _record(SASKIA, "Saskia", Gender.WOMAN, dt.date(1986, 4, 12), home)
    jeffrey = _record(JEFFREY, "Jeffrey", Gender.MAN, dt.date(today.year - 16, 1, 30), home)
    amanda = _record(AMANDA, "Amanda", Gender.WOMAN, dt.date(today.year - 12, 2, 17), home)
    mother, *children = population.with_children([saskia], [jeffrey, amanda], today=today)
    fathers = {
        JEFFREY: Relative(name=NameParts("Ronald", "", "Smits", ""), gender=Gender.MAN),
        AMANDA: Relative(name=NameParts("Dennis", "", "Bakker", ""), gender=Gender.MAN),
    }
    return [mother, *(replace(c, parents=(*c.parents, Parent(fathers[c.bsn], "2", c.birth))) for c in children)]


SCHOOL_REPORT = (
    "Jeffrey is dit schooljaar al veertien dagen niet op school geweest. Als hij er is, is hij moe en snel boos. "
    "We hebben met hem gesproken en met zijn moeder gebeld. Zij vindt het moeilijk om hem 's ochtends de deur uit "
    "te krijgen. Wij maken ons ook zorgen over hoe het thuis gaat. Kan iemand met het gezin meekijken?"
)

QUESTION = (
    "Het lukt me niet meer alleen. Ik heb veel pijn sinds het ongeluk en in huis stapelt alles zich op. Met "
    "Jeffrey heb ik elke dag ruzie over school. Amanda gaat volgend jaar naar een andere school en dat vindt ze "
    "eng. Er komen steeds andere mensen over de vloer en ik vertel elke keer hetzelfde. Ik wil graag weer iets "
    "gaan werken, al is het maar voor de mensen om me heen."
)

WISH = "Rust in huis, en weer iets voor mezelf: werk waar ik mensen zie. En één iemand die ik kan bellen."

# Per life domain: wants, good at, does, others do, needed.
ANSWERS: dict[str, tuple[str, str, str, str, str]] = {
    "income": (
        "Weten waar ik aan toe ben. Geen brieven meer die ik niet snap.",
        "Ik betaal de huur altijd als eerste.",
        "Ik leg de post op één stapel en kijk op zondag.",
        "Mijn buurvrouw Ria leest soms een brief met me mee.",
        "Overzicht over de vaste lasten, en hulp bij twee brieven over de zorgtoeslag.",
    ),
    "work": (
        "Weer werken, voor de contacten. Een paar ochtenden in de week.",
        "Ik kan goed met mensen omgaan. In de winkel kende ik alle klanten bij naam.",
        "Ik kijk op internet naar vacatures.",
        "De werkcoach van de gemeente zoekt mee.",
        "Een plek waar ik kan zitten en waar ze weten dat ik soms pijn heb.",
    ),
    "education": (
        "Dat Jeffrey zijn diploma haalt. Dat Amanda goed begint op haar nieuwe school.",
        "Jeffrey werkt hard in de supermarkt. Amanda tekent heel mooi.",
        "Ik bel de school zelf terug.",
        "De mentor van Jeffrey belt elke week. De school van Amanda heeft een plan voor haar.",
        "Eén gesprek met beide scholen in plaats van steeds losse gesprekken.",
    ),
    "household": (
        "Een opgeruimd huis zonder dat ik erna een dag plat lig.",
        "Koken gaat goed.",
        "Koken en kleine boodschappen.",
        "Ria neemt soms zware boodschappen mee.",
        "Iemand die helpt om structuur te maken in de week.",
    ),
    "parenting": (
        "Geen ruzie meer bij het ontbijt.",
        "We lachen veel samen als er geen school is.",
        "Ik maak afspraken, maar ik houd ze niet vol.",
        "Op dit moment niemand.",
        "Leren hoe ik rustig blijf en toch grenzen stel.",
    ),
    "physical_health": (
        "Minder pijn, beter slapen.",
        "Ik doe mijn oefeningen.",
        "Twee keer per week fysiotherapie.",
        "De huisarts en de fysiotherapeut.",
        "Het bad is te hoog. Een douche zou helpen.",
    ),
    "network": (
        "Mensen die niet over mij praten maar met mij.",
        "Ik ben er voor anderen als ze iets nodig hebben.",
        "Ik drink koffie met Ria.",
        "Ria helpt met boodschappen. De vaders van de kinderen zijn uit beeld.",
        "Ik wil zelf bepalen wat de buren weten.",
    ),
    "participation": (
        "Een keer per week iets leuks doen.",
        "Ik zong vroeger in een koor.",
        "Nu niets.",
        "Het buurthuis heeft een koor op woensdagavond.",
        "Vervoer op woensdagavond.",
    ),
}

# Life domain, who (None: everybody), result in plain words.
RESULTS: list[tuple[str, str | None, str]] = [
    ("work", SASKIA, "Saskia werkt een paar ochtenden per week op een plek waar ze mensen ziet."),
    ("education", JEFFREY, "Jeffrey gaat elke dag naar school en haalt zijn diploma."),
    ("education", AMANDA, "Amanda begint goed op haar nieuwe school."),
    ("household", None, "Het huis is op orde zonder dat Saskia eraan onderdoor gaat."),
    ("parenting", None, "Er is rust aan de ontbijttafel."),
    ("income", None, "Saskia weet wat er binnenkomt en wat eruit gaat."),
    ("participation", SASKIA, "Saskia zingt weer in een koor."),
]

MOTTO = "Rust in huis, en voor ieder van ons iets om naar uit te kijken."


@dataclass(frozen=True)
class PlannedAction:
    """An action for the goal from the result with this number; ``owner`` is a key of the cast, a BSN, or a name."""

    result: int
    text: str
    kind: str
    owner: str
    line: int
    days: int  # from today to the due date
    state: str = "planned"
    note: str = ""
    proposed_by: str = ""  # key of the cast: who proposed line 2
    why: str = ""


ACTIONS: list[PlannedAction] = [
    PlannedAction(0, "Gaat elke dinsdagochtend meelopen in de kringloopwinkel", "self", SASKIA, 0, 14, "started"),
    PlannedAction(0, "Zoekt een werkplek met een goede stoel en korte diensten", "professional", "work_coach", 1, 30),
    PlannedAction(1, "Staat om zeven uur zelf op en neemt de fiets van tien voor acht", "self", JEFFREY, 0, 21),
    PlannedAction(
        1, "Belt Jeffrey als hij om half negen niet in de klas zit", "professional", "partner", 1, 7, "started"
    ),
    PlannedAction(
        1,
        "Vraagt de supermarkt om werk pas na school",
        "self",
        JEFFREY,
        0,
        10,
        "done",
        "Mag, vanaf vier uur.",
    ),
    PlannedAction(2, "Gaat met Amanda twee keer kijken op de nieuwe school", "self", SASKIA, 0, 45),
    PlannedAction(
        2,
        "Neemt het plan van de oude school over en bespreekt het met Saskia",
        "professional",
        "partner",
        2,
        60,
        proposed_by="peter",
        why="De nieuwe school heeft een specialist nodig die het plan voor Amanda kan maken.",
    ),
    PlannedAction(
        3,
        "Maakt met Saskia een weekplanning, elke maandag",
        "provider",
        "Thuisbegeleiding De Brug",
        2,
        14,
        proposed_by="iris",
        why="Met Ria en de vrijwilliger lukte het niet om structuur te houden. Elke week begeleiding thuis is nodig.",
    ),
    PlannedAction(3, "Neemt op vrijdag de zware boodschappen mee", "network", "Ria Jansen", 0, 4, "started"),
    PlannedAction(4, "Oefent met Saskia: kort, rustig en één afspraak tegelijk", "professional", "youth", 1, 21),
    PlannedAction(
        5,
        "Loopt de vaste lasten en de zorgtoeslag met Saskia door",
        "volunteer",
        "Thuisadministratie, Wim Groen",
        0,
        12,
    ),
    PlannedAction(6, "Haalt Saskia op woensdagavond op voor het koor", "volunteer", "Koor Allegro, Petra Vos", 0, 9),
]

# Days ago, kind, with whom, life domain, text, shield: circle or hidden_from_family.
CONTACTS: list[tuple[int, str, str, str, str, str]] = [
    (
        20,
        "call",
        "Saskia",
        "dossier",
        "Kennisgemaakt aan de telefoon. Saskia wil dat er één iemand is die ze kan bellen. Bezoek afgesproken.",
        "circle",
    ),
    (
        15,
        "visit",
        "Saskia, Jeffrey en Amanda",
        "dossier",
        "Eerste bezoek aan huis. Amanda liet haar tekeningen zien. Gesprek over alle onderwerpen; zie het gesprek.",
        "circle",
    ),
    (
        11,
        "meeting",
        "mentor van Jeffrey",
        "education",
        "Afgesproken: de mentor belt meteen als Jeffrey er niet is, en eerst met Jeffrey zelf.",
        "circle",
    ),
    (
        8,
        "visit",
        "Jeffrey, alleen",
        "addiction",
        "Jeffrey blowt in het weekend met vrienden. Hij wil dit eerst zelf aan zijn moeder vertellen.",
        "youth",
    ),
    (
        3,
        "call",
        "Ria Jansen",
        "network",
        "Ria wil op vrijdag blijven helpen. Met Saskia afgesproken dat Ria alleen weet van de boodschappen.",
        "circle",
    ),
]
