-- Verify dayaq:token_register on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 1 / (pg_get_constraintdef(oid) = 'PRIMARY KEY (kind, token, register, survivor_uid)')::integer FROM pg_constraint
WHERE conrelid = 'survivor.token'::regclass AND contype = 'p';
ROLLBACK;
