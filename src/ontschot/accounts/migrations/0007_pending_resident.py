"""Residents who logged in with the broker and are not connected to a person yet."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """A code, and the username that goes with it."""

    dependencies = [("accounts", "0006_first_day")]

    operations = [
        migrations.CreateModel(
            name="PendingResident",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("username", models.CharField(max_length=150, unique=True)),
                ("code_hash", models.BinaryField(unique=True)),
                ("made_at", models.DateTimeField()),
            ],
        ),
    ]
