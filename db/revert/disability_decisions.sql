-- Revert dayaq:disability_decisions from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
DELETE FROM access.column_class WHERE table_name = 'survivor.disability_decision';
DROP TABLE survivor.disability_decision;
DROP FUNCTION survivor.keep_decision();
DROP FUNCTION survivor.decided();
DROP FUNCTION survivor.days(text, text);
DROP FUNCTION survivor.is_day(text);
COMMIT;
