-- Verify dayaq:planned_once on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 1 / (count(*) = 2)::integer FROM pg_proc
WHERE oid IN ('outbox.claim(text, integer)'::regprocedure, 'outbox.complete(uuid[])'::regprocedure)
  AND 'plan_cache_mode=force_generic_plan' = ANY (proconfig);
ROLLBACK;
