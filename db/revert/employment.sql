-- Revert dayaq:employment from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
SELECT kit.remove_schema('employment');
SET LOCAL ROLE survivor_keeper;
DROP FUNCTION survivor.family_member_here(uuid), survivor.facts_for_employment(text), survivor.all_erased(uuid);
SET LOCAL ROLE dayaq_owner;
REVOKE USAGE ON SCHEMA survivor FROM employment_keeper;
COMMIT;
