"""Many drawers at once, for the import of the population register."""

from django.db import migrations


class Migration(migrations.Migration):
    """A function beside ``privacy_drawer_for``, for system work only."""

    dependencies = [("privacy", "0004_rights")]

    operations = [
        migrations.RunSQL(
            """
            -- Of each place in the lists a person or a household (the other NULL) and a shield: the drawer, found or made.
            CREATE FUNCTION privacy_drawers_for(
                the_persons bigint[], the_households bigint[], the_domain text, the_shields bigint[]
            ) RETURNS TABLE (the_place bigint, the_drawer bigint)
                LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
                SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
            DECLARE
                domain_id smallint;
            BEGIN
                IF current_setting('role') <> 'ontschot_register' THEN
                    RAISE insufficient_privilege USING MESSAGE = 'many drawers at once are for system work';
                END IF;
                SELECT id INTO STRICT domain_id FROM privacy_lifedomain WHERE code = the_domain;
                INSERT INTO privacy_drawer (person_id, household_id, life_domain_id, shield_id)
                SELECT x.person, x.household, domain_id, x.shield
                FROM unnest(the_persons, the_households, the_shields) AS x (person, household, shield)
                ON CONFLICT DO NOTHING;
                RETURN QUERY
                SELECT x.place, d.id
                FROM unnest(the_persons, the_shields) WITH ORDINALITY AS x (person, shield, place)
                JOIN privacy_drawer d ON d.person_id = x.person AND d.life_domain_id = domain_id AND d.shield_id = x.shield
                WHERE x.person IS NOT NULL
                UNION ALL
                SELECT x.place, d.id
                FROM unnest(the_households, the_shields) WITH ORDINALITY AS x (household, shield, place)
                JOIN privacy_drawer d
                  ON d.household_id = x.household AND d.life_domain_id = domain_id AND d.shield_id = x.shield
                WHERE x.household IS NOT NULL;
            END $$;
            REVOKE ALL ON FUNCTION privacy_drawers_for(bigint[], bigint[], text, bigint[]) FROM PUBLIC;
            GRANT EXECUTE ON FUNCTION privacy_drawers_for(bigint[], bigint[], text, bigint[]) TO ontschot_register;
            """,
            "DROP FUNCTION privacy_drawers_for(bigint[], bigint[], text, bigint[]);",
        )
    ]
