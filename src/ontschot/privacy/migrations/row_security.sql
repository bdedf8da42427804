-- The circle exists from the first day: drawers point to it.
INSERT INTO privacy_shield (id, kind, roles, excluded_user_ids, excluded_household_ids) VALUES (1, 'circle', '{}', '{}', '{}');
SELECT setval(pg_get_serial_sequence('privacy_shield', 'id'), 1000);

-- ------------------------------------------------------------------------------------------------------------------ indexes
CREATE INDEX privacy_drawer_person ON privacy_drawer (person_id) INCLUDE (id, life_domain_id, shield_id) WHERE person_id IS NOT NULL;
CREATE INDEX privacy_drawer_household ON privacy_drawer (household_id) WHERE household_id IS NOT NULL;
CREATE INDEX privacy_grant_household ON privacy_grant (household_id) WHERE household_id IS NOT NULL;
CREATE INDEX privacy_grant_person ON privacy_grant (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX privacy_seat_team ON privacy_seat (team_id);

-- ------------------------------------------------------------------------------- household -> drawers, kept by triggers
-- One index descent per household. Depends only on drawers and memberships: never on grants, seats or users.
CREATE TABLE privacy_household_drawer (
  household_id bigint NOT NULL,
  drawer_id bigint NOT NULL REFERENCES privacy_drawer ON DELETE CASCADE,
  reach_id bigint REFERENCES privacy_reach ON DELETE CASCADE,      -- NULL: the household's own drawer
  life_domain_id smallint NOT NULL, shield_id bigint NOT NULL,
  starts_on date NOT NULL, ends_on date);
CREATE INDEX privacy_household_drawer_household ON privacy_household_drawer (household_id)
  INCLUDE (drawer_id, reach_id, life_domain_id, shield_id, starts_on, ends_on);
CREATE INDEX privacy_household_drawer_drawer ON privacy_household_drawer (drawer_id);
CREATE INDEX privacy_household_drawer_reach ON privacy_household_drawer (reach_id) WHERE reach_id IS NOT NULL;

-- New drawers and changed memberships of one person wait for each other; 1024 buckets keep bulk imports within the lock table.
CREATE FUNCTION privacy_keep_drawer() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    RAISE EXCEPTION 'a drawer never changes: put the item in another drawer' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.household_id IS NOT NULL THEN
    INSERT INTO privacy_household_drawer
    VALUES (NEW.household_id, NEW.id, NULL, NEW.life_domain_id, NEW.shield_id, '-infinity', NULL);
  ELSE
    PERFORM pg_advisory_xact_lock_shared(40720, (NEW.person_id % 1024)::int);
    INSERT INTO privacy_household_drawer
    SELECT r.household_id, NEW.id, r.id, NEW.life_domain_id, NEW.shield_id, r.starts_on, r.ends_on
    FROM privacy_reach r WHERE r.person_id = NEW.person_id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER privacy_keep_drawer AFTER INSERT OR UPDATE ON privacy_drawer
  FOR EACH ROW EXECUTE FUNCTION privacy_keep_drawer();

CREATE FUNCTION privacy_keep_reach() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(40720, (NEW.person_id % 1024)::int);
  IF TG_OP = 'UPDATE' THEN
    DELETE FROM privacy_household_drawer WHERE reach_id = NEW.id;
  END IF;
  INSERT INTO privacy_household_drawer
  SELECT NEW.household_id, d.id, NEW.id, d.life_domain_id, d.shield_id, NEW.starts_on, NEW.ends_on
  FROM privacy_drawer d WHERE d.person_id = NEW.person_id;
  RETURN NULL;
END $$;
CREATE TRIGGER privacy_keep_reach AFTER INSERT OR UPDATE ON privacy_reach
  FOR EACH ROW EXECUTE FUNCTION privacy_keep_reach();

-- ------------------------------------------------------------------------------- what is open for whom, now
-- statement_timestamp(), not now(): an ended grant closes at the next statement, also inside a transaction that began before.
CREATE VIEW privacy_user_grant AS
SELECT g.user_id, g.id AS grant_id, g.person_id, g.household_id, g.life_domain_ids, g.shield_id, g.reaches_members
FROM privacy_grant g
WHERE g.user_id IS NOT NULL
  AND g.starts_at <= statement_timestamp() AND (g.ends_at IS NULL OR g.ends_at > statement_timestamp())
UNION ALL
SELECT m.user_id, g.id, g.person_id, g.household_id, g.life_domain_ids, g.shield_id, g.reaches_members
FROM privacy_seat m JOIN privacy_grant g ON g.team_id = m.team_id
WHERE m.starts_on <= (SELECT (statement_timestamp() AT TIME ZONE 'Europe/Amsterdam')::date)
  AND (m.ends_on IS NULL OR m.ends_on > (SELECT (statement_timestamp() AT TIME ZONE 'Europe/Amsterdam')::date))
  AND g.starts_at <= statement_timestamp() AND (g.ends_at IS NULL OR g.ends_at > statement_timestamp());

-- May hold a drawer twice (own and team grant). Circle is tested without the shield table: nearly all drawers are circle.
-- Exclusion always wins, also over a grant that names the shield.
CREATE VIEW privacy_open_drawer AS
SELECT g.user_id, d.id AS drawer_id
FROM privacy_user_grant g
CROSS JOIN LATERAL (SELECT * FROM privacy_drawer p WHERE p.person_id = g.person_id OFFSET 0) d
WHERE (g.life_domain_ids IS NULL OR d.life_domain_id = ANY (g.life_domain_ids))
  AND ((d.shield_id = 1 AND coalesce(g.shield_id, 1) = 1)
    OR (d.shield_id <> 1 AND EXISTS (
      SELECT FROM privacy_shield s
      WHERE s.id = d.shield_id
        AND (g.shield_id = s.id OR (g.shield_id IS NULL AND s.kind IN ('roles', 'hidden')))
        AND (s.kind <> 'roles' OR EXISTS (SELECT FROM privacy_roleof a WHERE a.user_id = g.user_id AND a.role = ANY (s.roles)))
        AND g.user_id <> ALL (s.excluded_user_ids)
        AND (s.excluded_household_ids = '{}' OR NOT EXISTS (
          SELECT FROM privacy_user_grant x WHERE x.user_id = g.user_id AND x.household_id = ANY (s.excluded_household_ids))))))
UNION ALL
SELECT g.user_id, d.drawer_id
FROM privacy_user_grant g
CROSS JOIN LATERAL (SELECT * FROM privacy_household_drawer p WHERE p.household_id = g.household_id OFFSET 0) d
WHERE (d.reach_id IS NULL OR g.reaches_members)
  AND d.starts_on <= (SELECT (statement_timestamp() AT TIME ZONE 'Europe/Amsterdam')::date)
  AND (d.ends_on IS NULL OR d.ends_on > (SELECT (statement_timestamp() AT TIME ZONE 'Europe/Amsterdam')::date))
  AND (g.life_domain_ids IS NULL OR d.life_domain_id = ANY (g.life_domain_ids))
  AND ((d.shield_id = 1 AND coalesce(g.shield_id, 1) = 1)
    OR (d.shield_id <> 1 AND EXISTS (
      SELECT FROM privacy_shield s
      WHERE s.id = d.shield_id
        AND (g.shield_id = s.id OR (g.shield_id IS NULL AND s.kind IN ('roles', 'hidden')))
        AND (s.kind <> 'roles' OR EXISTS (SELECT FROM privacy_roleof a WHERE a.user_id = g.user_id AND a.role = ANY (s.roles)))
        AND g.user_id <> ALL (s.excluded_user_ids)
        AND (s.excluded_household_ids = '{}' OR NOT EXISTS (
          SELECT FROM privacy_user_grant x WHERE x.user_id = g.user_id AND x.household_id = ANY (s.excluded_household_ids))))));

-- What the policies call. Runs as the owner and keeps its plan in the connection (planning the view costs 2 ms, in every query, for
-- every protected table in it). The application never queries the view itself: it gets no SELECT.
-- The answer is kept for the rest of the transaction (a page asks it twenty times); whatever changes access in this transaction throws it
-- away (privacy_forget_open_drawers), and what others change counts from the next transaction, that is: the next click.
CREATE FUNCTION privacy_open_drawers() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    me bigint := NULLIF(current_setting('app.user_id', true), '')::bigint;
    kept text := current_setting('app.open_drawers', true);
    found bigint[];
BEGIN
    IF me IS NULL THEN RETURN '{}'; END IF;
    IF kept LIKE me || ':%' THEN RETURN substr(kept, length(me::text) + 2)::bigint[]; END IF;
    -- A deactivated account has no role: nothing is open to it, whatever its grants say.
    IF EXISTS (SELECT FROM privacy_roleof a WHERE a.user_id = me) THEN
        found := ARRAY(SELECT DISTINCT o.drawer_id FROM privacy_open_drawer o WHERE o.user_id = me);
    ELSE
        found := '{}';
    END IF;
    PERFORM set_config('app.open_drawers', me || ':' || found::text, true);
    RETURN found;
END $$;

CREATE FUNCTION privacy_forget_open_drawers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_config('app.open_drawers', '', true);
    RETURN NULL;
END $$;
DO $$ DECLARE t text; BEGIN
    FOREACH t IN ARRAY ARRAY['privacy_drawer', 'privacy_grant', 'privacy_reach', 'privacy_seat', 'privacy_shield', 'privacy_roleof'] LOOP
        EXECUTE format('CREATE TRIGGER forget_open_drawers AFTER INSERT OR UPDATE OR DELETE ON %I
            FOR EACH STATEMENT EXECUTE FUNCTION privacy_forget_open_drawers()', t);
    END LOOP;
END $$;

-- The drawer of a subject, domain and shield: found or made. Only for who can see something of the subject, or for system work.
-- The application has no INSERT on drawers itself: ON CONFLICT would trip over rows it may not see.
CREATE FUNCTION privacy_drawer_for(the_person bigint, the_household bigint, the_domain text, the_shield bigint) RETURNS bigint
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    found_id bigint;
    domain_id smallint;
BEGIN
    IF current_setting('role') <> 'ontschot_register' AND NOT EXISTS (
        SELECT FROM privacy_drawer d
         WHERE d.id = ANY ((SELECT privacy_open_drawers())::bigint[])
           AND (d.person_id = the_person OR d.household_id = the_household)
    ) THEN
        RAISE insufficient_privilege USING MESSAGE = 'no drawer of this subject is open';
    END IF;
    SELECT id INTO STRICT domain_id FROM privacy_lifedomain WHERE code = the_domain;
    LOOP
        IF the_person IS NOT NULL THEN
            SELECT d.id INTO found_id FROM privacy_drawer d
             WHERE d.person_id = the_person AND d.life_domain_id = domain_id AND d.shield_id = the_shield;
        ELSE
            SELECT d.id INTO found_id FROM privacy_drawer d
             WHERE d.household_id = the_household AND d.life_domain_id = domain_id AND d.shield_id = the_shield;
        END IF;
        IF found_id IS NOT NULL THEN RETURN found_id; END IF;
        INSERT INTO privacy_drawer (person_id, household_id, life_domain_id, shield_id)
            VALUES (the_person, the_household, domain_id, the_shield) ON CONFLICT DO NOTHING RETURNING id INTO found_id;
        IF found_id IS NOT NULL THEN RETURN found_id; END IF;
    END LOOP;
END $$;

-- The life domains of a household that are open to the current user, for choices in a form.
CREATE FUNCTION privacy_open_domains(the_household bigint) RETURNS SETOF smallint
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT d.id FROM privacy_lifedomain d
     WHERE EXISTS (
        SELECT FROM privacy_user_grant g
         WHERE g.user_id = NULLIF(current_setting('app.user_id', true), '')::bigint AND g.household_id = the_household
           AND g.shield_id IS NULL AND (g.life_domain_ids IS NULL OR d.id = ANY (g.life_domain_ids)))
$$;
REVOKE ALL ON FUNCTION privacy_open_domains(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION privacy_open_domains(bigint) TO ontschot_app;

-- For identification: of these persons, those with whom somebody works now (not who, not why).
CREATE FUNCTION privacy_known(the_persons bigint[]) RETURNS SETOF bigint
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT p FROM unnest(the_persons) AS p
     WHERE EXISTS (
        SELECT FROM privacy_grant g
         WHERE (g.person_id = p OR g.household_id IN (SELECT r.household_id FROM privacy_reach r WHERE r.person_id = p))
           AND g.purpose NOT IN ('own_data', 'representation')
           AND g.starts_at <= statement_timestamp() AND (g.ends_at IS NULL OR g.ends_at > statement_timestamp()))
$$;
REVOKE ALL ON FUNCTION privacy_known(bigint[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION privacy_known(bigint[]) TO ontschot_identify;

REVOKE ALL ON FUNCTION privacy_open_drawers(), privacy_drawer_for(bigint, bigint, text, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION privacy_open_drawers(), privacy_drawer_for(bigint, bigint, text, bigint) TO ontschot_app, ontschot_register;

-- ------------------------------------------------------------------------------- the structure of access itself
-- FORCE, plus a policy for the owner: views, functions and triggers run as the owner. The grants have the uniform policy as well.
DO $$ DECLARE t text; BEGIN
    FOREACH t IN ARRAY ARRAY['privacy_drawer', 'privacy_grant', 'privacy_reach', 'privacy_seat', 'privacy_household_drawer'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
        EXECUTE format('CREATE POLICY structure ON %I TO ontschot_owner USING (true) WITH CHECK (true)', t);
    END LOOP;
END $$;
CREATE POLICY open_drawer ON privacy_drawer FOR SELECT TO ontschot_app
    USING (id = ANY ((SELECT privacy_open_drawers())::bigint[]));
CREATE POLICY system_work ON privacy_drawer TO ontschot_register USING (true) WITH CHECK (true);

-- ------------------------------------------------------------------------------- the log
-- The application adds lines and reads those about whom its user is or represents; oversight reads all; nobody changes one.
ALTER TABLE privacy_logentry ENABLE ROW LEVEL SECURITY;
ALTER TABLE privacy_logentry FORCE ROW LEVEL SECURITY;
CREATE POLICY add_line ON privacy_logentry FOR INSERT TO ontschot_app, ontschot_register, ontschot_identify
    WITH CHECK (user_id IS NOT DISTINCT FROM NULLIF(current_setting('app.user_id', true), '')::bigint);
CREATE POLICY about_me ON privacy_logentry FOR SELECT TO ontschot_app USING (
    subject_person_id = ANY (ARRAY(
        SELECT g.person_id FROM privacy_grant g
         WHERE g.user_id = NULLIF(current_setting('app.user_id', true), '')::bigint AND g.person_id IS NOT NULL
           AND g.purpose IN ('own_data', 'representation')
           AND g.starts_at <= statement_timestamp() AND (g.ends_at IS NULL OR g.ends_at > statement_timestamp()))));
CREATE POLICY oversight ON privacy_logentry FOR SELECT TO ontschot_oversight USING (true);

CREATE FUNCTION privacy_written_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the log and its seals are written once';
END $$;
CREATE TRIGGER written_once BEFORE UPDATE OR DELETE ON privacy_logentry FOR EACH ROW EXECUTE FUNCTION privacy_written_once();
CREATE TRIGGER written_once BEFORE UPDATE OR DELETE ON privacy_seal FOR EACH ROW EXECUTE FUNCTION privacy_written_once();
