"""The life domains to start with; a municipality may extend them.

Two are no subject of a conversation: ``basis`` is who someone is and how to reach them, ``dossier`` what was asked and said
in general. Who is involved for some domains only (a school) sees ``basis``, and not ``dossier``.
"""

from django.db import migrations

# code, in the conversation, Dutch, English, explanation in Dutch, explanation in English
DOMAINS = """
basis|no|Wie u bent|Who you are|Naam, adres en hoe we u bereiken.|Name, address and how to reach you.
dossier|no|Hulpvraag en gesprekken|Requests and conversations|Wat er gevraagd is en wat er in het algemeen besproken is.|What was asked, and what was talked about in general.
income|yes|Geld en schulden|Money and debts|Inkomen, vaste lasten, schulden en rondkomen.|Income, fixed costs, debts and making ends meet.
work|yes|Werk en dagbesteding|Work and daytime activities|Werk, vrijwilligerswerk, cursus en wat u overdag doet.|Work, volunteering, courses and what you do during the day.
education|yes|School en leren|School and learning|De school van de kinderen, extra hulp op school, verzuim.|The children's school, extra help at school, truancy.
housing|yes|Wonen|Housing|Uw huis, de huur, aanpassingen, dreigende uitzetting.|Your home, the rent, adaptations, a threatening eviction.
household|yes|Huishouden en zelfzorg|Housekeeping and self-care|Schoon huis, was, eten, wassen en aankleden.|Clean home, laundry, meals, washing and dressing.
parenting|yes|Opvoeden en opgroeien|Raising and growing up|De zorg voor de kinderen en hoe het met hen gaat.|Caring for the children and how they are doing.
relations|yes|Thuis met elkaar|Together at home|Hoe u thuis met elkaar omgaat, ook als er ruzie is.|How you get along at home, also when there are fights.
physical_health|yes|Lichaam en gezondheid|Body and health|Ziekte, pijn, beperkingen, medicijnen.|Illness, pain, limitations, medication.
mental_health|yes|Hoe u zich voelt|How you feel|Somber, angstig, druk in uw hoofd, slecht slapen.|Low, anxious, a busy head, poor sleep.
addiction|yes|Drank, drugs, gokken, gamen|Alcohol, drugs, gambling, gaming|Iets wat moeilijk te stoppen is.|Something that is hard to stop.
network|yes|Familie, vrienden, buren|Family, friends, neighbours|De mensen om u heen, wat zij doen, en de zorg die u zelf geeft.|The people around you, what they do, and the care that you give.
participation|yes|Meedoen en vrije tijd|Taking part and free time|Contacten, sport, vereniging, ergens naartoe kunnen.|Contacts, sports, clubs, being able to get around.
justice|yes|Politie en justitie|Police and justice|Boetes, straf, reclassering, aangifte.|Fines, sentences, probation, reports to the police.
safety|yes|Veiligheid|Safety|Of iedereen thuis veilig is.|Whether everyone at home is safe.
"""


def add(apps, schema_editor):
    """Make the rows; a code that is there already stays as it is."""
    model = apps.get_model("privacy", "LifeDomain")
    for position, line in enumerate(DOMAINS.strip().splitlines()):
        code, talk, name_nl, name_en, explanation_nl, explanation_en = line.split("|")
        values = {
            "name_nl": name_nl,
            "name_en": name_en,
            "explanation_nl": explanation_nl,
            "explanation_en": explanation_en,
            "in_conversation": talk == "yes",
            "position": position * 10,
        }
        model.objects.get_or_create(code=code, defaults=values)


class Migration(migrations.Migration):
    """Reference data."""

    dependencies = [("privacy", "0002_row_security")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
