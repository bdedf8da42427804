"""Row security on what goes with a letter: attachments, withdrawals, openings."""

from typing import ClassVar

from django.db import migrations

from ontschot.privacy.policies import protect


class Migration(migrations.Migration):
    """Policies."""

    dependencies: ClassVar = [("writing", "0003_letters_of_the_municipality"), ("privacy", "0014_held_jobs_and_shared")]

    operations: ClassVar = [
        protect("writing_letterattachment", parent=("letter_id", "writing_letter")),
        protect("writing_letterwithdrawal", parent=("letter_id", "writing_letter")),
        protect("writing_letteropening", parent=("letter_id", "writing_letter")),
    ]
