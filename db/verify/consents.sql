-- Verify dayaq:consents on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 1 / (count(*) = 2)::integer FROM pg_class
WHERE oid IN ('survivor.consent'::regclass, 'survivor.consent_history'::regclass) AND relforcerowsecurity;
ROLLBACK;
