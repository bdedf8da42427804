"""What the figures of a report are called and what they count, in Dutch and English: title, title, definition, definition."""

# ruff: noqa: E501  sentences read better unbroken

FIGURES: dict[str, tuple[str, str, str, str]] = {
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
        "In welke lijnen iemands voorzieningen vallen: 0 eigen kring en basis, 1 generalist in de wijk, 2 specialist. Welke voorziening waar onder valt, staat bij ‘Hoe dit is gemaakt’.",
        "In which lines somebody's provisions fall: 0 own circle and basics, 1 generalist nearby, 2 specialist. Which provision falls where, stands under ‘How this was made’.",
    ),
    "weights": (
        "Naar gewicht",
        "By weight",
        "De gewichten van iemands voorzieningen bij elkaar; welk gewicht elke voorziening heeft, staat bij ‘Hoe dit is gemaakt’.",
        "The weights of somebody's provisions together; which weight each provision has, stands under ‘How this was made’.",
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
