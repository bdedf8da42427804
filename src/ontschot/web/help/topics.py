"""Help for each screen: what it is for, how it goes, what to mind. One topic may serve several screens.

A screen without a topic of its own gets that of its room, or the general one.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ontschot.web.help.topics_more import MORE
from ontschot.web.help.topics_shape import Topic

_FIRST: dict[str, Topic] = {
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
        _("Zoek in wat u mag zien: namen, huishoudens, geboortedatum of postcode."),
        (
            _("Typ een of meer woorden. Elk woord moet ergens passen."),
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
            _("Maak een afspraak bij een huishouden. Komt hij terug? Kies hoe vaak en tot wanneer."),
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
    "samenloop": Topic(
        _("Samenloop"),
        _("Hoeveel huishoudens gebruiken meer dan één regeling? Uit bestanden die u zelf meebrengt."),
        (_("Kies de bestanden en zeg welke kolom wat betekent. Bekijk daarna het verslag."),),
        (_("Kleine aantallen worden niet getoond, zodat niemand te herkennen is."),),
        ("samenloop", "stapeling"),
    ),
    "mijn-plan": Topic(
        _("Mijn plan"),
        _("Hier leest u uw plan. U ziet wie wat doet."),
        (
            _("Lees het plan rustig door."),
            _("Zeg of u het ermee eens bent. U mag altijd van gedachten veranderen."),
            _("Doet u zelf iets? Zeg hier hoe het gaat."),
            _("Kijk wat u wanneer van de gemeente mag verwachten, en waarom iets langer duurt."),
            _("Bewaar uw plan of druk het af. Kijk ook hoe het plan eerder was."),
        ),
        (
            _("Klopt er iets niet? Bel uw regisseur. Het nummer staat in het plan."),
            _("Is uw kind jonger dan 12? Dan kijkt u ook voor uw kind terug. Een ouder kind doet het zelf."),
        ),
        ("plan", "regisseur", "doel"),
    ),
    "mijn-afspraken": Topic(
        _("Mijn afspraken"),
        _("Hier ziet u wanneer wij elkaar spreken, waar, met wie en wat u meeneemt."),
        (
            _("Kunt u dan niet? Kies 'Ik wil een andere tijd' en schrijf wat u wilt."),
            _("Wij nemen contact met u op. Tot dan blijft de afspraak staan."),
        ),
        (_("Een afspraak met een kind van 16 jaar of ouder ziet alleen dat kind."),),
    ),
    "mijn-gesprek": Topic(
        _("Mijn gesprek"),
        _("Hier ziet u wat u kunt doen voor en na het gesprek met de gemeente."),
        (
            _("Lees de gids."),
            _("Maak een eigen plan als u dat wilt. U ziet tot wanneer u het kunt inleveren."),
            _("Lees na het gesprek het verslag. Zeg of het klopt."),
        ),
        words=("persoonlijk-plan", "clientondersteuning"),
    ),
    "mijn-brieven": Topic(
        _("Mijn brieven"),
        _("Hier staan de brieven die de gemeente u stuurde."),
        (_("Klik op een brief om hem te lezen. Uw computer of telefoon kan hem voorlezen."),),
    ),
    "hulp-vragen": Topic(
        _("Hulp vragen"),
        _("Hier vertelt u wat er aan de hand is. U hoeft niet in te loggen."),
        (
            _("Vertel het in uw eigen woorden."),
            _("Vul in hoe wij u kunnen bereiken."),
            _("Bewaar het nummer dat u krijgt."),
        ),
        (_("Is er nu gevaar? Bel 112."),),
        ("hulpvraag",),
    ),
    "wie-keek-mee": Topic(
        _("Wie keek mee"),
        _("Hier ziet u wie uw gegevens bekeek, wanneer en waarom."),
        (_("Ziet u iets dat niet klopt? Zeg het tegen uw regisseur of bel de gemeente."),),
        words=("logboek", "doelbinding"),
    ),
    "mijn-gegevens": Topic(
        _("Mijn gegevens"),
        _("Hier ziet u wat de gemeente over u opschreef, en wie dat nu mag zien."),
        (_("Klopt er iets niet? Bel de gemeente. U hebt recht op inzage."),),
        words=("inzage", "grondslag"),
    ),
    "logboek": Topic(
        _("Logboek"),
        _("Elke keer dat iemand gegevens bekeek of veranderde, zonder de inhoud."),
        (
            _("Kies een periode, een medewerker of een nummer van een persoon."),
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
    "algemeen": Topic(
        _("Werken met Ontschot"),
        _("Eén huishouden, één plan, één regisseur."),
        (
            _("Links staat het menu. Met de toets '/' zoekt u, met '?' krijgt u hulp bij het scherm."),
            _("Een woord met stippen eronder wordt uitgelegd als u erop klikt."),
        ),
        (_("U ziet alleen wat u voor uw werk nodig hebt, en wat u bekijkt komt in het logboek."),),
    ),
}

TOPICS: dict[str, Topic] = {code: topic for code, topic in (_FIRST | MORE).items() if code != "algemeen"}
TOPICS["algemeen"] = _FIRST["algemeen"]  # at the end of the list
