-- Revert dayaq:own_records from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
CREATE OR REPLACE FUNCTION audit.standing_of(person uuid) RETURNS TABLE (register text, district text, institution text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN QUERY
  SELECT s.register, s.district, s.institution FROM survivor.standing_of(person) AS s
  WHERE s.register = ANY (access.context_registers())
    AND CASE WHEN access.context_role() IN ('audit_survivor', 'audit_guardian') THEN person = access.context_person()
             WHEN access.context_role() IN ('audit_privacy_officer', 'audit_auditor') THEN
               access.context_national() OR s.district = ANY (access.context_districts()) OR s.institution = access.context_institution()
             ELSE false END;
END
$$;
-- Policies of people ask for it until the next db/migrate.sh.
DROP FUNCTION access.context_records() CASCADE;
SET LOCAL ROLE survivor_keeper;
DROP FUNCTION survivor.own_records(uuid);
COMMIT;
