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
-- The kit lays out tokens of services to come likewise.
CREATE OR REPLACE FUNCTION kit.add_tokens(subject regclass) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  schema constant text := (SELECT relnamespace::regnamespace FROM pg_class WHERE oid = subject);
  subject_uid constant text := (SELECT relname || '_uid' FROM pg_class WHERE oid = subject);
BEGIN
  EXECUTE format($f$
    CREATE TABLE %s.token (
      kind text COLLATE "C" NOT NULL CHECK (kind ~ '^[a-z][a-z0-9_.]{0,39}$'),
      token bytea NOT NULL CHECK (length(token) BETWEEN 8 AND 64),
      %I uuid NOT NULL,
      PRIMARY KEY (kind, token, %2$I)
    )
  $f$, schema, subject_uid);
  PERFORM kit.add_place_of(subject, format('%s.token', schema)::regclass, subject_uid);
  EXECUTE format('ALTER TABLE %s.token DROP CONSTRAINT token_pkey, '
                 'ADD CONSTRAINT token_pkey PRIMARY KEY (kind, token, register, %I) INCLUDE (district, institution)', schema, subject_uid);
END
$$;

COMMIT;
