"""Row security on persons and households, what identification may see, and the trigger that tells ``privacy`` who lives where."""

from django.db import migrations

from ontschot.privacy.policies import protect

TABLES = ["person", "residence", "household", "membership", "relation", "authority"]


class Migration(migrations.Migration):
    """Policies and projection."""

    dependencies = [
        ("people", "0001_initial"),
        ("accounts", "0002_projection"),
        ("privacy", "0004_rights"),
        ("places", "0001_initial"),
    ]

    operations = [
        *[protect(f"people_{table}", system=True) for table in TABLES],
        *[protect(f"people_{table}event", system=True) for table in TABLES],
        protect("people_portalaccount", system=True),
        migrations.RunSQL(
            """
            GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ontschot_register;
            GRANT SELECT, INSERT, UPDATE ON pghistory_context TO ontschot_register;
            GRANT SELECT ON places_area, places_addressarea, accounts_team, accounts_teammembership, accounts_user TO ontschot_register;

            -- Identification: the least that tells people apart, and nothing else, by column.
            GRANT SELECT (id, bsn_hash, given_names, call_name, prefix, family_name, display_name, search_name, birth_date, gender,
                          death_date, secrecy, suspension, source, drawer_id) ON people_person TO ontschot_identify;
            GRANT SELECT (id, person_id, kind, postcode, house_number, house_letter, addition, ends_on, drawer_id)
                ON people_residence TO ontschot_identify;
            GRANT SELECT (id, household_id, person_id, period, drawer_id) ON people_membership TO ontschot_identify;
            CREATE POLICY identify ON people_person FOR SELECT TO ontschot_identify USING (true);
            CREATE POLICY identify ON people_residence FOR SELECT TO ontschot_identify USING (true);
            CREATE POLICY identify ON people_membership FOR SELECT TO ontschot_identify USING (true);

            CREATE FUNCTION people_tell_reach() RETURNS trigger LANGUAGE plpgsql
                SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
            BEGIN
                IF TG_OP <> 'INSERT' THEN
                    DELETE FROM privacy_reach WHERE membership_id = OLD.id;
                END IF;
                IF TG_OP <> 'DELETE' AND NOT isempty(NEW.period) THEN
                    INSERT INTO privacy_reach (membership_id, household_id, person_id, starts_on, ends_on)
                    VALUES (NEW.id, NEW.household_id, NEW.person_id, COALESCE(lower(NEW.period), '-infinity'), upper(NEW.period));
                END IF;
                RETURN NULL;
            END $$;
            CREATE TRIGGER tell_reach AFTER INSERT OR UPDATE OR DELETE ON people_membership
                FOR EACH ROW EXECUTE FUNCTION people_tell_reach();
            """,
            migrations.RunSQL.noop,
        ),
    ]
