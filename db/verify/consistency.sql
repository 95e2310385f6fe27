-- Verify dayaq:consistency on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 'incident.miscounted()'::regprocedure;
ROLLBACK;
