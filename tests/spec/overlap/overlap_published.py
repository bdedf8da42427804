"""What the studies published (Divosa exploration, ch. 1), typed from the text: no recipe of the generator is used.

All in per cent.
"""

# Twente: of the AWBZ clients at home in a municipality, how many also use Wmo, Wsw, WWB
TWENTE = {
    "Almelo": {"wmo": 35, "wsw": 6, "wwb": 12},
    "Dinkelland": {"wmo": 59, "wsw": 2, "wwb": 1},
    "Enschede": {"wmo": 43, "wsw": 6, "wwb": 16},
    "Haaksbergen": {"wmo": 47, "wsw": 0, "wwb": 6},
    "Hellendoorn": {"wmo": 43, "wsw": 0, "wwb": 4},
    "Hengelo": {"wmo": 45, "wsw": 7, "wwb": 9},
    "Hof van Twente": {"wmo": 58, "wsw": 0, "wwb": 5},
    "Rijssen-Holten": {"wmo": 41, "wsw": 7, "wwb": 5},
    "Tubbergen": {"wmo": 53, "wsw": 1, "wwb": 1},
    "Twenterand": {"wmo": 34, "wsw": 5, "wwb": 2},
    "Wierden": {"wmo": 59, "wsw": 10, "wwb": 5},
}
TWENTE_ANOTHER_SCHEME = (50, 60)  # "on average 50-60% of them use another scheme"

# Noord-Groningen: of the users of a scheme, how many use another one
NOORD_GRONINGEN = {"wwb": 18, "wmo": 21, "wsw": 47, "debt": 65, "school": 43, "wajong": 43, "disability": 23}

# Veenendaal: of persons (households) with a provision, how many use more than one; and of these, the combinations
VEENENDAAL_MORE = {"person": 36, "household": 48}
VEENENDAAL = {
    "person": {
        "income+trajectory": 29,
        "household_help+nursing": 6,
        "household_help+welfare": 5,
        "income+social_support+trajectory": 4,
        "aids+household_help": 3,
        "income+trajectory+work": 2,
    },
    "household": {
        "income+trajectory": 19,
        "household_help+nursing": 5,
        "household_help+welfare": 5,
        "income+social_support+trajectory": 3,
        "aids+household_help": 3,
        "income+trajectory+work": 2,
    },
}

# Zaanstad: households with a provision, and of those with more than one, with more than three
ZAANSTAD_USING = 24
ZAANSTAD_MORE = {1: 59, 3: 100 / 3}
