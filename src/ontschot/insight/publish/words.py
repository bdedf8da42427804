"""What the report says, in Dutch and English, by code. Names of schemes, provisions and areas are the study's own."""

# ruff: noqa: E501  sentences read better unbroken

import re
from collections.abc import Mapping

from ontschot.insight.publish.figure_words import FIGURES
from ontschot.insight.publish.linkage_words import LINKAGE
from ontschot.insight.publish.protection_words import PROTECTION

_WORDS: dict[str, tuple[str, str]] = {
    **PROTECTION,
    **LINKAGE,
    "users": ("minstens één voorziening", "at least one provision"),
    "one": ("één voorziening", "one provision"),
    "more": ("meer dan één voorziening", "more than one provision"),
    "schemes": ("meer dan één regeling", "more than one scheme"),
    "all": ("totaal", "total"),
    "count": ("aantal", "number"),
    "share": ("aandeel", "share"),
    "any_other": ("ook een andere", "any other too"),
    "persons": ("personen", "persons"),
    "households": ("huishoudens", "households"),
    "unknown": ("onbekend", "unknown"),
    "and_older": ("{0} en ouder", "{0} and older"),
    "line:0": ("alleen lijn 0", "line 0 only"),
    "line:1": ("alleen lijn 1", "line 1 only"),
    "line:2": ("alleen lijn 2", "line 2 only"),
    "line:?": ("lijn niet genoemd", "line not named"),
    "lines": ("lijn {0}", "lines {0}"),
    "weight_from": ("{0} of meer", "{0} or more"),
    "weight_between": ("{0} tot {1}", "{0} to {1}"),
    "number_of_schemes": ("{0} regelingen", "{0} schemes"),
    "number_of_scheme": ("1 regeling", "1 scheme"),
    "number_of_provisions": ("{0} voorzieningen", "{0} provisions"),
    "number_of_provision": ("1 voorziening", "1 provision"),
    "one_person": ("1 persoon", "1 person"),
    "several_persons": ("{0} personen", "{0} persons"),
    "or_more": ("{0} of meer", "{0} or more"),
    "group": ("Groep {0}", "Group {0}"),
    "report": ("Samenloop van voorzieningen", "Overlap of provisions"),
    "reference_date": ("Peildatum", "Reference date"),
    "in_short": ("In het kort", "In short"),
    "of_residents": ("van alle inwoners", "of all residents"),
    "of_all_households": ("van alle huishoudens", "of all households"),
    "use_something": ("gebruiken minstens één voorziening", "use at least one provision"),
    "of_these_more": ("daarvan heeft meer dan één voorziening", "of these have more than one provision"),
    "of_these_schemes": ("daarvan heeft meer dan één regeling", "of these have more than one scheme"),
    "stands_out": ("Wat opvalt", "What stands out"),
    "what_they_are": (
        "Een voorziening is een vorm van hulp, bijvoorbeeld: {0}. Een regeling is de wet of afspraak waar die onder valt, "
        "bijvoorbeeld: {1}.",
        "A provision is a form of support, for instance: {0}. A scheme is the law or agreement that it falls under, for "
        "instance: {1}.",
    ),
    "out_combination": (
        "De combinatie die het meest voorkomt: {0}. Precies dit hebben {1} {2}.",
        "The most frequent combination: {0}. Exactly this have {1} {2}.",
    ),
    "out_schemes": (
        "De twee regelingen die het meest samengaan: {0} en {1} ({4}). Van wie de eerste heeft, heeft {2} ook de tweede; "
        "andersom {3}.",
        "The two schemes that go together most: {0} and {1} ({4}). Of who has the first, {2} has the second too; the "
        "other way round {3}.",
    ),
    "out_where": (
        "Meer dan één voorziening komt het meest voor in {0} ({1} van de {4} die er iets gebruiken), het minst in {2} ({3}).",
        "More than one provision is most frequent in {0} ({1} of the {4} there who use something), least in {2} ({3}).",
    ),
    "bar_more": (
        "De balk: wie meer dan één voorziening heeft, als deel van wie er minstens één heeft. Een x is afgeschermd.",
        "The bar: who has more than one provision, as a share of who has at least one. An x is suppressed.",
    ),
    "read_first": ("Lees dit eerst", "Read this first"),
    "contents": ("Inhoud", "Contents"),
    "missing": ("Wat ontbreekt", "What is missing"),
    "missing_none": (
        "Het onderzoek noemt niets dat ontbreekt. Dat betekent niet dat alles erin zit.",
        "The study names nothing that is missing. That does not mean that everything is in it.",
    ),
    "missing_short": ("Niet meegeteld: {0}.", "Not counted: {0}."),
    "access": ("Regels van toegang op de peildatum", "Rules of access at the reference date"),
    "access_why": (
        "Samenloop verandert als de toegang ruimer of krapper wordt. Vergelijk alleen met een onderzoek onder dezelfde regels.",
        "Overlap moves when access is widened or narrowed. Compare only with a study under the same rules.",
    ),
    "access_none": ("niet genoemd in het onderzoek", "not named in the study"),
    "access_short": ("Toegangsregels: zie ‘Lees dit eerst’.", "Rules of access: see ‘Read this first’."),
    "sources": ("Registraties", "Registrations"),
    "organisation": ("organisatie", "organisation"),
    "rows": ("rijen (afgerond)", "rows (rounded)"),
    "how_many": ("Hoeveel tegelijk", "How many at a time"),
    "together": ("Wat samen voorkomt", "What occurs together"),
    "where": ("Waar", "Where"),
    "who": ("Wie", "Who"),
    "trend": ("Verloop", "Trend"),
    "method": ("Hoe dit is gemaakt", "How this was made"),
    "areas_text": (
        "Wie in twee wijken of buurten staat, telt in die waarin de meeste rijen staan; staan er in beide evenveel, dan in die "
        "met de laatste code.",
        "Who stands in two districts or neighbourhoods counts in the one with most of the rows; where both have as many, in the "
        "one whose code comes last.",
    ),
    "method_text": (
        "Een persoon telt mee met elke voorziening die op de peildatum loopt ({0}). Dezelfde voorziening twee keer telt "
        "één keer. Een huishouden heeft de voorzieningen van al zijn personen in deze registraties. Voorzieningen zijn "
        "ongewogen geteld, tenzij er ‘naar gewicht’ staat. Het gaat om groepen: er is geen lijst van personen.",
        "A person counts with every provision that runs on the reference date ({0}). The same provision twice counts once. A "
        "household has the provisions of all its persons in these registrations. Provisions are counted unweighted, unless "
        "it says ‘by weight’. This is about groups: there is no list of persons.",
    ),
    "on_date": ("op die dag", "on that day"),
    "in_month": ("in die maand", "in that month"),
    "in_year": ("in dat jaar", "in that year"),
    "both_ways": ("percentage van de rij", "percentage of the row"),
    "reads": ("Lees: van wie {0} heeft, heeft {1} ook {2}.", "Read: of who has {0}, {1} has {2} too."),
    "map": ("Kaart", "Map"),
    "map_alt": (
        "Kaart: hoe donkerder een gebied, hoe groter het aandeel met meer dan één voorziening. Gearceerd is afgeschermd of zonder gebruikers. Dezelfde getallen staan in de tabel eronder.",
        "Map: the darker an area, the larger the share with more than one provision. Hatched is suppressed or without users. The same numbers are in the table below.",
    ),
    "map_read": (
        "De kaart zegt hetzelfde: hoe donkerder, hoe groter dat deel. Gearceerd is afgeschermd of zonder gebruikers.",
        "The map says the same: the darker, the larger that share. Hatched is suppressed or without users.",
    ),
    "provision": ("voorziening", "provision"),
    "provisions_read": ("Voorzieningen en regelingen", "Provisions and schemes"),
    "scheme": ("regeling", "scheme"),
    "line": ("lijn", "line"),
    "weight": ("gewicht", "weight"),
    "to_contents": ("Terug naar de inhoud", "Back to the contents"),
    "no_users": ("geen gebruikers", "no users"),
    "of_who_has": ("Van wie {0} heeft", "Of who has {0}"),
    "also": ("ook {0}", "also {0}"),
    "grid_read": (
        "De tekening is van wie {0} heeft; de tabellen hebben alle regelingen.",
        "The drawing is of who has {0}; the tables have all schemes.",
    ),
    "as_numbers": ("Getallen", "Numbers"),
    "mostly": ("Vooral", "Mostly"),
    "mostly_closed": (
        "Welke voorzieningen deze groep heeft, is afgeschermd",
        "Which provisions this group has, is suppressed",
    ),
    "mostly_mixed": (
        "Van alles wat: geen voorziening komt bij één op de vijf voor",
        "A bit of everything: no provision occurs with one in five",
    ),
    "slides": ("Schuif de tekening opzij om alles te zien.", "Slide the drawing sideways to see all of it."),
    "older": ("{0} is 65 of ouder", "{0} is 65 or older"),
    "younger": ("{0} is jonger dan 27", "{0} is under 27"),
    "row_of": ("rij", "row"),
    "combination": ("combinatie", "combination"),
    "made": ("Gemaakt met Ontschot.", "Made with Ontschot."),
    "skip": ("Naar de inhoud", "To the contents"),
    "figure": ("Figuur", "Figure"),
    "area": ("gebied", "area"),
    "alone:districts": (
        "Een tabel per wijk staat er niet: iedereen met een voorziening woont in dezelfde wijk ({0}), dus zou zij de totalen herhalen.",
        "There is no table by district: everyone with a provision lives in the same one ({0}), so it would repeat the totals.",
    ),
    "alone:neighbourhoods": (
        "Een tabel per buurt staat er niet: iedereen met een voorziening woont in dezelfde buurt ({0}), dus zou zij de totalen herhalen.",
        "There is no table by neighbourhood: everyone with a provision lives in the same one ({0}), so it would repeat the totals.",
    ),
    "highest_first": (
        "Gesorteerd op het aandeel met meer dan één voorziening.",
        "Sorted by the share with more than one provision.",
    ),
    "first_only": (
        "De tekening toont de eerste {0} van {1}; de tabel heeft ze alle.",
        "The drawing shows the first {0} of {1}; the table has all.",
    ),
    "chart_alt": (
        "Staafdiagram; dezelfde getallen staan in de tabel eronder.",
        "Bar chart; the same numbers are in the table below.",
    ),
    "upset_alt": (
        "Elke kolom is een combinatie: de staaf is het aantal, de stippen zeggen welke erin zitten. Dezelfde getallen staan in de tabel eronder.",
        "Each column is a combination: the bar is the number, the dots say what is in it. The same numbers are in the table below.",
    ),
    "key": ("Sleutel van het onderzoek", "Key of the study"),
}

_ONE_POINT = re.compile(r"(?<![\d.])1 percentage points")


class Words:
    """The texts in one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._at = 0 if language == "nl" else 1

    def __call__(self, code: str, *values: object) -> str:
        """A text by its code, with values filled in."""
        return _ONE_POINT.sub("1 percentage point", _WORDS[code][self._at].format(*values))

    def title(self, figure: str) -> str:
        """The title of a figure."""
        return FIGURES[figure][self._at]

    def definition(self, figure: str) -> str:
        """What a figure counts."""
        return FIGURES[figure][2 + self._at]

    def number(self, value: int | None) -> str:
        """A whole number with the separators of the language; x when it is closed."""
        if value is None:
            return "x"
        return f"{value:,}".replace(",", "." if self.language == "nl" else ",")

    def about(self, value: int | None, least: int) -> str:
        """A rounded number of rows; what is too small to be said as 'under' the smallest number."""
        return self("under", least) if value is None else self.number(value)

    def rate(self, share: float | None) -> str:
        """A share of rows, in whole percents; a dash when the file is too small for one."""
        return "–" if share is None else f"{round(100 * share)}%"

    def decimal(self, value: float) -> str:
        """A short number with the decimal sign of the language."""
        return f"{value:g}".replace(".", "," if self.language == "nl" else ".")

    def percent(self, share: float | None) -> str:
        """A share in whole percents."""
        if share is None:
            return "x"
        return "<1%" if 0 < share < 0.005 else f"{round(100 * share)}%"

    def date(self, day: object) -> str:
        """A day as one reads it."""
        year, month, number = str(day).split("-")
        months = (_MONTHS_NL, _MONTHS_EN)[self._at]
        return f"{int(number)} {months[int(month) - 1]} {year}"

    def row(self, figure: str, code: str, labels: Mapping[str, str], ages: tuple[int, ...] = ()) -> str:
        """What a row is called."""
        if code in labels:
            return labels[code]
        if figure.endswith("_combinations"):
            return " + ".join(labels.get(part, part) for part in code.split("+"))
        if figure == "ages":
            return self.age(code, ages)
        if figure in ("provision_count", "scheme_count"):
            if code == "1":
                return self("number_of_" + figure.split("_")[0])
            return self(f"number_of_{figure.split('_')[0]}s", self("or_more", 4) if code == "4+" else code)
        if figure == "lines":
            return self(f"line:{code}") if len(code) == 1 else self("lines", code.replace("+", " + "))
        if figure == "clusters":
            return self("group", code)
        if figure == "users_per_household":
            if code == "1":
                return self("one_person")
            return self("several_persons", self("or_more", 4) if code == "4" else code)
        if code == "":
            return self("unknown")
        return code

    def age(self, code: str, ages: tuple[int, ...]) -> str:
        """An age group by its lower bound."""
        if code == "":
            return self("unknown")
        low = int(code)
        above = [bound for bound in ages if bound > low]
        if above[:1] == [low + 1]:
            return str(low)
        return f"{low}–{above[0] - 1}" if above else self("and_older", low)

    def band(self, code: str, bands: tuple[float, ...]) -> str:
        """A weight band by its lower bound."""
        low = float(code)
        above = [bound for bound in bands if bound > low]
        if not above:
            return self("weight_from", self.decimal(low))
        return self("weight_between", self.decimal(low), self.decimal(above[0]))


_MONTHS_NL = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
_MONTHS_EN = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
