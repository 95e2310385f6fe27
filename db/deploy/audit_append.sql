-- Deploy dayaq:audit_append to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- Writes one entry in the caller's transaction; the entry joins the queue of those still to be placed in the tree.
CREATE FUNCTION audit.append(uid uuid, recorded_at timestamptz, canonical bytea, staff_uid uuid, institution text, role text,
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

COMMIT;
