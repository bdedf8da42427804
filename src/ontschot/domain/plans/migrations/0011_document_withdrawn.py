"""A wrong document is taken back: what it was is destroyed, that it was there remains."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """When, by whom and why."""

    dependencies = [("plans", "0010_changes_counted")]

    operations = [
        migrations.AddField("document", "withdrawn_at", models.DateTimeField(null=True)),
        migrations.AddField("document", "withdrawn_by", models.BigIntegerField(null=True)),
        migrations.AddField(
            "document", "withdrawn_reason", models.CharField(blank=True, default="", max_length=200), preserve_default=False
        ),
    ]
