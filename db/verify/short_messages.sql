-- Verify dayaq:short_messages on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 1 / (relrowsecurity AND relforcerowsecurity)::integer FROM pg_class WHERE oid = 'survivor.short_message'::regclass;
SELECT 1 / (SELECT count(*) FROM survivor.message_transition);
SELECT 1 / (SELECT count(*) FROM outbox.subscription WHERE subscriber = 'survivor.queue_messages');
SELECT 1 / has_function_privilege('payment_keeper', 'payment.whom_to_tell(text)', 'EXECUTE')::integer;
ROLLBACK;
