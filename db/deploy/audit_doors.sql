-- Deploy dayaq:audit_doors to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- Rows of dayaq.audit.v1.Withholding: looks that a person is not shown for a time. On a legal basis, by two people, for 180 days at most.
CREATE TABLE audit.withholding (
  uid uuid PRIMARY KEY,
  etag bigint NOT NULL,
  person_uid uuid NOT NULL,
  looks_from timestamptz NOT NULL,
  looks_until timestamptz NOT NULL,
  looks_staff_uid uuid,
  looks_institution text COLLATE "C",
  legal_act text COLLATE "C" NOT NULL
    CHECK (legal_act IN ('LEGAL_ACT_OPERATIONAL_SEARCH', 'LEGAL_ACT_CRIMINAL_PROCEDURE', 'LEGAL_ACT_COUNTER_INTELLIGENCE',
                         'LEGAL_ACT_STATE_SECRETS', 'LEGAL_ACT_PERSONAL_DATA')),
  article text COLLATE "C" NOT NULL CHECK (article ~ '^[1-9][0-9]{0,3}(-[1-9])?(\.[1-9][0-9]{0,2}(-[1-9])?){0,3}$'),
  reason text NOT NULL CHECK (length(btrim(reason)) >= 20),
  end_time timestamptz NOT NULL,
  state text COLLATE "C" NOT NULL DEFAULT 'WITHHOLDING_STATE_PROPOSED'
    CHECK (state IN ('WITHHOLDING_STATE_PROPOSED', 'WITHHOLDING_STATE_IN_FORCE', 'WITHHOLDING_STATE_ENDED')),
  proposed_by uuid NOT NULL REFERENCES access.staff,
  approved_by uuid REFERENCES access.staff,
  approved_time timestamptz,
  ended_by uuid REFERENCES access.staff,
  ended_time timestamptz,
  create_time timestamptz NOT NULL,
  update_time timestamptz NOT NULL,
  register text COLLATE "C" NOT NULL,
  district text COLLATE "C" NOT NULL,
  institution text COLLATE "C" NOT NULL,
  CONSTRAINT withholding_looks CHECK (looks_from < looks_until AND looks_until <= end_time),
  CONSTRAINT withholding_time CHECK (end_time > create_time AND end_time - create_time <= interval '180 days'),
  CONSTRAINT withholding_two_people CHECK (approved_by <> proposed_by),
  CONSTRAINT withholding_signed CHECK ((approved_by IS NULL) = (approved_time IS NULL)
    AND (state <> 'WITHHOLDING_STATE_IN_FORCE' OR approved_by IS NOT NULL)),
  CONSTRAINT withholding_over CHECK ((ended_by IS NULL) = (ended_time IS NULL) AND (state = 'WITHHOLDING_STATE_ENDED') = (ended_by IS NOT NULL))
);
CREATE INDEX withholding_person ON audit.withholding (person_uid, uid DESC);
CREATE INDEX withholding_proposer ON audit.withholding (proposed_by);
CREATE INDEX withholding_approver ON audit.withholding (approved_by);
CREATE INDEX withholding_ender ON audit.withholding (ended_by);
ALTER TABLE audit.withholding ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit.withholding FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON audit.withholding TO dayaq_owner USING (true);

-- Who proposes, signs and ends is whoever the context says, now; a withholding is moved on, never edited. DY013 for anything else.
CREATE FUNCTION audit.withhold() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  moved audit.withholding;
BEGIN
  IF access.context_role() IS NULL THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'INSERT' THEN
    NEW.etag := 1;
    NEW.state := 'WITHHOLDING_STATE_PROPOSED';
    NEW.proposed_by := access.context_staff();
    NEW.approved_by := NULL;
    NEW.approved_time := NULL;
    NEW.ended_by := NULL;
    NEW.ended_time := NULL;
    NEW.create_time := now();
    NEW.update_time := now();
    RETURN NEW;
  END IF;
  moved := OLD;
  IF OLD.state = 'WITHHOLDING_STATE_PROPOSED' AND NEW.state = 'WITHHOLDING_STATE_IN_FORCE' THEN
    moved.approved_by := access.context_staff();
    moved.approved_time := now();
  ELSIF OLD.state IN ('WITHHOLDING_STATE_PROPOSED', 'WITHHOLDING_STATE_IN_FORCE') AND NEW.state = 'WITHHOLDING_STATE_ENDED' THEN
    moved.ended_by := access.context_staff();
    moved.ended_time := now();
  ELSE
    RAISE EXCEPTION 'a withholding is moved on, never edited' USING ERRCODE = 'DY013';
  END IF;
  moved.state := NEW.state;
  moved.etag := OLD.etag + 1;
  moved.update_time := now();
  RETURN moved;
END
$$;
CREATE TRIGGER withhold BEFORE INSERT OR UPDATE ON audit.withholding FOR EACH ROW EXECUTE FUNCTION audit.withhold();

-- Every name under which looks at a person may stand: the record, the casualties that are attached to it, under each incident they were
-- ever part of, and the entitlements. The keepers own what looks into their rows; only the functions below ask.
CREATE FUNCTION incident.names_of_casualties(casualties uuid[]) RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN ARRAY(
    SELECT format('incidents/%s/casualties/%s', c.incident_uid, c.uid) COLLATE "C" FROM incident.casualty c WHERE c.uid = ANY (casualties)
    UNION
    SELECT format('incidents/%s/casualties/%s', h.incident_uid, h.uid) COLLATE "C" FROM incident.casualty_history h WHERE h.uid = ANY (casualties));
END
$$;
CREATE FUNCTION survivor.casualties_of(person uuid) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN ARRAY(SELECT c.casualty_uid FROM survivor.casualty c WHERE c.survivor_uid = person);
END
$$;
CREATE FUNCTION payment.names_of(person uuid) RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN ARRAY(SELECT 'entitlements/' || e.uid FROM payment.entitlement e WHERE e.survivor_uid = person);
END
$$;
CREATE POLICY keeper_reads ON incident.casualty_history FOR SELECT TO incident_keeper USING (true);
GRANT SELECT (uid, incident_uid) ON incident.casualty_history TO incident_keeper;
GRANT SELECT (survivor_uid) ON payment.entitlement TO payment_keeper;
GRANT CREATE ON SCHEMA incident TO incident_keeper;
GRANT CREATE ON SCHEMA survivor TO survivor_keeper;
GRANT CREATE ON SCHEMA payment TO payment_keeper;
ALTER FUNCTION incident.names_of_casualties(uuid[]) OWNER TO incident_keeper;
ALTER FUNCTION survivor.casualties_of(uuid) OWNER TO survivor_keeper;
ALTER FUNCTION payment.names_of(uuid) OWNER TO payment_keeper;
REVOKE CREATE ON SCHEMA incident FROM incident_keeper;
REVOKE CREATE ON SCHEMA survivor FROM survivor_keeper;
REVOKE CREATE ON SCHEMA payment FROM payment_keeper;
SET LOCAL ROLE incident_keeper;
GRANT EXECUTE ON FUNCTION incident.names_of_casualties(uuid[]) TO dayaq_owner;
SET LOCAL ROLE survivor_keeper;
GRANT EXECUTE ON FUNCTION survivor.casualties_of(uuid), survivor.standing_of(uuid) TO dayaq_owner;
SET LOCAL ROLE payment_keeper;
GRANT EXECUTE ON FUNCTION payment.names_of(uuid) TO dayaq_owner;
SET LOCAL ROLE dayaq_owner;

CREATE FUNCTION audit.names_of(person uuid) RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN ARRAY['survivors/' || person] || incident.names_of_casualties(survivor.casualties_of(person)) || payment.names_of(person)
         || ARRAY(SELECT 'breakGlasses/' || g.uid FROM access.break_glass g WHERE g.person_uid = person);
END
$$;

-- Where a person's record lies, for those within whose reach it is; no row for anybody else.
CREATE FUNCTION audit.standing_of(person uuid) RETURNS TABLE (register text, district text, institution text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN QUERY
  SELECT s.register, s.district, s.institution FROM survivor.standing_of(person) AS s
  WHERE s.register = ANY (access.context_registers())
    AND CASE WHEN access.context_role() IN ('audit_survivor', 'audit_guardian') THEN person = access.context_person()
             WHEN access.context_role() IN ('audit_privacy_officer', 'audit_auditor') THEN
               access.context_national() OR s.district = ANY (access.context_districts()) OR s.institution = access.context_institution()
             ELSE false END;
END
$$;

-- Whether the caller may ask who looked at that person's record; nobody in particular: the person whom the assignment is about.
CREATE FUNCTION audit.reaches(person uuid, OUT reached uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  whom constant uuid := coalesce(person, access.context_person());
BEGIN
  SELECT whom INTO reached FROM audit.standing_of(whom);
END
$$;

-- Looks at a person's record, newest first, behind one and so many at most. What is withheld is told to the person as a gap only:
-- without its bytes, for the service to leave out and to write down that it did.
CREATE FUNCTION audit.looks_at(person uuid, since timestamptz, until timestamptz, before_time timestamptz, before_uid uuid, most integer)
RETURNS TABLE (uid uuid, recorded_at timestamptz, canonical bytea, withheld_by uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  overseeing constant boolean := access.context_role() IN ('audit_privacy_officer', 'audit_auditor');
  names constant text[] := audit.names_of(person);
BEGIN
  IF NOT EXISTS (SELECT FROM audit.standing_of(person)) THEN
    RETURN;
  END IF;
  RETURN QUERY
  WITH looked AS MATERIALIZED (
    SELECT DISTINCT l.recorded_at, l.entry_uid FROM audit.look l
    WHERE l.resource = ANY (names) AND l.recorded_at >= since AND l.recorded_at < until
      AND (before_uid IS NULL OR (l.recorded_at, l.entry_uid) < (before_time, before_uid))
    ORDER BY l.recorded_at DESC, l.entry_uid DESC LIMIT least(greatest(most, 1), 10001)
  )
  SELECT l.entry_uid, l.recorded_at, CASE WHEN w.uid IS NULL OR overseeing THEN e.canonical END, w.uid
  FROM looked l
       JOIN LATERAL (SELECT x.canonical, x.staff_uid, x.institution FROM audit.entry x
                     WHERE x.recorded_at = l.recorded_at AND x.uid = l.entry_uid) AS e ON true
       LEFT JOIN LATERAL (
         SELECT h.uid FROM audit.withholding h
         WHERE h.person_uid = person AND h.state = 'WITHHOLDING_STATE_IN_FORCE' AND h.end_time > now()
           AND l.recorded_at >= h.looks_from AND l.recorded_at < h.looks_until
           AND (h.looks_staff_uid IS NULL OR h.looks_staff_uid = e.staff_uid)
           AND (h.looks_institution IS NULL OR h.looks_institution = e.institution)
         ORDER BY h.uid LIMIT 1) AS w ON true
  ORDER BY l.recorded_at DESC, l.entry_uid DESC;
END
$$;

-- Entries within the caller's reach, newest first, behind one and so many at most; NULL leaves a condition out. Whoever oversees the whole
-- country sees all of them, everybody else those of their institution. A person is searched by every name that belongs to them.
CREATE FUNCTION audit.search(resource text, staff uuid, institution text, since timestamptz, until timestamptz, purpose text, role text,
                             method text, decision text, reason text, before_time timestamptz, before_uid uuid, most integer)
RETURNS TABLE (uid uuid, recorded_at timestamptz, canonical bytea, origin text, seq bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
DECLARE
  everywhere constant boolean := access.context_national();
  own constant text := access.context_institution();
  person constant uuid := CASE WHEN search.resource ~ '^survivors/[0-9a-f-]{36}$' THEN substr(search.resource, 11)::uuid END;
  names text[];
BEGIN
  IF person IS NOT NULL THEN
    names := CASE WHEN EXISTS (SELECT FROM audit.standing_of(person)) THEN audit.names_of(person) ELSE '{}' END;
  ELSIF search.resource IS NOT NULL THEN
    names := ARRAY[search.resource];
  END IF;
  RETURN QUERY
  SELECT e.uid, e.recorded_at, e.canonical, g.origin, f.seq
  FROM (SELECT x.uid, x.recorded_at, x.canonical FROM audit.entry x
        WHERE x.recorded_at >= since AND x.recorded_at < until
          AND (everywhere OR x.institution = own)
          AND (before_uid IS NULL OR (x.recorded_at, x.uid) < (before_time, before_uid))
          AND (names IS NULL OR (x.recorded_at, x.uid) IN (SELECT l.recorded_at, l.entry_uid FROM audit.look l
                                                           WHERE l.resource = ANY (names) AND l.recorded_at >= since AND l.recorded_at < until))
          AND (staff IS NULL OR x.staff_uid = staff)
          AND (search.institution IS NULL OR x.institution = search.institution)
          AND (search.purpose IS NULL OR x.purpose = search.purpose) AND (search.role IS NULL OR x.role = search.role)
          AND (search.method IS NULL OR x.method = search.method) AND (search.decision IS NULL OR x.decision = search.decision)
          AND (search.reason IS NULL OR x.reason = search.reason)
        ORDER BY x.recorded_at DESC, x.uid DESC LIMIT least(greatest(most, 1), 201)) AS e
       LEFT JOIN audit.leaf f ON f.uid = e.uid LEFT JOIN audit.log g ON g.id = f.log
  ORDER BY e.recorded_at DESC, e.uid DESC;
END
$$;

-- One entry within the caller's reach, and its place in the log when it has one.
CREATE FUNCTION audit.entry_of(entry uuid)
RETURNS TABLE (uid uuid, recorded_at timestamptz, canonical bytea, log integer, origin text, seq bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN QUERY
  SELECT e.uid, e.recorded_at, e.canonical, k.log, g.origin, k.seq
  FROM (SELECT f.recorded_at, f.log, f.seq FROM audit.leaf f WHERE f.uid = entry
        UNION ALL SELECT q.recorded_at, NULL, NULL FROM audit.queue q WHERE q.uid = entry) AS k
       JOIN LATERAL (SELECT x.uid, x.recorded_at, x.canonical, x.institution FROM audit.entry x
                     WHERE x.recorded_at = k.recorded_at AND x.uid = entry) AS e ON true
       LEFT JOIN audit.log g ON g.id = k.log
  WHERE access.context_national() OR e.institution = access.context_institution()
  LIMIT 1;
END
$$;

-- All logs, the newest first.
CREATE FUNCTION audit.logs() RETURNS TABLE (origin text, size bigint, sealed_time timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT l.origin, l.size, l.sealed_time FROM audit.log l ORDER BY l.id DESC LIMIT 1000
$$;

COMMIT;
