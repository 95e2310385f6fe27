-- Revert dayaq:service_roles from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- Who the caller is and what they may see, from a signed context. Refuses with DY001 (not signed, expired, or of another service),
-- DY002 (staff unknown or closed, session revoked), DY003 (no such assignment in force, or several and none named).
CREATE OR REPLACE FUNCTION access.open_context(context text, mac bytea,
    OUT staff_uid uuid, OUT role text, OUT institution text, OUT districts text[], OUT "national" boolean, OUT registers text[],
    OUT purpose text, OUT session text, OUT assignment_uid uuid, OUT on_behalf_of uuid, OUT delegated_actions text[], OUT person_uid uuid,
    OUT opened_persons text[], OUT policy_role text, OUT signed text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  newest bytea;
  asked jsonb;
  in_force record;
  scope jsonb;
  body text;
  entered text;
BEGIN
  SELECT k.key INTO newest FROM access.context_key k ORDER BY k.id DESC LIMIT 1;
  IF crypto.hmac(convert_to(open_context.context, 'UTF8'), newest, 'sha256') IS DISTINCT FROM open_context.mac
     AND NOT EXISTS (SELECT FROM access.context_key k WHERE access.mac('', open_context.context, k.key) = open_context.mac) THEN
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
    in_force := access.standing(staff_uid, coalesce(asked ->> 'assignment', ''));
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
  -- Most calls need none of this.
  IF on_behalf_of IS NOT NULL OR person_uid IS NOT NULL OR opened_persons <> '{}' OR asked ->> 'service' = 'access' THEN
    scope := scope || jsonb_build_object('on_behalf_of', on_behalf_of, 'person', person_uid, 'opened', opened_persons::text,
                                         'assignment', assignment_uid);
  END IF;
  body := scope;
  signed := body || '.' || encode(crypto.hmac(convert_to('dayaq.scope:' || body, 'UTF8'), newest, 'sha256'), 'hex');
  entered := access.enter_scope(policy_role, institution, districts, "national", registers, signed);
END
$$;

COMMIT;
