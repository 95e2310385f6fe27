-- Verify dayaq:access_policy_version on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT hash, applied_time FROM access.policy_version WHERE false;
SELECT access.policy_hash();
SELECT 1 / (count(*) = 1)::int FROM pg_policies WHERE schemaname = 'incident' AND tablename = 'register' AND policyname = 'keeper';
ROLLBACK;
