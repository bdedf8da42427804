"""'El Amrani' stands under E: an Arabic article is part of the name, as the register writes it and people say it."""

from importlib import import_module
from typing import ClassVar

from django.db import migrations

BEFORE = import_module("ontschot.foundation.migrations.0003_name_order").PREFIXES
PREFIXES = "|".join(word for word in BEFORE.split("|") if word not in ("al", "el"))


def _function(prefixes: str) -> str:
    return rf"""
        CREATE OR REPLACE FUNCTION family_in_order(name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
        RETURN regexp_replace(
            name_in_order(regexp_replace(name, '^\s*[dDlL][''’]', '')), '^(({prefixes}) )+(?=.)', '');
        """


class Migration(migrations.Migration):
    """The same function with fewer prefixes."""

    dependencies: ClassVar = [("foundation", "0003_name_order")]

    operations: ClassVar = [migrations.RunSQL(_function(PREFIXES), _function(BEFORE))]
