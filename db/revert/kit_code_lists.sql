-- Revert dayaq:kit_code_lists from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
DROP FUNCTION kit.add_codes(text, jsonb), kit.remove_codes(text, text[]), kit.make_code_functions(text);
-- All code lists of the service's contract, by the name of the enum, without the value that says nothing. May be asked again with more.
-- Closed columns say CHECK (<service>.is_code('<enum>', column)) and CHECK (<service>.are_codes('<enum>', column)); NULL passes. Why it is
-- a function with its lists inside: db/deploy/code_lists.sql.
CREATE OR REPLACE FUNCTION kit.set_codes(service text, lists jsonb) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  cases constant text := (
    SELECT string_agg(format(E'    WHEN %L THEN ARRAY[%s]\n', l.key,
                             (SELECT string_agg(quote_literal(v.code), ', ' ORDER BY v.place)
                              FROM jsonb_array_elements_text(l.value) WITH ORDINALITY AS v(code, place))), '' ORDER BY l.key)
    FROM jsonb_each(lists) AS l);
BEGIN
  EXECUTE format($f$
    CREATE OR REPLACE FUNCTION %1$I.is_code(list text, value text) RETURNS boolean
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS %2$L
  $f$, service, format(E'\nBEGIN\n  RETURN value = ANY (CASE list\n%s    END);\nEND\n', cases));
  EXECUTE format($f$
    CREATE OR REPLACE FUNCTION %1$I.are_codes(list text, value jsonb) RETURNS boolean
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $body$
BEGIN
  RETURN jsonb_typeof(value) = 'array'
     AND (SELECT coalesce(bool_and(coalesce(%1$I.is_code(list, e.code), false)), true) FROM jsonb_array_elements_text(value) AS e(code));
END
$body$
  $f$, service);
  EXECUTE format('GRANT EXECUTE ON FUNCTION %1$I.is_code(text, text), %1$I.are_codes(text, jsonb) TO PUBLIC', service);
END
$$;
DROP TABLE kit.code_list;
-- What the policy said of tables and columns that are gone by now.
DELETE FROM access.column_class c
WHERE NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass(c.table_name) AND a.attname = c.column_name AND NOT a.attisdropped);
COMMIT;
