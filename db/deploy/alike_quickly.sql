-- Deploy dayaq:alike_quickly to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- As before, but what the caller sees is asked once and not for each of some thousand tokens: among a million people this was the longest
-- statement of looking for candidates.
GRANT CREATE ON SCHEMA survivor TO survivor_keeper;
SET LOCAL ROLE survivor_keeper;
CREATE OR REPLACE FUNCTION survivor.alike_elsewhere(of_register text, kinds text[], tokens bytea[], strong text[]) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  districts constant text[] := access.context_districts();
  home constant text := access.context_institution();
BEGIN
  IF access.context_role() IS NULL THEN
    RAISE EXCEPTION 'for a request' USING ERRCODE = '42501';
  END IF;
  IF NOT of_register = ANY (access.context_registers()) OR access.context_national() THEN
    RETURN false;
  END IF;
  RETURN EXISTS (
    SELECT FROM unnest(kinds, tokens) AS n(kind, token)
      CROSS JOIN LATERAL (
        SELECT t.survivor_uid, t.kind FROM survivor.token t
        WHERE t.kind = n.kind AND t.token = n.token AND t.register = of_register
          AND NOT (t.district = ANY (districts) OR t.institution = home)
        LIMIT 200) AS t
    GROUP BY t.survivor_uid HAVING count(*) >= 2 OR bool_or(t.kind = ANY (strong)));
END
$$;
SET LOCAL ROLE dayaq_owner;
REVOKE CREATE ON SCHEMA survivor FROM survivor_keeper;

COMMIT;
