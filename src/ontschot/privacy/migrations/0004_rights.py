"""What the wide database roles may do here. What the application may do stands in ``privacy.policies.RESTRICTED``."""

from django.db import migrations


class Migration(migrations.Migration):
    """Rights of the wide roles."""

    dependencies = [("privacy", "0003_life_domains")]

    operations = [
        migrations.RunSQL(
            """
            GRANT SELECT ON privacy_lifedomain TO ontschot_register, ontschot_identify, ontschot_oversight;
            GRANT SELECT, INSERT ON privacy_shield TO ontschot_register;
            GRANT SELECT ON privacy_drawer TO ontschot_register;
            GRANT INSERT ON privacy_logentry TO ontschot_register, ontschot_identify;
            GRANT SELECT ON foundation_installation TO ontschot_register, ontschot_identify, ontschot_oversight;
            GRANT SELECT ON privacy_logentry TO ontschot_oversight;
            GRANT SELECT, INSERT ON privacy_seal TO ontschot_oversight;
            GRANT USAGE ON SEQUENCE privacy_seal_id_seq TO ontschot_oversight;
            GRANT USAGE ON SEQUENCE privacy_shield_id_seq, privacy_grant_id_seq TO ontschot_register;
            """,
            migrations.RunSQL.noop,
        )
    ]
