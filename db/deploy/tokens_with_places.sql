-- Deploy dayaq:tokens_with_places to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- Whoever looks for records that share a token reads the key of the tokens and nothing else. Row security asks where each lies, and without that in
-- the key every one of them was looked up in the table: of 21 million tokens of a million people, in another page each (a sweep made 333 records
-- a second, and 690 with this).
CREATE UNIQUE INDEX token_found ON survivor.token (kind, token, register, survivor_uid) INCLUDE (district, institution);
ALTER TABLE survivor.token DROP CONSTRAINT token_pkey;
ALTER TABLE survivor.token ADD CONSTRAINT token_pkey PRIMARY KEY USING INDEX token_found;

COMMIT;
