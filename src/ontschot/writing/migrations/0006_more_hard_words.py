"""More hard words of officials, also where the product ran already; a row that is there stays as it is."""

from __future__ import annotations

from typing import Any

from django.db import migrations

from ontschot.writing import seed


def sow(apps: Any, _editor: Any) -> None:
    """Make the rows that are not there yet."""
    seed.sow(apps.get_model("writing", "Term"), apps.get_model("writing", "HardWord"))


class Migration(migrations.Migration):
    """Reference data."""

    dependencies = [("writing", "0005_own_texts")]

    operations = [migrations.RunPython(sow, migrations.RunPython.noop)]
