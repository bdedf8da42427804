"""Names are folded by one function, that of the order of names; it is written out in the query and costs less."""

from importlib import import_module
from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    """``people_fold`` goes; ``people_first`` uses ``name_in_order``."""

    dependencies: ClassVar = [("people", "0007_pair_taken_back"), ("foundation", "0003_name_order")]

    operations: ClassVar = [
        migrations.RunSQL(
            """
            DROP FUNCTION people_first(text, text);
            DROP FUNCTION people_fold(text);
            CREATE FUNCTION people_first(the_given text, the_call text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
            RETURN split_part(name_in_order(coalesce(nullif(the_given, ''), the_call)), ' ', 1);
            GRANT EXECUTE ON FUNCTION people_first(text, text) TO ontschot_app;
            """,
            "DROP FUNCTION people_first(text, text);\n"
            + import_module("ontschot.domain.people.migrations.0006_compare_names").FOLD,
        )
    ]
