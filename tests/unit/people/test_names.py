"""Rules of Dutch names. The cases follow the published rules of the register's interface."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ontschot.domain.people.rules import dates, names
from ontschot.domain.people.rules.names import Gender, NameParts, NameUse, PartnerName, PersonName


def person(own: str, use: str = "E", gender: str = "V", partner: str = "", current: bool = True) -> PersonName:
    """`own` and `partner` are 'given|title|prefix|surname'."""
    return PersonName(_parts(own), NameUse(use), Gender(gender), _parts(partner) if partner else None, current)


def _parts(text: str) -> NameParts:
    given, title, prefix, surname = text.split("|")
    return names.parts(given, prefix, surname, title)


FORMAL = [
    # own, use, gender, partner, as on an envelope
    ("Anna Özil|||Groenen", "E", "V", "", "A.Ö. Groenen"),
    ("Bert Philip||van|Groenen", "E", "M", "", "B.P. van Groenen"),
    ("Carla Theodora||Van|Groenen", "E", "V", "", "C.T. Van Groenen"),
    ("Dirk-Willem||in het|Groenen", "E", "M", "", "D. in het Groenen"),
    ("Elise Q||In Den|Groenen", "E", "V", "", "E.Q In Den Groenen"),
    ("Theo Philip IJsbrand|||Groen", "E", "M", "", "T.P.I. Groen"),
    ("Theodoor-Christiaan R. Philip|||Ven", "E", "M", "", "T.R.P. Ven"),
    ("Odette||van|Velzen", "V", "V", "||Van Den|Berg", "O. Van Den Berg-van Velzen"),
    ("Piet||van|Velzen", "N", "M", "||Van Den|Berg", "P. van Velzen-Van Den Berg"),
    ("Nico||van|Velzen", "P", "M", "||Van Den|Berg", "N. Van Den Berg"),
    ("|||Ali bin Mohammed", "E", "M", "||van|Velzen", "Ali bin Mohammed"),
    ("|||Ali bin Mohammed", "P", "M", "||van|Velzen", "Van Velzen"),
    ("|||Ali bin Mohammed", "V", "M", "||van|Velzen", "Van Velzen-Ali bin Mohammed"),
    ("|||Ali bin Mohammed", "N", "M", "||van|Velzen", "Ali bin Mohammed-van Velzen"),
    ("Kees|||Jansen", "V", "M", "", "K. Jansen"),
    ("Kees|||Jansen", "P", "M", "|||.", "K. Jansen"),
    ("Albertine Philippine|BS||Aedel", "E", "V", "", "A.P. barones Aedel"),
    ("Diederik|H|'S|Aedel", "E", "M", "", "D. hertog 'S Aedel"),
    ("Jo Anne|BS|van den|Aedel", "P", "V", "||de|Boer", "J.A. de Boer"),
    ("Jo Anne|BS|van den|Aedel", "V", "V", "||de|Boer", "J.A. de Boer-barones van den Aedel"),
    ("Jo Anne|BS|van den|Aedel", "N", "V", "||de|Boer", "J.A. barones van den Aedel-de Boer"),
    ("James Antoine|JH|van den|Aedel", "E", "M", "||de|Boer", "Jonkheer J.A. van den Aedel"),
    ("James Antoine|JH|van den|Aedel", "V", "M", "||de|Boer", "Jonkheer J.A. de Boer-van den Aedel"),
    ("James Antoine|JH|van den|Aedel", "P", "M", "||de|Boer", "J.A. de Boer"),
    ("Jeanne Anne|JV|van den|Aedel", "E", "V", "||de|Boer", "J.A. van den Aedel"),
    ("Jeanne Anne|JV|van den|Aedel", "E", "V", "", "Jonkvrouw J.A. van den Aedel"),
    ("Anne-Fleur||de|Boer", "P", "V", "|B|van den|Aedel", "A. barones van den Aedel"),
    ("Anne-Fleur||de|Boer", "N", "V", "|B|van den|Aedel", "A. de Boer-barones van den Aedel"),
    ("Anne-Fleur||de|Boer", "P", "V", "|R|van den|Aedel", "A. van den Aedel"),
    ("John||de|Boer", "P", "M", "|B|van den|Aedel", "J. van den Aedel"),
    ("Jo Anne|R|van den|Aedel", "E", "V", "", "J.A. van den Aedel"),
    ("Jo Anne|G|van den|Aedel", "E", "O", "", "J.A. van den Aedel"),
]


@pytest.mark.parametrize(("own", "use", "gender", "partner", "expected"), FORMAL)
def test_on_an_envelope(own: str, use: str, gender: str, partner: str, expected: str) -> None:
    assert names.formal(person(own, use, gender, partner)) == expected


RUNNING = [
    ("Jo Rene|||Groenen", "E", "M", "", "de heer Groenen"),
    ("Jo Rene|||Groenen", "E", "O", "", "J.R. Groenen"),
    ("||in het|Veld", "E", "V", "", "mevrouw In het Veld"),
    ("Jo Rene||in het|Zonnetje", "E", "O", "", "J.R. in het Zonnetje"),
    ("||in het|Zonnetje", "E", "O", "", "In het Zonnetje"),
    ("Ria||d'|Hondt", "E", "V", "", "mevrouw D'Hondt"),
    ("Jo Rene||in het|Zonnetje", "V", "V", "||'t|Wolkje", "mevrouw 't Wolkje-in het Zonnetje"),
    ("Jo Anne|BS|van den|Aedel", "E", "V", "", "barones van den Aedel"),
    ("Jo Anne|BS|van den|Aedel", "V", "V", "||de|Boer", "mevrouw De Boer-barones van den Aedel"),
    ("Jo Anne|BS|van den|Aedel", "N", "V", "||de|Boer", "barones van den Aedel-de Boer"),
    ("Jo Anne|JV|van den|Aedel", "E", "M", "||de|Boer", "jonkheer van den Aedel"),
    ("Jo Anne|JV|van den|Aedel", "V", "M", "||de|Boer", "de heer De Boer-jonkheer van den Aedel"),
    ("Jo Anne|JV|van den|Aedel", "N", "V", "||de|Boer", "mevrouw Van den Aedel-de Boer"),
    ("Jo||de|Boer", "V", "V", "|G|van den|Aedel", "gravin van den Aedel-de Boer"),
]


@pytest.mark.parametrize(("own", "use", "gender", "partner", "expected"), RUNNING)
def test_within_a_sentence(own: str, use: str, gender: str, partner: str, expected: str) -> None:
    assert names.running(person(own, use, gender, partner)) == expected


@pytest.mark.parametrize(
    ("own", "use", "gender", "partner", "expected"),
    [
        ("Robin Melle||van|Puffelen", "E", "M", "", "Geachte heer Van Puffelen"),
        ("Robin Melle||van|Puffelen", "E", "O", "", "Geachte R.M. van Puffelen"),
        ("Joan||in het|Veld", "V", "V", "||van|Velzen", "Geachte mevrouw Van Velzen-in het Veld"),
        ("Jan|G|van|Buuren", "E", "M", "", "Hooggeboren heer"),
        ("Joan|PS|van|Buuren", "E", "V", "", "Hoogheid"),
        ("|||.", "E", "V", "", "Geachte heer of mevrouw"),
    ],
)
def test_opening_of_a_letter(own: str, use: str, gender: str, partner: str, expected: str) -> None:
    assert names.salutation(person(own, use, gender, partner)) == expected


@pytest.mark.parametrize(
    ("own", "gender", "full", "listed", "sort_key"),
    [
        ("Saskia||van|Dalen", "V", "Saskia van Dalen", "Dalen, Saskia van", "dalen  saskia  van"),
        ("Jan|G|van|Buuren", "M", "Jan graaf van Buuren", "Buuren, Jan graaf van", "buuren  jan  van"),
        ("Jan|JH|van|Buuren", "M", "Jonkheer Jan van Buuren", "Buuren, jonkheer Jan van", "buuren  jan  van"),
        ("Kees|||'s-Gravenhage", "M", "Kees 's-Gravenhage", "'s-Gravenhage, Kees", "s gravenhage  kees"),
        ("Mies||van 't|Hooft", "V", "Mies van 't Hooft", "Hooft, Mies van 't", "hooft  mies  van t"),
        ("Ria||d'|Hondt", "V", "Ria d'Hondt", "Hondt, Ria d'", "hondt  ria  d"),
        ("IJda|||IJzer", "V", "IJda IJzer", "IJzer, IJda", "ijzer  ijda"),
        ("|||Otubovic", "M", "Otubovic", "Otubovic", "otubovic"),
        ("|||.", "M", "naam onbekend", "naam onbekend", "~"),
        ("Ramon|||.", "M", "Ramon", "Ramon", "~  ramon"),
    ],
)
def test_full_and_in_a_list(own: str, gender: str, full: str, listed: str, sort_key: str) -> None:
    name = person(own, "E", gender)
    assert (names.full(name), names.listed(name), names.sort_key(name)) == (full, listed, sort_key)


def test_dutch_lists_pass_over_the_prefix_and_put_the_short_surname_first() -> None:
    every = [person(own) for own in ("Zus||van den|Berg", "Anna||de|Berg Bakker", "Bea||van|Aa", "Cor||ter|Berg")]
    assert [one.own.given for one in sorted(every, key=names.sort_key)] == ["Bea", "Cor", "Zus", "Anna"]


def test_the_registered_name_stands_beside_the_used_one() -> None:
    name = person("Thea|||Kouwenhoven", "P", "V", "|||Groeman")
    assert names.full(name) == "Thea Groeman"
    assert names.registered(name) == "Thea Kouwenhoven"
    assert {"groeman", "kouwenhoven"} <= names.search_keys(name)


def test_the_first_standing_tie_counts_else_the_last_dissolved() -> None:
    def tie(surname: str, started: str, dissolved: str = "") -> PartnerName:
        ended = dates.parse(dissolved) if dissolved else None
        return PartnerName(NameParts(surname=surname), dates.parse(started), ended)

    two = [tie("Roodt", "19610831"), tie("Geel", "19580401"), tie("Blauw", "19500101", "19570101")]
    assert names.partner_for_name(two) == (NameParts(surname="Geel"), True)
    ended = [tie("Geel", "19580401", "19600101"), tie("Blauw", "19500101", "19570101")]
    assert names.partner_for_name(ended) == (NameParts(surname="Geel"), False)
    assert names.partner_for_name([]) == (None, False)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("x" * 201, "name.length"),
        ("x" * 1_000_000, "name.length"),
        ("a\x00b", "name.control"),
        ("a\nb", "name.control"),
        ("a\u202eb", "name.control"),
        ("\ud800", "name.control"),
    ],
)
def test_what_is_no_name(text: str, rule: str) -> None:
    with pytest.raises(names.NamePartError) as caught:
        names.clean(text, 200)
    assert caught.value.rule == rule
    assert text not in str(caught.value)


def test_markup_is_just_text() -> None:
    name = person("<script>alert(1)</script>|||O'Brien & Zn")
    assert names.full(name) == "<script>alert(1)</script> O'Brien & Zn"
    assert names.sort_key(name) == "obrien zn  script alert 1 script"


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("MÜLLER", "Müller"),
        ("s-gravenhage", "'s-Gravenhage"),
        ("Bronwasser", "Bronwaßer"),
        ("lodz", "Łódź"),
        ("ĳsbrand", "IJsbrand"),
    ],
)
def test_search_forgives_accents_and_case(typed: str, stored: str) -> None:
    assert names.search_key(typed) == names.search_key(stored)


words = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=40)
titles = st.sampled_from(["", *names.NOBILITY])
parts = st.builds(NameParts, given=words, prefix=words, surname=words, title=titles)
people = st.builds(
    PersonName,
    own=parts,
    use=st.sampled_from(NameUse),
    gender=st.sampled_from(Gender),
    partner=st.none() | parts,
    partner_current=st.booleans(),
)


@given(people)
def test_every_name_can_be_shown(name: PersonName) -> None:
    for form in (names.full, names.registered, names.formal, names.running, names.salutation, names.listed):
        text = form(name)
        assert text
        assert text == text.strip()
        assert "  " not in text
    assert names.sort_key(name)
    assert all(names.search_keys(name))


def _whatever_case(text: str) -> str:
    return text.upper().casefold()  # a Turkish name that begins with the i without a dot begins with I


@given(people)
@example(PersonName(NameParts(surname="ışık"), NameUse.OWN, Gender.MAN))
def test_the_full_name_loses_no_word_of_the_own_name_when_in_use(name: PersonName) -> None:
    own = PersonName(name.own, NameUse.OWN, name.gender)
    shown = _whatever_case(names.full(own))
    for text in (name.own.given, name.own.surname):
        words_of = text.split()
        if words_of != ["."]:
            assert all(_whatever_case(word) in shown for word in words_of)


@given(st.text(max_size=120))
def test_folding_and_cleaning_are_idempotent(text: str) -> None:
    folded = names.fold(text)
    assert names.fold(folded) == folded
    try:
        tidy = names.clean(text, 200)
    except names.NamePartError:
        return
    assert names.clean(tidy, 200) == tidy
    assert tidy.replace(" ", "") or not text.strip()
