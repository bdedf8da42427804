"""Names as they are compared, in the database: so that pairs that may be one person are found among all who are open.

The same as rules.names.fold for the letters of European languages: lower case, without accents and signs. A name in
another script is compared as it stands.
"""

from typing import ClassVar

from django.db import migrations

FOLD = r"""
CREATE FUNCTION people_fold(the_text text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(nullif(btrim(regexp_replace(
        regexp_replace(
            normalize(
                translate(
                    replace(replace(replace(replace(replace(lower(the_text),
                        'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'), 'ĳ', 'ij'),
                    'øØđĐðÐłŁħĦıŋĸŧŦŀſ''`´ʼ’', 'ooddddllhhinkttls'),
                NFKD),
            '[\u0300-\u036f]', '', 'g'),
        '[^A-Za-z0-9]+', ' ', 'g')), ''), the_text)
$$;
CREATE FUNCTION people_first(the_given text, the_call text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT lower(split_part(people_fold(coalesce(nullif(the_given, ''), the_call)), ' ', 1))
$$;
GRANT EXECUTE ON FUNCTION people_fold(text), people_first(text, text) TO ontschot_app;
"""


class Migration(migrations.Migration):
    """Two functions."""

    dependencies: ClassVar = [("people", "0005_duplicates_security")]

    operations: ClassVar = [
        migrations.RunSQL(
            FOLD, "DROP FUNCTION IF EXISTS people_first(text, text); DROP FUNCTION IF EXISTS people_fold(text);"
        )
    ]
