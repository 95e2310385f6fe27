-- Verify dayaq:record_requests on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 1 / (relrowsecurity AND relforcerowsecurity)::integer FROM pg_class
WHERE oid IN ('survivor.correction_request'::regclass, 'survivor.contact_preference'::regclass, 'survivor.contact_preference_history'::regclass);
ROLLBACK;
