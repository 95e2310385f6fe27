-- Verify dayaq:access_begin_request on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 'access.begin_request(text, bytea)'::regprocedure, 'access.open_context(text, bytea)'::regprocedure,
       'access.signed_in(text, text, text)'::regprocedure;
ROLLBACK;
