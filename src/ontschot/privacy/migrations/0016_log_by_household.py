"""The privacy officer looks for the lines of one household among millions."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """One index on the log; lines that name no household are not in it."""

    dependencies: ClassVar = [("privacy", "0015_held_jobs_security")]

    operations: ClassVar = [
        migrations.AddIndex(
            "logentry",
            models.Index(
                fields=["subject_household_id", "-at"],
                name="log_household",
                condition=models.Q(("subject_household_id__isnull", False)),
            ),
        )
    ]
