-- Deploy dayaq:audit_entries to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

CREATE TABLE audit.entry (
  uid uuid NOT NULL,
  recorded_at timestamptz NOT NULL,
  canonical bytea NOT NULL,
  leaf bytea NOT NULL CHECK (length(leaf) = 32),
  staff_uid uuid,
  institution text COLLATE "C",
  role text COLLATE "C",
  purpose text COLLATE "C",
  service text COLLATE "C" NOT NULL,
  method text COLLATE "C" NOT NULL,
  decision text COLLATE "C" NOT NULL CHECK (decision IN ('DECISION_ALLOWED', 'DECISION_DENIED', 'DECISION_FAILED')),
  reason text COLLATE "C",
  resources text[] NOT NULL,
  PRIMARY KEY (recorded_at, uid)
) PARTITION BY RANGE (recorded_at);
CREATE INDEX ON audit.entry (staff_uid, recorded_at);

-- Entries that have no place in the tree yet.
CREATE TABLE audit.queue (
  uid uuid PRIMARY KEY,
  recorded_at timestamptz NOT NULL
);

-- Makes the partitions of the month before (a call may begin before midnight), of this month, and of `ahead` months to come. Safe to run at any time, by anyone.
CREATE FUNCTION audit.keep_partitions(ahead integer DEFAULT 3) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  first_day timestamptz;
  name text;
  made integer := 0;
BEGIN
  IF ahead NOT BETWEEN 0 AND 120 THEN
    RAISE EXCEPTION 'between 0 and 120 months ahead' USING ERRCODE = '22023';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('audit.keep_partitions', 0));
  FOR month IN -1..ahead LOOP
    first_day := (date_trunc('month', now() AT TIME ZONE 'UTC') + make_interval(months => month)) AT TIME ZONE 'UTC';
    name := 'entry_' || to_char(first_day AT TIME ZONE 'UTC', 'YYYY_MM');
    IF to_regclass('audit.' || name) IS NULL THEN
      EXECUTE format('CREATE TABLE audit.%I PARTITION OF audit.entry FOR VALUES FROM (%L) TO (%L)', name, first_day,
                     ((first_day AT TIME ZONE 'UTC') + interval '1 month') AT TIME ZONE 'UTC');
      made := made + 1;
    END IF;
  END LOOP;
  RETURN made;
END
$$;
SELECT audit.keep_partitions();

COMMIT;
