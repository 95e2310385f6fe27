-- Revert dayaq:access_classes from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
DROP FUNCTION access.grant_by_class(text, text[], text[], text[]);
DROP FUNCTION access.classify(text, text, text[]);
DROP TABLE access.column_class;
COMMIT;
