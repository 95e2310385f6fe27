-- Revert dayaq:break_glass from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
DROP TABLE access.break_glass;
COMMIT;
