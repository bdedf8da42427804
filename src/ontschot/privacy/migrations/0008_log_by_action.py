"""The privacy officer looks for one action, or for what was refused, among millions of lines."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Two indexes on the log."""

    dependencies: ClassVar = [("privacy", "0007_known_by_index")]

    operations: ClassVar = [
        migrations.AddIndex("logentry", models.Index(fields=["action", "-at"], name="log_action")),
        migrations.AddIndex(
            "logentry",
            models.Index(fields=["-at"], name="log_refused", condition=models.Q(("outcome", "refused"))),
        ),
    ]
