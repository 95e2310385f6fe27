-- Revert dayaq:tokens_with_places from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
ALTER TABLE survivor.token DROP CONSTRAINT token_pkey;
ALTER TABLE survivor.token ADD CONSTRAINT token_pkey PRIMARY KEY (kind, token, register, survivor_uid);
COMMIT;
