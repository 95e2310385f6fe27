-- Revert dayaq:request_standing from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
CREATE TEMPORARY TABLE granted ON COMMIT DROP AS
SELECT f.proname AS function, pg_get_userbyid(a.grantee) AS role
FROM pg_proc f, aclexplode(f.proacl) a
WHERE f.oid IN ('access.begin_request(text, bytea)'::regprocedure, 'access.open_context(text, bytea)'::regprocedure)
  AND a.grantee <> f.proowner;
DROP FUNCTION access.begin_request(text, bytea);
DROP FUNCTION access.open_context(text, bytea);
DROP FUNCTION access.standing(uuid, text);
DROP FUNCTION access.context_person(), access.context_opened(), access.context_on_behalf_of(), access.context_assignment();

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
                             'national', national, 'registers', registers::text,
                             'until', to_timestamp((asked ->> 'expires')::numeric / 1000),
                             'request_id', asked -> 'request_id')::text;
  SELECT body || '.' || encode(access.mac('dayaq.scope:', body, k.key), 'hex') INTO STRICT signed
  FROM access.context_key k ORDER BY k.id DESC LIMIT 1;
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

DO $$
DECLARE
  grantee record;
BEGIN
  FOR grantee IN SELECT * FROM pg_temp.granted LOOP
    EXECUTE format('GRANT EXECUTE ON FUNCTION access.%I(text, bytea) TO %I', grantee.function, grantee.role);
  END LOOP;
END
$$;

CREATE OR REPLACE FUNCTION access.grant_service(service text, roles text[]) RETURNS void
LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  login constant text := quote_ident('dayaq_' || service);
  background constant text := CASE WHEN 'background' = ANY (roles) THEN ', ' || quote_ident(service || '_background') ELSE '' END;
  everyone constant text := (SELECT string_agg(quote_ident(grant_service.service || '_' || r), ', ') FROM unnest(roles) AS r);
  operator constant text := (SELECT quote_ident(grant_service.service || '_' || r) FROM unnest(roles) AS r WHERE r = 'operator');
  auditor constant text := (SELECT quote_ident(grant_service.service || '_' || r) FROM unnest(roles) AS r WHERE r = 'auditor');
  granted record;
BEGIN
  EXECUTE format('GRANT USAGE ON SCHEMA access, audit, outbox, idempotency TO %s, %s', login, everyone);
  FOR granted IN
    SELECT f.oid::regprocedure AS function, g.grantees
    FROM (VALUES
      ('access', '{begin_request,open_context}'::text[], login),
      ('access', '{context_role,context_institution,context_districts,context_national,context_registers,context_staff}', everyone),
      ('audit', '{append}', login || ', ' || everyone),
      ('idempotency', '{claim,settle}', login || ', ' || everyone),
      ('outbox', '{emit}', login || ', ' || everyone),
      ('outbox', '{claim,complete,fail,sweep}', login || background),
      ('idempotency', '{sweep}', login || background),
      ('audit', '{keep_partitions}', login || background),
      ('outbox', '{parked,waiting}', concat_ws(', ', operator, auditor)),
      ('outbox', '{requeue}', operator))
      AS g(schema, functions, grantees)
      JOIN pg_proc f ON f.pronamespace = g.schema::regnamespace AND f.proname = ANY (g.functions)
    WHERE g.grantees <> ''
  LOOP
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO %s', granted.function, granted.grantees);
  END LOOP;
END
$$;

COMMIT;
