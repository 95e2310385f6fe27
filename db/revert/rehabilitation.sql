-- Revert dayaq:rehabilitation from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT kit.remove_schema('rehabilitation');
COMMIT;
