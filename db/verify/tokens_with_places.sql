-- Verify dayaq:tokens_with_places on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 1 / (count(*) = 2)::integer FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indexrelid
WHERE i.indrelid = 'survivor.token'::regclass AND i.indisprimary AND a.attname IN ('district', 'institution');
ROLLBACK;
