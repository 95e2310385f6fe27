-- Deploy dayaq:statistics to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

SELECT kit.add_schema('statistics', 'Figures: a de-identified layer that is counted, and releases of what may be published');
SELECT kit.set_codes('statistics', '{
  "ReleaseState": ["RELEASE_STATE_DRAFT", "RELEASE_STATE_CHECKED", "RELEASE_STATE_PUBLISHED", "RELEASE_STATE_REVISED", "RELEASE_STATE_WITHDRAWN"]
}');

-- What is counted: a row for each version of a casualty, an incident or a survivor, by a keyed pseudonym that nothing in the database leads from.
-- No name, no number, no birth date; ages are bands, and codes are those that are published. A row says what the register held from recorded_from
-- until recorded_until; kept_from and kept_until say when this layer held the row. So a figure can be asked for as known on any day, and a
-- release counted again from the layer as it was, whatever was entered with an earlier date since. Rows are added and closed, nothing else.
CREATE TABLE statistics.fact (
  kind text COLLATE "C" NOT NULL CHECK (kind IN ('CASUALTY', 'INCIDENT', 'SURVIVOR')),
  pseudonym uuid NOT NULL,
  -- Of a casualty: the incident.
  parent uuid,
  recorded_from timestamptz NOT NULL,
  recorded_until timestamptz NOT NULL DEFAULT 'infinity',
  kept_from timestamptz NOT NULL,
  kept_until timestamptz NOT NULL DEFAULT 'infinity',
  register text COLLATE "C" NOT NULL REFERENCES incident.register (code),
  -- Day of the incident, which periods are counted by and which is as exact as the register has it; of a survivor the day of the record.
  occurred_on text COLLATE "C" NOT NULL CHECK (incident.is_partial_date(occurred_on)),
  -- Of a survivor: day of death.
  ended_on text COLLATE "C" CHECK (incident.is_partial_date(ended_on)),
  district text COLLATE "C" NOT NULL,
  outcome text COLLATE "C",
  sex text COLLATE "C",
  age_band text COLLATE "C",
  civ_status text COLLATE "C",
  activity text COLLATE "C",
  device text COLLATE "C",
  PRIMARY KEY (pseudonym, recorded_from, kept_from),
  CONSTRAINT fact_recorded CHECK (recorded_from < recorded_until),
  CONSTRAINT fact_kept CHECK (kept_from < kept_until)
);
CREATE UNIQUE INDEX fact_now ON statistics.fact (pseudonym, recorded_from) WHERE kept_until = 'infinity';
CREATE INDEX fact_counted ON statistics.fact (register, kind, occurred_on);
SELECT kit.protect('statistics.fact');

CREATE FUNCTION statistics.fact_stays() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.kept_until = 'infinity' AND to_jsonb(NEW) - 'kept_until' = to_jsonb(OLD) - 'kept_until' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'what was counted stays' USING ERRCODE = 'DY015';
END
$$;
CREATE TRIGGER fact_stays BEFORE UPDATE OR DELETE ON statistics.fact FOR EACH ROW EXECUTE FUNCTION statistics.fact_stays();

-- Rows of dayaq.statistics.v1.Release.
CREATE TABLE statistics.release (
  uid uuid PRIMARY KEY,
  etag bigint NOT NULL,
  state text COLLATE "C" NOT NULL DEFAULT 'RELEASE_STATE_DRAFT' CHECK (statistics.is_code('ReleaseState', state)),
  register text COLLATE "C" NOT NULL REFERENCES incident.register (code),
  title_az text NOT NULL CHECK (length(title_az) BETWEEN 1 AND 200),
  title_en text NOT NULL CHECK (length(title_en) BETWEEN 1 AND 200),
  cut_off text COLLATE "C" NOT NULL CHECK (survivor.is_day(cut_off)),
  known_until text COLLATE "C" NOT NULL CHECK (survivor.is_day(known_until)),
  snapshot text COLLATE "C" NOT NULL,
  tables jsonb NOT NULL CHECK (jsonb_typeof(tables) = 'array' AND jsonb_array_length(tables) BETWEEN 1 AND 12),
  definitions jsonb NOT NULL CHECK (jsonb_typeof(definitions) = 'array'),
  disclosure_edition text NOT NULL,
  records bigint NOT NULL CHECK (records >= 0),
  record_root text COLLATE "C" NOT NULL CHECK (record_root ~ '^[0-9a-f]+$' AND length(record_root) = 64),
  content text NOT NULL,
  content_hash text COLLATE "C" NOT NULL,
  disclosure jsonb CHECK (jsonb_typeof(disclosure) = 'object'),
  revises_uid uuid REFERENCES statistics.release,
  revised_by_uid uuid REFERENCES statistics.release,
  drafted_by_uid uuid NOT NULL,
  checked_by_uid uuid,
  check_time timestamptz,
  published_by_uid uuid,
  publish_time timestamptz,
  create_time timestamptz NOT NULL,
  update_time timestamptz NOT NULL,
  CONSTRAINT release_days CHECK (cut_off <= known_until),
  CONSTRAINT release_sealed CHECK (encode(sha256(convert_to(content, 'UTF8')), 'hex') = content_hash),
  CONSTRAINT release_checked CHECK ((checked_by_uid IS NULL) = (check_time IS NULL)
    AND (state <> 'RELEASE_STATE_DRAFT' OR checked_by_uid IS NULL)
    AND (state NOT IN ('RELEASE_STATE_CHECKED', 'RELEASE_STATE_PUBLISHED', 'RELEASE_STATE_REVISED') OR checked_by_uid IS NOT NULL)),
  CONSTRAINT release_published CHECK ((published_by_uid IS NULL) = (publish_time IS NULL)
    AND (state IN ('RELEASE_STATE_PUBLISHED', 'RELEASE_STATE_REVISED')) = (published_by_uid IS NOT NULL)),
  CONSTRAINT release_revised CHECK ((state = 'RELEASE_STATE_REVISED') = (revised_by_uid IS NOT NULL) AND revised_by_uid <> uid AND revises_uid <> uid),
  CONSTRAINT release_by_two CHECK (checked_by_uid <> drafted_by_uid AND published_by_uid <> checked_by_uid)
);
CREATE INDEX release_by_state ON statistics.release (state, uid DESC);
CREATE INDEX release_out ON statistics.release (register, uid) WHERE publish_time IS NOT NULL;
CREATE INDEX release_revises_uid ON statistics.release (revises_uid) WHERE revises_uid IS NOT NULL;
CREATE INDEX release_revised_by_uid ON statistics.release (revised_by_uid) WHERE revised_by_uid IS NOT NULL;
SELECT kit.protect('statistics.release');
SELECT kit.count_versions('statistics.release', true);

-- Who takes a step is whom the signed context says. What was drafted stays as it is. DY015 for anything else.
CREATE FUNCTION statistics.release_step() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  follows constant text[] := '{state,checked_by_uid,check_time,published_by_uid,publish_time,revised_by_uid,etag,update_time}';
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW.drafted_by_uid := access.context_staff();
    NEW.state := 'RELEASE_STATE_DRAFT';
    RETURN NEW;
  END IF;
  IF to_jsonb(NEW) - follows <> to_jsonb(OLD) - follows
     OR NOT (OLD.state, NEW.state) IN (('RELEASE_STATE_DRAFT', 'RELEASE_STATE_CHECKED'), ('RELEASE_STATE_CHECKED', 'RELEASE_STATE_PUBLISHED'),
                                       ('RELEASE_STATE_PUBLISHED', 'RELEASE_STATE_REVISED'), ('RELEASE_STATE_DRAFT', 'RELEASE_STATE_WITHDRAWN'),
                                       ('RELEASE_STATE_CHECKED', 'RELEASE_STATE_WITHDRAWN'))
     OR (NEW.state <> 'RELEASE_STATE_CHECKED' AND NEW.checked_by_uid IS DISTINCT FROM OLD.checked_by_uid)
     OR (NEW.state <> 'RELEASE_STATE_PUBLISHED' AND NEW.published_by_uid IS DISTINCT FROM OLD.published_by_uid) THEN
    RAISE EXCEPTION 'a release goes from draft to checked to published, and stays as it was drafted' USING ERRCODE = 'DY015';
  END IF;
  IF NEW.state = 'RELEASE_STATE_CHECKED' THEN
    NEW.checked_by_uid := access.context_staff();
    NEW.check_time := clock_timestamp();
  ELSIF NEW.state = 'RELEASE_STATE_PUBLISHED' THEN
    NEW.published_by_uid := access.context_staff();
    -- Not when the transaction began: what waited for the layer is behind whatever had it.
    NEW.publish_time := clock_timestamp();
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER release_step BEFORE INSERT OR UPDATE ON statistics.release FOR EACH ROW EXECUTE FUNCTION statistics.release_step();

CREATE FUNCTION statistics.stays() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what was counted stays' USING ERRCODE = 'DY015';
END
$$;
CREATE TRIGGER stays BEFORE DELETE ON statistics.release FOR EACH ROW EXECUTE FUNCTION statistics.stays();

-- Rows of dayaq.statistics.v1.ReleaseTable: what later audits must know of it, hidden counts too. Never changed.
CREATE TABLE statistics.release_table (
  uid uuid PRIMARY KEY,
  release_uid uuid NOT NULL REFERENCES statistics.release,
  place integer NOT NULL CHECK (place BETWEEN 0 AND 11),
  indicator text COLLATE "C" NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  measure text COLLATE "C" NOT NULL,
  vintage text COLLATE "C" NOT NULL CHECK (survivor.is_day(vintage)),
  sensitivity text COLLATE "C" NOT NULL,
  dimensions jsonb NOT NULL CHECK (jsonb_typeof(dimensions) = 'array'),
  cells jsonb NOT NULL CHECK (jsonb_typeof(cells) = 'object'),
  CONSTRAINT release_table_once UNIQUE (release_uid, place)
);
SELECT kit.protect('statistics.release_table');
CREATE TRIGGER stays BEFORE UPDATE OR DELETE ON statistics.release_table FOR EACH ROW EXECUTE FUNCTION statistics.stays();

-- The moment of the layer, after everything that it learnt before and before everything that it learns later, until the transaction ends.
CREATE FUNCTION statistics.hold_layer() RETURNS text
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('statistics.layer', 0));
  RETURN to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');
END
$$;
REVOKE EXECUTE ON FUNCTION statistics.hold_layer() FROM PUBLIC;

-- What the layer has not heard yet, and what it could not take in.
CREATE FUNCTION statistics.layer_waits() RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT count(*) FROM outbox.delivery d WHERE d.subscriber = 'statistics.refresh' AND d.state IN ('WAITING', 'PARKED') AND d.due_time <= now()
$$;
REVOKE EXECUTE ON FUNCTION statistics.layer_waits() FROM PUBLIC;

-- All versions of these incidents and of everybody hurt in them, as the layer counts them: the incident joined as it stood then; rejected and
-- merged incidents and people who are counted elsewhere left out. A row without recorded_from says that there is such a record. No name, no number, no
-- birth date, no health, no place but the district.
CREATE FUNCTION incident.facts_for_statistics(incidents uuid[])
RETURNS TABLE (kind text, uid uuid, parent_uid uuid, recorded_from text, recorded_until text, register text, occurred_on text, ended_on text,
               district text, outcome text, sex text, least_age integer, most_age integer, civil_status text, activity text, device text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
DECLARE
  related uuid[];
  people uuid[];
  places uuid[];
BEGIN
  IF access.context_role() IS DISTINCT FROM 'statistics_background' THEN
    RAISE EXCEPTION 'for the statistics service itself' USING ERRCODE = '42501';
  END IF;
  related := ARRAY(
    SELECT x FROM unnest(incidents) AS x
    UNION SELECT m.kept_uid FROM incident.merge m WHERE m.duplicate_uid = ANY (incidents)
    UNION SELECT m.duplicate_uid FROM incident.merge m WHERE m.kept_uid = ANY (incidents));
  people := ARRAY(
    SELECT c.uid FROM incident.casualty c WHERE c.incident_uid = ANY (related)
    UNION SELECT moved.uid::uuid FROM incident.merge m, jsonb_array_elements_text(m.moved_casualty_uids) AS moved(uid)
    WHERE m.kept_uid = ANY (related) OR m.duplicate_uid = ANY (related));
  places := ARRAY(
    SELECT x FROM unnest(related) AS x
    UNION SELECT c.incident_uid FROM incident.casualty c WHERE c.uid = ANY (people)
    UNION SELECT c.incident_uid FROM incident.casualty_history c WHERE c.uid = ANY (people));
  RETURN QUERY
  WITH i AS MATERIALIZED (
    SELECT n.uid, n.register, n.occurred_on, n.district, n.device_category, n.state, n.update_time AS f, 'infinity'::timestamptz AS t
    FROM incident.incident n WHERE n.uid = ANY (places)
    UNION ALL
    SELECT h.uid, h.register, h.occurred_on, h.district, h.device_category, h.state, h.update_time, h.recorded_until
    FROM incident.incident_history h WHERE h.uid = ANY (places)
  ), c AS MATERIALIZED (
    SELECT n.uid, n.incident_uid, n.outcome, n.sex, n.age, n.civil_status, n.activity, n.same_as_uid, n.update_time AS f, 'infinity'::timestamptz AS t
    FROM incident.casualty n WHERE n.uid = ANY (people)
    UNION ALL
    SELECT h.uid, h.incident_uid, h.outcome, h.sex, h.age, h.civil_status, h.activity, h.same_as_uid, h.update_time, h.recorded_until
    FROM incident.casualty_history h WHERE h.uid = ANY (people)
  ), made AS (
    SELECT 'CASUALTY' AS kind, c.uid, c.incident_uid AS parent_uid, greatest(c.f, i.f) AS f, least(c.t, i.t) AS t, i.register, i.occurred_on, i.district,
           c.outcome, c.sex, (c.age ->> 'min_years')::integer AS least_age, (c.age ->> 'max_years')::integer AS most_age, c.civil_status, c.activity,
           i.device_category
    FROM c JOIN i ON i.uid = c.incident_uid
    WHERE c.same_as_uid IS NULL AND i.state NOT IN ('INCIDENT_STATE_REJECTED', 'INCIDENT_STATE_MERGED') AND greatest(c.f, i.f) < least(c.t, i.t)
    UNION ALL
    SELECT 'INCIDENT', i.uid, NULL, i.f, i.t, i.register, i.occurred_on, i.district, NULL, NULL, NULL, NULL, NULL, NULL, i.device_category
    FROM i WHERE i.uid = ANY (related) AND i.state NOT IN ('INCIDENT_STATE_REJECTED', 'INCIDENT_STATE_MERGED') AND i.f < i.t
    UNION ALL SELECT 'CASUALTY', x, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL FROM unnest(people) AS x
    UNION ALL SELECT 'INCIDENT', x, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL FROM unnest(related) AS x
  )
  SELECT m.kind, m.uid, m.parent_uid, m.f::text, m.t::text, m.register, m.occurred_on, NULL::text, m.district, m.outcome, m.sex, m.least_age, m.most_age,
         m.civil_status, m.activity, m.device_category
  FROM made m ORDER BY m.kind, m.uid, m.f NULLS FIRST;
END
$$;

-- All versions of these records of survivors that are records of their own. Of when somebody died no more than the day.
CREATE FUNCTION survivor.facts_for_statistics(survivors uuid[])
RETURNS TABLE (kind text, uid uuid, parent_uid uuid, recorded_from text, recorded_until text, register text, occurred_on text, ended_on text,
               district text, outcome text, sex text, least_age integer, most_age integer, civil_status text, activity text, device text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
BEGIN
  IF access.context_role() IS DISTINCT FROM 'statistics_background' THEN
    RAISE EXCEPTION 'for the statistics service itself' USING ERRCODE = '42501';
  END IF;
  RETURN QUERY
  WITH s AS (
    SELECT n.uid, n.register, coalesce(n.home_district, n.district) AS district, n.state, n.sex, n.died_on, n.death_recorded_time, n.merged_into_uid,
           n.create_time, n.update_time AS f, 'infinity'::timestamptz AS t
    FROM survivor.survivor n WHERE n.uid = ANY (survivors)
    UNION ALL
    SELECT h.uid, h.register, coalesce(h.home_district, h.district), h.state, h.sex, h.died_on, h.death_recorded_time, h.merged_into_uid,
           h.create_time, h.update_time, h.recorded_until
    FROM survivor.survivor_history h WHERE h.uid = ANY (survivors)
  ), made AS (
    SELECT s.uid, s.f, s.t, s.register, (s.create_time AT TIME ZONE 'Asia/Baku')::date::text AS opened_on,
           CASE WHEN s.state = 'SURVIVOR_STATE_DECEASED'
                THEN coalesce(s.died_on, (s.death_recorded_time AT TIME ZONE 'Asia/Baku')::date::text) END AS died_on, s.district, s.sex
    FROM s WHERE s.merged_into_uid IS NULL AND s.f < s.t
    UNION ALL SELECT x, NULL, NULL, NULL, NULL, NULL, NULL, NULL FROM unnest(survivors) AS x
  )
  SELECT 'SURVIVOR', m.uid, NULL::uuid, m.f::text, m.t::text, m.register, m.opened_on, m.died_on, m.district, NULL::text, m.sex, NULL::integer,
         NULL::integer, NULL::text, NULL::text, NULL::text
  FROM made m ORDER BY m.uid, m.f NULLS FIRST;
END
$$;

-- Where a pass over everything goes on: so many uids behind one.
CREATE FUNCTION incident.uids_for_statistics(after uuid, most integer) RETURNS TABLE (uid uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET enable_seqscan = off AS $$
BEGIN
  IF access.context_role() IS DISTINCT FROM 'statistics_background' THEN
    RAISE EXCEPTION 'for the statistics service itself' USING ERRCODE = '42501';
  END IF;
  RETURN QUERY SELECT i.uid FROM incident.incident i WHERE i.uid > uids_for_statistics.after ORDER BY i.uid LIMIT least(most, 1000);
END
$$;
CREATE FUNCTION survivor.uids_for_statistics(after uuid, most integer) RETURNS TABLE (uid uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET enable_seqscan = off AS $$
BEGIN
  IF access.context_role() IS DISTINCT FROM 'statistics_background' THEN
    RAISE EXCEPTION 'for the statistics service itself' USING ERRCODE = '42501';
  END IF;
  RETURN QUERY SELECT s.uid FROM survivor.survivor s WHERE s.uid > uids_for_statistics.after ORDER BY s.uid LIMIT least(most, 1000);
END
$$;

-- Whose function it is reads what it tells, of all versions.
SELECT kit.keeper_may('SELECT', 'incident.incident', 'uid', 'register', 'occurred_on', 'district', 'device_category', 'state', 'update_time');
SELECT kit.keeper_may('SELECT', 'incident.incident_history', 'uid', 'register', 'occurred_on', 'district', 'device_category', 'state', 'update_time', 'recorded_until');
SELECT kit.keeper_may('SELECT', 'incident.casualty', 'uid', 'incident_uid', 'outcome', 'sex', 'age', 'civil_status', 'activity', 'same_as_uid', 'update_time');
SELECT kit.keeper_may('SELECT', 'incident.casualty_history', 'uid', 'incident_uid', 'outcome', 'sex', 'age', 'civil_status', 'activity', 'same_as_uid', 'update_time',
                      'recorded_until');
SELECT kit.keeper_may('SELECT', 'survivor.survivor', 'uid', 'register', 'home_district', 'district', 'state', 'sex', 'died_on', 'death_recorded_time', 'merged_into_uid',
                      'create_time', 'update_time');
SELECT kit.keeper_may('SELECT', 'survivor.survivor_history', 'uid', 'register', 'home_district', 'district', 'state', 'sex', 'died_on', 'death_recorded_time',
                      'merged_into_uid', 'create_time', 'update_time', 'recorded_until');
SELECT kit.give_to_keeper('incident.facts_for_statistics(uuid[])', 'survivor.facts_for_statistics(uuid[])', 'incident.uids_for_statistics(uuid, integer)',
                          'survivor.uids_for_statistics(uuid, integer)');
-- Deliveries are the platform's: whoever counts them for the layer sees when and for whom, and of what nothing.
GRANT USAGE ON SCHEMA outbox TO statistics_keeper;
GRANT SELECT (subscriber, state, due_time) ON outbox.delivery TO statistics_keeper;
SELECT kit.give_to_keeper('statistics.layer_waits()');

-- What the layer hears; then it takes in what was there before it.
INSERT INTO outbox.subscription (kind, subscriber)
SELECT kind, 'statistics.refresh'
FROM unnest('{incident.registered,incident.reported,incident.report_added,incident.corrected,incident.imported,incident.verified,incident.rejected,incident.merged,
              incident.unmerged,casualty.registered,casualty.changed,survivor.opened,survivor.changed,survivor.died,survivor.merged,survivor.unmerged,
              layer.goes_on}'::text[]) AS kind;
SELECT outbox.emit(jsonb_build_array(
  jsonb_build_object('uid', gen_random_uuid(), 'kind', 'layer.goes_on', 'resource', 'layers/incidents/00000000-0000-0000-0000-000000000000'),
  jsonb_build_object('uid', gen_random_uuid(), 'kind', 'layer.goes_on', 'resource', 'layers/survivors/00000000-0000-0000-0000-000000000000')));

COMMIT;
