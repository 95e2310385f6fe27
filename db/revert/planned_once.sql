-- Revert dayaq:planned_once from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
CREATE OR REPLACE FUNCTION access.institution_kind(code text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT i.kind FROM access.institution i WHERE i.code = institution_kind.code
$$;
SET LOCAL ROLE incident_keeper;
ALTER FUNCTION incident.casualties_for_survivor(text) ROWS 1000;
SET LOCAL ROLE dayaq_owner;
ALTER FUNCTION payment.facts_to_assess(uuid[]) RESET plan_cache_mode;
ALTER FUNCTION outbox.complete(uuid[]) RESET plan_cache_mode;
ALTER FUNCTION outbox.complete(uuid[]) RESET enable_seqscan;
ALTER FUNCTION outbox.claim(text, integer) RESET plan_cache_mode;
ALTER FUNCTION outbox.claim(text, integer) RESET enable_hashjoin;
ALTER FUNCTION outbox.claim(text, integer) RESET enable_mergejoin;
ALTER FUNCTION access.mac(text, text, bytea) IMMUTABLE;
COMMIT;
