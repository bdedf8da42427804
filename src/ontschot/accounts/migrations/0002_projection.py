"""Triggers that tell ``privacy`` at once who sits in which team and which role each account has."""

from django.db import migrations


class Migration(migrations.Migration):
    """Projection of team memberships and roles."""

    dependencies = [("accounts", "0001_initial"), ("privacy", "0004_rights")]

    operations = [
        migrations.RunSQL(
            """
            CREATE FUNCTION accounts_tell_seat() RETURNS trigger LANGUAGE plpgsql
                SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
            BEGIN
                IF TG_OP <> 'INSERT' THEN
                    DELETE FROM privacy_seat WHERE membership_id = OLD.id;
                END IF;
                IF TG_OP <> 'DELETE' AND NOT isempty(NEW.period) THEN
                    INSERT INTO privacy_seat (membership_id, team_id, user_id, starts_on, ends_on)
                    VALUES (NEW.id, NEW.team_id, NEW.user_id, COALESCE(lower(NEW.period), '-infinity'), upper(NEW.period));
                END IF;
                RETURN NULL;
            END $$;
            CREATE TRIGGER tell_seat AFTER INSERT OR UPDATE OR DELETE ON accounts_teammembership
                FOR EACH ROW EXECUTE FUNCTION accounts_tell_seat();

            CREATE FUNCTION accounts_tell_role() RETURNS trigger LANGUAGE plpgsql
                SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
            BEGIN
                IF TG_OP <> 'INSERT' THEN
                    DELETE FROM privacy_roleof WHERE user_id = OLD.id;
                END IF;
                IF TG_OP <> 'DELETE' AND NEW.is_active THEN
                    INSERT INTO privacy_roleof (user_id, role) VALUES (NEW.id, NEW.role);
                END IF;
                RETURN NULL;
            END $$;
            CREATE TRIGGER tell_role AFTER INSERT OR UPDATE OR DELETE ON accounts_user
                FOR EACH ROW EXECUTE FUNCTION accounts_tell_role();
            """,
            migrations.RunSQL.noop,
        )
    ]
