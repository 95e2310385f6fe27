-- Deploy dayaq:audit_restores to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- Leaves that were published and whose entries a restore from a backup took away: what a sealed log has and the database has not.
CREATE TABLE audit.lost (
  log integer NOT NULL REFERENCES audit.log,
  seq bigint NOT NULL CHECK (seq >= 0),
  leaf bytea NOT NULL CHECK (length(leaf) = 32),
  PRIMARY KEY (log, seq)
);
CREATE POLICY owner ON audit.lost TO dayaq_owner USING (true) WITH CHECK (true);

-- Takes a month of entries, and of who is named in them, out of the database: '2026_03'. Their places and leaves stay. For
-- dayaq-audit-admin, which holds the archive against the log first; granted to nobody.
CREATE FUNCTION audit.drop_month(month text) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  kind text;
BEGIN
  IF month !~ '^\d{4}_\d{2}$' OR to_regclass('audit.entry_' || month) IS NULL THEN
    RAISE EXCEPTION 'no such month' USING ERRCODE = '22023';
  END IF;
  IF to_timestamp(month, 'YYYY_MM') + interval '2 months' > now() THEN
    RAISE EXCEPTION 'entries of this month or the last stay' USING ERRCODE = '55000';
  END IF;
  FOREACH kind IN ARRAY '{entry,look}'::text[] LOOP
    EXECUTE format('ALTER TABLE audit.%I DETACH PARTITION audit.%I', kind, kind || '_' || month);
    EXECUTE format('DROP TABLE audit.%I', kind || '_' || month);
  END LOOP;
END
$$;

COMMIT;
