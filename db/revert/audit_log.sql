-- Revert dayaq:audit_log from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

DROP FUNCTION audit.index_looks(integer), audit.keep_witnessed(integer, bigint, text), audit.keep_checkpoint(integer, bigint, bigint, text),
  audit.leaves(integer, bigint, integer), audit.keep_edge(integer, bigint, bytea), audit.place(integer), audit.queue_state(), audit.log_state(),
  audit.open_log(text);
DROP POLICY owner ON audit.entry;
DROP POLICY owner ON audit.queue;

CREATE OR REPLACE FUNCTION audit.append(uid uuid, recorded_at timestamptz, canonical bytea, staff_uid uuid, institution text, role text,
                                        purpose text, service text, method text, decision text, reason text, resources text[]) RETURNS uuid
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF session_user <> 'dayaq_' || append.service THEN
    RAISE EXCEPTION 'a service writes entries of its own calls only' USING ERRCODE = '42501';
  END IF;
  INSERT INTO audit.entry (uid, recorded_at, canonical, leaf, staff_uid, institution, role, purpose, service, method, decision, reason, resources)
  VALUES (append.uid, append.recorded_at, append.canonical, sha256(append.canonical), append.staff_uid, append.institution, append.role,
          append.purpose, append.service, append.method, append.decision, append.reason, coalesce(append.resources, '{}'));
  INSERT INTO audit.queue (uid, recorded_at) VALUES (append.uid, append.recorded_at);
  RETURN append.uid;
END
$$;

CREATE OR REPLACE FUNCTION audit.keep_partitions(ahead integer DEFAULT 3) RETURNS integer
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

-- Entries that had a place wait for one again.
INSERT INTO audit.queue (uid, recorded_at, leaf) SELECT f.uid, f.recorded_at, f.leaf FROM audit.leaf f ON CONFLICT DO NOTHING;
DROP TABLE audit.look, audit.leaf, audit.log;
ALTER TABLE audit.queue DROP COLUMN leaf;
ALTER TABLE audit.queue RESET (autovacuum_vacuum_scale_factor, autovacuum_vacuum_threshold, autovacuum_vacuum_cost_delay);
COMMIT;
