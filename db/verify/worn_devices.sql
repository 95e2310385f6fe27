-- Verify dayaq:worn_devices on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 1 / (relrowsecurity AND relforcerowsecurity)::integer FROM pg_class WHERE oid = 'survivor.worn_device'::regclass;
SELECT 1 / (SELECT count(*) FROM outbox.subscription WHERE subscriber = 'survivor.keep_devices');
ROLLBACK;
