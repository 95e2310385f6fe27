-- Verify dayaq:outbox_batches on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 'outbox.claim(text, integer)'::regprocedure, 'outbox.complete(uuid[])'::regprocedure, 'outbox.waiting()'::regprocedure,
       'outbox.requeue(uuid)'::regprocedure;
ROLLBACK;
