-- Deploy dayaq:consistency to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- Incidents whose counts are not those of their casualties (a casualty found to be the same person as another is not counted). The
-- service keeps the counts; this says whether it did.
CREATE FUNCTION incident.miscounted()
RETURNS TABLE (uid uuid, number text, killed integer, killed_found bigint, injured integer, injured_found bigint,
               outcome_unknown integer, outcome_unknown_found bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT i.uid, i.number, i.killed, c.killed, i.injured, c.injured, i.outcome_unknown, c.outcome_unknown
  FROM incident.incident i
  CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE c.outcome = 'OUTCOME_KILLED') AS killed,
           count(*) FILTER (WHERE c.outcome = 'OUTCOME_INJURED') AS injured,
           count(*) FILTER (WHERE c.outcome = 'OUTCOME_UNKNOWN') AS outcome_unknown
    FROM incident.casualty c WHERE c.incident_uid = i.uid AND c.same_as_uid IS NULL) c
  WHERE (i.killed, i.injured, i.outcome_unknown) IS DISTINCT FROM (c.killed, c.injured, c.outcome_unknown)
$$;
GRANT CREATE ON SCHEMA incident TO incident_keeper;
ALTER FUNCTION incident.miscounted() OWNER TO incident_keeper;
REVOKE CREATE ON SCHEMA incident FROM incident_keeper;

COMMIT;
