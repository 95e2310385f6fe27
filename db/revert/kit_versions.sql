-- Revert dayaq:kit_versions from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
DROP FUNCTION kit.keep_versions(regclass, boolean), kit.keep_history(regclass), kit.add_history(regclass), kit.count_versions(regclass, boolean);
DROP FUNCTION kit.next_version_wherever(), kit.next_version(), kit.first_version();
COMMIT;
