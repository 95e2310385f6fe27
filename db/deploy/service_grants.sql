-- Deploy dayaq:service_grants to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- What every service needs, whatever it is about. Named by their short names: <service>_<role> is the policy role, dayaq_<service> the
-- login. May be asked again when there is more to grant. The login may begin a request and, when that fails, still write the audit entry of
-- the refusal; the service's own work is its deliveries and its housekeeping.
CREATE FUNCTION access.grant_service(service text, roles text[]) RETURNS void
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

-- The reverse: nothing of it is left to these roles, nor to the login when all of the service's roles are named.
CREATE FUNCTION access.revoke_service(service text, roles text[]) RETURNS void
LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  subject text;
BEGIN
  FOR subject IN
    SELECT quote_ident(revoke_service.service || '_' || r) FROM unnest(roles) AS r
    UNION ALL SELECT quote_ident('dayaq_' || revoke_service.service) WHERE 'background' = ANY (roles)
  LOOP
    EXECUTE format('REVOKE ALL ON ALL FUNCTIONS IN SCHEMA access, audit, outbox, idempotency FROM %s', subject);
    EXECUTE format('REVOKE ALL ON SCHEMA access, audit, outbox, idempotency FROM %s', subject);
  END LOOP;
END
$$;

-- A row is seen and changed where it lies: in a register of the caller's assignment, and in one of its districts or in its institution,
-- or anywhere when the assignment is national; and only under the policy role the context was signed for. What may be done with the row
-- is said by grants. Each (SELECT access.context_...()) is asked once a statement, never once a row. `roles` are policy roles; without a
-- district the row is of a whole register, for national assignments.
DROP FUNCTION access.add_scope_policy(regclass, text, text);
CREATE FUNCTION access.add_scope_policy(table_name regclass, district text, institution text, roles text[]) RETURNS void
LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', table_name);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', table_name);
  EXECUTE format(
    'CREATE POLICY in_scope ON %s TO %s USING ('
    '(SELECT access.context_role()) = current_user AND register = ANY ((SELECT access.context_registers())::text[]) AND %s)',
    table_name, (SELECT string_agg(quote_ident(r), ', ') FROM unnest(roles) AS r),
    CASE WHEN district IS NULL THEN '(SELECT access.context_national())'
    ELSE format('((SELECT access.context_national()) OR %I = ANY ((SELECT access.context_districts())::text[]) '
                'OR %I = (SELECT access.context_institution()))', district, institution) END);
END
$$;

-- What a service does by itself is nobody's assignment.
ALTER TABLE access.role_assignment ADD CONSTRAINT role_of_a_person CHECK (role !~ '_background$');

-- The legal status of a disability is a class of its own: more than operational, less than health.
ALTER TABLE access.column_class DROP CONSTRAINT column_class_class_check;
ALTER TABLE access.column_class ADD CONSTRAINT column_class_class_check
  CHECK (class IN ('PUBLIC', 'OPERATIONAL', 'LOCATION', 'IDENTITY', 'HEALTH', 'FINANCE', 'EMPLOYMENT', 'AUDIT', 'SECRET', 'DISABILITY'));

COMMIT;
