-- Verify dayaq:erasures on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 1 / (relrowsecurity AND relforcerowsecurity)::integer FROM pg_class WHERE oid = 'survivor.erasure'::regclass;
SELECT 1 / (NOT sealing.is_destroyed(decode(repeat('01', 40), 'hex'), 0))::integer;
SELECT 1 / sealing.is_destroyed(decode(repeat('00', 120), 'hex'), 2)::integer;
ROLLBACK;
