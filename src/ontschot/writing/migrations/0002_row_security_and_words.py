"""Row security on letters, and the words that come along."""

from typing import Any

from django.db import migrations

from ontschot.privacy.policies import protect
from ontschot.writing import seed


def sow(apps: Any, _editor: Any) -> None:
    """Make the rows."""
    seed.sow(apps.get_model("writing", "Term"), apps.get_model("writing", "HardWord"))


class Migration(migrations.Migration):
    """Policies and reference data."""

    dependencies = [("writing", "0001_initial"), ("privacy", "0004_rights")]

    operations = [
        protect("writing_letter"),
        migrations.RunPython(sow, migrations.RunPython.noop),
    ]
