"""Row security on requests, triage and conversations. System work may receive a request (the public form) and nothing else here."""

from django.db import migrations

from ontschot.privacy.policies import protect

PARENTS = {
    "request": ("household_id", "people_household"),
    "triage": ("request_id", "access_request"),
    "conversation": ("household_id", "people_household"),
    "answer": ("conversation_id", "access_conversation"),
    "result": ("conversation_id", "access_conversation"),
}


class Migration(migrations.Migration):
    """Policies."""

    dependencies = [("access", "0002_initial"), ("people", "0002_row_security")]

    operations = [
        *[protect(f"access_{table}", parent=parent, system=table == "request") for table, parent in PARENTS.items()],
        *[protect(f"access_{table}event", system=table == "request") for table in PARENTS],
        migrations.RunSQL("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ontschot_register;", migrations.RunSQL.noop),
    ]
