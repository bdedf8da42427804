"""The purpose *statistics*, and the role that reads for a study of overlap: what it sees of drawers, and for whom."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """``ontschot_analyst``: only open drawers (no shield), none of the life domain safety, only for who makes figures."""

    dependencies = [
        ('privacy', '0012_whole_households'),
    ]

    operations = [
        migrations.AlterField(
            model_name='grant',
            name='purpose',
            field=models.CharField(choices=[('intake', 'een hulpvraag opnemen'), ('triage', 'bepalen wie helpt'), ('coordination', 'regie op het plan'), ('support', 'meewerken aan het plan'), ('team_lead', 'werk verdelen in het team'), ('outreach', 'hulp aanbieden aan wie er niet om vroeg'), ('safety', 'zorgen voor veiligheid'), ('own_data', 'eigen gegevens inzien'), ('representation', 'ouder of vertegenwoordiger'), ('identification', 'de juiste persoon vinden'), ('register', 'bijwerken uit het bevolkingsregister'), ('oversight', 'toezicht op het logboek'), ('statistics', 'cijfers over groepen maken'), ('administration', 'beheer')], max_length=20),
        ),
        migrations.RunSQL(
            """
            -- Whether who acts may have a registration made: a policy officer, or the product itself (a command).
            CREATE FUNCTION privacy_makes_figures() RETURNS boolean LANGUAGE sql STABLE
                SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
                SELECT NULLIF(current_setting('app.user_id', true), '') IS NULL OR EXISTS (
                    SELECT FROM privacy_roleof a
                     WHERE a.user_id = NULLIF(current_setting('app.user_id', true), '')::bigint
                       AND a.role = 'policy_officer')
            $$;
            REVOKE ALL ON FUNCTION privacy_makes_figures() FROM PUBLIC;
            GRANT EXECUTE ON FUNCTION privacy_makes_figures() TO ontschot_analyst;
            GRANT SELECT ON privacy_lifedomain TO ontschot_analyst;
            GRANT SELECT (id, life_domain_id, shield_id) ON privacy_drawer TO ontschot_analyst;
            CREATE POLICY countable ON privacy_drawer FOR SELECT TO ontschot_analyst USING (
                shield_id = 1 AND (SELECT privacy_makes_figures())
                AND life_domain_id <> (SELECT id FROM privacy_lifedomain WHERE code = 'safety'));
            """,
            migrations.RunSQL.noop,
        ),
    ]
