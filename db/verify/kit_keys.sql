-- Verify dayaq:kit_keys on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 'kit.keep_person_keys(regclass)'::regprocedure;
SELECT * FROM sealing.rows_by_kek();
ROLLBACK;
