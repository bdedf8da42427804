"""Whose files in forms and background work are; a saved search that was shared is read by who sits in the team today."""

from typing import ClassVar

from django.db import migrations

from ontschot.privacy.policies import protect_own

SHARED = """
CREATE FUNCTION privacy_my_teams() RETURNS bigint[]
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT COALESCE(array_agg(s.team_id), '{}') FROM privacy_seat s
     WHERE s.user_id = NULLIF(current_setting('app.user_id', true), '')::bigint
       AND s.starts_on <= (now() AT TIME ZONE 'Europe/Amsterdam')::date
       AND (s.ends_on IS NULL OR s.ends_on > (now() AT TIME ZONE 'Europe/Amsterdam')::date)
       AND EXISTS (SELECT FROM privacy_roleof r WHERE r.user_id = s.user_id)
$$;
REVOKE ALL ON FUNCTION privacy_my_teams() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION privacy_my_teams() TO ontschot_app;
CREATE POLICY shared ON privacy_savedsearch FOR SELECT TO ontschot_app
    USING (team_id = ANY ((SELECT privacy_my_teams())::bigint[]));
"""


class Migration(migrations.Migration):
    """Policies."""

    dependencies: ClassVar = [("privacy", "0014_held_jobs_and_shared")]

    operations: ClassVar = [
        protect_own("privacy_heldfile", system=True),
        protect_own("privacy_job", system=True),
        migrations.RunSQL(SHARED, migrations.RunSQL.noop),
    ]
