-- Deploy dayaq:request_standing to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- A request stands on an assignment that is in force: approved where that was needed, not ended. A delegation counts only while the one it
-- comes from does. With it come the person whom an assignment is about, and the people opened in an emergency, who count for that purpose
-- alone.

-- Who may begin requests, and ask for the context, may go on doing so.
CREATE TEMPORARY TABLE granted ON COMMIT DROP AS
SELECT f.proname AS function, pg_get_userbyid(a.grantee) AS role
FROM pg_proc f, aclexplode(f.proacl) a
WHERE f.oid IN ('access.begin_request(text, bytea)'::regprocedure, 'access.open_context(text, bytea)'::regprocedure,
                'access.context_staff()'::regprocedure)
  AND a.grantee <> f.proowner;
DROP FUNCTION access.begin_request(text, bytea);
DROP FUNCTION access.open_context(text, bytea);

-- The assignment the staff member acts in: the one that is named, else the only one of their own. A delegation has to be named.
CREATE FUNCTION access.standing(staff uuid, assignment text,
    OUT uid uuid, OUT role text, OUT institution text, OUT districts text[], OUT "national" boolean, OUT registers text[],
    OUT person_uid uuid, OUT delegated_actions text[], OUT on_behalf_of uuid, OUT candidates bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  SELECT a.uid, a.role, a.institution, a.districts, a.national, a.registers, a.person_uid, a.delegated_actions, lent.staff_uid,
         count(*) OVER ()
  INTO uid, role, institution, districts, "national", registers, person_uid, delegated_actions, on_behalf_of, candidates
  FROM access.role_assignment a
       LEFT JOIN access.role_assignment lent
         ON lent.uid = a.delegated_from AND lent.delegated_from IS NULL AND lent.state = 'ROLE_ASSIGNMENT_STATE_IN_FORCE'
            AND lent.valid_from <= now() AND (lent.valid_until IS NULL OR lent.valid_until > now())
            AND EXISTS (SELECT FROM access.staff s WHERE s.uid = lent.staff_uid AND s.closed_time IS NULL)
  WHERE a.staff_uid = standing.staff AND a.state = 'ROLE_ASSIGNMENT_STATE_IN_FORCE'
    AND a.valid_from <= now() AND (a.valid_until IS NULL OR a.valid_until > now())
    AND CASE WHEN standing.assignment = '' THEN a.delegated_from IS NULL
        ELSE a.uid::text = lower(standing.assignment) AND (a.delegated_from IS NULL OR lent.uid IS NOT NULL) END
  LIMIT 1;
END
$$;

-- Who the caller is and what they may see, from a signed context. Refuses with DY001 (not signed, expired, or of another service),
-- DY002 (staff unknown or closed, session revoked), DY003 (no such assignment in force, or several and none named).
CREATE FUNCTION access.open_context(context text, mac bytea,
    OUT staff_uid uuid, OUT role text, OUT institution text, OUT districts text[], OUT "national" boolean, OUT registers text[],
    OUT purpose text, OUT session text, OUT assignment_uid uuid, OUT on_behalf_of uuid, OUT delegated_actions text[], OUT person_uid uuid,
    OUT opened_persons text[], OUT policy_role text, OUT signed text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  asked jsonb;
  in_force record;
  scope jsonb;
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
  delegated_actions := '{}';
  opened_persons := '{}';

  IF asked ->> 'actor' = 'service' THEN
    role := 'background';
    districts := '{}';
    "national" := true;
    -- A reaction may concern any register.
    SELECT coalesce(array_agg(r.code ORDER BY r.code), '{}') INTO registers FROM incident.register r;
  ELSE
    session := asked ->> 'sid';
    staff_uid := access.signed_in(asked ->> 'iss', asked ->> 'sub', session);
    SELECT * INTO in_force FROM access.standing(staff_uid, coalesce(asked ->> 'assignment', ''));
    IF in_force.candidates IS DISTINCT FROM 1 THEN
      RAISE EXCEPTION 'no role assignment, or several' USING ERRCODE = 'DY003';
    END IF;
    role := in_force.role;
    institution := in_force.institution;
    districts := in_force.districts;
    "national" := in_force.national;
    registers := in_force.registers;
    assignment_uid := in_force.uid;
    on_behalf_of := in_force.on_behalf_of;
    delegated_actions := in_force.delegated_actions;
    person_uid := in_force.person_uid;
    IF purpose = 'emergency' THEN
      opened_persons := ARRAY(SELECT DISTINCT g.person_uid::text FROM access.break_glass g
                              WHERE g.opened_by = open_context.staff_uid AND g.assignment_uid = in_force.uid
                                AND g.expire_time > now() AND g.closed_time IS NULL);
    END IF;
  END IF;

  policy_role := (asked ->> 'service') || '_' || role;
  scope := jsonb_build_object('policy_role', policy_role, 'staff', staff_uid, 'institution', institution, 'districts', districts::text,
                              'national', national, 'registers', registers::text,
                              'until', to_timestamp((asked ->> 'expires')::numeric / 1000),
                              'request_id', asked -> 'request_id');
  -- Most calls need none of this, and every policy reads the context anew.
  IF on_behalf_of IS NOT NULL OR person_uid IS NOT NULL OR opened_persons <> '{}' OR asked ->> 'service' = 'access' THEN
    scope := scope || jsonb_build_object('on_behalf_of', on_behalf_of, 'person', person_uid, 'opened', opened_persons::text,
                                         'assignment', assignment_uid);
  END IF;
  body := scope;
  SELECT body || '.' || encode(access.mac('dayaq.scope:', body, k.key), 'hex') INTO STRICT signed
  FROM access.context_key k ORDER BY k.id DESC LIMIT 1;
END
$$;

-- Not a definer function: only so can it take the policy role. The role and the context end with the transaction.
CREATE FUNCTION access.begin_request(context text, mac bytea)
RETURNS TABLE (staff_uid uuid, role text, institution text, districts text[], "national" boolean, registers text[],
               purpose text, session text, assignment_uid uuid, on_behalf_of uuid, delegated_actions text[], person_uid uuid,
               opened_persons text[])
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
                      opened.purpose, opened.session, opened.assignment_uid, opened.on_behalf_of, opened.delegated_actions,
                      opened.person_uid, opened.opened_persons;
END
$$;

-- What policies ask, each once a statement.
CREATE FUNCTION access.context_person() RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
BEGIN RETURN (access.context() ->> 'person')::uuid; END
$$;
COMMENT ON FUNCTION access.context_person() IS 'The survivor whom the assignment is about';

CREATE FUNCTION access.context_opened() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
BEGIN RETURN coalesce((access.context() ->> 'opened')::uuid[], '{}'); END
$$;
COMMENT ON FUNCTION access.context_opened() IS 'The survivors whose records are open to the caller in an emergency';

CREATE FUNCTION access.context_on_behalf_of() RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
BEGIN RETURN (access.context() ->> 'on_behalf_of')::uuid; END
$$;
COMMENT ON FUNCTION access.context_on_behalf_of() IS 'For whom the caller acts, by delegation';

CREATE FUNCTION access.context_assignment() RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
BEGIN RETURN (access.context() ->> 'assignment')::uuid; END
$$;
COMMENT ON FUNCTION access.context_assignment() IS 'The assignment the request stands on; in the access service alone';

DO $$
DECLARE
  grantee record;
BEGIN
  FOR grantee IN SELECT * FROM pg_temp.granted LOOP
    IF grantee.function = 'context_staff' THEN
      EXECUTE format('GRANT EXECUTE ON FUNCTION access.context_person(), access.context_opened(), access.context_on_behalf_of(), '
                     'access.context_assignment() TO %I', grantee.role);
    ELSE
      EXECUTE format('GRANT EXECUTE ON FUNCTION access.%I(text, bytea) TO %I', grantee.function, grantee.role);
    END IF;
  END LOOP;
END
$$;

-- ... and whoever is granted a service later.
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
      ('access', '{context_person,context_opened,context_on_behalf_of,context_assignment}', everyone),
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
