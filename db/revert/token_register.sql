-- Revert dayaq:token_register from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
ALTER TABLE survivor.token DROP CONSTRAINT token_pkey, ADD CONSTRAINT token_pkey PRIMARY KEY (kind, token, survivor_uid);
COMMIT;
