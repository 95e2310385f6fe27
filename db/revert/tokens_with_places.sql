-- Revert dayaq:tokens_with_places from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
ALTER TABLE survivor.token DROP CONSTRAINT token_pkey;
ALTER TABLE survivor.token ADD CONSTRAINT token_pkey PRIMARY KEY (kind, token, register, survivor_uid);
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
  EXECUTE format('ALTER TABLE %s.token DROP CONSTRAINT token_pkey, ADD CONSTRAINT token_pkey PRIMARY KEY (kind, token, register, %I)', schema, subject_uid);
END
$$;
COMMIT;
