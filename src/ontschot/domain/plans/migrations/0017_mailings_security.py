"""Row security on letters to many: the mailing is its writer's, each line lies with whom it is for."""

from typing import ClassVar

from django.db import migrations

from ontschot.privacy.policies import protect, protect_own


class Migration(migrations.Migration):
    """Policies."""

    dependencies: ClassVar = [("plans", "0016_mailings"), ("privacy", "0015_held_jobs_security")]

    operations: ClassVar = [
        protect_own("plans_mailing"),
        protect("plans_mailingline", parent=("mailing_id", "plans_mailing")),
    ]
