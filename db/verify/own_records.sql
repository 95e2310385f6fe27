-- Verify dayaq:own_records on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 'access.context_records()'::regprocedure, 'survivor.own_records(uuid)'::regprocedure;
ROLLBACK;
