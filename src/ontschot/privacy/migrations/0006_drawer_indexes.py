"""Drawers are found by subject only.

The indexes on life domain and shield had nothing to find, and drew the plans that functions keep from when the table
was nearly empty: an import of 20,000 persons then walked all drawers of one life domain for each new one.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Two indexes less."""

    dependencies = [("privacy", "0005_many_drawers")]

    operations = [
        migrations.AlterField(
            "drawer",
            "life_domain",
            models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, to="privacy.lifedomain"
            ),
        ),
        migrations.AlterField(
            "drawer",
            "shield",
            models.ForeignKey(
                db_index=False, default=1, on_delete=django.db.models.deletion.PROTECT, to="privacy.shield"
            ),
        ),
    ]
