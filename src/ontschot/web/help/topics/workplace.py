"""Help for the screens of who works with households."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ontschot.web.help.topics.topic import Topic

WORKPLACE: dict[str, Topic] = {
    "mijn-werk": Topic(
        _("Mijn werk"),
        _("Hier begint uw dag: wat te laat is of dringend, staat bovenaan."),
        (
            _("Kijk eerst naar taken en termijnen die te laat of bijna te laat zijn."),
            _("Onder 'Vandaag en morgen' staan uw afspraken. Zo vergeet u er geen."),
            _("'Veiligheid: samen opnieuw kijken' zegt wanneer, niet wat. Dat staat bij het huishouden."),
            _("Open een huishouden, een melding of een gesprek met een klik."),
            _("Zet een taak op 'Gedaan' als u ernaar hebt gekeken. Dat kunt u ongedaan maken."),
        ),
        (_("U ziet alleen huishoudens waarbij u of uw team betrokken is."),),
        ("regisseur", "termijn"),
    ),
    "inwoner-zoeken": Topic(
        _("Inwoner zoeken"),
        _("Vind de juiste persoon voordat u een melding maakt, ook als u die persoon nog niet mag zien."),
        (
            _("Vul het BSN in, of naam met geboortedatum, of geboortedatum met postcode en huisnummer."),
            _("Vergelijk wat u ziet met wat de inwoner zegt."),
            _("Kies 'Nieuwe melding', of zoek opnieuw."),
        ),
        (
            _("Alleen precies dezelfde gegevens geven een uitkomst. Een deel van een naam is niet genoeg."),
            _("Zoeken opent niets. Elke zoekvraag komt met het doel in het logboek."),
        ),
        ("bsn", "logboek"),
    ),
    "zoeken": Topic(
        _("Zoeken"),
        _("Zoek in wat u mag zien: op naam, geboortedatum of adres."),
        (
            _("Typ een of meer woorden. Elk woord moet ergens passen."),
            _("Een adres is een postcode of een straat met het huisnummer: 7511AB 12a, of Lindestraat 12."),
            _("Klik op een persoon of huishouden."),
        ),
        (_("Staat iemand er niet bij? Dan bent u er niet bij betrokken. Vraag de regisseur of uw teamleider."),),
    ),
    "nieuwe-melding": Topic(
        _("Nieuwe melding"),
        _("Neem een hulpvraag op, van wie hij ook komt en hoe hij ook binnenkomt."),
        (
            _("Zoek eerst de persoon over wie het gaat."),
            _("Schrijf de vraag op in de woorden van de inwoner."),
            _("Zeg of het veilig is. Bij gevaar: bel eerst, typ daarna."),
        ),
        (_("Weet de inwoner niet van de melding? Vink dat aan. Dan ziet de inwoner hem niet."),),
        ("melding", "hulpvraag", "aanmelder"),
    ),
    "meldingen": Topic(
        _("Meldingen"),
        _("De hulpvragen van uw team: het gevaarlijkste en wat het langst wacht, staat bovenaan."),
        (
            _("Open een melding en lees de vraag."),
            _("Verdeel hem: hoe ingewikkeld, waarover, veilig, en wie het oppakt."),
            _("Of beantwoord de vraag meteen."),
        ),
        words=("melding", "triage"),
    ),
    "melding": Topic(
        _("Eén melding"),
        _("Alles van één hulpvraag: wat er gevraagd is, wat er besloten is en wat de volgende stap is."),
        (
            _("Onder 'Wat nu?' staan de stappen die nu kunnen."),
            _("Bied gratis cliëntondersteuning aan en vraag naar een tolk. Leg dat vast bij 'Voorbereiding'."),
            _("Begin een gesprek. Er mogen er meer zijn, met verschillende mensen."),
        ),
        (_("De inwoner mag binnen zeven dagen een eigen plan inleveren. Daarna nemen wij het ook aan."),),
        ("melding", "clientondersteuning", "persoonlijk-plan"),
    ),
    "gesprek": Topic(
        _("Gesprek"),
        _("Samen uitzoeken wat er achter de vraag zit, over het hele leven."),
        (
            _("Begin bij wat iemand wil en goed kan. Elke volgorde mag, u mag overslaan."),
            _("Schrijf op wat er bereikt moet worden. Dat wordt een doel in het plan."),
            _("Vraag ook naar mantelzorgers: hoe zwaar is het en wat zou helpen?"),
            _("Rond af en zet het verslag klaar. De inwoner zegt of het klopt."),
        ),
        (
            _("Wat u typt wordt vanzelf bewaard, ook zonder internet."),
            _("Een verslag dat klaarstaat, verandert nooit meer. Een nieuw verslag komt ernaast."),
        ),
        ("gesprek", "leefgebied", "resultaat", "mantelzorger"),
    ),
    "huishouden": Topic(
        _("Huishouden"),
        _("Een heel huishouden op één scherm: mensen, plan, wie erbij is, journaal en papieren."),
        (
            _("Klik op een naam voor de gegevens van één persoon."),
            _("Schrijf een contact of notitie op. Kies het onderwerp: dat bepaalt wie het mag lezen."),
            _("Via 'Brieven en verslagen' schrijft u een brief."),
        ),
        (_("Elke keer dat u kijkt, komt in het logboek. De inwoner ziet dat."),),
        ("huishouden", "regisseur", "logboek"),
    ),
    "plan": Topic(
        _("Het plan"),
        _("Eén plan per huishouden: doelen, wie wat doet, en of het huishouden het ermee eens is."),
        (
            _("Neem resultaten uit een gesprek over als doel, of schrijf een doel op."),
            _("Zet bij elk doel wie wat doet en wanneer. Eerst wat mensen zelf kunnen."),
            _("Leg het plan voor aan het huishouden. Zij zeggen ja, of wat er anders moet."),
            _("Kies bij Termijnen een dag om te kijken of de hulp nog past (heroverwegen)."),
        ),
        (
            _("Verandert een plan dat is afgesproken? Dan vraagt het huishouden opnieuw om een ja."),
            _("Loopt er bij het afsluiten nog een termijn? Dan kiest u wat ermee gebeurt."),
            _("Gaan twee plannen samen verder? Dan kiest u wie er meegaat."),
        ),
        ("plan", "doel", "actie", "lijn"),
    ),
    "brieven": Topic(
        _("Brieven"),
        _("Schrijf een brief, kijk de taal na en leg hem vast als PDF die iedereen kan laten voorlezen."),
        (
            _("Kies een brief en pas de tekst aan."),
            _("Klik op 'Kijk de taal na'. U ziet moeilijke woorden, met een makkelijker woord erbij."),
            _("Bekijk het voorbeeld. Leg daarna vast."),
        ),
        (_("Een vastgelegde brief verandert nooit meer. De inwoner ziet hem ook in 'Mijn brieven'."),),
    ),
    "mijn-team": Topic(
        _("Mijn team"),
        _("Wat er bij het team ligt en wie wat doet, voor de teamleider."),
        (
            _("Kijk wat niemand heeft opgepakt en wat te laat is."),
            _("Geef werk aan iemand door. Waar iemand alleen bij betrokken is, gaat ook mee."),
            _("Leg bij 'uren' vast hoeveel iemand werkt. Wie minder werkt, heeft een lagere norm."),
        ),
        words=("regisseur", "termijn"),
    ),
    "erop-af": Topic(
        _("Erop af"),
        _("Mensen die niet zelf om hulp vroegen, maar over wie een signaal kwam. Wat dreigt staat bovenaan."),
        (
            _("Ga langs. Schulden en wonen gaan voor."),
            _("Leg het bezoek vast, ook als niemand opendeed, en kies wanneer u weer gaat."),
            _("Wil iemand hulp? Kies dat bij het bezoek en begin een gesprek."),
        ),
        (_("Wie het signaal gaf, ziet de inwoner nooit. De rest ziet de inwoner pas als hij ervan weet."),),
    ),
    "veiligheid": Topic(
        _("Veiligheid"),
        _("De meldcode: vijf stappen, met wat is besloten, wanneer en door wie."),
        (
            _("Schrijf op wat u zag of hoorde. Dat is stap 1."),
            _("Vraag advies zonder naam: het product kijkt na of uw vraag niet verraadt over wie het gaat."),
            _("Maak afspraken met wie daarin vrij is. Leg vast wat is opgelegd bij de maatregel."),
        ),
        (
            _("Bij acuut gevaar: bel eerst 112 of Veilig Thuis (0800-2000)."),
            _("Alleen wijkcoaches en teamleiders van dit huishouden lezen dit. Inwoners en partners niet."),
        ),
    ),
    "termijnen": Topic(
        _("Termijnen"),
        _("De wettelijke termijnen van uw meldingen: wat te laat is, wat bijna te laat is, en wat stilstaat."),
        (
            _("Open een termijn. U ziet het artikel, het begin, het einde en waarom die dag."),
            _("Staat een termijn stil of lukt het niet op tijd? Leg vast waarom, en laat het de inwoner weten."),
        ),
        (
            _("Wat te laat is, blijft zichtbaar tot het is gedaan. Ook voor wie u vervangt en voor uw teamleider."),
            _("De inwoner ziet de termijnen in Mijn plan, met uw reden voor uitstel. Schrijf die dus begrijpelijk op."),
        ),
        ("termijn",),
    ),
    "agenda": Topic(
        _("Agenda"),
        _("Uw afspraken, met wie er meegaat en hoe u er komt."),
        (
            _("Kies 'Nieuwe afspraak', hier of bij een huishouden. Komt hij terug? Kies hoe vaak en tot wanneer."),
            _("Wijzig één keer, of deze en alle volgende. Eén keer laten vervallen kan ook."),
            _("Vul in hoe lang u onderweg bent. Past het niet, dan staat dat erbij. U mag het toch zo laten."),
            _("Vraagt een inwoner om een andere tijd? Dan krijgt u een taak. Kies samen een andere tijd."),
            _("Zet uw agenda in een ander programma met het adres dat u hier maakt."),
        ),
        (
            _("In dat andere programma staan alleen tijden, geen namen of onderwerpen."),
            _("De inwoner ziet de afspraak, tenzij u het vinkje weghaalt. Dan ziet die ook waar het over gaat."),
        ),
    ),
    "lijsten": Topic(
        _("Lijsten"),
        _("Huishoudens, taken en meldingen in een lijst: zoeken, ordenen, bewaren, afdrukken en meenemen."),
        (
            _("Kies wat u wilt zien en bewaar de zoekvraag als u die vaker nodig hebt."),
            _("Vink regels aan om iets in één keer te doen. U ziet eerst wat er verandert, en kunt het terugdraaien."),
        ),
        (_("U ziet en exporteert alleen wat voor u open is. Ook dat komt in het logboek."),),
    ),
    "afwezig": Topic(
        _("Afwezig"),
        _("Zeg wanneer u er niet bent en wie uw werk dan overneemt."),
        (
            _("Kies de dagen en een collega. Die ziet in die dagen waar u mee bezig bent."),
            _("Schrijf een bericht voor collega's en een bericht voor inwoners. Die staan bij uw naam."),
        ),
        (_("Waarom u er niet bent, hoeft u hier niet op te schrijven."),),
    ),
    "terugkijken": Topic(
        _("Terugkijken op een plan"),
        _("Kijk samen terug: wat is er bereikt, wat vindt ieder ervan, en hoe gaat het verder?"),
        (
            _("Vraag iedereen in het huishouden wat die ervan vindt, in de eigen woorden."),
            _("Zeg per doel hoe het ermee staat."),
        ),
        words=("plan", "doel"),
    ),
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
}
