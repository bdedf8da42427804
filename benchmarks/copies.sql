-- Copy number :k of the imported persons and their households, with other numbers, keys, addresses and birth days.
-- All numbers move up by :k times :step, which is more than there are rows in any of these tables.
SET session_replication_role = replica;
INSERT INTO privacy_drawer (id, person_id, household_id, life_domain_id, shield_id)
    SELECT id + :k * :step, person_id + :k * :step, household_id + :k * :step, life_domain_id, shield_id FROM privacy_drawer WHERE id <= :step;
INSERT INTO privacy_reach (id, membership_id, household_id, person_id, starts_on, ends_on)
    SELECT id + :k * :step, membership_id + :k * :step, household_id + :k * :step, person_id + :k * :step, starts_on, ends_on
      FROM privacy_reach WHERE id <= :step;
INSERT INTO privacy_household_drawer (household_id, drawer_id, reach_id, life_domain_id, shield_id, starts_on, ends_on)
    SELECT household_id + :k * :step, drawer_id + :k * :step, reach_id + :k * :step, life_domain_id, shield_id, starts_on, ends_on
      FROM privacy_household_drawer WHERE drawer_id <= :step;
INSERT INTO people_person SELECT (jsonb_populate_record(p, jsonb_build_object('id', id + :k * :step, 'drawer_id', drawer_id + :k * :step,
        'bsn_hash', sha256(bsn_hash || int4send(:k)), 'a_number', '',
        'birth_date', CASE WHEN birth_date LIKE '%00' OR birth_date = '' THEN birth_date
            ELSE left(birth_date, 6) || lpad((1 + (right(birth_date, 2)::int + :k * 3) % 28)::text, 2, '0') END))).*
      FROM people_person p WHERE id <= :step;
INSERT INTO people_residence SELECT (jsonb_populate_record(r, jsonb_build_object('id', id + :k * :step, 'drawer_id', drawer_id + :k * :step,
        'person_id', person_id + :k * :step, 'address_key', md5(address_key || :k),
        'postcode', CASE WHEN postcode = '' THEN '' ELSE (left(postcode, 4)::int + :k * 60)::text || substr(postcode, 5) END))).*
      FROM people_residence r WHERE id <= :step;
INSERT INTO people_household SELECT (jsonb_populate_record(h, jsonb_build_object('id', id + :k * :step, 'drawer_id', drawer_id + :k * :step,
        'address_key', md5(address_key || :k)))).* FROM people_household h WHERE id <= :step;
INSERT INTO people_membership SELECT (jsonb_populate_record(m, jsonb_build_object('id', id + :k * :step, 'drawer_id', drawer_id + :k * :step,
        'household_id', household_id + :k * :step, 'person_id', person_id + :k * :step))).* FROM people_membership m WHERE id <= :step;
INSERT INTO people_relation SELECT (jsonb_populate_record(r, jsonb_build_object('id', id + :k * :step, 'drawer_id', drawer_id + :k * :step,
        'person_id', person_id + :k * :step, 'other_person_id', other_person_id + :k * :step, 'other_bsn_hash', NULL))).*
      FROM people_relation r WHERE id <= :step;
INSERT INTO people_authority SELECT (jsonb_populate_record(a, jsonb_build_object('id', id + :k * :step, 'drawer_id', drawer_id + :k * :step,
        'person_id', person_id + :k * :step, 'holder_person_id', holder_person_id + :k * :step, 'holder_bsn_hash', NULL))).*
      FROM people_authority a WHERE id <= :step;
SET session_replication_role = origin;
