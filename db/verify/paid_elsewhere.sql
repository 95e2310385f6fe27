-- Verify dayaq:paid_elsewhere on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 'survivor.merged_records(uuid[])'::regprocedure;
ROLLBACK;
