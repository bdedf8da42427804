"""Who covers an absent colleague sees what that colleague works with, as long as it lasts.

Nothing is copied: what is open follows from the absent one's own grants, so it ends with each of these, with the
absence, and with the seat of either in the team they share. Not passed on: what was opened by name through a shield
(notes for oneself), and what an account has of its own (a resident's own data).
"""

from typing import ClassVar

from django.db import migrations

from ontschot.privacy.policies import protect_own

NOW = "starts_at <= statement_timestamp() AND (g.ends_at IS NULL OR g.ends_at > statement_timestamp())"
TODAY = "(SELECT (statement_timestamp() AT TIME ZONE 'Europe/Amsterdam')::date)"


def _today(name: str) -> str:
    return f"{name}.starts_on <= {TODAY} AND ({name}.ends_on IS NULL OR {name}.ends_on > {TODAY})"


OWN_AND_TEAM = f"""
    SELECT g.user_id, g.id AS grant_id, g.person_id, g.household_id, g.life_domain_ids, g.shield_id, g.reaches_members
    FROM privacy_grant g WHERE g.user_id IS NOT NULL AND g.{NOW}
    UNION ALL
    SELECT m.user_id, g.id, g.person_id, g.household_id, g.life_domain_ids, g.shield_id, g.reaches_members
    FROM privacy_seat m JOIN privacy_grant g ON g.team_id = m.team_id
    WHERE {_today("m")} AND g.{NOW}
"""

COVERS = f"""
    SELECT c.cover_user_id AS user_id, g.id AS grant_id, g.person_id, g.household_id, g.life_domain_ids, g.shield_id,
        g.reaches_members
    FROM privacy_cover c JOIN privacy_grant g ON g.user_id = c.user_id
    WHERE {_today("c")} AND g.{NOW} AND g.shield_id IS NULL
      AND split_part(g.source, ':', 1) IN ('involvement', 'triage', 'request')
      AND EXISTS (SELECT FROM privacy_roleof r WHERE r.user_id = c.user_id)
      AND EXISTS (SELECT FROM privacy_seat a JOIN privacy_seat b ON b.team_id = a.team_id
                   WHERE a.user_id = c.user_id AND b.user_id = c.cover_user_id AND {_today("a")} AND {_today("b")})
"""

SQL = f"""
CREATE POLICY structure ON privacy_cover TO ontschot_owner USING (true) WITH CHECK (true);
ALTER TABLE privacy_cover ENABLE ROW LEVEL SECURITY;
ALTER TABLE privacy_cover FORCE ROW LEVEL SECURITY;
CREATE TRIGGER forget_open_drawers AFTER INSERT OR UPDATE OR DELETE ON privacy_cover
    FOR EACH STATEMENT EXECUTE FUNCTION privacy_forget_open_drawers();

CREATE OR REPLACE VIEW privacy_user_grant AS {OWN_AND_TEAM} UNION ALL {COVERS};

-- For the log: as cover of whom the current user reaches this household or person; '' when by own or team access.
CREATE FUNCTION privacy_covered_for(the_person bigint, the_household bigint) RETURNS text
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    me bigint := NULLIF(current_setting('app.user_id', true), '')::bigint;
    homes bigint[];
    absent bigint;
BEGIN
    IF me IS NULL OR NOT EXISTS (SELECT FROM privacy_cover c WHERE c.cover_user_id = me AND {_today("c")}) THEN
        RETURN '';
    END IF;
    homes := CASE WHEN the_household IS NOT NULL THEN ARRAY[the_household]
        ELSE ARRAY(SELECT r.household_id FROM privacy_reach r WHERE r.person_id = the_person AND {_today("r")}) END;
    IF EXISTS (
        SELECT FROM privacy_grant g
         WHERE (g.household_id = ANY (homes) OR g.person_id = the_person) AND g.{NOW} AND g.shield_id IS NULL
           AND (g.user_id = me
                OR g.team_id IN (SELECT m.team_id FROM privacy_seat m WHERE m.user_id = me AND {_today("m")}))
    ) THEN
        RETURN '';
    END IF;
    SELECT c.user_id INTO absent FROM privacy_cover c JOIN privacy_grant g ON g.user_id = c.user_id
     WHERE c.cover_user_id = me AND {_today("c")} AND g.household_id = ANY (homes) AND g.{NOW} AND g.shield_id IS NULL
     ORDER BY c.user_id LIMIT 1;
    RETURN CASE WHEN absent IS NULL THEN '' ELSE 'user:' || absent END;
END $$;
REVOKE ALL ON FUNCTION privacy_covered_for(bigint, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION privacy_covered_for(bigint, bigint)
    TO ontschot_app, ontschot_register, ontschot_identify, ontschot_oversight;
"""


class Migration(migrations.Migration):
    """View, function and policy."""

    dependencies: ClassVar = [("privacy", "0009_cover_and_searches")]

    operations: ClassVar = [migrations.RunSQL(SQL, migrations.RunSQL.noop), protect_own("privacy_savedsearch")]
