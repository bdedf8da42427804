"""Help for the screens around the household's page, for letters to many, and for who administers."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ontschot.web.help.topics_shape import Topic

MORE: dict[str, Topic] = {
    "dubbel": Topic(
        _("Dubbele personen"),
        _("Staat iemand er twee keer in? Vergelijk de twee en zeg of het dezelfde persoon is."),
        (
            _("Kies een paar. U ziet naast elkaar wat er van elk bekend is."),
            _("Kies 'niet dezelfde' of 'dezelfde'. Wat u voor het een kiest, komt daarna niet meer terug."),
            _("Voeg samen. U ziet vooraf wie daarna meer ziet. U kunt het ongedaan maken."),
        ),
        (_("U vergelijkt alleen mensen die voor u open zijn. Wie geheimhouding heeft, wordt niet samengevoegd."),),
        ("bsn",),
    ),
    "journaal": Topic(
        _("Journaal en papieren"),
        _("Schrijf op wat er is gezegd of gebeurd, en bewaar papieren bij het huishouden."),
        (
            _("Kies het onderwerp: dat bepaalt wie het mag lezen."),
            _("Kies bij een notitie of die voor iedereen is, of voor minder mensen."),
            _("Een verkeerd papier trekt u in, met een reden. De inhoud is dan weg."),
        ),
        (_("Wat u typt, wordt vanzelf bewaard tot u het opslaat."),),
        ("leefgebied",),
    ),
    "leden": Topic(
        _("Wie hoort bij het huishouden"),
        _("Voeg mensen toe of haal ze eraf, en leg vast wie familie is of helpt."),
        (
            _("Zoek iemand eerst op, ook als u die persoon nog niet mag zien."),
            _("Leg vast vanaf welke dag iemand erbij hoort, of niet meer."),
            _("Een buurman die helpt, staat er met de naam bij. Die hoeft geen account te hebben."),
        ),
        (_("Wie niet meer bij het huishouden hoort, is vanaf die dag dicht voor wie er alleen daarom bij was."),),
        ("huishouden", "netwerk"),
    ),
    "inloggen-inwoner": Topic(
        _("Een inwoner laten inloggen"),
        _("Koppel de inlog van een inwoner aan de juiste persoon."),
        (
            _("De inwoner logt in met DigiD en krijgt een code te zien."),
            _("Kijk wie er voor u zit, en typ de code op de bladzijde van die persoon."),
        ),
        (_("Haal de koppeling weg als iemand anders de inlog gebruikt. Dat werkt meteen."),),
        ("logboek",),
    ),
    "overleg": Topic(
        _("Overleg"),
        _("Een overleg over dit huishouden: wie erbij is, wat er op de agenda staat en wat u afspreekt."),
        (
            _("Plan het overleg en nodig mensen uit. De inwoner en wie die meeneemt, horen erbij."),
            _("Zet punten op de agenda, elk bij een onderwerp."),
            _("Leg vast wat is gezegd en wie wat doet. Een afspraak kan een actie in het plan worden."),
        ),
        (_("Wie alleen bij één onderwerp betrokken is, ziet van het overleg alleen dat onderwerp."),),
        ("regisseur", "plan"),
    ),
    "samenkomen": Topic(
        _("Wat er samenkomt"),
        _("Alles wat in dezelfde maand op dit huishouden afkomt, en plannen van anderen die erbij horen."),
        (
            _("Koppel een plan van een ander, zoals van school of werk, met de einddatum."),
            _("Schrijf op wat begint, stopt, lager wordt of betaald moet worden, met de dag."),
            _("Kijk per maand of er te veel tegelijk komt."),
        ),
        (_("Er is geen verbinding met UWV, CAK of Belastingdienst: u ziet alleen wat mensen opschreven."),),
        ("stapeling",),
    ),
    "veranderingen": Topic(
        _("Veranderingen in het huishouden"),
        _("Iemand is geboren, verhuisd of overleden, of een plan moet mee naar een ander huishouden."),
        (
            _("Lees wat er veranderde en wat dat voor het plan betekent."),
            _("Neem doelen mee naar het andere huishouden, of laat ze hier."),
            _("Zeg dat u ernaar hebt gekeken. Dan gaat de melding weg."),
        ),
        words=("huishouden", "plan"),
    ),
    "regie": Topic(
        _("De regie"),
        _("Eén persoon houdt het overzicht: die staat als regisseur bij het huishouden."),
        (
            _("Kies wie regisseur wordt, of draag de regie over met een reden."),
            _("Wie de regie overdraagt, kan nog hooguit vier weken meekijken."),
        ),
        (_("De toegang van de vorige regisseur eindigt meteen, behalve als die nog meekijkt."),),
        ("regisseur",),
    ),
    "tweede-lijn": Topic(
        _("Naar specialistische hulp"),
        _("Wie stelde voor om naar de tweede lijn te gaan, wanneer en waarom."),
        (_("Kijk of er eerst iets dichtbij is geprobeerd, en bespreek dat in uw team."),),
        words=("lijn",),
    ),
    "brief-aan-velen": Topic(
        _("Eén brief aan veel huishoudens"),
        _("Schrijf één brief en leg hem voor veel huishoudens tegelijk vast."),
        (
            _("Ga naar Lijsten, vink huishoudens aan en kies 'een brief schrijven'."),
            _("Kies aan wie in elk huishouden. Schrijf de tekst; {naam} wordt bij elke brief ingevuld."),
            _("Kijk na wie hem krijgt en wie niet, en bekijk een paar brieven."),
            _("Leg vast. U ziet hoe ver het is, en kunt alles in één keer afdrukken."),
        ),
        (
            _("Wie geheimhouding heeft, krijgt geen brief uit een reeks: schrijf die apart."),
            _("Zolang niemand een brief las, kunt u hem nog intrekken. De inwoner leest uw reden."),
        ),
    ),
    "achterstanden": Topic(
        _("Bestand met achterstanden"),
        _("Lees in één keer de achterstanden in die een verhuurder, verzekeraar, water- of energiebedrijf stuurt."),
        (
            _("Kies het bestand (CSV of Excel) en zeg van wie het komt."),
            _("Kijk na welke kolom wat is. Per regel ziet u wat er gebeurt."),
            _("Maak de meldingen. Ze staan daarna bij 'Erop af'."),
        ),
        (
            _("Alleen wie precies past, wordt gevonden. Van wie wij niet kennen, bewaren wij niets."),
            _("Hetzelfde bestand nog eens geeft geen tweede melding."),
        ),
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
    "rondleiding": Topic(
        _("Rondleiding"),
        _("Loop langs de schermen die u elke dag gebruikt. Stoppen kan altijd."),
        (_("Begin opnieuw via het menu onder uw naam."),),
    ),
}
