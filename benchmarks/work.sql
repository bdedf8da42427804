-- Two years of work, inserted in bulk by the superuser of the server. benchmarks/town.py fills in :per_team.
-- Tables bench_client (households with work) and bench_resident (who gets an account) stay, for the measurements to choose from.
SET client_min_messages = warning;

-- Django keeps no defaults in the database: a column that is empty unless filled in is empty here too, also one that came later.
DO $$
DECLARE one record;
BEGIN
    FOR one IN SELECT table_name, column_name, data_type FROM information_schema.columns
                WHERE table_schema = 'public' AND is_nullable = 'NO' AND column_default IS NULL AND is_identity = 'NO'
                  AND table_name ~ '^(access|plans|privacy)_' AND data_type IN ('text', 'character varying', 'boolean', 'jsonb', 'ARRAY')
    LOOP
        EXECUTE format('ALTER TABLE %I ALTER COLUMN %I SET DEFAULT %L', one.table_name, one.column_name,
            CASE one.data_type WHEN 'boolean' THEN 'false' WHEN 'jsonb' THEN '[]' WHEN 'ARRAY' THEN '{}' ELSE '' END);
    END LOOP;
END $$;

-- ------------------------------------------------------------------------------------------------ who is helped, by whom
CREATE TABLE bench_client AS
WITH home AS (
    SELECT h.id AS household_id, h.drawer_id, m.members, m.person_id,
           (SELECT array_agg(x.person_id ORDER BY x.person_id) FROM people_membership x WHERE x.household_id = h.id) AS persons
      FROM people_household h CROSS JOIN LATERAL (
           SELECT count(*) AS members, min(x.person_id) FILTER (WHERE p.birth_date < '20050000') AS person_id
             FROM people_membership x JOIN people_person p ON p.id = x.person_id WHERE x.household_id = h.id) m
     WHERE m.person_id IS NOT NULL),
special AS (
    (SELECT household_id, 'heavy' AS kind FROM home ORDER BY members DESC, household_id LIMIT 1)
    UNION ALL (SELECT household_id, 'light' FROM home WHERE members = 1 ORDER BY household_id LIMIT 1)),
team AS (SELECT id, row_number() OVER (ORDER BY id) - 1 AS k, count(*) OVER () - 1 AS many FROM accounts_team WHERE NOT takes_intake),
chosen AS (
    SELECT home.*, coalesce(s.kind, 'usual') AS kind,
           row_number() OVER (ORDER BY (s.kind = 'heavy') IS NOT TRUE, (s.kind = 'light') IS TRUE, md5(home.household_id::text)) AS n
      FROM home LEFT JOIN special s USING (household_id)),
kept AS (  -- the last team has one household, the light one; then sixty that nobody has taken up yet
    SELECT c.*, CASE WHEN c.kind = 'light' THEN 'light' WHEN c.n <= t.many * :per_team THEN c.kind ELSE 'fresh' END AS what, t.many
      FROM chosen c CROSS JOIN (SELECT max(many) AS many FROM team) t
     WHERE c.kind = 'light' OR c.n <= t.many * :per_team + 60)
SELECT k.household_id, k.drawer_id, k.members, k.person_id, k.persons, k.n, k.what AS kind,
       CASE WHEN k.what = 'fresh' THEN (SELECT id FROM accounts_team WHERE takes_intake)
            WHEN k.what = 'light' THEN (SELECT id FROM team WHERE team.k = k.many)
            ELSE (SELECT id FROM team WHERE team.k = (k.n - 1) % k.many) END AS team_id,
       NULL::bigint AS user_id
  FROM kept k;
UPDATE bench_client c SET user_id = s.user_id
  FROM (SELECT m.team_id, m.user_id, row_number() OVER (PARTITION BY m.team_id ORDER BY m.user_id) - 1 AS k,
               count(*) OVER (PARTITION BY m.team_id) AS size
          FROM accounts_teammembership m JOIN accounts_user u ON u.id = m.user_id WHERE u.role = 'generalist') s,
       (SELECT count(*) - 1 AS many FROM accounts_team WHERE NOT takes_intake) t
 WHERE s.team_id = c.team_id AND s.k = (c.n / t.many) % s.size AND c.kind <> 'fresh';
CREATE UNIQUE INDEX ON bench_client (household_id);
ANALYZE bench_client;
CREATE TABLE bench_resident AS
    SELECT c.person_id, row_number() OVER (ORDER BY c.kind <> 'heavy', c.kind = 'light', c.n) AS n
      FROM bench_client c WHERE c.kind IN ('heavy', 'light') OR c.n BETWEEN 2 AND 19 AND c.n % 5 <> 0;

-- ------------------------------------------------------------------------------------------------ drawers: their triggers stay on
INSERT INTO privacy_drawer (household_id, life_domain_id, shield_id)
    SELECT c.household_id, d.id, 1 FROM bench_client c JOIN privacy_lifedomain d ON d.code IN ('income', 'housing', 'parenting', 'network')
     WHERE c.kind <> 'fresh' ON CONFLICT DO NOTHING;
SET session_replication_role = replica;  -- from here on no triggers: the history tables stay empty of this work
CREATE TEMP TABLE shelf AS
    SELECT c.household_id, c.person_id, c.user_id, c.n, c.kind, w.id AS shelf_id, w.life_domain_id,
           row_number() OVER (PARTITION BY c.household_id ORDER BY w.life_domain_id) AS k
      FROM bench_client c JOIN privacy_drawer w ON w.household_id = c.household_id AND w.shield_id = 1 AND w.id <> c.drawer_id;
ANALYZE shelf;

-- ------------------------------------------------------------------------------------------------ requests and triage
INSERT INTO access_request (version, channel, reported_by, unasked, referrer_name, referrer_contact, person_knows, question, reported_on,
        identity_checked, state, outcome, team_id, assigned_user_id, created_by, created_at, drawer_id, household_id, person_id, safety)
    SELECT 1, 'phone', 'self', false, '', '', true, 'Ik heb hulp nodig met geld en wonen, en het lukt niet meer alleen.',
           current_date - (c.n % 700)::int, true,
           CASE WHEN c.kind = 'fresh' THEN 'received' WHEN c.kind = 'usual' AND c.n % 5 = 0 THEN 'triaged' ELSE 'in_plan' END, '', c.team_id,
           CASE WHEN c.kind IN ('heavy', 'light') OR c.kind = 'usual' AND c.n % 20 <> 0 THEN c.user_id END, c.user_id,
           now() - (c.n % 700) * interval '1 day', c.drawer_id, c.household_id, c.person_id, CASE WHEN c.kind = 'fresh' THEN '' ELSE 'safe' END
      FROM bench_client c;
INSERT INTO access_request (version, channel, reported_by, unasked, referrer_name, referrer_contact, person_knows, question, reported_on,
        identity_checked, state, outcome, team_id, assigned_user_id, created_by, created_at, drawer_id, household_id, person_id, safety)
    SELECT 1, 'desk', 'self', false, '', '', true, 'Hoe vraag ik kwijtschelding aan?', current_date - 710 - k, true, 'answered',
           'Uitgelegd aan het loket.', c.team_id, c.user_id, c.user_id, now() - interval '710 days', c.drawer_id, c.household_id, c.person_id, 'safe'
      FROM bench_client c CROSS JOIN generate_series(1, CASE c.kind WHEN 'heavy' THEN 20 ELSE 1 END) k WHERE c.kind IN ('usual', 'heavy');
INSERT INTO access_triage (complexity, life_domain_ids, safety, team_id, user_id, note, made_by, made_at, drawer_id, request_id)
    SELECT 'complex', '{2,5}', 'safe', r.team_id, r.assigned_user_id, '', r.created_by, r.created_at, r.drawer_id, r.id
      FROM access_request r CROSS JOIN generate_series(1, CASE WHEN r.household_id = (SELECT household_id FROM bench_client WHERE kind = 'heavy')
           THEN 5 ELSE 1 END) WHERE r.state <> 'received';
INSERT INTO privacy_grant (team_id, household_id, reaches_members, purpose, ground, source, starts_at, ends_at, drawer_id)
    SELECT (SELECT id FROM accounts_team WHERE takes_intake), r.household_id, true, 'intake', 'public_task', 'request:' || r.id, r.created_at,
           CASE WHEN r.state <> 'received' THEN r.created_at + interval '1 day' END, r.drawer_id FROM access_request r;
INSERT INTO privacy_grant (team_id, household_id, reaches_members, purpose, ground, source, starts_at, ends_at, drawer_id)
    SELECT r.team_id, r.household_id, true, 'coordination', 'public_task', 'triage:' || r.id, r.created_at + interval '1 day',
           CASE WHEN r.state = 'answered' THEN r.created_at + interval '2 days' END, r.drawer_id
      FROM access_request r WHERE r.state <> 'received';

-- ------------------------------------------------------------------------------------------------ conversations
INSERT INTO access_conversation (version, held_on, place, present, wish, state, led_by, created_at, drawer_id, household_id, request_id)
    SELECT 1, r.reported_on, 'home', 'bewoner en wijkcoach', 'Weer rust in huis, en niet meer schrikken van de post.', 'concluded', c.user_id,
           r.created_at, r.drawer_id, r.household_id, r.id
      FROM access_request r JOIN bench_client c USING (household_id) WHERE r.state = 'in_plan';
INSERT INTO access_answer (version, wants, good_at, does, others_do, needed, skipped, drawer_id, conversation_id, life_domain_id)
    SELECT 1, repeat('Zelf weer overzicht hebben. ', 5), repeat('Komt afspraken na. ', 4), repeat('Belt terug. ', 4), repeat('De buurvrouw helpt. ', 4),
           repeat('Iemand die meekijkt. ', 4), false, s.shelf_id, t.id, s.life_domain_id FROM shelf s JOIN access_conversation t USING (household_id);
INSERT INTO access_result (text, in_plan, created_at, drawer_id, conversation_id, life_domain_id)
    SELECT 'De vaste lasten worden elke maand betaald.', true, t.created_at, s.shelf_id, t.id, s.life_domain_id
      FROM shelf s JOIN access_conversation t USING (household_id)
      CROSS JOIN generate_series(1, CASE s.kind WHEN 'heavy' THEN 10 ELSE 1 END) WHERE s.k <= CASE s.kind WHEN 'light' THEN 1 ELSE 3 END;

-- ------------------------------------------------------------------------------------------------ plans and who is around
INSERT INTO plans_plan (version, motto, state, edition, closing_note, created_by, created_at, drawer_id, household_id, conversation_id)
    SELECT 1, 'Rust in huis en grip op het geld.', 'agreed', 1, '', c.user_id, now() - interval '300 days', c.drawer_id, c.household_id, t.id
      FROM bench_client c JOIN access_conversation t USING (household_id);
INSERT INTO plans_agreement (edition, agrees, remark, how, given_by_representative, recorded_by, recorded_at, drawer_id, plan_id, person_id)
    SELECT 1, true, '', 'in_person', false, c.user_id, now() - interval '299 days', c.drawer_id, p.id, m.person_id
      FROM bench_client c JOIN plans_plan p USING (household_id) CROSS JOIN unnest(c.persons) AS m (person_id);
INSERT INTO plans_involvement (version, kind, user_id, name, organisation, role, purpose, ground, phone, starts_on, end_reason, created_by,
        drawer_id, household_id)
    SELECT 1, 'coordinator', c.user_id, 'Wijkcoach', 'Gemeente', 'regisseur', 'coordination', 'public_task', '', current_date - 300, '', c.user_id,
           c.drawer_id, c.household_id FROM bench_client c JOIN plans_plan p USING (household_id)
    UNION ALL
    SELECT 1, 'volunteer', NULL, 'Maatje ' || k, 'Humanitas', 'kijkt mee met de post', 'support', 'public_task', '', current_date - 200, '', c.user_id,
           c.drawer_id, c.household_id FROM bench_client c JOIN plans_plan p USING (household_id)
      CROSS JOIN generate_series(1, CASE c.kind WHEN 'heavy' THEN 12 ELSE 1 END) k WHERE c.kind <> 'light';
INSERT INTO plans_involvement (version, kind, user_id, name, organisation, role, life_domain_ids, purpose, ground, phone, starts_on, end_reason,
        created_by, drawer_id, household_id)
    SELECT 1, 'professional', u.id, 'Intern begeleider', 'De Regenboogschool', 'kijkt hoe het op school gaat',
           ARRAY(SELECT id FROM privacy_lifedomain WHERE code IN ('basis', 'parenting')), 'support', 'public_task', '', current_date - 200, '',
           c.user_id, c.drawer_id, c.household_id
      FROM bench_client c JOIN plans_plan p USING (household_id) CROSS JOIN (SELECT id FROM accounts_user WHERE username = 'partner') u
     WHERE c.n <= 50 AND c.kind <> 'light';
INSERT INTO privacy_grant (user_id, household_id, life_domain_ids, reaches_members, purpose, ground, source, starts_at, drawer_id)
    SELECT i.user_id, i.household_id, i.life_domain_ids, true, i.purpose, i.ground, 'involvement:' || i.id, now() - interval '200 days', i.drawer_id
      FROM plans_involvement i WHERE i.user_id IS NOT NULL;
INSERT INTO plans_coordinatorship (user_id, period, reason, open_ends, drawer_id, household_id)
    SELECT c.user_id, tstzrange(now() - interval '300 days', NULL), '', '', c.drawer_id, c.household_id
      FROM bench_client c JOIN plans_plan p USING (household_id);

-- ------------------------------------------------------------------------------------------------ goals, actions, journal, tasks
INSERT INTO plans_goal (version, text, state, position, created_at, drawer_id, life_domain_id, plan_id)
    SELECT 1, 'De vaste lasten zijn elke maand op tijd betaald.', 'open', s.k, now() - interval '290 days', s.shelf_id, s.life_domain_id, p.id
      FROM shelf s JOIN plans_plan p USING (household_id) CROSS JOIN generate_series(1, CASE s.kind WHEN 'heavy' THEN 7 ELSE 1 END)
     WHERE s.k <= CASE s.kind WHEN 'light' THEN 1 ELSE 3 END;
INSERT INTO plans_action (version, text, owner_kind, owner_name, owner_user_id, line, due_on, state, note, created_by, created_at, drawer_id, goal_id)
    SELECT 1, 'Belt elke maandag om te horen hoe het gaat', CASE k WHEN 1 THEN 'professional' ELSE 'self' END, 'Wijkcoach',
           CASE k WHEN 1 THEN p.created_by END, k % 3, current_date + ((g.id + k * 11) % 90)::int - 20, 'planned', '', p.created_by,
           now() - interval '280 days', g.drawer_id, g.id
      FROM plans_goal g JOIN plans_plan p ON p.id = g.plan_id JOIN bench_client c USING (household_id)
      CROSS JOIN generate_series(1, CASE c.kind WHEN 'heavy' THEN 4 WHEN 'light' THEN 1 ELSE 2 END) k;
INSERT INTO plans_contact (version, kind, happened_at, with_whom, text, author_id, created_at, drawer_id, household_id, life_domain_id, shield_id)
    SELECT 1, 'call', now() - (j * 9 + s.n % 9) * interval '1 day', 'de bewoner',
           repeat('Gebeld over de afspraken van vorige week. Het gaat beter met de post en de rekeningen. ', 3), s.user_id, now(), s.shelf_id,
           s.household_id, s.life_domain_id, 1
      FROM shelf s CROSS JOIN generate_series(1, CASE s.kind WHEN 'heavy' THEN 100 WHEN 'light' THEN 1 ELSE 8 END) j
     WHERE s.kind <> 'light' OR s.k = 1;
INSERT INTO plans_task (version, kind, text, user_id, team_id, due_on, state, created_at, drawer_id, household_id)
    SELECT 1, 'moved', 'Verhuisd volgens het bevolkingsregister. Klopt het huishouden nog?', c.user_id, c.team_id, current_date + 3, 'open', now(),
           c.drawer_id, c.household_id FROM bench_client c WHERE (c.n % 8 = 3 OR c.kind IN ('heavy', 'light')) AND c.kind <> 'fresh';

-- ------------------------------------------------------------------------------------------------ the log: ten lines for each person
CREATE TEMP TABLE kept_index AS  -- away while two million lines come in
    SELECT c.relname AS name, pg_get_indexdef(i.indexrelid) AS text FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
     WHERE i.indrelid = 'privacy_logentry'::regclass AND NOT i.indisprimary;
DO $$ DECLARE one record; BEGIN FOR one IN SELECT * FROM kept_index LOOP EXECUTE format('DROP INDEX %I', one.name); END LOOP; END $$;
INSERT INTO privacy_logentry (id, at, user_id, role, on_behalf_of, subject_person_id, subject_household_id, action, object_kind, purpose, ground,
        outcome, origin, trace, detail, transaction, era)
    SELECT gen_random_uuid(), now() - interval '2 hours' - k * interval '33 seconds', c.user_id, 'generalist', '',
           c.persons[1 + k % c.members], c.household_id, 'read', 'household', 'coordination', 'public_task', 'done',
           'workplace:household 127.0.0.1', gen_random_uuid(), '{}', 1 + k % 500, 1
      FROM generate_series(1, (SELECT count(*) * 10 FROM people_person)) k
      JOIN (SELECT *, row_number() OVER (ORDER BY household_id) - 1 AS place FROM bench_client WHERE kind IN ('usual', 'heavy')) c
        ON c.place = (k * 7919) % (SELECT count(*) FROM bench_client WHERE kind IN ('usual', 'heavy'));
INSERT INTO privacy_logentry (id, at, user_id, role, on_behalf_of, subject_person_id, subject_household_id, action, object_kind, purpose, ground,
        outcome, origin, trace, detail, transaction, era)
    SELECT gen_random_uuid(), now() - k * interval '3 hours', c.user_id, 'generalist', '', c.person_id, c.household_id, 'read', 'household',
           'coordination', 'public_task', 'done', 'workplace:household 127.0.0.1', gen_random_uuid(), '{}', 1, 1
      FROM bench_client c CROSS JOIN generate_series(1, CASE c.kind WHEN 'heavy' THEN 2000 ELSE 1 END) k WHERE c.kind IN ('heavy', 'light');
DO $$ DECLARE one record; BEGIN FOR one IN SELECT * FROM kept_index LOOP EXECUTE one.text; END LOOP; END $$;
-- As if the worker had sealed them long ago (the digests are not real): from here on it seals what is new.
DELETE FROM privacy_seal;
INSERT INTO privacy_seal (era, from_transaction, until_transaction, lines, previous, digest, sealed_at)
    VALUES (1, 0, 1, 0, '', repeat('a', 64), now() - interval '3 days'),
           (1, 1, pg_current_xact_id()::text::bigint, (SELECT count(*) FROM privacy_logentry), repeat('a', 64), repeat('b', 64), now() - interval '2 days');
SET session_replication_role = origin;
