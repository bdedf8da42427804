"""What a report says of the linkage and of what was wrong in the files, in Dutch and English, by code."""

# ruff: noqa: E501  sentences read better unbroken

LINKAGE: dict[str, tuple[str, str]] = {
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
        "gekozen (kans 0,1 of 0,99), voor groepen van {0} of meer.",
        "Each figure says how much the percentages shift at most if the threshold of the linkage had been chosen otherwise "
        "(probability 0.1 or 0.99), for groups of {0} or more.",
    ),
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
        "Naar schatting van het model is {0} van de gelegde koppelingen onterecht en is {1} van de echte gemist.",
        "By the model's estimate {0} of the links made are false, and {1} of the true ones were missed.",
    ),
    "best": (
        "Van de kansen hieronder geeft {0} naar schatting de minste fouten in losse koppelingen. Tabellen zijn het minst scheef bij {1}: "
        "daar zijn ongeveer evenveel koppelingen onterecht als gemist.",
        "Of the probabilities below {0} gives the fewest errors in single links, by estimate. Tables are least one-sided at {1}: "
        "there about as many links are false as are missed.",
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
    "bias_points": (
        "Wie als twee mensen in de koppeling staat, lijkt minder tegelijk te hebben; wie met een ander is verward, meer. Per saldo is "
        "het aandeel personen met meer dan één regeling naar schatting {0}, en dat met meer dan één voorziening {1}. Op verzonnen "
        "registraties, waarvan de waarheid bekend is, was het echte verschil de helft tot het dubbele van de schatting, of lag het "
        "er hoogstens 0,25 procentpunt naast.",
        "Who stands in the links as two people seems to have fewer at a time; who is mistaken for another, more. On balance the share "
        "of persons with more than one scheme is by estimate {0}, and that with more than one provision {1}. On invented "
        "registrations, of which the truth is known, the real difference was half to twice the estimate, or at most 0.25 "
        "percentage points beside it.",
    ),
    "bias_unknown": (
        "Hoeveel procentpunt dat scheelt, is hier niet te schatten: het gaat om te weinig personen, of er zijn er te weinig op "
        "waarschijnlijkheid gekoppeld.",
        "How many percentage points that makes cannot be estimated here: there are too few persons, or too few of them were "
        "joined by probability.",
    ),
    "bias_short": (
        "Door fouten in het koppelen is naar schatting {0}.",
        "Through errors of the linkage, by estimate, {0}.",
    ),
    "off_hardly": (
        "minder dan {0} procentpunt te laag of te hoog",
        "less than {0} percentage points too low or too high",
    ),
    "off_down": ("{0} procentpunt te laag", "{0} percentage points too low"),
    "off_up": ("{0} procentpunt te hoog", "{0} percentage points too high"),
    "homes_bias": (
        "Een huishouden is hier wie op één adres staat. Wie op een oud adres staat, telt mee bij wie daar nu woont en niet bij "
        "het eigen gezin, en twee gezinnen achter één deur tellen als één. Hoeveel dat scheelt, is uit de bestanden zelf niet te "
        "schatten.",
        "A household here is who stands at one address. Who stands at an old address counts with who lives there now and not with "
        "their own family, and two families behind one door count as one. How much that makes cannot be estimated from the "
        "files themselves.",
    ),
    "homes_usual": (
        "Op verzonnen registraties met gewone fouten, waarvan de waarheid bekend is, was bij huishoudens ‘meer dan één regeling’ "
        "hoogstens {0} procentpunt te laag en {1} te hoog.",
        "On invented registrations with usual errors, of which the truth is known, of households ‘more than one scheme’ was at "
        "most {0} percentage points too low and {1} too high.",
    ),
    "homes_band": (
        "Van wie in meer dan één registratie staat, heeft hier {0} meer dan één adres. Op verzonnen registraties waarin dat zo "
        "vaak voorkomt, en waarvan de waarheid bekend is, was bij huishoudens ‘meer dan één regeling’ hoogstens {1} procentpunt te "
        "laag en {2} te hoog.",
        "Of who stands in more than one registration, {0} have more than one address here. On invented registrations in which that "
        "is as frequent, and of which the truth is known, of households ‘more than one scheme’ was at most {1} percentage points "
        "too low and {2} too high.",
    ),
    "homes_beyond": (
        "Van wie in meer dan één registratie staat, heeft hier {0} meer dan één adres: vaker dan waarmee dit is beproefd. Lees "
        "de getallen van huishoudens met voorbehoud.",
        "Of who stands in more than one registration, {0} have more than one address here: more often than this was tried with. "
        "Read the numbers of households with reserve.",
    ),
    "addressless": (
        "Van {0} van de personen staat in geen bestand een adres; ieder van hen telt als een huishouden.",
        "Of {0} of the persons no file has an address; each of them counts as a household.",
    ),
    "no_households": (
        "Over huishoudens staat hier niets: van de meeste personen staat in geen bestand een adres (postcode of straat, met "
        "huisnummer).",
        "Nothing is said of households: of most persons no file has an address (postcode or street, with house number).",
    ),
    "homes_short": (
        "Huishoudens zijn wie op één adres staat: ‘meer dan één regeling’ kan {0} procentpunt te laag of {1} te hoog zijn.",
        "Households are who stands at one address: ‘more than one scheme’ may be {0} percentage points too low or {1} too high.",
    ),
    "homes_short_unknown": (
        "Huishoudens zijn wie op één adres staat: zie ‘Hoe goed de koppeling is’.",
        "Households are who stands at one address: see ‘How good the linkage is’.",
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
    "rule:day_numbers": ("een datum als getal", "a date as a number"),
    "rule:nothing_runs": ("een periode waarin de peildatum niet valt", "a period without the reference date"),
    "rule:no_start": ("geen begindatum", "no start"),
    "rule:nobody": ("niemand", "nobody"),
    "rule:unreadable_number": ("een onleesbaar gewicht", "an unreadable weight"),
    "rule:no_birth_date": ("geen geboortedatum en geen geldig BSN", "no birth date and no valid BSN"),
    "rule:invalid_bsn": ("een BSN dat niet bestaat", "a BSN that cannot exist"),
    "rule:often_bsn": (
        "één BSN op meer dan een twintigste van de rijen (is dat een opvulwaarde, dan kunnen mensen die op elkaar lijken voor één persoon zijn aangezien)",
        "one BSN on more than a twentieth of the rows (if that is a filling, people who look alike may have been taken for one person)",
    ),
    "rule:unknown_provision": ("een onbekende voorziening", "an unknown provision"),
    "rule:unknown_scheme": ("een onbekende regeling", "an unknown scheme"),
    "with_bsn": ("met geldig BSN", "with a valid BSN"),
}
