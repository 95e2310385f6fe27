-- Revert dayaq:families from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
DROP TRIGGER empty_family ON survivor.person_key;
SET LOCAL ROLE survivor_keeper;
DROP FUNCTION survivor.empty_family();
SET LOCAL ROLE dayaq_owner;
DROP TABLE survivor.family_member_history, survivor.family_member;
SET LOCAL ROLE survivor_keeper;
DROP FUNCTION survivor.keep_family_member_version();
SET LOCAL ROLE dayaq_owner;
SELECT kit.remove_codes('survivor', 'FamilyRelation', 'FamilyDoubt');
COMMIT;
