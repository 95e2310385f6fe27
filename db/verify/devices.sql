-- Verify dayaq:devices on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 1 / (relrowsecurity AND relforcerowsecurity)::integer FROM pg_class
WHERE oid IN ('rehabilitation.device'::regclass, 'rehabilitation.device_component'::regclass);
ROLLBACK;
