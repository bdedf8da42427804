"""What ``ontschot_analyst`` may read for a study of overlap: by column, and only of drawers that may be counted."""

from django.db import migrations

COLUMNS = {
    "people_person": (
        "id, drawer_id, bsn_encrypted, given_names, prefix, family_name, partner_prefix, partner_family_name, birth_date, "
        "gender, secrecy, merged_into, suspension"
    ),
    "people_residence": (
        "id, drawer_id, person_id, kind, street, house_number, house_letter, addition, postcode, place, "
        "neighbourhood_code, ends_on"
    ),
    "people_membership": "id, drawer_id, household_id, person_id, period",
    "access_request": "id, drawer_id, person_id, household_id, state, reported_on",
    "plans_plan": "id, drawer_id, household_id, state, merged_into_id, created_at, closed_at",
    "plans_involvement": "id, drawer_id, household_id, kind, purpose, life_domain_ids, starts_on, ended_at",
    "plans_otherspart": (
        "id, drawer_id, household_id, person_id, kind, scheme, status, starts_on, ends_on, created_at"
    ),
    "plans_datedfact": "id, drawer_id, household_id, person_id, kind, scheme, starts_on, ends_on, withdrawn_at",
}
# Who asked the register to keep their data secret, was registered by mistake, or is another record by now, is not read.
ONLY = {"people_person": " AND NOT secrecy AND merged_into IS NULL AND suspension <> 'F'"}


def _statements() -> str:
    found = []
    for table, columns in COLUMNS.items():
        found.append(
            f"GRANT SELECT ({columns}) ON {table} TO ontschot_analyst;"
            f"CREATE POLICY countable ON {table} FOR SELECT TO ontschot_analyst"
            f" USING (drawer_id IN (SELECT id FROM privacy_drawer){ONLY.get(table, '')});"
        )
    return "\n".join(found)


class Migration(migrations.Migration):
    """Column rights and policies; nothing that may be written."""

    dependencies = [
        ("access", "0010_outreach_and_safety_security"),
        ("people", "0005_duplicates_security"),
        ("plans", "0014_bulk_involvements"),
        ("privacy", "0013_statistics"),
    ]

    operations = [migrations.RunSQL(_statements(), migrations.RunSQL.noop)]
