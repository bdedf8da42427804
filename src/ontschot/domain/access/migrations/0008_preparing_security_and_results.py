"""Row security on what belongs to a conversation, and the eight results of De Kanteling (VNG) in our own words."""

from typing import Any

from django.db import migrations

from ontschot.privacy.policies import protect

PARENTS = {
    "preparation": ("household_id", "people_household"),
    "personalplan": ("request_id", "access_request"),
    "carer": ("conversation_id", "access_conversation"),
    "conversationreport": ("conversation_id", "access_conversation"),
    "reportanswer": ("report_id", "access_conversationreport"),
}

# code | Dutch | English | explanation in Dutch | explanation in English
RESULTS = """
clean_home|Een schoon en leefbaar huis|A clean and liveable home|Uw huis is zo schoon en netjes dat u er gezond kunt wonen.|Your home is clean and tidy enough to live there in good health.
suitable_home|Een huis dat bij u past|A suitable home|U kunt uw huis in en uit, en u kunt alles gebruiken wat u nodig hebt.|You can get in and out, and use everything you need.
basic_goods|Eten en spullen die u elke dag nodig hebt|Goods for basic needs|Er is elke dag eten in huis, en wat u verder nodig hebt.|There is food every day, and whatever else you need.
clean_clothes|Schone en goede kleren|Clean and wearable clothes|U hebt kleren die schoon, heel en droog zijn.|You have clothes that are clean, whole and dry.
caring_for_children|Thuis voor uw kinderen zorgen|Caring at home for your children|Uw kinderen krijgen thuis de zorg en de aandacht die zij nodig hebben.|Your children get the care and attention they need at home.
moving_at_home|Bewegen in en om het huis|Moving in, at and near the home|U kunt van kamer naar kamer, naar buiten en weer terug.|You can go from room to room, outside and back.
getting_around|Ergens naartoe kunnen|Getting around locally|U kunt naar de winkel, de dokter, familie en vrienden.|You can get to the shop, the doctor, family and friends.
taking_part|Contact met anderen en meedoen|Contacts with others and taking part|U ziet mensen en doet mee aan wat u leuk of belangrijk vindt.|You meet people and take part in what you like or find important.
"""


def sow(apps: Any, _editor: Any) -> None:
    """Make the rows; a code that is there stays as it is."""
    model = apps.get_model("access", "ResultArea")
    for position, line in enumerate(RESULTS.strip().splitlines()):
        code, name_nl, name_en, explanation_nl, explanation_en = line.split("|")
        values = {
            "name_nl": name_nl,
            "name_en": name_en,
            "explanation_nl": explanation_nl,
            "explanation_en": explanation_en,
            "position": position * 10,
            "own": False,
        }
        model.objects.get_or_create(code=code, defaults=values)


class Migration(migrations.Migration):
    """Policies and reference data."""

    dependencies = [("access", "0007_preparing"), ("writing", "0002_row_security_and_words")]

    operations = [
        *[protect(f"access_{table}", parent=parent) for table, parent in PARENTS.items()],
        *[protect(f"access_{table}event") for table in ("preparation", "carer")],
        migrations.RunPython(sow, migrations.RunPython.noop),
    ]
