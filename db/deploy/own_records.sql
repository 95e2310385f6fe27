-- Deploy dayaq:own_records to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- A person whose records were merged is one person: whoever the assignment is for, or stands for, sees the rows of all of them, whichever of the
-- records the account was bound to (docs/adr/0032-facts-given-back.md).
CREATE FUNCTION survivor.own_records(person uuid) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  speaks constant uuid := (SELECT coalesce(s.merged_into_uid, s.uid) FROM survivor.survivor s WHERE s.uid = person LIMIT 1);
BEGIN
  RETURN coalesce(speaks, person) || ARRAY(SELECT s.uid FROM survivor.survivor s WHERE s.merged_into_uid = speaks ORDER BY s.uid);
END
$$;
SELECT kit.give_to_keeper('survivor.own_records(uuid)');
SET LOCAL ROLE survivor_keeper;
GRANT EXECUTE ON FUNCTION survivor.own_records(uuid) TO dayaq_owner;
SET LOCAL ROLE dayaq_owner;

CREATE FUNCTION access.context_records() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  person constant uuid := access.context_person();
BEGIN
  RETURN CASE WHEN person IS NULL THEN '{}' ELSE survivor.own_records(person) END;
END
$$;
COMMENT ON FUNCTION access.context_records() IS 'All records of the person whom the assignment is about: more than one where records were merged';

-- Who looked at any of them is told too.
CREATE OR REPLACE FUNCTION audit.standing_of(person uuid) RETURNS TABLE (register text, district text, institution text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN QUERY
  SELECT s.register, s.district, s.institution FROM survivor.standing_of(person) AS s
  WHERE s.register = ANY (access.context_registers())
    AND CASE WHEN access.context_role() IN ('audit_survivor', 'audit_guardian') THEN person = ANY (access.context_records())
             WHEN access.context_role() IN ('audit_privacy_officer', 'audit_auditor') THEN
               access.context_national() OR s.district = ANY (access.context_districts()) OR s.institution = access.context_institution()
             ELSE false END;
END
$$;

COMMIT;
