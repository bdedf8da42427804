"""What the report says, in Dutch and English, by code. Names of schemes, provisions and areas are the study's own."""

# ruff: noqa: E501  sentences read better unbroken

from collections.abc import Mapping, Sequence

_FIGURES: dict[str, tuple[str, str, str, str]] = {
    "totals": (
        "Wie gebruikt meer dan één voorziening",
        "Who uses more than one provision",
        "Iedereen met minstens één voorziening, en wie er daarvan meer dan één voorziening en meer dan één regeling heeft.",
        "Everyone with at least one provision, and who of them has more than one provision and more than one scheme.",
    ),
    "provision_count": (
        "Aantal voorzieningen",
        "Number of provisions",
        "Hoeveel verschillende voorzieningen een persoon of huishouden tegelijk heeft.",
        "How many different provisions a person or household has at the same time.",
    ),
    "scheme_count": (
        "Aantal regelingen",
        "Number of schemes",
        "Onder hoeveel verschillende regelingen de voorzieningen van een persoon of huishouden vallen.",
        "Under how many different schemes the provisions of a person or household fall.",
    ),
    "scheme_matrix": (
        "Regelingen samen",
        "Schemes together",
        "Van wie de regeling in de rij heeft: hoeveel ook die in de kolom hebben. Op de diagonaal staat het aantal met die regeling.",
        "Of who has the scheme in the row: how many have the one in the column too. On the diagonal stands the number with it.",
    ),
    "provision_matrix": (
        "Voorzieningen samen",
        "Provisions together",
        "Van wie de voorziening in de rij heeft: hoeveel ook die in de kolom hebben. Op de diagonaal staat het aantal met die voorziening.",
        "Of who has the provision in the row: how many have the one in the column too. On the diagonal stands the number with it.",
    ),
    "scheme_combinations": (
        "Combinaties van regelingen",
        "Combinations of schemes",
        "Precies deze regelingen en geen andere; de meest voorkomende combinaties.",
        "Exactly these schemes and no other; the most frequent combinations.",
    ),
    "provision_combinations": (
        "Combinaties van voorzieningen",
        "Combinations of provisions",
        "Precies deze voorzieningen en geen andere; de meest voorkomende combinaties.",
        "Exactly these provisions and no other; the most frequent combinations.",
    ),
    "lines": (
        "Alleen tweede lijn, of ook dichterbij",
        "Only line 2, or nearer by too",
        "In welke lijnen iemands voorzieningen vallen: 0 eigen kring en basis, 1 generalist in de wijk, 2 specialist.",
        "In which lines somebody's provisions fall: 0 own circle and basics, 1 generalist nearby, 2 specialist.",
    ),
    "weights": (
        "Naar gewicht",
        "By weight",
        "De gewichten van iemands voorzieningen bij elkaar; de gewichten staan in het onderzoek.",
        "The weights of somebody's provisions together; the weights are the study's.",
    ),
    "ages": (
        "Naar leeftijd",
        "By age",
        "Leeftijd op de peildatum.",
        "Age at the reference date.",
    ),
    "districts": ("Per wijk", "Per district", "Woonwijk volgens de registraties.", "District in the registrations."),
    "district_matrix": (
        "Regelingen samen, per wijk",
        "Schemes together, per district",
        "Van wie in een wijk de ene regeling heeft: hoeveel er ook een andere hebben.",
        "Of who has one scheme in a district: how many have another one too.",
    ),
    "neighbourhoods": (
        "Per buurt",
        "Per neighbourhood",
        "Woonbuurt volgens de registraties.",
        "Neighbourhood in the registrations.",
    ),
    "household_types": (
        "Naar soort huishouden",
        "By type of household",
        "Soort huishouden zoals de registraties het noemen.",
        "Type of household as the registrations name it.",
    ),
    "users_per_household": (
        "Hoeveel personen in het huishouden iets gebruiken",
        "How many persons of the household use something",
        "Personen met minstens één voorziening, per huishouden.",
        "Persons with at least one provision, per household.",
    ),
    "clusters": (
        "Groepen met een vergelijkbare combinatie",
        "Groups with a similar combination",
        "De computer zocht onder wie meer dan één voorziening heeft naar groepen met ongeveer dezelfde combinatie. Iedereen "
        "met precies dezelfde combinatie zit in dezelfde groep. (De methode heet latente klassen.)",
        "Among who has more than one provision the computer looked for groups with about the same combination. Everyone "
        "with exactly the same combination is in the same group. (The method is called latent classes.)",
    ),
    "scheme_sizes": (
        "Regelingen op eerdere peildata",
        "Schemes at earlier reference dates",
        "Iedereen met die regeling op die dag.",
        "Everyone with that scheme on that day.",
    ),
}

_WORDS: dict[str, tuple[str, str]] = {
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
    "closed": ("afgeschermd", "suppressed"),
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
    "out_shown": (
        "Dit gaat over de getallen die te tonen zijn; er zijn er ook die te klein zijn om te laten zien.",
        "This is about the numbers that can be shown; others are too small to show.",
    ),
    "and": ("en", "and"),
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
    "quality": ("Hoe goed de koppeling is", "How good the linkage is"),
    "reviewed": (
        "Mensen hebben paren rond de drempel beoordeeld; van ongeveer {1} oordelen zijn er {0} als vaststaand gebruikt.",
        "People judged pairs near the threshold; of some {1} judgements {0} were used as facts.",
    ),
    "reviewed_above": (
        "Van de ongeveer {0} beoordeelde paren boven de drempel was {1} dezelfde persoon.",
        "Of some {0} judged pairs above the threshold {1} were the same person.",
    ),
    "reviewed_below": (
        "Van de ongeveer {0} daaronder was {1} toch dezelfde persoon.",
        "Of some {0} below it {1} were the same person after all.",
    ),
    "protection": ("Wat is afgeschermd", "What is suppressed"),
    "protection_text": (
        "Aantallen onder {0} staan er niet; een x betekent: afgeschermd. Andere cellen zijn afgeschermd als een klein aantal "
        "anders uit te rekenen was; dat is voor dit rapport nagerekend. Aantallen zijn veelvouden van {1}, zo afgerond dat "
        "dezelfde groep in elk rapport van dit onderzoek hetzelfde aantal heeft. Percentages zijn van de afgeronde aantallen, "
        "zodat delen niet altijd optellen tot het geheel.",
        "Numbers under {0} are not shown; an x means: suppressed. Other cells are suppressed where a small number could be "
        "computed otherwise; that was solved for this report. Numbers are multiples of {1}, rounded so that the same group "
        "has the same number in every report of this study. Percentages are of the rounded numbers, so that parts do not "
        "always add up to the whole.",
    ),
    "protection_unrounded": (
        "Aantallen onder {0} staan er niet; een x betekent: afgeschermd. Andere cellen zijn afgeschermd als een klein aantal "
        "anders uit te rekenen was; dat is voor dit rapport nagerekend. Er is niet afgerond.",
        "Numbers under {0} are not shown; an x means: suppressed. Other cells are suppressed where a small number could be "
        "computed otherwise; that was solved for this report. Nothing was rounded.",
    ),
    "closed_short": ("{0} van {1} getallen afgeschermd.", "{0} of {1} numbers suppressed."),
    "rounded_short": ("Afgerond op {0}.", "Rounded to {0}."),
    "left_out": ("Niet te tonen", "Could not be shown"),
    "left_out_text": (
        "Deze tabellen zijn weggelaten, omdat de groepen te klein zijn om ze veilig te tonen: {0}.",
        "These tables were left out, because the groups are too small to show them safely: {0}.",
    ),
    "otherwise_text": (
        "Deze tabellen zijn weggelaten, omdat een eerder rapport van dit onderzoek de mensen anders indeelde, in andere gebieden, "
        "leeftijden of woorden; naast elkaar zouden de rapporten kleine groepen verraden. Neem de indeling van het eerdere "
        "rapport: {0}.",
        "These tables were left out, because an earlier report of this study divided the people otherwise, in other areas, ages "
        "or words; side by side the reports would give small groups away. Take the division of the earlier report: {0}.",
    ),
    "band_short": (
        "Andere drempel bij het koppelen: hoogstens {0} procentpunt verschil.",
        "Another threshold of the linkage: a difference of {0} percentage points at most.",
    ),
    "band_wide": (
        "Andere drempel bij het koppelen: een groot verschil; lees deze figuur met voorbehoud.",
        "Another threshold of the linkage: a large difference; read this figure with reserve.",
    ),
    "band_text": (
        "Bij elke figuur staat hoeveel de percentages hoogstens verschuiven als de drempel van de koppeling anders was "
        "gekozen (kans 0,2 of 0,99), voor groepen van {0} of meer.",
        "Each figure says how much the percentages shift at most if the threshold of the linkage had been chosen otherwise "
        "(probability 0.2 or 0.99), for groups of {0} or more.",
    ),
    "same_number_text": (
        "Een getal is in elk rapport en op elke peildatum hetzelfde, tot de groep met minstens {0} is veranderd: kleinere "
        "verschillen zijn niet te zien.",
        "A number is the same in every report and on every reference date until the group has changed by at least {0}: "
        "smaller differences cannot be seen.",
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
    "method:probabilistic": (
        "Gekoppeld op waarschijnlijkheid: BSN waar geldig, anders naam, geboortedatum en adres.",
        "Linked by probability: BSN where valid, else name, birth date and address.",
    ),
    "method:bsn": ("Gekoppeld op BSN.", "Linked on BSN."),
    "method:name_address_birth": (
        "Gekoppeld op naam, adres en geboortedatum; huishoudens op adres.",
        "Linked on name, address and birth date; households by address.",
    ),
    "method:postcode_number": (
        "Gekoppeld op postcode en huisnummer: dit telt adressen.",
        "Linked on postcode and house number: this counts addresses.",
    ),
    "threshold": ("Twee rijen gelden als dezelfde persoon vanaf kans {0}.", "Two rows count as one person from {0}."),
    "estimate": (
        "Naar schatting van het model is {0} van de gelegde koppelingen onterecht en is {1} van de echte gemist. {2}",
        "By the model's estimate {0} of the links made are false, and {1} of the true ones were missed. {2}",
    ),
    "bias_down": (
        "Er is meer gemist dan onterecht gelegd: bij personen is ‘meer dan één’ daardoor eerder te laag dan te hoog.",
        "More was missed than falsely made: of persons ‘more than one’ is therefore rather too low than too high.",
    ),
    "bias_up": (
        "Er is meer onterecht gelegd dan gemist: bij personen is ‘meer dan één’ daardoor eerder te hoog dan te laag.",
        "More was falsely made than missed: of persons ‘more than one’ is therefore rather too high than too low.",
    ),
    "bias_even": (
        "Er is evenveel gemist als onterecht gelegd: bij personen is ‘meer dan één’ daardoor niet merkbaar te hoog of te laag.",
        "As much was missed as falsely made: of persons ‘more than one’ is therefore not noticeably too high or too low.",
    ),
    "homes_bias": (
        "Een huishouden is hier wie op één adres staat. Wie op een oud adres staat, telt mee bij wie daar nu woont, en twee "
        "gezinnen achter één deur tellen als één. Bij huishoudens is ‘meer dan één’ daardoor eerder te hoog dan te laag. Uit "
        "de bestanden zelf is niet te zien hoeveel. Op verzonnen registraties met gewone fouten, waarvan de waarheid bekend "
        "is, was het hoogstens 2,5 procentpunt te hoog (waar de helft van alle huishoudens iets gebruikt) en 0,2 te laag.",
        "A household here is who stands at one address. Who stands at an old address counts with who lives there now, and two "
        "families behind one door count as one. Of households ‘more than one’ is therefore rather too high than too low. The "
        "files themselves do not show how much. On invented registrations with usual errors, of which the truth is known, it "
        "was at most 2.5 percentage points too high (where half of all households use something) and 0.2 too low.",
    ),
    "homes_short": (
        "Huishoudens zijn wie op één adres staat: eerder te veel samengeteld dan te weinig.",
        "Households are who stands at one address: rather too much counted together than too little.",
    ),
    "no_estimate": (
        "Bij deze manier van koppelen is geen schatting van fouten mogelijk.",
        "With this way of linking no estimate of errors is possible.",
    ),
    "threshold_column": ("kans vanaf", "probability from"),
    "false_column": ("onterecht (geschat)", "false (estimated)"),
    "missed_column": ("gemist (geschat)", "missed (estimated)"),
    "unlinkable": ("te weinig om te koppelen", "too little to link"),
    "remarks": ("Opmerkingen bij de bestanden", "Remarks on the files"),
    "under": ("minder dan {0}", "under {0}"),
    "few_rows": ("enkele rijen met", "a few rows with"),
    "about_rows": ("ongeveer {0} rijen met", "about {0} rows with"),
    "not_counted": ("deze rijen doen niet mee", "these rows are left out"),
    "counted": ("de rij zelf telt mee", "the row itself counts"),
    "rule:future_date": ("een datum in de toekomst", "a date in the future"),
    "rule:unreadable_date": ("een onleesbare datum", "an unreadable date"),
    "rule:impossible_date": ("een onmogelijke datum", "an impossible date"),
    "rule:end_before_start": ("een einde voor het begin", "an end before the start"),
    "rule:unknown_area": ("een code die geen wijk of buurt is", "a code that is no district or neighbourhood"),
    "rule:no_start": ("geen begindatum", "no start"),
    "rule:nobody": ("niemand", "nobody"),
    "rule:unreadable_number": ("een onleesbaar gewicht", "an unreadable weight"),
    "rule:invalid_bsn": ("een BSN dat niet bestaat", "a BSN that cannot exist"),
    "rule:unknown_provision": ("een onbekende voorziening", "an unknown provision"),
    "rule:unknown_scheme": ("een onbekende regeling", "an unknown scheme"),
    "with_bsn": ("met geldig BSN", "with a valid BSN"),
    "both_ways": ("percentage van de rij", "percentage of the row"),
    "reads": ("Lees: van wie {0} heeft, heeft {1} ook {2}.", "Read: of who has {0}, {1} has {2} too."),
    "map": ("Kaart", "Map"),
    "map_alt": (
        "Kaart: hoe donkerder een gebied, hoe groter het aandeel met meer dan één voorziening. Gearceerd is afgeschermd of zonder gebruikers. Dezelfde getallen staan in de tabel eronder.",
        "Map: the darker an area, the larger the share with more than one provision. Hatched is suppressed or without users. The same numbers are in the table below.",
    ),
    "no_users": ("geen gebruikers", "no users"),
    "of_who_has": ("Van wie {0} heeft", "Of who has {0}"),
    "also": ("ook {0}", "also {0}"),
    "grid_read": (
        "De tekening is van wie {0} heeft; de tabellen hebben alle regelingen.",
        "The drawing is of who has {0}; the tables have all schemes.",
    ),
    "as_numbers": ("Getallen", "Numbers"),
    "mostly": ("Vooral", "Mostly"),
    "older": ("{0} is 65 of ouder", "{0} is 65 or older"),
    "younger": ("{0} is jonger dan 27", "{0} is under 27"),
    "row_of": ("rij", "row"),
    "combination": ("combinatie", "combination"),
    "made": ("Gemaakt met Ontschot.", "Made with Ontschot."),
    "skip": ("Naar de inhoud", "To the contents"),
    "figure": ("Figuur", "Figure"),
    "area": ("gebied", "area"),
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


class Words:
    """The texts in one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._at = 0 if language == "nl" else 1

    def __call__(self, code: str, *values: object) -> str:
        """A text by its code, with values filled in."""
        return _WORDS[code][self._at].format(*values)

    def title(self, figure: str) -> str:
        """The title of a figure."""
        return _FIGURES[figure][self._at]

    def definition(self, figure: str) -> str:
        """What a figure counts."""
        return _FIGURES[figure][2 + self._at]

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

    def listed(self, names: Sequence[str]) -> str:
        """Names as one says them: a, b and c."""
        return f" {self('and')} ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)

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
