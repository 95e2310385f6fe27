-- Verify dayaq:outbox_functions on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 'outbox.emit(jsonb)'::regprocedure, 'outbox.claim(text)'::regprocedure, 'outbox.complete(uuid)'::regprocedure,
       'outbox.fail(uuid, text)'::regprocedure, 'outbox.parked()'::regprocedure, 'outbox.sweep(integer)'::regprocedure;
ROLLBACK;
