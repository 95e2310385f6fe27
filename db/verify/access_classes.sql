-- Verify dayaq:access_classes on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT table_name, column_name, class FROM access.column_class WHERE false;
SELECT 'access.classify(text, text, text[])'::regprocedure, 'access.grant_by_class(text, text[], text[], text[])'::regprocedure;
ROLLBACK;
