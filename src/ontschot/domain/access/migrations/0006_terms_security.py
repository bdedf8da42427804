"""Row security on legal terms. System work may start them (the public form), count them anew and give reminders."""

from django.db import migrations

from ontschot.privacy.policies import protect

PARENTS = {
    "term": ("request_id", "access_request"),
    "suspension": ("term_id", "access_term"),
    "termnotice": ("term_id", "access_term"),
}


class Migration(migrations.Migration):
    """Policies."""

    dependencies = [("access", "0005_terms")]

    operations = [
        *[protect(f"access_{table}", parent=parent, system=True) for table, parent in PARENTS.items()],
        *[protect(f"access_{table}event", system=True) for table in ("term", "suspension")],
        migrations.RunSQL("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ontschot_register;", migrations.RunSQL.noop),
    ]
