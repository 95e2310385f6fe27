-- Revert dayaq:context_scopes from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
-- Row policies that were made from the policy ask this function; they are made anew by policy/generated/access.sql.
DO $$
DECLARE
  policy record;
BEGIN
  FOR policy IN
    SELECT policyname, schemaname, tablename FROM pg_policies WHERE coalesce(qual, '') || coalesce(with_check, '') LIKE '%access.context_registers_as(%'
  LOOP
    EXECUTE format('DROP POLICY %I ON %I.%I', policy.policyname, policy.schemaname, policy.tablename);
  END LOOP;
END
$$;
DROP FUNCTION access.context_registers_as(name);

CREATE OR REPLACE FUNCTION access.context_role() RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
BEGIN RETURN access.context() ->> 'policy_role'; END
$$;

CREATE OR REPLACE FUNCTION access.context_institution() RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
BEGIN RETURN access.context() ->> 'institution'; END
$$;

CREATE OR REPLACE FUNCTION access.context_districts() RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
BEGIN RETURN (access.context() ->> 'districts')::text[]; END
$$;

CREATE OR REPLACE FUNCTION access.context_national() RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
BEGIN RETURN (access.context() ->> 'national')::boolean; END
$$;

CREATE OR REPLACE FUNCTION access.context_registers() RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
BEGIN RETURN (access.context() ->> 'registers')::text[]; END
$$;

CREATE OR REPLACE FUNCTION access.context_lowest_district() RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
BEGIN RETURN CASE WHEN (access.context() ->> 'national')::boolean THEN '' END; END
$$;

-- Who the caller is and what they may see, from a signed context. Refuses with DY001 (not signed, expired, or of another service),
-- DY002 (staff unknown or closed, session revoked), DY003 (no such assignment in force, or several and none named).
CREATE OR REPLACE FUNCTION access.open_context(context text, mac bytea,
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

CREATE OR REPLACE FUNCTION access.signed_in(issuer text, subject text, sid text) RETURNS uuid
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

CREATE OR REPLACE FUNCTION access.standing(staff uuid, assignment text,
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

CREATE OR REPLACE FUNCTION access.begin_request(context text, mac bytea)
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

DROP FUNCTION access.scope_in_force();
DROP FUNCTION access.enter_scope(text, text, text[], boolean, text[], text);
DROP SEQUENCE access.begun_transaction, access.begun_context, access.begun_scope;
DROP TABLE access.scope;
COMMIT;
