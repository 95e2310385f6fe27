-- Deploy dayaq:audit_log to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- Entries wait with what the log will hold of them: SHA-256 of their bytes. The table is emptied as fast as it is filled.
ALTER TABLE audit.queue ADD COLUMN leaf bytea CHECK (length(leaf) = 32);
UPDATE audit.queue q SET leaf = e.leaf FROM audit.entry e WHERE e.recorded_at = q.recorded_at AND e.uid = q.uid;
ALTER TABLE audit.queue ALTER COLUMN leaf SET NOT NULL;
ALTER TABLE audit.queue SET (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_cost_delay = 0);

-- One Merkle tree after RFC 6962. Normally there is one; after a restore the former is sealed and the next one begins.
CREATE TABLE audit.log (
  id integer PRIMARY KEY CHECK (id > 0),
  origin text COLLATE "C" NOT NULL UNIQUE CHECK (origin ~ '^[!-~]+$'),
  -- Leaves that have a place, and the roots of the complete subtrees at the right edge: enough to go on from.
  size bigint NOT NULL DEFAULT 0 CHECK (size >= 0),
  edge bytea NOT NULL DEFAULT '' CHECK (length(edge) % 32 = 0),
  -- Leaves under the newest signed checkpoint, and its text with the signature of the log.
  published bigint NOT NULL DEFAULT 0 CHECK (published BETWEEN 0 AND size),
  checkpoint text COLLATE "C",
  checkpoint_time timestamptz,
  -- The newest checkpoint that enough witnesses have signed too.
  witnessed bigint NOT NULL DEFAULT 0,
  witnessed_checkpoint text COLLATE "C",
  witnessed_time timestamptz,
  -- Leaves whose people are in audit.look.
  indexed bigint NOT NULL DEFAULT 0 CHECK (indexed BETWEEN 0 AND size),
  opened_time timestamptz NOT NULL DEFAULT now(),
  sealed_time timestamptz,
  CHECK ((checkpoint IS NULL) = (checkpoint_time IS NULL)),
  CHECK ((witnessed_checkpoint IS NULL) = (witnessed_time IS NULL))
);
CREATE UNIQUE INDEX log_one_open ON audit.log ((true)) WHERE sealed_time IS NULL;

-- The place of each entry. Stays when the entry itself has gone to the archive. Its log is the one that audit.place has locked: a foreign
-- key would look that up once more for each row, which is a third of what a place costs.
CREATE TABLE audit.leaf (
  log integer NOT NULL,
  seq bigint NOT NULL CHECK (seq >= 0),
  uid uuid NOT NULL UNIQUE,
  recorded_at timestamptz NOT NULL,
  leaf bytea NOT NULL CHECK (length(leaf) = 32),
  PRIMARY KEY (log, seq)
);

-- Which entries name a resource. Follows the log a moment later, so that no call pays for it; made anew from audit.entry at any time.
CREATE TABLE audit.look (
  resource text COLLATE "C" NOT NULL,
  recorded_at timestamptz NOT NULL,
  entry_uid uuid NOT NULL,
  PRIMARY KEY (resource, recorded_at, entry_uid)
) PARTITION BY RANGE (recorded_at);

-- The owner's own way, for the functions below, once row security is forced (policy/generated/access.sql).
CREATE POLICY owner ON audit.entry TO dayaq_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON audit.queue TO dayaq_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON audit.log TO dayaq_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON audit.leaf TO dayaq_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON audit.look TO dayaq_owner USING (true) WITH CHECK (true);

-- As before, for audit.look too.
CREATE OR REPLACE FUNCTION audit.keep_partitions(ahead integer DEFAULT 3) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  first_day timestamptz;
  kind text;
  name text;
  fresh boolean;
  made integer := 0;
BEGIN
  IF ahead NOT BETWEEN 0 AND 120 THEN
    RAISE EXCEPTION 'between 0 and 120 months ahead' USING ERRCODE = '22023';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('audit.keep_partitions', 0));
  FOR month IN -1..ahead LOOP
    first_day := (date_trunc('month', now() AT TIME ZONE 'UTC') + make_interval(months => month)) AT TIME ZONE 'UTC';
    fresh := false;
    FOREACH kind IN ARRAY '{entry,look}'::text[] LOOP
      name := kind || '_' || to_char(first_day AT TIME ZONE 'UTC', 'YYYY_MM');
      IF to_regclass('audit.' || name) IS NULL THEN
        EXECUTE format('CREATE TABLE audit.%I PARTITION OF audit.%I FOR VALUES FROM (%L) TO (%L)', name, kind, first_day,
                       ((first_day AT TIME ZONE 'UTC') + interval '1 month') AT TIME ZONE 'UTC');
        fresh := true;
      END IF;
    END LOOP;
    made := made + fresh::integer;
  END LOOP;
  RETURN made;
END
$$;
SELECT audit.keep_partitions();

-- Entries of months before there was audit.look have their partitions of it too.
DO $$
DECLARE
  month record;
BEGIN
  FOR month IN
    SELECT replace(c.relname, 'entry_', 'look_') AS name, pg_get_expr(c.relpartbound, c.oid) AS bound
    FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'audit.entry'::regclass ORDER BY 1
  LOOP
    IF to_regclass('audit.' || month.name) IS NULL THEN
      EXECUTE format('CREATE TABLE audit.%I PARTITION OF audit.look %s', month.name, month.bound);
    END IF;
  END LOOP;
END
$$;

-- Writes one entry in the caller's transaction; the entry joins the queue of those still to be placed in the tree. `resources` are all
-- names, however many; the bytes hold a hundred of them, their number and the hash over all.
CREATE OR REPLACE FUNCTION audit.append(uid uuid, recorded_at timestamptz, canonical bytea, staff_uid uuid, institution text, role text,
                                        purpose text, service text, method text, decision text, reason text, resources text[]) RETURNS uuid
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  leaf constant bytea := sha256(append.canonical);
BEGIN
  IF session_user <> 'dayaq_' || append.service THEN
    RAISE EXCEPTION 'a service writes entries of its own calls only' USING ERRCODE = '42501';
  END IF;
  INSERT INTO audit.entry (uid, recorded_at, canonical, leaf, staff_uid, institution, role, purpose, service, method, decision, reason, resources)
  VALUES (append.uid, append.recorded_at, append.canonical, leaf, append.staff_uid, append.institution, append.role,
          append.purpose, append.service, append.method, append.decision, append.reason, coalesce(append.resources, '{}'));
  INSERT INTO audit.queue (uid, recorded_at, leaf) VALUES (append.uid, append.recorded_at, leaf);
  RETURN append.uid;
END
$$;

-- The open log, made when there has never been one. `prefix` is the origin without its number ("audit.example/log/").
CREATE FUNCTION audit.open_log(prefix text) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  open record;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('audit.open_log', 0));
  INSERT INTO audit.log (id, origin) SELECT 1, prefix || '1' WHERE NOT EXISTS (SELECT FROM audit.log);
  SELECT l.id, l.origin INTO open FROM audit.log l WHERE l.sealed_time IS NULL;
  IF open.origin IS DISTINCT FROM prefix || open.id THEN
    RAISE EXCEPTION 'the open log has another origin' USING ERRCODE = '55000';
  END IF;
  RETURN open.id;
END
$$;

-- How the open log stands.
CREATE FUNCTION audit.log_state()
RETURNS TABLE (id integer, origin text, size bigint, edge bytea, published bigint, checkpoint text, checkpoint_time timestamptz,
               witnessed bigint, witnessed_checkpoint text, witnessed_time timestamptz, indexed bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT l.id, l.origin, l.size, l.edge, l.published, l.checkpoint, l.checkpoint_time, l.witnessed, l.witnessed_checkpoint, l.witnessed_time, l.indexed
  FROM audit.log l WHERE l.sealed_time IS NULL
$$;

-- How many entries wait for a place, counted up to a hundred thousand, and when the oldest of them was written.
CREATE FUNCTION audit.queue_state() RETURNS TABLE (waiting bigint, oldest timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT (SELECT count(*) FROM (SELECT FROM audit.queue LIMIT 100000) AS w), (SELECT q.recorded_at FROM audit.queue q ORDER BY q.uid LIMIT 1)
$$;

-- Takes up to so many entries off the queue and gives them the next places of the open log. `leaves` are their leaves in that order, one
-- after the other. The caller works out the new edge and hands it to audit.keep_edge before it commits; until then nobody else places.
-- An entry of a transaction that has not ended is not seen, and its place is a later one: no order of ids is relied upon. No row when
-- nothing waits.
CREATE FUNCTION audit.place(most integer)
RETURNS TABLE (log integer, size bigint, edge bytea, placed bigint, leaves bytea, oldest timestamptz)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan SET enable_sort = off
SET enable_seqscan = off AS $$
DECLARE
  open record;
BEGIN
  SELECT l.id INTO STRICT open FROM audit.log l WHERE l.sealed_time IS NULL;
  -- A look that finds nothing writes nothing.
  IF NOT EXISTS (SELECT FROM audit.queue) THEN
    RETURN;
  END IF;
  SELECT l.id, l.size, l.edge INTO STRICT open FROM audit.log l WHERE l.sealed_time IS NULL FOR UPDATE;
  RETURN QUERY
  WITH taken AS (
    DELETE FROM audit.queue q WHERE q.ctid = ANY (ARRAY(SELECT w.ctid FROM audit.queue w ORDER BY w.uid LIMIT least(greatest(most, 1), 100000)))
    RETURNING q.uid, q.recorded_at, q.leaf
  ), numbered AS MATERIALIZED (
    SELECT open.size + row_number() OVER (ORDER BY t.uid) - 1 AS seq, t.uid, t.recorded_at, t.leaf FROM taken t
  ), put AS (
    INSERT INTO audit.leaf (log, seq, uid, recorded_at, leaf) SELECT open.id, n.seq, n.uid, n.recorded_at, n.leaf FROM numbered n
  )
  SELECT open.id, open.size, open.edge, count(*), coalesce(string_agg(n.leaf, ''::bytea ORDER BY n.seq), ''), min(n.recorded_at) FROM numbered n;
END
$$;

-- The edge of the tree with the entries that were placed just now.
CREATE FUNCTION audit.keep_edge(log integer, size bigint, edge bytea) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE audit.log l SET size = keep_edge.size, edge = keep_edge.edge
  WHERE l.id = keep_edge.log AND l.sealed_time IS NULL AND l.size < keep_edge.size
    AND keep_edge.size = (SELECT max(f.seq) + 1 FROM audit.leaf f WHERE f.log = keep_edge.log);
  IF NOT FOUND THEN
    RAISE EXCEPTION 'an edge of another tree' USING ERRCODE = '55000';
  END IF;
END
$$;

-- Leaves from a place on, one after the other, so many at most.
CREATE FUNCTION audit.leaves(log integer, first bigint, most integer) RETURNS bytea
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(string_agg(f.leaf, ''::bytea ORDER BY f.seq), '') FROM audit.leaf f
  WHERE f.log = leaves.log AND f.seq >= leaves.first AND f.seq < leaves.first + least(greatest(most, 1), 100000)
$$;

-- Keeps a signed checkpoint in place of the former one: false when that is not the newest any more. Whoever got true may publish it.
CREATE FUNCTION audit.keep_checkpoint(log integer, former bigint, size bigint, checkpoint text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE audit.log l SET published = keep_checkpoint.size, checkpoint = keep_checkpoint.checkpoint, checkpoint_time = now()
  WHERE l.id = keep_checkpoint.log AND l.sealed_time IS NULL AND l.published = keep_checkpoint.former
    AND (keep_checkpoint.size > l.published OR l.checkpoint IS NULL) AND keep_checkpoint.size <= l.size;
  RETURN FOUND;
END
$$;

-- Keeps what witnesses have signed of a published checkpoint.
CREATE FUNCTION audit.keep_witnessed(log integer, size bigint, checkpoint text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE audit.log l SET witnessed = keep_witnessed.size, witnessed_checkpoint = keep_witnessed.checkpoint, witnessed_time = now()
  WHERE l.id = keep_witnessed.log AND keep_witnessed.size BETWEEN l.witnessed AND l.published;
  RETURN FOUND;
END
$$;

-- Writes the people and things that so many more entries name into audit.look, in the order of the log. Returns how many entries.
CREATE FUNCTION audit.index_looks(most integer) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  todo record;
BEGIN
  SELECT l.id, l.indexed, least(l.size, l.indexed + least(greatest(most, 1), 100000)) AS until INTO todo
  FROM audit.log l WHERE l.indexed < l.size ORDER BY l.id LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED;
  IF NOT FOUND THEN
    RETURN 0;
  END IF;
  INSERT INTO audit.look (resource, recorded_at, entry_uid)
  SELECT r.name, e.recorded_at, e.uid
  FROM audit.leaf f JOIN audit.entry e ON e.recorded_at = f.recorded_at AND e.uid = f.uid, unnest(e.resources) AS r(name)
  WHERE f.log = todo.id AND f.seq >= todo.indexed AND f.seq < todo.until
  ON CONFLICT DO NOTHING;
  UPDATE audit.log l SET indexed = todo.until WHERE l.id = todo.id;
  RETURN todo.until - todo.indexed;
END
$$;

COMMIT;
