-- Deploy dayaq:context_scopes to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- Row policies ask what the request reaches, several times a table. Verifying the signature each time was the greatest part of what a read
-- cost; it is verified when the request begins, and the answers are read from where only the owner can have put them
-- (docs/adr/0028-scopes-in-force.md).

-- What requests reach: each different scope once, made by the first request that has it, never changed. The owner's functions alone see it.
CREATE TABLE access.scope (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  policy_role text COLLATE "C" NOT NULL,
  institution text COLLATE "C",
  districts text[] NOT NULL,
  "national" boolean NOT NULL,
  registers text[] NOT NULL,
  -- SHA-256 of all of the above.
  digest bytea NOT NULL UNIQUE CHECK (length(digest) = 32)
);

-- What a session remembers of the request it began: what currval() says of a sequence is what this very session set it to, and nobody but
-- the owner may set these. The transaction, the text of the context (a hash; it is bound to its scope here, its words are never believed
-- for that), the scope. Nothing is ever numbered by them, and their shared values mean nothing.
CREATE UNLOGGED SEQUENCE access.begun_transaction MINVALUE 0;
CREATE UNLOGGED SEQUENCE access.begun_context MINVALUE -9223372036854775808 START 0;
CREATE UNLOGGED SEQUENCE access.begun_scope;

-- Remembers the scope of a request whose signature was verified just now. Called by access.open_context alone. (Assignments, here and below:
-- PL/pgSQL works them out without a statement of their own.)
CREATE FUNCTION access.enter_scope(policy_role text, institution text, districts text[], "national" boolean, registers text[], signed text)
RETURNS void
LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  sum constant bytea := sha256(convert_to(jsonb_build_array(policy_role, institution, districts, "national", registers)::text, 'UTF8'));
  entered bigint;
  remembered bigint;
BEGIN
  SELECT s.id INTO entered FROM access.scope s WHERE s.digest = sum;
  IF entered IS NULL THEN
    INSERT INTO access.scope (policy_role, institution, districts, "national", registers, digest)
    VALUES (enter_scope.policy_role, enter_scope.institution, enter_scope.districts, enter_scope."national", enter_scope.registers, sum)
    ON CONFLICT DO NOTHING;
    SELECT s.id INTO STRICT entered FROM access.scope s WHERE s.digest = sum;
  END IF;
  remembered := setval('access.begun_transaction', txid_current());
  remembered := setval('access.begun_context', hashtextextended(signed, 0));
  remembered := setval('access.begun_scope', entered);
END
$$;

-- What the request of this transaction reaches; NULL when none was begun. A context that this session did not begin in this transaction is
-- verified by its signature, as before: an error when it is not ours. Called by the functions below alone, as the owner and with their path.
CREATE FUNCTION access.scope_in_force() RETURNS access.scope
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED AS $$
DECLARE
  signed constant text := nullif(current_setting('dayaq.context', true), '');
  entered bigint;
  reached access.scope;
  said jsonb;
BEGIN
  IF signed IS NULL THEN
    RETURN NULL;
  END IF;
  IF currval('access.begun_transaction') = txid_current_if_assigned() AND currval('access.begun_context') = hashtextextended(signed, 0) THEN
    entered := currval('access.begun_scope');
    SELECT * INTO STRICT reached FROM access.scope s WHERE s.id = entered;
    RETURN reached;
  END IF;
  said := access.context();
  reached.policy_role := said ->> 'policy_role';
  reached.institution := said ->> 'institution';
  reached.districts := said ->> 'districts';
  reached."national" := said ->> 'national';
  reached.registers := said ->> 'registers';
  RETURN reached;
END
$$;

-- What policies ask, each once a statement. The registers for that role alone, and none when the request was begun for another: so the
-- current role is always the one in the signed context.
CREATE FUNCTION access.context_registers_as(role name) RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  reached constant access.scope := access.scope_in_force();
BEGIN
  RETURN CASE WHEN reached.policy_role = role THEN reached.registers END;
END
$$;

CREATE OR REPLACE FUNCTION access.context_role() RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp AS $$
BEGIN RETURN (access.scope_in_force()).policy_role; END
$$;

CREATE OR REPLACE FUNCTION access.context_institution() RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp AS $$
BEGIN RETURN (access.scope_in_force()).institution; END
$$;

CREATE OR REPLACE FUNCTION access.context_districts() RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp AS $$
BEGIN RETURN (access.scope_in_force()).districts; END
$$;

CREATE OR REPLACE FUNCTION access.context_national() RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp AS $$
BEGIN RETURN (access.scope_in_force())."national"; END
$$;

CREATE OR REPLACE FUNCTION access.context_registers() RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp AS $$
BEGIN RETURN (access.scope_in_force()).registers; END
$$;

-- The upper bound is '~' for everybody: above a lower bound of NULL nothing lies.
CREATE OR REPLACE FUNCTION access.context_lowest_district() RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp AS $$
BEGIN RETURN CASE WHEN (access.scope_in_force())."national" THEN '' END; END
$$;

-- The staff member behind a token, as before in one look. A session becomes known by its first call.
CREATE OR REPLACE FUNCTION access.signed_in(issuer text, subject text, sid text) RETURNS uuid
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  known uuid;
  holder uuid;
  revoked timestamptz;
BEGIN
  SELECT s.uid, n.staff_uid, n.revoked_time INTO known, holder, revoked
  FROM access.staff s LEFT JOIN access.session n ON n.issuer = s.issuer AND n.sid = signed_in.sid
  WHERE s.issuer = signed_in.issuer AND s.subject = signed_in.subject AND s.closed_time IS NULL;
  IF known IS NULL OR coalesce(sid, '') = '' THEN
    RAISE EXCEPTION 'staff unknown or closed' USING ERRCODE = 'DY002';
  END IF;
  IF holder IS NULL THEN
    INSERT INTO access.session (issuer, sid, staff_uid) VALUES (issuer, sid, known) ON CONFLICT DO NOTHING;
    SELECT n.staff_uid, n.revoked_time INTO holder, revoked FROM access.session n WHERE n.issuer = signed_in.issuer AND n.sid = signed_in.sid;
  END IF;
  IF holder IS DISTINCT FROM known OR revoked IS NOT NULL THEN
    RAISE EXCEPTION 'session revoked' USING ERRCODE = 'DY002';
  END IF;
  RETURN known;
END
$$;

-- The assignment the staff member acts in: the one that is named, else the only one of their own. A delegation has to be named; only for one
-- is it looked for whom it comes from.
CREATE OR REPLACE FUNCTION access.standing(staff uuid, assignment text,
    OUT uid uuid, OUT role text, OUT institution text, OUT districts text[], OUT "national" boolean, OUT registers text[],
    OUT person_uid uuid, OUT delegated_actions text[], OUT on_behalf_of uuid, OUT candidates bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  lent_from uuid;
BEGIN
  SELECT a.uid, a.role, a.institution, a.districts, a.national, a.registers, a.person_uid, a.delegated_actions, a.delegated_from,
         count(*) OVER ()
  INTO uid, role, institution, districts, "national", registers, person_uid, delegated_actions, lent_from, candidates
  FROM access.role_assignment a
  WHERE a.staff_uid = standing.staff AND a.state = 'ROLE_ASSIGNMENT_STATE_IN_FORCE'
    AND a.valid_from <= now() AND (a.valid_until IS NULL OR a.valid_until > now())
    AND CASE WHEN standing.assignment = '' THEN a.delegated_from IS NULL ELSE a.uid::text = lower(standing.assignment) END
  LIMIT 1;
  IF lent_from IS NULL THEN
    RETURN;
  END IF;
  SELECT lent.staff_uid INTO on_behalf_of
  FROM access.role_assignment lent
  WHERE lent.uid = lent_from AND lent.delegated_from IS NULL AND lent.state = 'ROLE_ASSIGNMENT_STATE_IN_FORCE'
    AND lent.valid_from <= now() AND (lent.valid_until IS NULL OR lent.valid_until > now())
    AND EXISTS (SELECT FROM access.staff s WHERE s.uid = lent.staff_uid AND s.closed_time IS NULL);
  IF on_behalf_of IS NULL THEN
    SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
    INTO uid, role, institution, districts, "national", registers, person_uid, delegated_actions, candidates;
  END IF;
END
$$;

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

-- Not a definer function: only so can it take the policy role. The role and the context end with the transaction.
CREATE OR REPLACE FUNCTION access.begin_request(context text, mac bytea)
RETURNS TABLE (staff_uid uuid, role text, institution text, districts text[], "national" boolean, registers text[],
               purpose text, session text, assignment_uid uuid, on_behalf_of uuid, delegated_actions text[], person_uid uuid,
               opened_persons text[])
LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  opened record;
  taken text;
BEGIN
  opened := access.open_context(begin_request.context, begin_request.mac);
  taken := pg_catalog.set_config('dayaq.context', opened.signed, true);
  -- A role this service knows nothing of gets no rights here: the login itself has none.
  IF pg_catalog.to_regrole(pg_catalog.quote_ident(opened.policy_role)) IS NOT NULL THEN
    taken := pg_catalog.set_config('role', opened.policy_role, true);
  END IF;
  staff_uid := opened.staff_uid;
  role := opened.role;
  institution := opened.institution;
  districts := opened.districts;
  "national" := opened.national;
  registers := opened.registers;
  purpose := opened.purpose;
  session := opened.session;
  assignment_uid := opened.assignment_uid;
  on_behalf_of := opened.on_behalf_of;
  delegated_actions := opened.delegated_actions;
  person_uid := opened.person_uid;
  opened_persons := opened.opened_persons;
  RETURN NEXT;
END
$$;

COMMIT;
