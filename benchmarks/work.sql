-- Work of two years for about 14% of the households of a generated population, inserted by the owner of the server in bulk.
-- Parameters (psql-like, replaced by benchmarks/town.py): none; teams and users are there already (bench_team, bench_user).
SET session_replication_role = replica;  -- history triggers off: the measured pages read the present

CREATE TEMP TABLE client AS
    SELECT h.id AS household_id, h.drawer_id, row_number() OVER (ORDER BY h.id) AS n,
           (SELECT m.person_id FROM people_membership m WHERE m.household_id = h.id ORDER BY m.id LIMIT 1) AS person_id
      FROM people_household h WHERE h.id % 7 = 0;
ALTER TABLE client ADD team_id bigint, ADD user_id bigint;
UPDATE client SET team_id = t.id FROM (SELECT id, row_number() OVER (ORDER BY id) - 1 AS k FROM accounts_team WHERE NOT takes_intake) t
 WHERE t.k = client.n % (SELECT count(*) FROM accounts_team WHERE NOT takes_intake);
UPDATE client c SET user_id = s.user_id
  FROM (SELECT m.team_id, m.user_id, row_number() OVER (PARTITION BY m.team_id ORDER BY m.user_id) - 1 AS k,
               count(*) OVER (PARTITION BY m.team_id) AS size
          FROM accounts_teammembership m JOIN accounts_user u ON u.id = m.user_id WHERE u.role = 'generalist') s
 WHERE s.team_id = c.team_id AND s.k = (c.n / 7) % s.size;
CREATE UNIQUE INDEX ON client (household_id);
ANALYZE client;

SET session_replication_role = origin;  -- drawers need their trigger
INSERT INTO privacy_drawer (household_id, life_domain_id, shield_id)
    SELECT c.household_id, d.id, 1 FROM client c JOIN privacy_lifedomain d ON d.code IN ('income', 'housing', 'parenting', 'network')
    ON CONFLICT DO NOTHING;
SET session_replication_role = replica;
CREATE TEMP TABLE shelf AS
    SELECT c.*, w.id AS shelf_id, w.life_domain_id, row_number() OVER (PARTITION BY c.household_id ORDER BY w.life_domain_id) AS shelf_n
      FROM client c JOIN privacy_drawer w ON w.household_id = c.household_id AND w.shield_id = 1
      JOIN privacy_lifedomain d ON d.id = w.life_domain_id AND d.code <> 'basis';

INSERT INTO access_request (version, channel, reported_by, unasked, referrer_name, referrer_contact, person_knows, question, reported_on,
        identity_checked, state, outcome, team_id, assigned_user_id, created_by, created_at, drawer_id, household_id, person_id, safety)
    SELECT 1, 'phone', 'self', false, '', '', true, 'Ik heb hulp nodig met geld en wonen, en het lukt niet meer alleen.',
           current_date - (c.n % 700)::int, true, CASE WHEN c.n % 5 = 0 THEN 'triaged' ELSE 'in_plan' END, '', c.team_id, c.user_id, c.user_id,
           now() - (c.n % 700) * interval '1 day', c.drawer_id, c.household_id, c.person_id, ''
      FROM client c;
INSERT INTO access_triage (complexity, life_domain_ids, safety, team_id, user_id, note, made_by, made_at, drawer_id, request_id)
    SELECT 'complex', '{2,5}', 'safe', r.team_id, r.assigned_user_id, '', r.assigned_user_id, r.created_at, r.drawer_id, r.id FROM access_request r;
INSERT INTO privacy_grant (team_id, household_id, reaches_members, purpose, ground, source, starts_at, drawer_id)
    SELECT r.team_id, r.household_id, true, 'coordination', 'public_task', 'triage:' || r.id, r.created_at, c.drawer_id
      FROM access_request r JOIN client c USING (household_id);
INSERT INTO plans_plan (version, motto, state, edition, closing_note, created_by, created_at, drawer_id, household_id)
    SELECT 1, 'Rust in huis en grip op het geld.', 'agreed', 1, '', c.user_id, now() - interval '300 days', c.drawer_id, c.household_id
      FROM client c WHERE c.n % 5 <> 0;
INSERT INTO plans_involvement (version, kind, user_id, name, organisation, role, purpose, ground, phone, starts_on, end_reason, created_by, drawer_id, household_id)
    SELECT 1, 'coordinator', c.user_id, 'Wijkcoach', 'Gemeente', 'regisseur', 'coordination', 'public_task', '', current_date - 300, '', c.user_id,
           c.drawer_id, c.household_id FROM client c WHERE c.n % 5 <> 0;
INSERT INTO privacy_grant (user_id, household_id, reaches_members, purpose, ground, source, starts_at, drawer_id)
    SELECT i.user_id, i.household_id, true, 'coordination', 'public_task', 'involvement:' || i.id, now() - interval '300 days', i.drawer_id
      FROM plans_involvement i;
INSERT INTO plans_coordinatorship (user_id, period, reason, open_ends, drawer_id, household_id)
    SELECT c.user_id, tstzrange(now() - interval '300 days', NULL), '', '', c.drawer_id, c.household_id FROM client c WHERE c.n % 5 <> 0;
INSERT INTO plans_goal (version, text, state, position, created_at, drawer_id, life_domain_id, plan_id)
    SELECT 1, 'De vaste lasten zijn elke maand op tijd betaald.', 'open', s.shelf_n, now() - interval '290 days', s.shelf_id, s.life_domain_id, p.id
      FROM shelf s JOIN plans_plan p USING (household_id) WHERE s.shelf_n <= 3;
INSERT INTO plans_action (version, text, owner_kind, owner_name, owner_user_id, line, due_on, state, note, created_by, created_at, drawer_id, goal_id)
    SELECT 1, 'Belt elke maandag om te horen hoe het gaat', CASE k WHEN 1 THEN 'professional' ELSE 'self' END, 'Wijkcoach',
           CASE k WHEN 1 THEN p.created_by END, k % 3, current_date + ((g.id + k * 11) % 90)::int - 20, 'planned', '', p.created_by,
           now() - interval '280 days', g.drawer_id, g.id
      FROM plans_goal g JOIN plans_plan p ON p.id = g.plan_id CROSS JOIN generate_series(1, 2) k;
INSERT INTO plans_contact (version, kind, happened_at, with_whom, text, author_id, created_at, drawer_id, household_id, life_domain_id, shield_id)
    SELECT 1, 'call', now() - (k * 9 + s.n % 9) * interval '1 day', 'de bewoner',
           repeat('Gebeld over de afspraken van vorige week. Het gaat beter met de post en de rekeningen. ', 3), s.user_id, now(), s.shelf_id,
           s.household_id, s.life_domain_id, 1
      FROM shelf s CROSS JOIN generate_series(1, 8) k;
INSERT INTO plans_task (version, kind, text, user_id, team_id, due_on, state, created_at, drawer_id, household_id)
    SELECT 1, 'moved', 'Verhuisd volgens het bevolkingsregister. Klopt het huishouden nog?', c.user_id, c.team_id, current_date + 3, 'open', now(),
           c.drawer_id, c.household_id FROM client c WHERE c.n % 9 = 0;
-- What pages wrote in the log in these two years.
INSERT INTO privacy_logentry (id, at, user_id, role, on_behalf_of, subject_person_id, subject_household_id, action, object_kind, purpose, ground,
        outcome, origin, trace, detail, transaction, era)
    SELECT gen_random_uuid(), now() - random() * interval '700 days', c.user_id, 'generalist', '', c.person_id, c.household_id, 'read', 'household',
           'coordination', 'public_task', 'done', 'workplace:household 127.0.0.1', gen_random_uuid(), '{}', 1, 1
      FROM client c CROSS JOIN generate_series(1, 60);
SET session_replication_role = origin;
