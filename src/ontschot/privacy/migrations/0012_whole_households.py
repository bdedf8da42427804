"""The question 'which drawers are open for me now' at less than half its cost; the answer is the same.

A worker's grants nearly all open a household whole: every life domain, every member, everything in the circle. The
drawers of such households are one walk along an index; the view, with all its conditions, is asked for what remains:
other grants, and the households that hold something behind a shield. What is kept in the transaction is now the array
alone, with whose it is in a setting beside it: cutting it out of one text cost as much as reading it.
A drawer may stand in the array twice (a member of two such
households). Measured in docs/performance.md; docs/decisions/0008-cheaper-questions.md.
"""

from typing import ClassVar

from django.db import migrations

TODAY = "(SELECT (statement_timestamp() AT TIME ZONE 'Europe/Amsterdam')::date)"
WHOLE = "g.life_domain_ids IS NULL AND g.shield_id IS NULL AND g.reaches_members"
IN_SIGHT = """(g.life_domain_ids IS NULL OR d.life_domain_id = ANY (g.life_domain_ids))
  AND ((d.shield_id = 1 AND coalesce(g.shield_id, 1) = 1)
    OR (d.shield_id <> 1 AND EXISTS (
      SELECT FROM privacy_shield s
      WHERE s.id = d.shield_id
        AND (g.shield_id = s.id OR (g.shield_id IS NULL AND s.kind IN ('roles', 'hidden')))
        AND (s.kind <> 'roles'
          OR EXISTS (SELECT FROM privacy_roleof a WHERE a.user_id = g.user_id AND a.role = ANY (s.roles)))
        AND g.user_id <> ALL (s.excluded_user_ids)
        AND (s.excluded_household_ids = '{}' OR NOT EXISTS (
          SELECT FROM privacy_user_grant x
           WHERE x.user_id = g.user_id AND x.household_id = ANY (s.excluded_household_ids))))))"""

SQL = f"""
CREATE INDEX privacy_household_drawer_shielded ON privacy_household_drawer (household_id) WHERE shield_id <> 1;

-- As in row_security.sql, with whose household it comes through and whether the grant opens that whole.
CREATE OR REPLACE VIEW privacy_open_drawer AS
SELECT g.user_id, d.id AS drawer_id, NULL::bigint AS household_id, false AS whole
FROM privacy_user_grant g
CROSS JOIN LATERAL (SELECT * FROM privacy_drawer p WHERE p.person_id = g.person_id OFFSET 0) d
WHERE g.person_id IS NOT NULL AND {IN_SIGHT}
UNION ALL
SELECT g.user_id, d.drawer_id, g.household_id, {WHOLE}
FROM privacy_user_grant g
CROSS JOIN LATERAL (SELECT * FROM privacy_household_drawer p WHERE p.household_id = g.household_id OFFSET 0) d
WHERE g.household_id IS NOT NULL AND (d.reach_id IS NULL OR g.reaches_members)
  AND d.starts_on <= {TODAY} AND (d.ends_on IS NULL OR d.ends_on > {TODAY})
  AND {IN_SIGHT};

CREATE OR REPLACE FUNCTION privacy_open_drawers() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    me bigint := NULLIF(current_setting('app.user_id', true), '')::bigint;
    kept text;
    homes bigint[];
    shielded bigint[];
    found bigint[];
BEGIN
    IF me IS NULL THEN RETURN '{{}}'; END IF;
    IF current_setting('app.open_drawers_of', true) = me::text THEN
        kept := current_setting('app.open_drawers', true);
        IF kept <> '' THEN RETURN kept::bigint[]; END IF;
    END IF;
    -- A deactivated account has no role: nothing is open to it, whatever its grants say.
    IF EXISTS (SELECT FROM privacy_roleof a WHERE a.user_id = me) THEN
        homes := ARRAY(
            SELECT DISTINCT g.household_id FROM privacy_user_grant g
             WHERE g.user_id = me AND g.household_id IS NOT NULL AND {WHOLE});
        shielded := ARRAY(
            SELECT d.household_id FROM privacy_household_drawer d
             WHERE d.shield_id <> 1 AND d.household_id = ANY (homes));
        found := ARRAY(
            SELECT d.drawer_id FROM privacy_household_drawer d
             WHERE d.household_id = ANY (homes) AND d.shield_id = 1
               AND d.starts_on <= {TODAY} AND (d.ends_on IS NULL OR d.ends_on > {TODAY})
            UNION ALL
            SELECT o.drawer_id FROM privacy_open_drawer o
             WHERE o.user_id = me AND (NOT o.whole OR o.household_id = ANY (shielded)));
    ELSE
        found := '{{}}';
    END IF;
    PERFORM set_config('app.open_drawers_of', me::text, true), set_config('app.open_drawers', found::text, true);
    RETURN found;
END $$;
"""


class Migration(migrations.Migration):
    """View, function and the index on what lies behind a shield."""

    dependencies: ClassVar = [("privacy", "0011_outreach_and_safety")]

    operations: ClassVar = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
