-- Verify dayaq:schemas on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 1 / (count(*) = 6)::int FROM pg_namespace WHERE nspname IN ('crypto', 'access', 'audit', 'outbox', 'idempotency', 'incident');
SELECT 1 / (count(*) = 1)::int FROM pg_extension WHERE extname = 'pgcrypto';
ROLLBACK;
