-- Deploy dayaq:record_merges to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- Two records that are one person: the one goes on in the other (docs/adr/0030-merged-records.md). Its rows stay its own, so that taking it
-- back gives each what it had; whoever asks for the person reads both. Never deeper than one: what carries on goes on in nothing.

SELECT kit.add_codes('survivor', '{
  "MatchVerdict": ["MATCH_VERDICT_NONE", "MATCH_VERDICT_ASK", "MATCH_VERDICT_PROPOSE"],
  "MatchState": ["MATCH_STATE_OPEN", "MATCH_STATE_DIFFERENT", "MATCH_STATE_MERGED", "MATCH_STATE_GONE"]
}');

ALTER TABLE survivor.survivor ADD merged_into_uid uuid REFERENCES survivor.survivor CHECK (merged_into_uid <> uid);
CREATE INDEX survivor_merged_into ON survivor.survivor (merged_into_uid) WHERE merged_into_uid IS NOT NULL;
SELECT kit.keep_history('survivor.survivor');

-- Rows of dayaq.survivor.v1.Match: seen by those who see both records.
CREATE TABLE survivor.match (
  uid uuid PRIMARY KEY,
  etag bigint NOT NULL,
  survivor_uid uuid NOT NULL,
  other_uid uuid NOT NULL,
  score integer NOT NULL DEFAULT 0,
  verdict text COLLATE "C" NOT NULL CHECK (survivor.is_code('MatchVerdict', verdict)),
  reasons jsonb CHECK (jsonb_typeof(reasons) = 'array'),
  policy_version text,
  state text COLLATE "C" NOT NULL CHECK (survivor.is_code('MatchState', state)),
  answered_by_uid uuid,
  answer text,
  create_time timestamptz NOT NULL,
  update_time timestamptz NOT NULL,
  CONSTRAINT match_pair UNIQUE (survivor_uid, other_uid),
  CONSTRAINT match_order CHECK (survivor_uid < other_uid),
  -- Who answered is said of an answer, and of nothing else.
  CONSTRAINT match_answered CHECK ((answered_by_uid IS NOT NULL) = (state IN ('MATCH_STATE_DIFFERENT', 'MATCH_STATE_MERGED')))
);
CREATE INDEX match_other_uid ON survivor.match (other_uid);
SELECT kit.add_place_of('survivor.survivor', 'survivor.match', 'survivor_uid');
ALTER TABLE survivor.match ADD other_district text COLLATE "C" NOT NULL, ADD other_institution text COLLATE "C" NOT NULL,
  ADD CONSTRAINT match_other FOREIGN KEY (other_uid, register, other_district, other_institution)
    REFERENCES survivor.survivor (uid, register, district, institution) ON UPDATE CASCADE;
CREATE INDEX match_by_state ON survivor.match (register, state, score DESC, uid DESC);
SELECT kit.count_versions('survivor.match');

-- Rows of dayaq.survivor.v1.RecordMerge; they lie where the merged record lies.
CREATE TABLE survivor.record_merge (
  uid uuid PRIMARY KEY,
  survivor_uid uuid NOT NULL REFERENCES survivor.survivor,
  merged_uid uuid NOT NULL CHECK (merged_uid <> survivor_uid),
  merged_district text COLLATE "C" NOT NULL,
  merged_institution text COLLATE "C" NOT NULL,
  death_taken boolean NOT NULL DEFAULT false,
  survivor_version bigint NOT NULL,
  create_time timestamptz NOT NULL DEFAULT now(),
  staff_uid uuid NOT NULL,
  reason text NOT NULL,
  undone_time timestamptz,
  undone_by_uid uuid,
  undone_reason text,
  CHECK ((undone_time IS NULL) = (undone_by_uid IS NULL) AND (undone_time IS NULL) = (undone_reason IS NULL))
);
CREATE INDEX record_merge_survivor_uid ON survivor.record_merge (survivor_uid, create_time);
-- A record is merged away once at a time.
CREATE UNIQUE INDEX record_merge_in_force ON survivor.record_merge (merged_uid) WHERE undone_time IS NULL;
SELECT kit.add_place_of('survivor.survivor', 'survivor.record_merge', 'merged_uid');

-- Rows of dayaq.survivor.v1.MatchSweep.
CREATE TABLE survivor.match_sweep (
  uid uuid PRIMARY KEY,
  register text COLLATE "C" NOT NULL REFERENCES incident.register (code),
  total bigint NOT NULL DEFAULT 0,
  done bigint NOT NULL DEFAULT 0,
  weighed bigint NOT NULL DEFAULT 0,
  found bigint NOT NULL DEFAULT 0,
  after_uid uuid,
  policy_version text,
  create_time timestamptz NOT NULL DEFAULT now(),
  update_time timestamptz NOT NULL DEFAULT now(),
  finish_time timestamptz
);
SELECT kit.protect('survivor.match_sweep');
-- One at a time in a register.
CREATE UNIQUE INDEX match_sweep_goes_on ON survivor.match_sweep (register) WHERE finish_time IS NULL;
CREATE INDEX match_sweep_register ON survivor.match_sweep (register, uid DESC);

-- What goes on in a record lies where that lies.
CREATE FUNCTION survivor.follow_record() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE survivor.survivor s SET district = NEW.district, institution = NEW.institution WHERE s.merged_into_uid = NEW.uid;
  RETURN NULL;
END
$$;
CREATE TRIGGER follow_record AFTER UPDATE OF district, institution ON survivor.survivor FOR EACH ROW
  WHEN (OLD.district <> NEW.district OR OLD.institution <> NEW.institution) EXECUTE FUNCTION survivor.follow_record();

-- Whether a record that lies there is within reach of the request. For functions that work across rows.
CREATE FUNCTION survivor.within_reach(register text, district text, institution text) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN within_reach.register = ANY (access.context_registers())
    AND (access.context_national() OR within_reach.district = ANY (access.context_districts())
         OR within_reach.institution = access.context_institution());
END
$$;

-- One record goes on in another: both within reach, of one register, neither merged, nothing going on in the one that goes. What they say was
-- compared before. No policy lets a row leave to where another lies, so the keeper moves it. With `death` the one that carries on takes the
-- other's death over, whatever document it was recorded by.
CREATE FUNCTION survivor.take_in(kept uuid, other uuid, death boolean) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  k survivor.survivor;
  o survivor.survivor;
BEGIN
  SELECT uid, register, district, institution, merged_into_uid INTO k.uid, k.register, k.district, k.institution, k.merged_into_uid
  FROM survivor.survivor WHERE uid = kept;
  SELECT uid, register, district, institution, merged_into_uid INTO o.uid, o.register, o.district, o.institution, o.merged_into_uid
  FROM survivor.survivor WHERE uid = other;
  IF access.context_role() IS DISTINCT FROM 'survivor_caseworker' OR k.uid IS NULL OR o.uid IS NULL
     OR k.register <> o.register OR NOT survivor.within_reach(k.register, k.district, k.institution)
     OR NOT survivor.within_reach(o.register, o.district, o.institution) THEN
    RAISE EXCEPTION 'not records to merge' USING ERRCODE = '42501';
  END IF;
  IF k.merged_into_uid IS NOT NULL OR o.merged_into_uid IS NOT NULL
     OR EXISTS (SELECT FROM survivor.survivor s WHERE s.merged_into_uid = o.uid) THEN
    RAISE EXCEPTION 'merged already' USING ERRCODE = 'DY014';
  END IF;
  UPDATE survivor.survivor SET merged_into_uid = k.uid, district = k.district, institution = k.institution WHERE uid = o.uid;
  IF death THEN
    UPDATE survivor.survivor s
    SET state = d.state, died_on = d.died_on, death_cause = d.death_cause, death_document = d.death_document,
        death_recorded_time = d.death_recorded_time
    FROM survivor.survivor d
    WHERE s.uid = k.uid AND d.uid = o.uid AND s.state = 'SURVIVOR_STATE_LIVING' AND d.state = 'SURVIVOR_STATE_DECEASED';
  END IF;
END
$$;

-- The record stands for itself again, where it lay, with the later facts that are its own. With `death` the one that carried on lives again:
-- the death it had was the other's. The merge was marked as undone before: it lies where the record lies, out of the caller's sight afterwards.
CREATE FUNCTION survivor.give_back(merge uuid, casualties uuid[], decisions uuid[], death boolean) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  o survivor.survivor;
  m survivor.record_merge;
BEGIN
  SELECT uid, survivor_uid, merged_uid, merged_district, merged_institution
  INTO m.uid, m.survivor_uid, m.merged_uid, m.merged_district, m.merged_institution
  FROM survivor.record_merge WHERE uid = merge AND undone_by_uid = access.context_staff();
  SELECT uid, register, district, institution, merged_into_uid INTO o.uid, o.register, o.district, o.institution, o.merged_into_uid
  FROM survivor.survivor WHERE uid = m.merged_uid;
  IF access.context_role() IS DISTINCT FROM 'survivor_caseworker' OR m.uid IS NULL
     OR o.merged_into_uid IS DISTINCT FROM m.survivor_uid OR NOT survivor.within_reach(o.register, o.district, o.institution) THEN
    RAISE EXCEPTION 'not a record to give back' USING ERRCODE = '42501';
  END IF;
  UPDATE survivor.survivor SET merged_into_uid = NULL, district = m.merged_district, institution = m.merged_institution WHERE uid = o.uid;
  UPDATE survivor.casualty
  SET survivor_uid = o.uid, district = m.merged_district, institution = m.merged_institution
  WHERE casualty_uid = ANY (casualties) AND survivor_uid = m.survivor_uid;
  UPDATE survivor.disability_decision
  SET survivor_uid = o.uid, district = m.merged_district, survivor_institution = m.merged_institution
  WHERE uid = ANY (decisions) AND survivor_uid = m.survivor_uid;
  -- What one person's decision took from the other's comes back to it: they were never about one person.
  UPDATE survivor.disability_decision d
  SET replaced_by_uid = NULL, in_force_from = d.valid_from, in_force_until = d.valid_until
  FROM survivor.disability_decision by
  WHERE d.survivor_uid IN (o.uid, m.survivor_uid) AND by.uid = d.replaced_by_uid AND by.survivor_uid <> d.survivor_uid;
  UPDATE survivor.disability_decision d SET replaces_uid = NULL
  FROM survivor.disability_decision former
  WHERE d.survivor_uid IN (o.uid, m.survivor_uid) AND former.uid = d.replaces_uid AND former.survivor_uid <> d.survivor_uid;
  IF death THEN
    UPDATE survivor.survivor
    SET state = 'SURVIVOR_STATE_LIVING', died_on = NULL, death_cause = NULL, death_document = NULL, death_recorded_time = NULL
    WHERE uid = m.survivor_uid;
  END IF;
END
$$;

-- A decision is never edited; whose it is, when two people were taken for one, the keeper alone says, through the function above.
CREATE OR REPLACE FUNCTION survivor.keep_decision() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  before survivor.disability_decision := OLD;
BEGIN
  IF current_user = 'survivor_keeper' THEN
    RETURN NEW;
  END IF;
  before.register := NEW.register;
  before.district := NEW.district;
  before.survivor_institution := NEW.survivor_institution;
  IF OLD.replaced_by_uid IS NULL AND NEW.replaced_by_uid IS NOT NULL THEN
    before.replaced_by_uid := NEW.replaced_by_uid;
    before.in_force_from := NEW.in_force_from;
    before.in_force_until := NEW.in_force_until;
  END IF;
  IF NEW IS DISTINCT FROM before THEN
    RAISE EXCEPTION 'a decision is replaced, never edited' USING ERRCODE = 'DY012';
  END IF;
  RETURN NEW;
END
$$;

-- Open questions of which the request reaches one record and not the other: for a supervisor.
CREATE FUNCTION survivor.matches_for_supervisor(of_register text) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF access.context_role() IS NULL THEN
    RAISE EXCEPTION 'for a request' USING ERRCODE = '42501';
  END IF;
  IF of_register = ANY (access.context_registers()) AND NOT access.context_national() THEN
    RETURN (
      SELECT count(*) FROM survivor.match m
      WHERE m.register = of_register AND m.state = 'MATCH_STATE_OPEN'
        AND (m.district = ANY (access.context_districts()) OR m.institution = access.context_institution())
            <> (m.other_district = ANY (access.context_districts()) OR m.other_institution = access.context_institution()));
  END IF;
  RETURN 0;
END
$$;

-- Whether a record out of reach bears one of the strong tokens, or two of the others. Says no more than that; each token leads to a bounded
-- number of records.
CREATE FUNCTION survivor.alike_elsewhere(of_register text, kinds text[], tokens bytea[], strong text[]) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF access.context_role() IS NULL THEN
    RAISE EXCEPTION 'for a request' USING ERRCODE = '42501';
  END IF;
  IF NOT of_register = ANY (access.context_registers()) OR access.context_national() THEN
    RETURN false;
  END IF;
  RETURN EXISTS (
    SELECT FROM unnest(kinds, tokens) AS n(kind, token)
      CROSS JOIN LATERAL (
        SELECT t.survivor_uid, t.kind FROM survivor.token t
        WHERE t.kind = n.kind AND t.token = n.token AND t.register = of_register
          AND NOT (t.district = ANY (access.context_districts()) OR t.institution = access.context_institution())
        LIMIT 200) AS t
    GROUP BY t.survivor_uid HAVING count(*) >= 2 OR bool_or(t.kind = ANY (strong)));
END
$$;

-- A person is known by every record that goes on in theirs.
GRANT CREATE ON SCHEMA survivor TO survivor_keeper;
SET LOCAL ROLE survivor_keeper;
CREATE OR REPLACE FUNCTION survivor.casualties_of(person uuid) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN ARRAY(SELECT c.casualty_uid FROM survivor.casualty c
               WHERE c.survivor_uid = person
                  OR c.survivor_uid = ANY (ARRAY(SELECT s.uid FROM survivor.survivor s WHERE s.merged_into_uid = person)));
END
$$;

-- A person is erased in all of their records.
CREATE OR REPLACE FUNCTION survivor.erasing(survivor_uid uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM survivor.erasure e
                 WHERE e.survivor_uid IN (erasing.survivor_uid,
                                          (SELECT s.merged_into_uid FROM survivor.survivor s WHERE s.uid = erasing.survivor_uid))
                   AND e.state = 'ERASURE_STATE_DONE' AND e.erase_time = now())
$$;
CREATE OR REPLACE FUNCTION survivor.keys_to_destroy(survivor_uid uuid) RETURNS TABLE (uid uuid, kek_id integer, wrapped bytea)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT survivor.erasing(survivor_uid) THEN
    RAISE EXCEPTION 'nothing of this record is being erased' USING ERRCODE = '42501';
  END IF;
  RETURN QUERY
  SELECT k.uid, k.kek_id, k.wrapped FROM survivor.person_key k
  WHERE k.uid = keys_to_destroy.survivor_uid
     OR k.uid = ANY (ARRAY(SELECT s.uid FROM survivor.survivor s WHERE s.merged_into_uid = keys_to_destroy.survivor_uid))
  ORDER BY k.uid FOR NO KEY UPDATE;
END
$$;
CREATE OR REPLACE FUNCTION survivor.erased_of(survivor_uid uuid) RETURNS TABLE (casualty_uid uuid, incident_uid uuid, identity boolean, health boolean, finance boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF access.context_role() IS DISTINCT FROM 'incident_background' THEN
    RAISE EXCEPTION 'for the incident service itself' USING ERRCODE = '42501';
  END IF;
  RETURN QUERY
  SELECT c.casualty_uid, c.incident_uid, sealing.is_destroyed(k.wrapped, 0), sealing.is_destroyed(k.wrapped, 1), sealing.is_destroyed(k.wrapped, 2)
  FROM survivor.casualty c JOIN survivor.person_key k ON k.uid = c.survivor_uid
  WHERE c.survivor_uid = erased_of.survivor_uid
     OR c.survivor_uid = ANY (ARRAY(SELECT s.uid FROM survivor.survivor s WHERE s.merged_into_uid = erased_of.survivor_uid))
  ORDER BY c.casualty_uid LIMIT 1000;
END
$$;
-- A record that goes on in another dies with its person, whatever it says itself.
CREATE OR REPLACE FUNCTION survivor.dead_with_keys(after uuid, most integer)
RETURNS TABLE (uid uuid, register text, district text, institution text, died_on text, death_recorded_time timestamptz, last_due_on text,
               wrapped bytea)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF access.context_role() IS DISTINCT FROM 'survivor_background' THEN
    RAISE EXCEPTION 'for the survivor service itself' USING ERRCODE = '42501';
  END IF;
  RETURN QUERY
  WITH people AS MATERIALIZED (
    SELECT s.uid AS record, s.uid AS speaks FROM survivor.survivor s
    WHERE s.state = 'SURVIVOR_STATE_DECEASED' AND s.merged_into_uid IS NULL AND (after IS NULL OR s.uid > after)
    UNION ALL
    SELECT m.uid, m.merged_into_uid FROM survivor.survivor m JOIN survivor.survivor p ON p.uid = m.merged_into_uid
    WHERE p.state = 'SURVIVOR_STATE_DECEASED' AND (after IS NULL OR m.uid > after)
  ), dead AS MATERIALIZED (
    SELECT r.uid, r.register, r.district, r.institution, s.died_on, s.death_recorded_time, k.wrapped, d.speaks
    FROM people d JOIN survivor.survivor r ON r.uid = d.record JOIN survivor.survivor s ON s.uid = d.speaks
         JOIN survivor.person_key k ON k.uid = d.record
    WHERE NOT (sealing.is_destroyed(k.wrapped, 0) AND sealing.is_destroyed(k.wrapped, 1) AND sealing.is_destroyed(k.wrapped, 2))
    ORDER BY d.record LIMIT least(most, 1000)
  )
  SELECT d.uid, d.register, d.district, d.institution, d.died_on, d.death_recorded_time,
         (SELECT max(p.due_on) FROM payment.last_due_on(ARRAY[d.uid, d.speaks]) p), d.wrapped
  FROM dead d ORDER BY d.uid;
END
$$;

-- Whether a record of the register of another person bears the national id of the token, wherever it lies. Says no more than that.
CREATE OR REPLACE FUNCTION survivor.other_bears(register text, token bytea, survivor_uid uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF access.context_role() IN ('survivor_caseworker', 'survivor_background') AND other_bears.register = ANY (access.context_registers()) THEN
    RETURN EXISTS (SELECT FROM survivor.token t JOIN survivor.survivor s ON s.uid = t.survivor_uid
                   WHERE t.kind = 'national_id' AND t.token = other_bears.token AND t.register = other_bears.register
                     AND t.survivor_uid <> other_bears.survivor_uid
                     AND coalesce(s.merged_into_uid, s.uid) <> (SELECT coalesce(o.merged_into_uid, o.uid) FROM survivor.survivor o
                                                                WHERE o.uid = other_bears.survivor_uid));
  END IF;
  RAISE EXCEPTION 'not a register to look in' USING ERRCODE = '42501';
END
$$;

-- The row of dayaq.payment.v1.BenefitFacts for a survivor; none for one that does not exist. What is set aside counts for nothing. A record that
-- goes on in another one tells nothing: what it knows counts there.
CREATE OR REPLACE FUNCTION survivor.facts_for_benefits(survivor uuid)
RETURNS TABLE (survivor_uid uuid, register text, district text, institution text, deceased boolean, died_on text,
               death_recorded_time timestamptz, identity_confirmed_time timestamptz, decisions jsonb, casualties jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
DECLARE
  records uuid[];
BEGIN
  IF access.context_role() IS DISTINCT FROM 'payment_background' THEN
    RAISE EXCEPTION 'for the payment service itself' USING ERRCODE = '42501';
  END IF;
  records := ARRAY(SELECT s.uid FROM survivor.survivor s WHERE s.uid = facts_for_benefits.survivor AND s.merged_into_uid IS NULL
                   UNION ALL SELECT s.uid FROM survivor.survivor s WHERE s.merged_into_uid = facts_for_benefits.survivor);
  RETURN QUERY
  SELECT s.uid, s.register, s.district, s.institution, s.state = 'SURVIVOR_STATE_DECEASED', s.died_on, s.death_recorded_time,
         (SELECT min(r.identity_confirmed_time) FROM survivor.survivor r WHERE r.uid = ANY (records)),
         (SELECT jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
             'decision_uid', d.uid, 'percent', d.percent, 'band', d.band, 'cause', d.cause,
             'in_force_from', survivor.date_json(d.in_force_from), 'in_force_until', survivor.date_json(d.in_force_until),
             'act_number', d.act_number, 'recorded_time', survivor.time_json(d.create_time))) ORDER BY d.in_force_from)
          FROM survivor.disability_decision d WHERE d.survivor_uid = ANY (records) AND d.in_force_from IS NOT NULL),
         (SELECT jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
             'casualty_uid', f.casualty_uid, 'incident_uid', f.incident_uid, 'occurred_on', survivor.date_json(f.occurred_on),
             'outcome', f.outcome, 'incident_verified', f.incident_verified, 'injury_confirmed', f.injury_confirmed,
             'recorded_time', survivor.time_json(f.recorded_time))) ORDER BY f.recorded_time, f.casualty_uid)
          FROM incident.facts_for_benefits(ARRAY(SELECT c.casualty_uid FROM survivor.casualty c
                                                 WHERE c.survivor_uid = ANY (records) AND NOT c.set_aside)) AS f)
  FROM survivor.survivor s WHERE s.uid = facts_for_benefits.survivor;
END
$$;

-- Whose records casualties belong to: the person's, whatever record of theirs it was.
CREATE OR REPLACE FUNCTION survivor.people_behind(casualties uuid[]) RETURNS TABLE (uid uuid, person uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM audit.for_the_pass();
  RETURN QUERY SELECT c.casualty_uid, coalesce(s.merged_into_uid, s.uid)
  FROM survivor.casualty c JOIN survivor.survivor s ON s.uid = c.survivor_uid WHERE c.casualty_uid = ANY (casualties);
END
$$;

-- The records that go on in a person's, for whoever asks who looked at it.
SET LOCAL ROLE dayaq_owner;
REVOKE CREATE ON SCHEMA survivor FROM survivor_keeper;
CREATE FUNCTION survivor.merged_into(person uuid) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN ARRAY(SELECT s.uid FROM survivor.survivor s WHERE s.merged_into_uid = person ORDER BY s.uid);
END
$$;

-- Keepers do what their functions say and no more.
SELECT kit.keeper_may('SELECT', 'survivor.match', 'register', 'state', 'district', 'institution', 'other_district', 'other_institution');
SELECT kit.keeper_may('SELECT', 'survivor.record_merge', 'uid', 'survivor_uid', 'merged_uid', 'merged_district', 'merged_institution',
                      'undone_by_uid');
SELECT kit.keeper_may('SELECT', 'survivor.disability_decision', 'uid', 'survivor_uid', 'register', 'district', 'survivor_institution',
                      'valid_from', 'valid_until', 'replaced_by_uid', 'replaces_uid');
SELECT kit.keeper_may('UPDATE', 'survivor.disability_decision', 'survivor_uid', 'district', 'survivor_institution', 'in_force_from',
                      'in_force_until', 'replaced_by_uid', 'replaces_uid');
GRANT SELECT (merged_into_uid, district, institution, register, death_cause, death_document), UPDATE (merged_into_uid, institution, state, died_on, death_cause,
  death_document, death_recorded_time) ON survivor.survivor TO survivor_keeper;
GRANT SELECT (survivor_uid, casualty_uid, district, institution), UPDATE (survivor_uid, district, institution) ON survivor.casualty
  TO survivor_keeper;
GRANT SELECT (district, institution) ON survivor.token TO survivor_keeper;
SELECT kit.give_to_keeper('survivor.follow_record()', 'survivor.within_reach(text, text, text)', 'survivor.take_in(uuid, uuid, boolean)',
                          'survivor.give_back(uuid, uuid[], uuid[], boolean)', 'survivor.matches_for_supervisor(text)',
                          'survivor.alike_elsewhere(text, text[], bytea[], text[])', 'survivor.merged_into(uuid)');
SET LOCAL ROLE survivor_keeper;
GRANT EXECUTE ON FUNCTION survivor.merged_into(uuid) TO dayaq_owner;
SET LOCAL ROLE dayaq_owner;

CREATE OR REPLACE FUNCTION audit.names_of(person uuid) RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  records constant uuid[] := person || survivor.merged_into(person);
BEGIN
  RETURN ARRAY(SELECT 'survivors/' || r.uid FROM unnest(records) AS r(uid)) || incident.names_of_casualties(survivor.casualties_of(person))
         || ARRAY(SELECT n.name FROM unnest(records) AS r(uid), unnest(payment.names_of(r.uid)) AS n(name))
         || ARRAY(SELECT 'breakGlasses/' || g.uid FROM access.break_glass g WHERE g.person_uid = ANY (records));
END
$$;

-- What the service does by itself.
INSERT INTO outbox.subscription (kind, subscriber) VALUES
  ('survivor.opened', 'survivor.find_matches'),
  ('survivor.changed', 'survivor.find_matches'),
  ('survivor.unmerged', 'survivor.find_matches'),
  ('survivor.sweep_goes_on', 'survivor.sweep'),
  ('survivor.merged', 'payment.assess'),
  ('survivor.unmerged', 'payment.assess');

COMMIT;
