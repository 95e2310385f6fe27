-- Verify dayaq:idempotency on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT actor, request_id, method, fingerprint, resource, create_time FROM idempotency.request WHERE false;
SELECT 'idempotency.claim(text, uuid, text, bytea)'::regprocedure, 'idempotency.settle(text, uuid, text)'::regprocedure,
       'idempotency.sweep(integer)'::regprocedure;
ROLLBACK;
