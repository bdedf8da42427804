"""Help for the screens of residents."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ontschot.web.help.topics.topic import Topic

PORTAL: dict[str, Topic] = {
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
}
