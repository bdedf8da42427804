"""The order of names in the database: what foundation.name_order does in Python, without ICU."""

from typing import ClassVar

from django.db import migrations

# Written out here, for a migration does not change with the code.
PREFIXES = (
    "aan|aen|af|al|am|auf|aus|bij|da|dal|dalla|das|de|degli|dei|del|dela|della|den|der|des|di|do|dos|du|el|het|im|in|la|"
    "las|le|les|los|lo|met|of|onder|op|over|s|t|te|tegen|ten|ter|thoe|thor|to|toe|tot|uijt|uit|van|vanden|vander|ver|vom|"
    "von|voor|zu|zum|zur"
)


class Migration(migrations.Migration):
    """Two functions of one expression each, so that the planner writes them out in the query."""

    dependencies: ClassVar = [("foundation", "0002_guards")]

    operations: ClassVar = [
        migrations.RunSQL(
            rf"""
            CREATE FUNCTION name_in_order(name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
            RETURN btrim(regexp_replace(regexp_replace(translate(lower(normalize(
                replace(replace(replace(replace(replace(replace(replace(
                    translate(name, 'ØøĐđÐðŁłĿŀĦħıŊŋĸŦŧ', 'ooddddllllhhinnktt'),
                'ß', 'ss'), 'Æ', 'ae'), 'æ', 'ae'), 'Œ', 'oe'), 'œ', 'oe'), 'Þ', 'th'), 'þ', 'th'),
                NFKD)), '’''`´ʼ', ''), '[\u0300-\u036f]', '', 'g'), '[\s!-/:-@\[-`{{-~–—·]+', ' ', 'g'));
            CREATE FUNCTION family_in_order(name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
            RETURN regexp_replace(
                name_in_order(regexp_replace(name, '^\s*[dDlL][''’]', '')), '^(({PREFIXES}) )+(?=.)', '');
            """,
            "DROP FUNCTION family_in_order(text); DROP FUNCTION name_in_order(text);",
        )
    ]
