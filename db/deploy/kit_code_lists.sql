-- Deploy dayaq:kit_code_lists to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- A migration says the code lists that it brings, and not all others of its schema once more. What stands here is what
-- <schema>.is_code was made of; the function is what columns ask, since a check cannot read a table.
CREATE TABLE kit.code_list (
  service text COLLATE "C" NOT NULL,
  list text COLLATE "C" NOT NULL,
  codes jsonb NOT NULL CHECK (jsonb_typeof(codes) = 'array'),
  PRIMARY KEY (service, list)
);
COMMENT ON TABLE kit.code_list IS 'Code lists of the schemas, for migrations to add to';

-- The lists of the first version of the survivor schema, which were written into its function by hand.
INSERT INTO kit.code_list (service, list, codes)
SELECT 'survivor', l.key, l.value FROM jsonb_each('{
  "SurvivorState": ["SURVIVOR_STATE_LIVING", "SURVIVOR_STATE_DECEASED"],
  "DeathCause": ["DEATH_CAUSE_WOUNDS", "DEATH_CAUSE_OTHER", "DEATH_CAUSE_UNKNOWN"],
  "SurvivorDoubt": ["SURVIVOR_DOUBT_SAME_NATIONAL_ID", "SURVIVOR_DOUBT_DEATH_BEFORE_BIRTH", "SURVIVOR_DOUBT_OTHER_DEATH",
                    "SURVIVOR_DOUBT_OTHER_IDENTITY"],
  "DisabilityBand": ["DISABILITY_BAND_NONE", "DISABILITY_BAND_31_60", "DISABILITY_BAND_61_80", "DISABILITY_BAND_81_100"],
  "DisabilityCause": ["DISABILITY_CAUSE_GENERAL_ILLNESS", "DISABILITY_CAUSE_INDUSTRIAL_INJURY", "DISABILITY_CAUSE_OCCUPATIONAL_DISEASE",
                      "DISABILITY_CAUSE_CHERNOBYL_CLEANUP", "DISABILITY_CAUSE_MILITARY_SERVICE_PERIOD",
                      "DISABILITY_CAUSE_ZONE_OF_MILITARY_OPERATIONS", "DISABILITY_CAUSE_TERROR",
                      "DISABILITY_CAUSE_DEFENCE_OF_TERRITORIAL_INTEGRITY", "DISABILITY_CAUSE_JANUARY_20", "DISABILITY_CAUSE_MILITARY_DUTIES",
                      "DISABILITY_CAUSE_CHERNOBYL_MILITARY_DUTIES"]
}'::jsonb) AS l;

-- <schema>.is_code and <schema>.are_codes as the lists stand.
CREATE FUNCTION kit.make_code_functions(of_service text) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  cases constant text := (
    SELECT string_agg(format(E'    WHEN %L THEN ARRAY[%s]\n', l.list,
                             (SELECT string_agg(quote_literal(v.code), ', ' ORDER BY v.place)
                              FROM jsonb_array_elements_text(l.codes) WITH ORDINALITY AS v(code, place))), '' ORDER BY l.list)
    FROM kit.code_list l WHERE l.service = of_service);
BEGIN
  EXECUTE format($f$
    CREATE OR REPLACE FUNCTION %1$I.is_code(list text, value text) RETURNS boolean
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS %2$L
  $f$, of_service, format(E'\nBEGIN\n  RETURN value = ANY (CASE list\n%s    END);\nEND\n', cases));
  EXECUTE format($f$
    CREATE OR REPLACE FUNCTION %1$I.are_codes(list text, value jsonb) RETURNS boolean
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $body$
BEGIN
  RETURN jsonb_typeof(value) = 'array'
     AND (SELECT coalesce(bool_and(coalesce(%1$I.is_code(list, e.code), false)), true) FROM jsonb_array_elements_text(value) AS e(code));
END
$body$
  $f$, of_service);
  EXECUTE format('GRANT EXECUTE ON FUNCTION %1$I.is_code(text, text), %1$I.are_codes(text, jsonb) TO PUBLIC', of_service);
END
$$;

-- Lists of the service's contract, by the name of the enum, without the value that says nothing; those that stand already are replaced by what
-- is said here, all others stay. A list that lost a code is an error: rows may hold it.
--   SELECT kit.add_codes('rehabilitation', '{"DeviceState": ["DEVICE_STATE_ORDERED", "DEVICE_STATE_WORN", "DEVICE_STATE_LOST"]}');
-- To undo: SELECT kit.remove_codes('rehabilitation', 'DeviceState').
CREATE FUNCTION kit.add_codes(service text, lists jsonb) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  lost constant text := (SELECT string_agg(c.list, ', ') FROM kit.code_list c
                         WHERE c.service = add_codes.service AND lists ? c.list AND NOT (lists -> c.list) @> c.codes);
BEGIN
  IF lost IS NOT NULL THEN
    RAISE EXCEPTION 'codes of % are missing', lost USING ERRCODE = '22023';
  END IF;
  INSERT INTO kit.code_list (service, list, codes) SELECT add_codes.service, l.key, l.value FROM jsonb_each(lists) AS l
  ON CONFLICT ON CONSTRAINT code_list_pkey DO UPDATE SET codes = EXCLUDED.codes;
  PERFORM kit.make_code_functions(service);
END
$$;

-- For reverts: a list goes, and nothing may ask for it any more.
CREATE FUNCTION kit.remove_codes(service text, VARIADIC names text[]) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  DELETE FROM kit.code_list c WHERE c.service = remove_codes.service AND c.list = ANY (names);
  PERFORM kit.make_code_functions(service);
END
$$;

-- What new schemas call says the same as adding to nothing.
CREATE OR REPLACE FUNCTION kit.set_codes(service text, lists jsonb) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  DELETE FROM kit.code_list c WHERE c.service = set_codes.service;
  PERFORM kit.add_codes(service, lists);
END
$$;

COMMIT;
