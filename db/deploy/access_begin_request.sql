-- Deploy dayaq:access_begin_request to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- Who the caller is and what they may see, from a signed context. Refuses with DY001 (not signed, expired, or of another service),
-- DY002 (staff unknown or closed, session revoked), DY003 (no such assignment in force, or several and none named).
CREATE FUNCTION access.open_context(context text, mac bytea,
    OUT staff_uid uuid, OUT role text, OUT institution text, OUT districts text[], OUT "national" boolean, OUT registers text[],
    OUT purpose text, OUT session text, OUT assignment_uid uuid, OUT policy_role text, OUT signed text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  asked jsonb;
  in_force record;
  body text;
BEGIN
  IF NOT EXISTS (SELECT FROM access.context_key k WHERE access.mac('', open_context.context, k.key) = open_context.mac) THEN
    RAISE EXCEPTION 'context not signed' USING ERRCODE = 'DY001';
  END IF;
  asked := open_context.context::jsonb;
  IF coalesce((asked ->> 'expires')::numeric, 0) < extract(epoch FROM clock_timestamp()) * 1000
     OR session_user <> 'dayaq_' || coalesce(asked ->> 'service', '') THEN
    RAISE EXCEPTION 'context expired, or signed for another service' USING ERRCODE = 'DY001';
  END IF;
  purpose := coalesce(asked ->> 'purpose', '');

  IF asked ->> 'actor' = 'service' THEN
    role := 'background';
    districts := '{}';
    "national" := true;
    -- A reaction may concern any register.
    SELECT coalesce(array_agg(r.code ORDER BY r.code), '{}') INTO registers FROM incident.register r;
  ELSE
    session := asked ->> 'sid';
    staff_uid := access.signed_in(asked ->> 'iss', asked ->> 'sub', session);
    SELECT a.*, count(*) OVER () AS candidates INTO in_force
    FROM access.role_assignment a
    WHERE a.staff_uid = open_context.staff_uid
      AND a.valid_from <= now() AND (a.valid_until IS NULL OR a.valid_until > now())
      AND (coalesce(asked ->> 'assignment', '') = '' OR a.uid::text = lower(asked ->> 'assignment'))
    LIMIT 1;
    IF in_force.candidates IS DISTINCT FROM 1 THEN
      RAISE EXCEPTION 'no role assignment, or several' USING ERRCODE = 'DY003';
    END IF;
    role := in_force.role;
    institution := in_force.institution;
    districts := in_force.districts;
    "national" := in_force.national;
    registers := in_force.registers;
    assignment_uid := in_force.uid;
  END IF;

  policy_role := (asked ->> 'service') || '_' || role;
  body := jsonb_build_object('policy_role', policy_role, 'staff', staff_uid, 'institution', institution, 'districts', districts::text,
                             'national', national, 'registers', registers::text, 'until', to_timestamp((asked ->> 'expires')::numeric / 1000),
                             'request_id', asked -> 'request_id')::text;
  SELECT body || '.' || encode(access.mac('dayaq.scope:', body, k.key), 'hex') INTO STRICT signed
  FROM access.context_key k ORDER BY k.id DESC LIMIT 1;
END
$$;

-- The staff member behind a token. A session becomes known by its first call.
CREATE FUNCTION access.signed_in(issuer text, subject text, sid text) RETURNS uuid
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  known uuid;
  holder access.session;
BEGIN
  SELECT s.uid INTO known FROM access.staff s
  WHERE s.issuer = signed_in.issuer AND s.subject = signed_in.subject AND s.closed_time IS NULL;
  IF known IS NULL OR coalesce(sid, '') = '' THEN
    RAISE EXCEPTION 'staff unknown or closed' USING ERRCODE = 'DY002';
  END IF;
  SELECT * INTO holder FROM access.session s WHERE s.issuer = signed_in.issuer AND s.sid = signed_in.sid;
  IF NOT FOUND THEN
    INSERT INTO access.session (issuer, sid, staff_uid) VALUES (issuer, sid, known) ON CONFLICT DO NOTHING;
    SELECT * INTO holder FROM access.session s WHERE s.issuer = signed_in.issuer AND s.sid = signed_in.sid;
  END IF;
  IF holder.staff_uid IS DISTINCT FROM known OR holder.revoked_time IS NOT NULL THEN
    RAISE EXCEPTION 'session revoked' USING ERRCODE = 'DY002';
  END IF;
  RETURN known;
END
$$;

-- Not a definer function: only so can it take the policy role. The role and the context end with the transaction.
CREATE FUNCTION access.begin_request(context text, mac bytea)
RETURNS TABLE (staff_uid uuid, role text, institution text, districts text[], "national" boolean, registers text[],
               purpose text, session text, assignment_uid uuid)
LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  opened record;
BEGIN
  SELECT * INTO STRICT opened FROM access.open_context(begin_request.context, begin_request.mac);
  PERFORM pg_catalog.set_config('dayaq.context', opened.signed, true);
  -- A role this service knows nothing of gets no rights here: the login itself has none.
  IF pg_catalog.to_regrole(pg_catalog.quote_ident(opened.policy_role)) IS NOT NULL THEN
    PERFORM pg_catalog.set_config('role', opened.policy_role, true);
  END IF;
  RETURN QUERY SELECT opened.staff_uid, opened.role, opened.institution, opened.districts, opened.national, opened.registers,
                      opened.purpose, opened.session, opened.assignment_uid;
END
$$;

COMMIT;
