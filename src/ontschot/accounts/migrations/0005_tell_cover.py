"""A trigger that tells ``privacy`` at once who covers whom."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    """Projection of absences with a cover."""

    dependencies: ClassVar = [("accounts", "0004_absence"), ("privacy", "0010_cover_opens")]

    operations: ClassVar = [
        migrations.RunSQL(
            """
            CREATE FUNCTION accounts_tell_cover() RETURNS trigger LANGUAGE plpgsql
                SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
            BEGIN
                IF TG_OP <> 'INSERT' THEN
                    DELETE FROM privacy_cover WHERE absence_id = OLD.id;
                END IF;
                IF TG_OP <> 'DELETE' AND NEW.cover_id IS NOT NULL AND NOT isempty(NEW.period) THEN
                    INSERT INTO privacy_cover (absence_id, user_id, cover_user_id, starts_on, ends_on)
                    VALUES (NEW.id, NEW.user_id, NEW.cover_id, lower(NEW.period), upper(NEW.period));
                END IF;
                RETURN NULL;
            END $$;
            CREATE TRIGGER tell_cover AFTER INSERT OR UPDATE OR DELETE ON accounts_absence
                FOR EACH ROW EXECUTE FUNCTION accounts_tell_cover();
            """,
            "DROP TRIGGER tell_cover ON accounts_absence; DROP FUNCTION accounts_tell_cover();",
        )
    ]
