-- Verify dayaq:kit_versions on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 'kit.keep_versions(regclass, boolean)'::regprocedure, 'kit.keep_history(regclass)'::regprocedure;
ROLLBACK;
