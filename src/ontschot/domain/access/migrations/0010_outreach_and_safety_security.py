"""Row security on signals, visits and the safety drawer. System work keeps a signal that comes with a public form."""

from django.db import migrations

from ontschot.privacy.policies import protect

PARENTS = {
    "signal": ("request_id", "access_request"),
    "visit": ("request_id", "access_request"),
    "safetycase": ("household_id", "people_household"),
    "codestep": ("case_id", "access_safetycase"),
    "advice": ("case_id", "access_safetycase"),
    "measure": ("case_id", "access_safetycase"),
    "safetyagreement": ("case_id", "access_safetycase"),
}
SYSTEM = ("signal",)


class Migration(migrations.Migration):
    """Policies."""

    dependencies = [("access", "0009_outreach_and_safety"), ("privacy", "0011_outreach_and_safety")]

    operations = [
        *[protect(f"access_{table}", parent=parent, system=table in SYSTEM) for table, parent in PARENTS.items()],
        *[protect(f"access_{table}event", system=table in SYSTEM) for table in PARENTS],
        migrations.RunSQL("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ontschot_register;", migrations.RunSQL.noop),
    ]
