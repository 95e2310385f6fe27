-- Verify dayaq:search_by_letters on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT kind FROM survivor.match_sweep WHERE false;
SELECT 'survivor.meant_elsewhere(text, text[], bytea[])'::regprocedure;
ROLLBACK;
