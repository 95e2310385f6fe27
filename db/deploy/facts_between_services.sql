-- Deploy dayaq:facts_between_services to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- What one service needs of another's rows to react to an event, through the narrowest door: a function for one resource, for one policy
-- role with a begun request. Asked for every event, so each is planned once for all sizes of tables: planning anew takes four times as long
-- as the answer.

-- Kind of an institution, by code; NULL for one that is none.
CREATE FUNCTION access.institution_kind(code text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT i.kind FROM access.institution i WHERE i.code = institution_kind.code
$$;

-- Rows of dayaq.survivor.v1.RegisteredCasualty, each with the wrapped key its identity is sealed under. 'incidents/X/casualties/Y' is that
-- casualty, wherever it is counted now; 'incidents/X' is everyone who is counted there and everyone whom a merge took away from it or,
-- undone, gave back.
CREATE FUNCTION incident.casualties_for_survivor(resource text)
RETURNS TABLE (uid uuid, incident_uid uuid, register text, trial boolean, district text, institution text, occurred_on text, identity bytea,
               sex text, outcome text, died_on text, same_as_uid uuid, incident_state text, kek_id integer, wrapped bytea)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
DECLARE
  parts constant text[] := string_to_array(resource, '/');
  wanted uuid[];
BEGIN
  IF access.context_role() IS DISTINCT FROM 'survivor_background' THEN
    RAISE EXCEPTION 'for the survivor service itself' USING ERRCODE = '42501';
  END IF;
  IF parts[1] IS DISTINCT FROM 'incidents' OR cardinality(parts) NOT IN (2, 4) THEN
    RAISE EXCEPTION 'not an incident and not a casualty' USING ERRCODE = '22023';
  END IF;
  IF cardinality(parts) = 4 THEN
    wanted := ARRAY[parts[4]::uuid];
  ELSE
    wanted := ARRAY(
      SELECT c.uid FROM incident.casualty c WHERE c.incident_uid = parts[2]::uuid
      UNION
      SELECT moved.uid::uuid FROM incident.merge m, jsonb_array_elements_text(m.moved_casualty_uids) AS moved(uid)
      WHERE m.kept_uid = parts[2]::uuid OR (m.duplicate_uid = parts[2]::uuid AND m.undone_time IS NULL));
  END IF;
  RETURN QUERY
  SELECT c.uid, c.incident_uid, c.register, r.trial, c.district, c.institution, i.occurred_on, c.identity, c.sex, c.outcome, c.died_on,
         c.same_as_uid, i.state, k.kek_id, k.wrapped
  FROM incident.casualty c
       JOIN incident.incident i ON i.uid = c.incident_uid
       JOIN incident.register r ON r.code = c.register
       LEFT JOIN incident.person_key k ON k.uid = c.uid
  WHERE c.uid = ANY (wanted) ORDER BY c.uid;
END
$$;

-- What benefits ask of these casualties: rows of dayaq.payment.v1.CasualtyFact. An injury is confirmed by a hospital that named the person
-- or spoke of them later. What counts is who filed the report, which nobody can say falsely, not the source they gave; nor is it enough that
-- a hospital registered the incident, since others may add people to it.
CREATE FUNCTION incident.facts_for_benefits(casualty_uids uuid[])
RETURNS TABLE (casualty_uid uuid, incident_uid uuid, occurred_on text, outcome text, incident_verified boolean, injury_confirmed boolean,
               recorded_time timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
BEGIN
  RETURN QUERY
  SELECT c.uid, c.incident_uid, i.occurred_on, c.outcome, i.state = 'INCIDENT_STATE_VERIFIED',
         coalesce(access.institution_kind(coalesce((SELECT r.institution FROM incident.report r WHERE r.uid = c.first_report_uid), i.institution))
                  = 'HOSPITAL', false)
         OR EXISTS (SELECT FROM incident.statement s JOIN incident.report r ON r.uid = s.report_uid
                    WHERE s.casualty_uid = c.uid AND access.institution_kind(r.institution) = 'HOSPITAL'),
         c.create_time
  FROM incident.casualty c JOIN incident.incident i ON i.uid = c.incident_uid
  WHERE c.uid = ANY (casualty_uids) ORDER BY c.uid;
END
$$;

-- Dates and times as proto3 JSON has them inside other messages.
CREATE FUNCTION survivor.date_json(value text) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN jsonb_strip_nulls(jsonb_build_object('year', left(value, 4)::integer, 'month', nullif(substr(value, 6, 2), '')::integer,
                                              'day', nullif(substr(value, 9, 2), '')::integer));
END
$$;
CREATE FUNCTION survivor.time_json(value timestamptz) RETURNS text
LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN to_char(value AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');
END
$$;

-- The row of dayaq.payment.v1.BenefitFacts for a survivor; none for one that does not exist. What is set aside counts for nothing.
CREATE FUNCTION survivor.facts_for_benefits(survivor uuid)
RETURNS TABLE (survivor_uid uuid, register text, district text, institution text, deceased boolean, died_on text,
               death_recorded_time timestamptz, identity_confirmed_time timestamptz, decisions jsonb, casualties jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
BEGIN
  IF access.context_role() IS DISTINCT FROM 'payment_background' THEN
    RAISE EXCEPTION 'for the payment service itself' USING ERRCODE = '42501';
  END IF;
  RETURN QUERY
  SELECT s.uid, s.register, s.district, s.institution, s.state = 'SURVIVOR_STATE_DECEASED', s.died_on, s.death_recorded_time,
         s.identity_confirmed_time,
         (SELECT jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
             'decision_uid', d.uid, 'percent', d.percent, 'band', d.band, 'cause', d.cause,
             'in_force_from', survivor.date_json(d.in_force_from), 'in_force_until', survivor.date_json(d.in_force_until),
             'act_number', d.act_number, 'recorded_time', survivor.time_json(d.create_time))) ORDER BY d.in_force_from)
          FROM survivor.disability_decision d WHERE d.survivor_uid = s.uid AND d.in_force_from IS NOT NULL),
         (SELECT jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
             'casualty_uid', f.casualty_uid, 'incident_uid', f.incident_uid, 'occurred_on', survivor.date_json(f.occurred_on),
             'outcome', f.outcome, 'incident_verified', f.incident_verified, 'injury_confirmed', f.injury_confirmed,
             'recorded_time', survivor.time_json(f.recorded_time))) ORDER BY f.recorded_time, f.casualty_uid)
          FROM incident.facts_for_benefits(ARRAY(SELECT c.casualty_uid FROM survivor.casualty c
                                                 WHERE c.survivor_uid = s.uid AND NOT c.set_aside)) AS f)
  FROM survivor.survivor s WHERE s.uid = facts_for_benefits.survivor;
END
$$;

-- The keepers own them and read what they need for them.
GRANT EXECUTE ON FUNCTION incident.casualties_for_survivor(text) TO survivor_background;
GRANT EXECUTE ON FUNCTION incident.facts_for_benefits(uuid[]) TO survivor_keeper;
GRANT EXECUTE ON FUNCTION survivor.facts_for_benefits(uuid) TO payment_background;
GRANT USAGE ON SCHEMA survivor TO payment_background;
GRANT CREATE ON SCHEMA incident TO incident_keeper;
ALTER FUNCTION incident.casualties_for_survivor(text) OWNER TO incident_keeper;
ALTER FUNCTION incident.facts_for_benefits(uuid[]) OWNER TO incident_keeper;
REVOKE CREATE ON SCHEMA incident FROM incident_keeper;
GRANT CREATE ON SCHEMA survivor TO survivor_keeper;
ALTER FUNCTION survivor.facts_for_benefits(uuid) OWNER TO survivor_keeper;
REVOKE CREATE ON SCHEMA survivor FROM survivor_keeper;

CREATE POLICY keeper ON incident.person_key FOR SELECT TO incident_keeper USING (true);
CREATE POLICY keeper ON incident.merge FOR SELECT TO incident_keeper USING (true);
CREATE POLICY keeper ON incident.report FOR SELECT TO incident_keeper USING (true);
CREATE POLICY keeper ON incident.statement FOR SELECT TO incident_keeper USING (true);
GRANT SELECT (state, occurred_on, institution) ON incident.incident TO incident_keeper;
GRANT SELECT (register, district, institution, identity, sex, died_on, first_report_uid, create_time) ON incident.casualty TO incident_keeper;
GRANT SELECT (uid, kek_id, wrapped) ON incident.person_key TO incident_keeper;
GRANT SELECT (kept_uid, duplicate_uid, undone_time, moved_casualty_uids) ON incident.merge TO incident_keeper;
GRANT SELECT (uid, institution) ON incident.report TO incident_keeper;
GRANT SELECT (report_uid, casualty_uid) ON incident.statement TO incident_keeper;
GRANT SELECT (code, trial) ON incident.register TO incident_keeper;
GRANT EXECUTE ON FUNCTION access.context_role(), access.institution_kind(text) TO incident_keeper;
GRANT USAGE ON SCHEMA incident TO survivor_keeper;
GRANT EXECUTE ON FUNCTION survivor.date_json(text), survivor.time_json(timestamptz) TO survivor_keeper;

COMMIT;
