-- Deploy dayaq:search_by_letters to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- Sweeps compare records, or write anew what they are found by; one of a kind at a time in a register.
SELECT kit.add_codes('survivor', '{"SweepKind": ["SWEEP_KIND_MATCHES", "SWEEP_KIND_TOKENS"]}');
ALTER TABLE survivor.match_sweep ADD kind text COLLATE "C" NOT NULL DEFAULT 'SWEEP_KIND_MATCHES' CHECK (survivor.is_code('SweepKind', kind));
DROP INDEX survivor.match_sweep_goes_on;
CREATE UNIQUE INDEX match_sweep_goes_on ON survivor.match_sweep (register, kind) WHERE finish_time IS NULL;

-- How many records out of reach bear one of these tokens, 20 at most: each token leads to a bounded number of records. Says no more than that.
CREATE FUNCTION survivor.meant_elsewhere(of_register text, kinds text[], tokens bytea[]) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF access.context_role() IS NULL THEN
    RAISE EXCEPTION 'for a request' USING ERRCODE = '42501';
  END IF;
  IF NOT of_register = ANY (access.context_registers()) OR access.context_national() THEN
    RETURN 0;
  END IF;
  RETURN (
    SELECT least(count(DISTINCT t.survivor_uid), 20) FROM unnest(kinds, tokens) AS n(kind, token)
      CROSS JOIN LATERAL (
        SELECT t.survivor_uid FROM survivor.token t
        WHERE t.kind = n.kind AND t.token = n.token AND t.register = of_register
          AND NOT (t.district = ANY (access.context_districts()) OR t.institution = access.context_institution())
        LIMIT 20) AS t);
END
$$;
SELECT kit.give_to_keeper('survivor.meant_elsewhere(text, text[], bytea[])');

COMMIT;
