-- Verify dayaq:alike_quickly on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 1 / position('districts constant' IN prosrc) FROM pg_proc WHERE oid = 'survivor.alike_elsewhere(text, text[], bytea[], text[])'::regprocedure;
ROLLBACK;
