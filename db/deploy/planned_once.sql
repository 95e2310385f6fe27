-- Deploy dayaq:planned_once to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- What every call and every reaction asks, planned once instead of each time: planning took longer than the answers.

-- It calls a function that is only stable; declared more than that, it was never merged into the statement that asks, but started anew.
ALTER FUNCTION access.mac(text, text, bytea) STABLE;

-- One plan for all sizes of tables must not read whole tables: along the index of what waits, then event by event; delivery by delivery.
ALTER FUNCTION outbox.claim(text, integer) SET plan_cache_mode = force_generic_plan;
ALTER FUNCTION outbox.claim(text, integer) SET enable_hashjoin = off;
ALTER FUNCTION outbox.claim(text, integer) SET enable_mergejoin = off;
ALTER FUNCTION outbox.complete(uuid[]) SET plan_cache_mode = force_generic_plan;
ALTER FUNCTION outbox.complete(uuid[]) SET enable_seqscan = off;

ALTER FUNCTION payment.facts_to_assess(uuid[]) SET plan_cache_mode = force_generic_plan;

-- An event is about one person or a few, not about the thousand that is assumed when nothing is said.
SET LOCAL ROLE incident_keeper;
ALTER FUNCTION incident.casualties_for_survivor(text) ROWS 2;
SET LOCAL ROLE dayaq_owner;

CREATE OR REPLACE FUNCTION access.institution_kind(code text) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN (SELECT i.kind FROM access.institution i WHERE i.code = institution_kind.code);
END
$$;

COMMIT;
