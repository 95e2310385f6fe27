-- Revert dayaq:access_policy_version from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
DROP POLICY keeper ON incident.register;
DROP FUNCTION access.policy_hash();
DROP TABLE access.policy_version;
COMMIT;
