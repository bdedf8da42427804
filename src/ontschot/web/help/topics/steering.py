"""Help for the screens of who oversees, administers and studies."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ontschot.web.help.topics.topic import Topic

STEERING: dict[str, Topic] = {
    "samenloop": Topic(
        _("Samenloop"),
        _("Hoeveel huishoudens gebruiken meer dan één regeling? Uit bestanden die u zelf meebrengt."),
        (
            _("Vraag elke organisatie om één bestand (CSV of Excel): wie, welke hulp, vanaf en tot wanneer."),
            _("In de eerste regel staan de koppen. Haal een titel daarboven weg."),
            _("Kies de bestanden en zeg welke kolom wat betekent. Bekijk daarna het verslag."),
        ),
        (
            _("Kleine aantallen worden niet getoond, zodat niemand te herkennen is."),
            _("Wij bewaren de bestanden niet. Bewaar study.yaml: daarmee herhaalt u het onderzoek."),
        ),
        ("samenloop", "stapeling"),
    ),
    "logboek": Topic(
        _("Logboek"),
        _("Elke keer dat iemand gegevens bekeek of veranderde, zonder de inhoud."),
        (
            _("Kies een periode, een medewerker, of het nummer van een persoon of huishouden."),
            _("Op het nummer van een huishouden staan ook regels die geen persoon noemen, zoals die over veiligheid."),
            _("Kijk of de zegels kloppen: dan is er niets weggehaald."),
        ),
        words=("logboek", "doelbinding", "grondslag"),
    ),
    "beheer": Topic(
        _("Accounts en teams"),
        _("Wie mag inloggen, met welke rol, en in welk team. U ziet geen gegevens van inwoners."),
        (
            _("Maak een account. Het wachtwoord voor één keer ziet u één keer."),
            _("Zet iemand in een team. Toegang via dat team begint en eindigt daarmee meteen."),
        ),
        (_("Sluit een account zodra iemand weggaat. Daarmee eindigt elke toegang."),),
    ),
    "stamgegevens": Topic(
        _("Stamgegevens"),
        _("De woorden en lijsten waarmee iedereen werkt: leefgebieden, resultaten, woorden en huisstijl."),
        (
            _("Voeg woorden van uw gemeente toe. Ze worden overal uitgelegd waar ze staan."),
            _("Zet iets op 'niet in gebruik' in plaats van het weg te halen."),
        ),
        (_("Een wijziging geldt vanaf nu. Wat is vastgelegd, blijft zoals het was."),),
        ("leefgebied", "acht-resultaten"),
    ),
    "berichten": Topic(
        _("Berichten nakijken"),
        _("Kijk een bestand (iWmo of iJw) na voordat u het stuurt, of nadat u het kreeg."),
        (_("Kies een bestand. U ziet welke regels niet kloppen en waar."),),
        (_("Van het bestand wordt niets bewaard."),),
    ),
    "standaardbrieven": Topic(
        _("Standaardbrieven"),
        _("De teksten waarmee medewerkers een brief beginnen."),
        (
            _("Maak een brief, of pas een meegeleverde aan."),
            _("Gebruik {naam} en andere woorden tussen haken: die worden bij elke brief ingevuld."),
            _("Kijk de taal na en bekijk het voorbeeld voordat u opslaat."),
            _("Elke wijziging is een nieuwe uitgave. Een oude uitgave zet u zo terug."),
        ),
        (_("Brieven die al zijn vastgelegd, blijven zoals ze zijn."),),
    ),
    "huisstijl": Topic(
        _("Huisstijl"),
        _("Naam, adres, kleur en logo boven elke brief, en wie gratis cliëntondersteuning geeft."),
        (_("Wijzig iets en bekijk de voorbeeldbrief."),),
        (_("Een kleur die op wit papier niet goed te lezen is, wordt geweigerd."),),
        ("clientondersteuning",),
    ),
    "eigen-hulp": Topic(
        _("Hulp en nieuws van uw gemeente"),
        _("Schrijf zelf hulp bij een scherm, een eigen bladzijde, of nieuws voor uw medewerkers."),
        (
            _("Kies waar de tekst komt: bij een scherm, als eigen bladzijde of bij 'Wat is er nieuw'."),
            _("Schrijf in gewone woorden. Met 'Kijk de taal na' ziet u wat te moeilijk is."),
        ),
        (_("Iedereen kan hulp lezen, ook zonder inloggen. Schrijf er niets in over inwoners."),),
    ),
    "installatie": Topic(
        _("Installatie"),
        _("Voor welke gemeente dit is, en of het een proef is of echt."),
        (_("Kijk hier welke versie u gebruikt als u een fout meldt."),),
    ),
}
