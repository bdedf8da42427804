"""The kind of database is decided once; the cache for login throttling lives in the database too."""

from django.db import migrations


class Migration(migrations.Migration):
    """Trigger on the installation row, and the cache table of Django's database cache."""

    dependencies = [("foundation", "0001_initial")]

    operations = [
        migrations.RunSQL(
            """
            CREATE FUNCTION foundation_installation_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF TG_OP = 'DELETE' OR NEW.kind <> OLD.kind OR NEW.created_at <> OLD.created_at THEN
                    RAISE EXCEPTION 'the kind of a database is decided when it is created and never changes';
                END IF;
                RETURN NEW;
            END $$;
            CREATE TRIGGER installation_fixed BEFORE UPDATE OR DELETE ON foundation_installation
                FOR EACH ROW EXECUTE FUNCTION foundation_installation_fixed();
            CREATE TABLE foundation_cache (
                cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL
            );
            CREATE INDEX foundation_cache_expires ON foundation_cache (expires);
            """,
            "DROP TABLE foundation_cache; DROP TRIGGER installation_fixed ON foundation_installation;",
        )
    ]
