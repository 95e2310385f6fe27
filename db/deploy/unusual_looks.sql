-- Deploy dayaq:unusual_looks to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- Rows of dayaq.audit.v1.UnusualLook: one look at one person that gives reason to ask. Holds reasons and points, never a name. Lies with the
-- institution that looked.
CREATE TABLE audit.unusual_look (
  uid uuid PRIMARY KEY,
  etag bigint NOT NULL DEFAULT 1,
  entry_uid uuid NOT NULL,
  look_time timestamptz NOT NULL,
  staff_uid uuid NOT NULL REFERENCES access.staff,
  role text COLLATE "C" NOT NULL,
  institution text COLLATE "C" NOT NULL,
  district text COLLATE "C" NOT NULL,
  register text COLLATE "C" NOT NULL,
  purpose text COLLATE "C",
  action text COLLATE "C" NOT NULL,
  person text COLLATE "C",
  -- Codes of dayaq.audit.v1.UnusualLookReason, one at least.
  reasons jsonb CHECK (reasons IS NOT NULL AND jsonb_typeof(reasons) = 'array' AND reasons <> '[]' AND reasons <@ '[
    "UNUSUAL_LOOK_REASON_WITHOUT_CASE", "UNUSUAL_LOOK_REASON_MANY_PEOPLE", "UNUSUAL_LOOK_REASON_AGAIN_AND_AGAIN",
    "UNUSUAL_LOOK_REASON_OUTSIDE_HOURS", "UNUSUAL_LOOK_REASON_SAME_SURNAME", "UNUSUAL_LOOK_REASON_COLLEAGUE",
    "UNUSUAL_LOOK_REASON_WATCHED", "UNUSUAL_LOOK_REASON_SEARCH_WITHOUT_OPENING", "UNUSUAL_LOOK_REASON_EMERGENCY_NOT_JUSTIFIED"]'::jsonb),
  score integer NOT NULL CHECK (score > 0),
  state text COLLATE "C" NOT NULL DEFAULT 'UNUSUAL_LOOK_STATE_OPEN'
    CHECK (state IN ('UNUSUAL_LOOK_STATE_OPEN', 'UNUSUAL_LOOK_STATE_EXPLAINED', 'UNUSUAL_LOOK_STATE_CONFIRMED')),
  reviewed_by uuid REFERENCES access.staff,
  reviewer_institution text COLLATE "C",
  reviewed_time timestamptz,
  verdict_words text,
  create_time timestamptz NOT NULL DEFAULT now(),
  update_time timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT unusual_look_reviewed CHECK ((state = 'UNUSUAL_LOOK_STATE_OPEN') = (reviewed_by IS NULL)
    AND (reviewed_by IS NULL) = (reviewer_institution IS NULL) AND (reviewed_by IS NULL) = (reviewed_time IS NULL)
    AND (reviewed_by IS NULL) = (verdict_words IS NULL)),
  CONSTRAINT unusual_look_by_others CHECK (reviewed_by <> staff_uid AND reviewer_institution <> institution)
);
-- A look at one person is told once, however often it is judged.
CREATE UNIQUE INDEX unusual_look_once ON audit.unusual_look (entry_uid, (coalesce(person, '')));
CREATE INDEX unusual_look_listed ON audit.unusual_look ((state = 'UNUSUAL_LOOK_STATE_OPEN') DESC, score DESC, uid DESC);
CREATE INDEX unusual_look_staff ON audit.unusual_look (staff_uid, uid DESC);
CREATE INDEX unusual_look_reviewer ON audit.unusual_look (reviewed_by);

-- Rows of dayaq.audit.v1.WatchedRecord; uid is the survivor's.
CREATE TABLE audit.watched_record (
  uid uuid PRIMARY KEY,
  etag bigint NOT NULL,
  number text COLLATE "C" NOT NULL CHECK (number ~ '^[0-9]{5,18}$'),
  register text COLLATE "C" NOT NULL,
  district text COLLATE "C" NOT NULL,
  institution text COLLATE "C" NOT NULL,
  watched boolean NOT NULL,
  words text NOT NULL CHECK (length(btrim(words)) >= 3),
  set_by uuid NOT NULL REFERENCES access.staff,
  create_time timestamptz NOT NULL,
  update_time timestamptz NOT NULL
);
CREATE INDEX watched_record_set_by ON audit.watched_record (set_by);

-- How far each of the two judgements has come in the log. What was written before there was any is not judged.
CREATE TABLE audit.judged (
  stage text COLLATE "C" PRIMARY KEY CHECK (stage IN ('AT_ONCE', 'LAST')),
  log integer NOT NULL,
  seq bigint NOT NULL CHECK (seq >= 0)
);
INSERT INTO audit.judged (stage, log, seq)
SELECT s.stage, coalesce(l.id, 1), coalesce(l.size, 0)
FROM (VALUES ('AT_ONCE'), ('LAST')) AS s(stage) LEFT JOIN (SELECT id, size FROM audit.log ORDER BY id DESC LIMIT 1) AS l ON true;

DO $$
DECLARE
  fresh text;
BEGIN
  FOREACH fresh IN ARRAY '{unusual_look,watched_record,judged}'::text[] LOOP
    EXECUTE format('ALTER TABLE audit.%I ENABLE ROW LEVEL SECURITY', fresh);
    EXECUTE format('ALTER TABLE audit.%I FORCE ROW LEVEL SECURITY', fresh);
    EXECUTE format('CREATE POLICY owner ON audit.%I TO dayaq_owner USING (true) WITH CHECK (true)', fresh);
  END LOOP;
END
$$;

-- Who reviews is whoever the context says, now, once. DY013 for anything else. Without a context of a person only the pass is here.
CREATE FUNCTION audit.review_look() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  moved audit.unusual_look;
BEGIN
  IF access.context_staff() IS NULL THEN
    RETURN NEW;
  END IF;
  IF OLD.state <> 'UNUSUAL_LOOK_STATE_OPEN' OR NEW.state = 'UNUSUAL_LOOK_STATE_OPEN' THEN
    RAISE EXCEPTION 'a look is reviewed once' USING ERRCODE = 'DY013';
  END IF;
  moved := OLD;
  moved.state := NEW.state;
  moved.verdict_words := NEW.verdict_words;
  moved.reviewed_by := access.context_staff();
  moved.reviewer_institution := access.context_institution();
  moved.reviewed_time := now();
  moved.etag := OLD.etag + 1;
  moved.update_time := now();
  RETURN moved;
END
$$;
CREATE TRIGGER review_look BEFORE UPDATE ON audit.unusual_look FOR EACH ROW EXECUTE FUNCTION audit.review_look();

CREATE FUNCTION audit.watch() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF access.context_role() IS NULL THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'INSERT' THEN
    NEW.etag := 1;
    NEW.institution := access.context_institution();
    NEW.create_time := now();
  ELSE
    NEW.etag := OLD.etag + 1;
    NEW.uid := OLD.uid;
    NEW.number := OLD.number;
    NEW.register := OLD.register;
    NEW.district := OLD.district;
    NEW.institution := OLD.institution;
    NEW.create_time := OLD.create_time;
  END IF;
  NEW.set_by := access.context_staff();
  NEW.update_time := now();
  RETURN NEW;
END
$$;
CREATE TRIGGER watch BEFORE INSERT OR UPDATE ON audit.watched_record FOR EACH ROW EXECUTE FUNCTION audit.watch();

-- What the pass alone asks: everything below that looks at people.
CREATE FUNCTION audit.for_the_pass() RETURNS void
LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF access.context_role() IS DISTINCT FROM 'audit_background' THEN
    RAISE EXCEPTION 'for the audit service itself' USING ERRCODE = '42501';
  END IF;
END
$$;
GRANT EXECUTE ON FUNCTION audit.for_the_pass() TO survivor_keeper, payment_keeper;
GRANT USAGE ON SCHEMA audit TO survivor_keeper, payment_keeper;
GRANT EXECUTE ON FUNCTION access.context_role() TO payment_keeper;
GRANT USAGE ON SCHEMA access TO payment_keeper;

-- The next entries to be judged, in the order of the log, of those whose people are indexed; for the last judgement only such as were
-- written so many days before what waits for its place or its people now: business that is not found yet must not be missed. Holds the place
-- until the transaction ends: one pass at a time, another gets nothing.
CREATE FUNCTION audit.entries_to_judge(wanted text, days_over integer, most integer)
RETURNS TABLE (log integer, seq bigint, canonical bytea, resources text[])
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  place audit.judged;
  known timestamptz := now();
BEGIN
  PERFORM audit.for_the_pass();
  IF days_over > 0 THEN
    known := least(now(), (SELECT q.recorded_at FROM audit.queue q ORDER BY q.uid LIMIT 1),
                   (SELECT x.recorded_at FROM audit.log l JOIN audit.leaf x ON x.log = l.id AND x.seq = l.indexed
                    WHERE l.indexed < l.size ORDER BY l.id LIMIT 1));
  END IF;
  SELECT j.* INTO place FROM audit.judged j WHERE j.stage = wanted FOR UPDATE SKIP LOCKED;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  -- A log that was sealed after a restore ends; the next one begins at 0.
  IF EXISTS (SELECT FROM audit.log l WHERE l.id = place.log AND l.sealed_time IS NOT NULL AND place.seq >= l.size)
     AND EXISTS (SELECT FROM audit.log l WHERE l.id > place.log) THEN
    SELECT min(l.id), 0 INTO place.log, place.seq FROM audit.log l WHERE l.id > place.log;
    UPDATE audit.judged j SET log = place.log, seq = 0 WHERE j.stage = wanted;
  END IF;
  RETURN QUERY
  SELECT n.log, n.seq, n.canonical, n.resources
  FROM (SELECT f.log, f.seq, e.canonical, e.resources, bool_and(f.recorded_at < known - make_interval(days => days_over)) OVER (ORDER BY f.seq) AS all_over
        FROM (SELECT x.log, x.seq, x.uid, x.recorded_at FROM audit.leaf x JOIN audit.log l ON l.id = x.log
              WHERE x.log = place.log AND x.seq >= place.seq AND x.seq < l.indexed ORDER BY x.seq LIMIT least(greatest(most, 1), 1000)) AS f
             LEFT JOIN audit.entry e ON e.recorded_at = f.recorded_at AND e.uid = f.uid) AS n
  WHERE n.all_over ORDER BY n.seq;
END
$$;

-- Everything up to there is judged.
CREATE FUNCTION audit.keep_judged(wanted text, log integer, seq bigint) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM audit.for_the_pass();
  UPDATE audit.judged j SET seq = keep_judged.seq WHERE j.stage = wanted AND j.log = keep_judged.log AND j.seq < keep_judged.seq;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'judged already' USING ERRCODE = '55000';
  END IF;
END
$$;

-- What these members of the staff did in that time, oldest first.
CREATE FUNCTION audit.doings_of(staff uuid[], since timestamptz, until timestamptz, most integer)
RETURNS TABLE (canonical bytea, resources text[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM audit.for_the_pass();
  RETURN QUERY
  SELECT e.canonical, e.resources FROM audit.entry e
  WHERE e.staff_uid = ANY (staff) AND e.recorded_at >= since AND e.recorded_at <= until AND e.decision = 'DECISION_ALLOWED'
  ORDER BY e.recorded_at, e.uid LIMIT least(greatest(most, 1), 50000);
END
$$;

-- What was done to whatever bears one of these names in that time, by these institutions or by the payment service; oldest first.
CREATE FUNCTION audit.doings_to(names text[], institutions text[], since timestamptz, until timestamptz, most integer)
RETURNS TABLE (canonical bytea, resources text[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM audit.for_the_pass();
  RETURN QUERY
  SELECT e.canonical, e.resources
  FROM (SELECT DISTINCT l.recorded_at, l.entry_uid FROM audit.look l
        WHERE l.resource = ANY (names) AND l.recorded_at >= since AND l.recorded_at <= until) AS k
       JOIN LATERAL (SELECT x.uid, x.recorded_at, x.canonical, x.resources FROM audit.entry x
                     WHERE x.recorded_at = k.recorded_at AND x.uid = k.entry_uid AND x.decision = 'DECISION_ALLOWED'
                       AND (x.institution = ANY (institutions) OR x.method = 'reaction/payment.assess')) AS e ON true
  ORDER BY e.recorded_at, e.uid LIMIT least(greatest(most, 1), 50000);
END
$$;

-- Every name under which these people stand.
CREATE FUNCTION audit.names_of_people(people uuid[]) RETURNS TABLE (person uuid, name text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM audit.for_the_pass();
  RETURN QUERY SELECT p.uid, n.name FROM unnest(people) AS p(uid), unnest(audit.names_of(p.uid)) AS n(name);
END
$$;

-- Who of these people is watched.
CREATE FUNCTION audit.watched_among(people uuid[]) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM audit.for_the_pass();
  RETURN ARRAY(SELECT w.uid FROM audit.watched_record w WHERE w.watched AND w.uid = ANY (people));
END
$$;

-- Whose records casualties and entitlements belong to.
CREATE FUNCTION survivor.people_behind(casualties uuid[]) RETURNS TABLE (uid uuid, person uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM audit.for_the_pass();
  RETURN QUERY SELECT c.casualty_uid, c.survivor_uid FROM survivor.casualty c WHERE c.casualty_uid = ANY (casualties);
END
$$;
CREATE FUNCTION payment.people_behind(entitlements uuid[]) RETURNS TABLE (uid uuid, person uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM audit.for_the_pass();
  RETURN QUERY SELECT e.uid, e.survivor_uid FROM payment.entitlement e WHERE e.uid = ANY (entitlements);
END
$$;

-- Rows of dayaq.audit.v1.PersonToCompare with their wrapped keys, of at most 500 people: names are compared in memory and forgotten.
CREATE FUNCTION survivor.identities_to_compare(people uuid[])
RETURNS TABLE (uid uuid, identity bytea, kek_id integer, wrapped bytea)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM audit.for_the_pass();
  IF cardinality(people) > 500 THEN
    RAISE EXCEPTION 'at most 500 people' USING ERRCODE = '22023';
  END IF;
  RETURN QUERY
  SELECT s.uid, s.identity, k.kek_id, k.wrapped FROM survivor.survivor s JOIN survivor.person_key k ON k.uid = s.uid
  WHERE s.uid = ANY (people) AND s.identity IS NOT NULL;
END
$$;

-- Names of those who work in these institutions, or did so within a month.
CREATE FUNCTION access.names_of_staff(institutions text[])
RETURNS TABLE (institution text, staff_uid uuid, given_name text, family_name text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM audit.for_the_pass();
  RETURN QUERY
  SELECT DISTINCT a.institution, s.uid, s.given_name, s.family_name
  FROM access.role_assignment a JOIN access.staff s ON s.uid = a.staff_uid
  WHERE a.institution = ANY (institutions) AND a.person_uid IS NULL
    AND a.state IN ('ROLE_ASSIGNMENT_STATE_IN_FORCE', 'ROLE_ASSIGNMENT_STATE_ENDED')
    AND coalesce(least(a.ended_time, a.valid_until), 'infinity') > now() - interval '1 month'
  LIMIT 20000;
END
$$;

-- Emergencies of these members of the staff with these people that were found unjustified, or that nobody reviewed in time.
CREATE FUNCTION access.emergencies_not_justified(staff uuid[], people uuid[])
RETURNS TABLE (staff_uid uuid, person uuid, opened timestamptz, ended timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM audit.for_the_pass();
  RETURN QUERY
  SELECT g.opened_by, g.person_uid, g.create_time, coalesce(g.closed_time, g.expire_time) FROM access.break_glass g
  WHERE g.opened_by = ANY (staff) AND g.person_uid = ANY (people)
    AND (g.verdict = 'BREAK_GLASS_VERDICT_UNJUSTIFIED' OR (g.verdict IS NULL AND g.review_due_time <= now()));
END
$$;

-- Writes what was found: rows of {uid, entry_uid, look_time, staff_uid, role, institution, purpose, action, person, reasons, score}. A look
-- at a person that was told before gets the reasons of both judgements, unless it was reviewed meanwhile. Returns how many are new.
CREATE FUNCTION audit.note_unusual_looks(findings jsonb) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  one record;
  fresh integer := 0;
BEGIN
  PERFORM audit.for_the_pass();
  FOR one IN
    SELECT f.*, i.district,
           coalesce((SELECT s.register FROM survivor.standing_of(CASE WHEN f.person ~ '^survivors/[0-9a-f-]{36}$'
                                                                      THEN substr(f.person, 11)::uuid END) AS s), 'az') AS register
    FROM jsonb_to_recordset(findings) AS f(uid uuid, entry_uid uuid, look_time timestamptz, staff_uid uuid, role text, institution text,
                                       purpose text, action text, person text, reasons jsonb, score integer)
         JOIN access.institution i ON i.code = f.institution
  LOOP
    INSERT INTO audit.unusual_look AS u (uid, entry_uid, look_time, staff_uid, role, institution, district, register, purpose, action, person,
                                         reasons, score)
    VALUES (one.uid, one.entry_uid, one.look_time, one.staff_uid, one.role, one.institution, one.district, one.register, one.purpose,
            one.action, one.person, one.reasons, one.score)
    ON CONFLICT (entry_uid, (coalesce(person, ''))) DO UPDATE
      SET reasons = u.reasons || (SELECT coalesce(jsonb_agg(r.value), '[]') FROM jsonb_array_elements(excluded.reasons) AS r
                                  WHERE NOT u.reasons @> r.value),
          score = greatest(u.score, excluded.score), etag = u.etag + 1, update_time = now()
      WHERE u.state = 'UNUSUAL_LOOK_STATE_OPEN' AND (NOT u.reasons @> excluded.reasons OR u.score < excluded.score);
    fresh := fresh + (FOUND AND EXISTS (SELECT FROM audit.unusual_look u WHERE u.uid = one.uid))::integer;
  END LOOP;
  RETURN fresh;
END
$$;

-- The record of that number, for a privacy officer within whose reach it lies; no row otherwise.
CREATE FUNCTION survivor.find_to_watch(number text)
RETURNS TABLE (uid uuid, register text, district text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF access.context_role() IS DISTINCT FROM 'audit_privacy_officer' THEN
    RAISE EXCEPTION 'for privacy officers' USING ERRCODE = '42501';
  END IF;
  RETURN QUERY
  SELECT s.uid, s.register, s.district FROM survivor.survivor s
  WHERE s.number = find_to_watch.number AND s.register = ANY (access.context_registers())
    AND (access.context_national() OR s.district = ANY (access.context_districts()) OR s.institution = access.context_institution());
END
$$;

-- The keepers own what looks into their rows.
GRANT SELECT (identity) ON survivor.survivor TO survivor_keeper;
GRANT SELECT (uid, survivor_uid) ON payment.entitlement TO payment_keeper;
GRANT CREATE ON SCHEMA survivor TO survivor_keeper;
GRANT CREATE ON SCHEMA payment TO payment_keeper;
ALTER FUNCTION survivor.people_behind(uuid[]) OWNER TO survivor_keeper;
ALTER FUNCTION survivor.identities_to_compare(uuid[]) OWNER TO survivor_keeper;
ALTER FUNCTION survivor.find_to_watch(text) OWNER TO survivor_keeper;
ALTER FUNCTION payment.people_behind(uuid[]) OWNER TO payment_keeper;
REVOKE CREATE ON SCHEMA survivor FROM survivor_keeper;
REVOKE CREATE ON SCHEMA payment FROM payment_keeper;

COMMIT;
