-- Deploy dayaq:access_doors to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- What people who give no roles need of the rows of others, through narrow doors.

-- The caller's assignments in force, those lent to them among them.
CREATE FUNCTION access.my_assignments()
RETURNS SETOF access.role_assignment
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN QUERY
  SELECT a.* FROM access.role_assignment a, access.standing(a.staff_uid, a.uid::text) AS s
  WHERE a.staff_uid = access.context_staff() AND s.candidates = 1 ORDER BY a.uid LIMIT 200;
END
$$;

-- What lending to a colleague asks of them: whether their account is open, whether they work in the caller's institution, and which roles
-- they hold or were proposed.
-- Whoever gives them a role at the same moment waits.
CREATE FUNCTION access.colleague(staff uuid, OUT open boolean, OUT same_institution boolean, OUT roles text[])
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM FROM access.staff s WHERE s.uid = colleague.staff AND s.closed_time IS NULL FOR NO KEY UPDATE;
  open := FOUND;
  same_institution := EXISTS (
    SELECT FROM access.role_assignment a, access.standing(a.staff_uid, a.uid::text) AS s
    WHERE a.staff_uid = colleague.staff AND a.delegated_from IS NULL AND a.institution = access.context_institution() AND s.candidates = 1);
  -- Who works elsewhere is nobody's colleague: nothing is said of them.
  IF open AND same_institution THEN
    SELECT coalesce(array_agg(DISTINCT a.role), '{}') INTO roles FROM access.role_assignment a
    WHERE a.staff_uid = colleague.staff AND a.state IN ('ROLE_ASSIGNMENT_STATE_PROPOSED', 'ROLE_ASSIGNMENT_STATE_IN_FORCE')
      AND (a.valid_until IS NULL OR a.valid_until > now());
  ELSE
    roles := '{}';
  END IF;
END
$$;

-- Lends actions of the assignment the request stands on: within its districts and registers, within its institution, for thirty days at
-- most and no longer than it is valid itself; what was lent is not lent on. DY014 for anything else. Which actions it may be is the
-- policy's.
CREATE FUNCTION access.lend(uid uuid, staff uuid, actions text[], districts text[], registers text[], valid_from timestamptz,
                            valid_until timestamptz, reason text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  own access.role_assignment;
  whom record;
BEGIN
  SELECT * INTO own FROM access.role_assignment a WHERE a.uid = access.context_assignment();
  SELECT * INTO whom FROM access.colleague(lend.staff);
  IF access.context_on_behalf_of() IS NOT NULL OR own.uid IS NULL OR own.delegated_from IS NOT NULL OR own.person_uid IS NOT NULL
     OR own.staff_uid IS DISTINCT FROM access.context_staff() OR own.staff_uid = lend.staff OR NOT whom.open OR NOT whom.same_institution
     OR cardinality(lend.actions) = 0 OR NOT lend.districts <@ own.districts OR NOT lend.registers <@ own.registers
     OR (cardinality(lend.districts) = 0 AND cardinality(own.districts) > 0) OR cardinality(lend.registers) = 0
     OR (own.valid_until IS NOT NULL AND lend.valid_until > own.valid_until) THEN
    RAISE EXCEPTION 'wider than the own assignment' USING ERRCODE = 'DY014';
  END IF;
  INSERT INTO access.role_assignment (uid, staff_uid, role, institution, districts, national, registers, valid_from, valid_until,
                                      delegated_from, delegated_actions, reason)
  VALUES (lend.uid, lend.staff, own.role, own.institution, lend.districts, own.national, lend.registers, lend.valid_from, lend.valid_until,
          own.uid, lend.actions, lend.reason);
END
$$;

-- Delegations from or to the caller, newest first; for those who oversee access, everybody's.
CREATE FUNCTION access.delegations(only_uid uuid, ended_too boolean, after uuid, most integer)
RETURNS SETOF access.role_assignment
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  me constant uuid := access.context_staff();
  everybody constant boolean := coalesce(access.context_role() IN ('access_access_administrator', 'access_auditor'), false);
BEGIN
  RETURN QUERY
  SELECT a.* FROM access.role_assignment a
  WHERE a.delegated_from IS NOT NULL AND (everybody OR a.staff_uid = me OR a.proposed_by = me)
    AND (only_uid IS NULL OR a.uid = only_uid)
    AND (ended_too OR (a.state = 'ROLE_ASSIGNMENT_STATE_IN_FORCE' AND a.valid_until > now()))
    AND (after IS NULL OR a.uid < after)
  ORDER BY a.uid DESC LIMIT least(most, 201);
END
$$;

-- Ends a delegation: whoever lent it, or whoever gives roles. Says whether there was one to end.
CREATE FUNCTION access.end_delegation(delegation uuid) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE access.role_assignment a SET state = 'ROLE_ASSIGNMENT_STATE_ENDED', ended_time = now()
  WHERE a.uid = delegation AND a.delegated_from IS NOT NULL AND a.state = 'ROLE_ASSIGNMENT_STATE_IN_FORCE'
    AND (a.proposed_by = access.context_staff() OR access.context_role() = 'access_access_administrator');
  RETURN FOUND;
END
$$;

-- Whoever opened an emergency closes it; who that was is told to auditors only. Says whether there was one to close.
CREATE FUNCTION access.close_emergency(emergency uuid) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE access.break_glass g SET closed_time = now()
  WHERE g.uid = emergency AND g.opened_by = access.context_staff() AND g.closed_time IS NULL AND g.expire_time > now();
  RETURN FOUND;
END
$$;

-- The one record of that number or of that national id (as a token), wherever it lies in the registers of the assignment: what opening it
-- in an emergency needs, and nothing of the person. Nothing when nobody or more than one is found.
CREATE FUNCTION survivor.find_for_emergency(number text, token bytea,
    OUT uid uuid, OUT short_number text, OUT register text, OUT district text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  found uuid[];
BEGIN
  IF access.context_role() IS DISTINCT FROM 'access_clinician' OR access.context_on_behalf_of() IS NOT NULL THEN
    RAISE EXCEPTION 'for clinicians in an emergency' USING ERRCODE = '42501';
  END IF;
  IF find_for_emergency.number IS NOT NULL THEN
    found := ARRAY(SELECT s.uid FROM survivor.survivor s
                   WHERE s.number = find_for_emergency.number AND s.register = ANY (access.context_registers()));
  ELSE
    found := ARRAY(SELECT t.survivor_uid FROM survivor.token t
                   WHERE t.kind = 'national_id' AND t.token = find_for_emergency.token
                     AND t.register = ANY (access.context_registers()) LIMIT 2);
  END IF;
  IF cardinality(found) = 1 THEN
    SELECT s.uid, s.number, s.register, s.district INTO uid, short_number, register, district
    FROM survivor.survivor s WHERE s.uid = found[1];
  END IF;
END
$$;

-- Where a record lies, for the question who can see it; no row for none.
CREATE FUNCTION survivor.standing_of(record uuid) RETURNS TABLE (register text, district text, institution text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT s.register, s.district, s.institution FROM survivor.survivor s WHERE s.uid = record;
END
$$;
CREATE FUNCTION incident.standing_of(record uuid) RETURNS TABLE (register text, district text, institution text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT i.register, i.district, i.institution FROM incident.incident i WHERE i.uid = record;
END
$$;

-- The keepers own what looks into their rows.
GRANT EXECUTE ON FUNCTION survivor.standing_of(uuid), incident.standing_of(uuid)
   TO access_access_administrator, access_auditor, access_privacy_officer;
GRANT EXECUTE ON FUNCTION survivor.find_for_emergency(text, bytea) TO access_clinician;
GRANT CREATE ON SCHEMA survivor TO survivor_keeper;
ALTER FUNCTION survivor.find_for_emergency(text, bytea) OWNER TO survivor_keeper;
ALTER FUNCTION survivor.standing_of(uuid) OWNER TO survivor_keeper;
REVOKE CREATE ON SCHEMA survivor FROM survivor_keeper;
GRANT EXECUTE ON FUNCTION access.context_on_behalf_of() TO survivor_keeper;
GRANT CREATE ON SCHEMA incident TO incident_keeper;
ALTER FUNCTION incident.standing_of(uuid) OWNER TO incident_keeper;
REVOKE CREATE ON SCHEMA incident FROM incident_keeper;
-- It saw rows of incidents before, and not where they lie.
GRANT SELECT (uid, register, district, institution) ON incident.incident TO incident_keeper;

COMMIT;
