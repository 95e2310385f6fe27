-- The kit that schemas of services are made of: an invented service is made with it, used, and removed again. Run from db/.
BEGIN;
\ir support/callers.psql
SELECT no_plan();

-- Nobody but the owner calls any of it, and nobody else is let near.
SELECT is((SELECT array_agg(p.oid::regprocedure::text) FROM pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) AS a
           WHERE p.pronamespace = 'kit'::regnamespace AND (a.grantee <> 'dayaq_owner'::regrole OR p.proowner <> 'dayaq_owner'::regrole OR p.prosecdef)),
  NULL, 'the kit is the owner''s alone, and runs with nobody else''s rights');
SELECT is((SELECT array_agg(a.grantee::regrole::text) FROM pg_namespace n, aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) AS a
           WHERE n.nspname = 'kit' AND a.grantee <> 'dayaq_owner'::regrole), NULL, 'its schema is open to nobody else');
SELECT is((SELECT array_agg(DISTINCT r.rolname::text) FROM pg_roles r, pg_proc p
           WHERE p.pronamespace = 'kit'::regnamespace AND NOT r.rolsuper AND r.rolname NOT IN ('dayaq_owner') AND r.rolname !~ '^pg_' AND has_function_privilege(r.oid, p.oid, 'EXECUTE')),
  NULL, 'no role of the house comes by it some other way');
GRANT USAGE ON SCHEMA kit TO survivor_keeper, survivor_background, dayaq_survivor;
CREATE FUNCTION test.as_role(role text, statement text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('role', role, true);
  EXECUTE statement;
  PERFORM set_config('role', 'none', true);
  RETURN 'done';
EXCEPTION WHEN OTHERS THEN RETURN SQLSTATE;
END
$$;
SELECT is(test.as_role(role, $$SELECT kit.add_schema('stolen', 'by someone')$$), '42501', role || ' makes no schema')
FROM unnest('{survivor_keeper,survivor_background,dayaq_survivor}'::text[]) AS role;
REVOKE USAGE ON SCHEMA kit FROM survivor_keeper, survivor_background, dayaq_survivor;
SELECT is(test.as_role('dayaq_owner', $$SELECT kit.add_schema('homeless', 'without roles')$$), '42704', 'no schema without a keeper');

-- Everything about an invented service that the catalogue knows, a line each.
CREATE FUNCTION test.traces() RETURNS SETOF text LANGUAGE sql STABLE AS $$
  SELECT 'schema ' || nspname || ' ' || coalesce((SELECT string_agg(a::text, ',' ORDER BY a::text) FROM unnest(nspacl) AS a), '') FROM pg_namespace WHERE nspname !~ '^pg_t'
  UNION ALL SELECT 'function ' || p.oid::regprocedure || ' ' || coalesce((SELECT string_agg(a::text, ',' ORDER BY a::text) FROM unnest(p.proacl) AS a), '')
    FROM pg_proc p WHERE p.pronamespace::regnamespace::text IN ('access', 'sealing', 'invented')
  UNION ALL SELECT 'relation ' || c.oid::regclass FROM pg_class c WHERE c.relnamespace::regnamespace::text = 'invented'
  UNION ALL SELECT 'subscription ' || s FROM outbox.subscription s
$$;
CREATE TEMPORARY TABLE before AS SELECT * FROM test.traces() AS t(line);

-- Roles follow from the policy before a migration runs; and one function of the service's own, which looks across rows.
CREATE ROLE invented_keeper NOLOGIN NOINHERIT;
CREATE ROLE invented_background NOLOGIN NOINHERIT;
CREATE ROLE dayaq_invented LOGIN NOINHERIT;
GRANT invented_keeper TO dayaq_owner;
GRANT invented_background TO dayaq_invented;
SET LOCAL ROLE dayaq_owner;
SELECT kit.add_schema('invented', 'What an invented service keeps');
SELECT kit.set_codes('invented', '{"ThingState": ["THING_STATE_NEW", "THING_STATE_OLD"], "Colour": ["COLOUR_RED"]}');
CREATE TABLE invented.thing (
  uid uuid PRIMARY KEY,
  etag bigint NOT NULL,
  state text COLLATE "C" NOT NULL CHECK (invented.is_code('ThingState', state)),
  colours jsonb CHECK (invented.are_codes('Colour', colours)),
  note bytea,
  create_time timestamptz NOT NULL,
  update_time timestamptz NOT NULL
);
SELECT kit.add_place('invented.thing');
SELECT kit.keep_versions('invented.thing');
SELECT kit.keep_person_keys('invented.thing');
SELECT kit.add_tokens('invented.thing');
CREATE TABLE invented.visit (uid uuid PRIMARY KEY, thing_uid uuid NOT NULL, visited_on date);
SELECT kit.add_place_of('invented.thing', 'invented.visit', 'thing_uid');
CREATE FUNCTION invented.things() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS 'SELECT count(t.uid) FROM invented.thing t';
SELECT kit.keeper_may('SELECT', 'invented.thing', 'uid');
SELECT kit.keeper_may('SELECT', 'invented.thing', 'state');
SELECT kit.keeper_may('DELETE', 'invented.token');
SELECT kit.give_to_keeper('invented.things()');
RESET ROLE;

-- As the hand-written ones are.
SELECT is((SELECT array_agg(relname::text ORDER BY relname) FROM pg_class WHERE relnamespace = 'invented'::regnamespace AND relkind = 'r'), '{person_key,thing,thing_history,token,visit}', 'its tables');
SELECT is((SELECT array_agg(relname::text) FROM pg_class WHERE relnamespace = 'invented'::regnamespace AND relkind = 'r' AND NOT (relrowsecurity AND relforcerowsecurity)), NULL,
  'row security is enabled and forced on each of them');
-- What stands in the catalogue about keys and tokens of a schema, without its name.
CREATE FUNCTION test.shape_of(service text, subject text) RETURNS SETOF text LANGUAGE sql STABLE AS $$
  SELECT replace(replace(replace(replace(line, subject || '_uid', '<subject>_uid'), service || '_', '<service>_'), service || '.', '<service>.'), subject || '(uid', '<subject>(uid') FROM (
    SELECT format('%s %s %s %s %s', proname, pg_get_function_arguments(oid), regexp_replace(pg_get_functiondef(oid), '\y' || service || '\y', '<service>', 'g'), proowner::regrole,
                  (SELECT string_agg(a::text, ',' ORDER BY a::text) FROM unnest(proacl) AS a WHERE a::text !~ '_background='))
    FROM pg_proc WHERE pronamespace = service::regnamespace AND proname IN ('keys_by_kek', 'keys_to_rewrap', 'rewrap_keys')
    UNION ALL SELECT format('%s %s %s %s', attrelid::regclass, attname, atttypid::regtype, attnotnull) || attcollation::regcollation
    FROM pg_attribute WHERE attrelid IN ((service || '.person_key')::regclass, (service || '.token')::regclass) AND attnum > 0
    UNION ALL SELECT format('%s %s', conrelid::regclass, pg_get_constraintdef(oid))
    FROM pg_constraint WHERE conrelid IN ((service || '.person_key')::regclass, (service || '.token')::regclass)
    UNION ALL SELECT regexp_replace(pg_get_indexdef(indexrelid), 'INDEX \w+', 'INDEX') FROM pg_index WHERE indrelid IN ((service || '.person_key')::regclass, (service || '.token')::regclass)
    UNION ALL SELECT format('%s for %s using %s', tablename, cmd, qual) FROM pg_policies
    WHERE schemaname = service AND tablename = 'person_key' AND roles = ARRAY[(service || '_keeper')::name]) AS shape(line)
$$;
SELECT bag_eq($$SELECT * FROM test.shape_of('invented', 'thing')$$, $$SELECT * FROM test.shape_of('survivor', 'survivor')$$, 'keys and tokens are those of the survivor service under another name');
SELECT is((SELECT count(*) FROM test.shape_of('invented', 'thing')), 27::bigint, '... in all their parts');
SELECT set_eq($$SELECT column_name || ' ' || data_type || ' ' || is_nullable FROM information_schema.columns WHERE table_schema = 'invented' AND table_name = 'thing_history' AND column_name IN
  (SELECT column_name FROM information_schema.columns WHERE table_schema = 'incident' AND table_name = 'casualty_history' EXCEPT SELECT column_name FROM information_schema.columns WHERE table_schema = 'incident' AND table_name = 'casualty')$$,
  $$VALUES ('history_uid bigint NO'), ('recorded_until timestamp with time zone NO'), ('staff_uid uuid YES'), ('reason text NO')$$, 'a history says until when, who and why');
SELECT is((SELECT array_agg(DISTINCT p.proowner::regrole::text) FROM pg_proc p WHERE pronamespace = 'invented'::regnamespace AND prosecdef), '{invented_keeper}', 'what looks across rows is the keeper''s');
SELECT is((SELECT array_agg(oid::regprocedure::text ORDER BY proname) FROM pg_proc WHERE pronamespace = 'invented'::regnamespace AND has_function_privilege('invented_background', oid, 'EXECUTE')),
  '{"invented.are_codes(text,jsonb)","invented.is_code(text,text)"}', 'a role of the service may call the checks and nothing more by itself');
SELECT is((SELECT count(*) FROM pg_class WHERE relnamespace = 'invented'::regnamespace AND relkind = 'r' AND has_any_column_privilege('invented_background', oid, 'SELECT, INSERT, UPDATE')), 0::bigint,
  '... and sees nothing');
SELECT is(has_schema_privilege('invented_keeper', 'invented', 'CREATE'), false, 'the keeper makes nothing');
SELECT is((SELECT string_agg(attname, ',' ORDER BY attname) FROM pg_attribute WHERE attrelid = 'invented.thing'::regclass AND attnum > 0 AND has_column_privilege('invented_keeper', 'invented.thing', attnum, 'SELECT')),
  'state,uid', '... and sees the columns it was given');
SELECT throws_ok($$INSERT INTO invented.thing (uid, state, register, district, institution) VALUES (gen_random_uuid(), 'COLOUR_RED', 'az', 'AZ-TAR', 'hospital-tartar')$$, '23514', NULL, 'a code of another list');
SELECT throws_ok($$INSERT INTO invented.thing (uid, state, colours, register, district, institution) VALUES (gen_random_uuid(), 'THING_STATE_NEW', '["COLOUR_RED", "COLOUR_BLUE"]', 'az', 'AZ-TAR', 'hospital-tartar')$$,
  '23514', NULL, 'a list with a code that is none');
SELECT throws_ok($$INSERT INTO invented.thing (uid, state, register, district, institution) VALUES (gen_random_uuid(), 'THING_STATE_NEW', 'az', 'AZ-QQQ', 'hospital-tartar')$$, '23503', NULL, 'no such district');

-- Rows, their versions and what follows them.
\set thing '\'70000000-0000-7000-8000-000000000001\''
INSERT INTO invented.thing (uid, etag, state, colours, note, create_time, register, district, institution)
VALUES (:thing, 77, 'THING_STATE_NEW', '["COLOUR_RED"]', '\x01', '2001-01-01', 'az', 'AZ-TAR', 'hospital-tartar');
INSERT INTO invented.person_key VALUES (:thing, 1, '\x02', 'az', 'AZ-TAR', 'hospital-tartar');
INSERT INTO invented.token VALUES ('national_id', '\x0011223344556677', :thing, 'az', 'AZ-TAR', 'hospital-tartar');
INSERT INTO invented.visit VALUES (gen_random_uuid(), :thing, '2026-01-01', 'az', 'AZ-TAR', 'hospital-tartar');
SELECT is((SELECT concat_ws(' ', etag, create_time = now(), update_time = now()) FROM invented.thing), '1 t t', 'version and times of a new row are ours');
UPDATE invented.thing SET state = state, etag = 9;
SELECT is((SELECT etag FROM invented.thing), 1::bigint, 'a change that changes nothing makes no version');
SELECT set_config('dayaq.reason', 'worn', true) AS ignored \gset
UPDATE invented.thing SET state = 'THING_STATE_OLD', note = '\x03';
SELECT is((SELECT etag FROM invented.thing), 2::bigint, 'a change makes the next');
SELECT results_eq('SELECT etag, state COLLATE "default", note, reason, recorded_until FROM invented.thing_history', $$VALUES (1::bigint, 'THING_STATE_NEW', '\x01'::bytea, 'worn', now())$$, '... and keeps the former one, with why');
UPDATE invented.thing SET district = 'AZ-AGC';
SELECT is((SELECT etag FROM invented.thing), 2::bigint, 'where it lies is no fact about it');
SELECT is(district COLLATE "default", 'AZ-AGC', kind || ' lies where the thing lies') FROM (
  SELECT 'person_key' AS kind, district FROM invented.person_key UNION ALL SELECT 'token', district FROM invented.token
  UNION ALL SELECT 'visit', district FROM invented.visit UNION ALL SELECT 'thing_history', district FROM invented.thing_history) AS child;
SELECT throws_ok($$UPDATE invented.visit SET district = 'AZ-TAR'$$, '23503', NULL, 'no visit lies elsewhere than its thing');

-- A column that comes later.
SET LOCAL ROLE dayaq_owner;
ALTER TABLE invented.thing ADD maker text COLLATE "C";
SELECT kit.keep_history('invented.thing');
RESET ROLE;
UPDATE invented.thing SET maker = 'one';
UPDATE invented.thing SET maker = 'another';
SELECT is((SELECT array_agg(coalesce(maker, '-') ORDER BY history_uid) FROM invented.thing_history), '{-,-,one}', 'a column that was added is kept too');
SELECT is((SELECT attcollation::regcollation::text FROM pg_attribute WHERE attrelid = 'invented.thing_history'::regclass AND attname = 'maker'), '"C"', '... as it is');
SELECT is((SELECT proowner::regrole::text || ' ' || has_schema_privilege('invented_keeper', 'invented', 'CREATE') FROM pg_proc WHERE oid = 'invented.keep_thing_version()'::regprocedure), 'invented_keeper false',
  'and what keeps it is the keeper''s still');
-- Every table that keeps versions keeps all of them: in this schema and in the others.
CREATE TEMPORARY TABLE kept AS
SELECT t.tgrelid::regclass AS of_table, (t.tgrelid::regclass || '_history')::regclass AS history, regexp_replace(p.prosrc, '\s+', ' ', 'g') AS source
FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid WHERE t.tgname = 'keep_version';
SELECT cmp_ok(count(*), '>=', 4::bigint, 'tables keep versions') FROM kept;
CREATE FUNCTION test.forgotten() RETURNS SETOF text LANGUAGE sql STABLE AS $$
  SELECT format('%s.%s: SELECT kit.keep_history(%L)', k.of_table, a.attname, k.of_table) FROM pg_temp.kept k JOIN pg_attribute a ON a.attrelid = k.of_table
  WHERE a.attnum > 0 AND NOT a.attisdropped
    AND (NOT EXISTS (SELECT FROM pg_attribute h WHERE h.attrelid = k.history AND (h.attname, h.atttypid, h.attcollation) = (a.attname, a.atttypid, a.attcollation))
         OR k.source !~ ('[ (]' || a.attname || ',') OR k.source !~ ('(OLD|NEW)\.' || a.attname || ',')
         OR k.source !~ ('OLD\.' || a.attname || ',') AND a.attname NOT IN ('register', 'district', 'institution'))
$$;
SELECT is((SELECT array_agg(f) FROM test.forgotten() AS f), NULL, 'no column of a version is forgotten');
ALTER TABLE survivor.survivor ADD forgotten text;
SELECT is((SELECT array_agg(f) FROM test.forgotten() AS f), ARRAY['survivor.survivor.forgotten: SELECT kit.keep_history(''survivor.survivor'')'], '... and one that was would be noticed, with what to do');
ALTER TABLE survivor.survivor DROP forgotten;
SET LOCAL ROLE dayaq_owner;
CREATE TABLE invented.sum (uid uuid PRIMARY KEY, etag bigint, create_time timestamptz, update_time timestamptz, a integer, b integer GENERATED ALWAYS AS (a + 1) STORED);
RESET ROLE;
SELECT is(test.as_role('dayaq_owner', $$SELECT kit.count_versions('invented.sum')$$), '0A000', 'a generated column would look changed each time');
SET LOCAL ROLE dayaq_owner;
ALTER TABLE invented.sum DROP b;
SELECT kit.count_versions('invented.sum', place_counts => true);
RESET ROLE;
INSERT INTO invented.sum (uid, a) VALUES (:thing, 1);
UPDATE invented.sum SET a = 2;
UPDATE invented.sum SET a = 2;
SELECT is((SELECT etag FROM invented.sum), 2::bigint, 'versions may be counted without being kept, of what lies nowhere');

-- Keys, as the service does it: only for its background role.
SELECT results_eq($$SELECT kek_id, keys FROM sealing.rows_by_kek() WHERE schema_name = 'invented'$$, 'VALUES (1, 1::bigint)', 'its keys are counted with those of the others');
SELECT is((SELECT string_agg(kind || '>' || subscriber, ' ' ORDER BY kind) FROM outbox.subscription WHERE subscriber LIKE 'invented.%'),
  'invented.keys_left>invented.rewrap_keys keys.rotated>invented.rewrap_keys', 'it hears of rotations');
SELECT is(sealing.note_keks('{1,2}'), false, 'a key follows none');
SELECT is((SELECT array_agg(d.subscriber ORDER BY d.subscriber) FROM outbox.event e JOIN outbox.delivery d ON d.event_uid = e.uid WHERE e.kind = 'keys.rotated'),
  '{incident.rewrap_keys,invented.rewrap_keys,payment.rewrap_keys,survivor.rewrap_keys}', 'a row under an older key is told of, to every service that keeps keys');
UPDATE sealing.kek SET created_time = created_time - interval '40 days', retired_time = retired_time - interval '36 days' WHERE id = 1;
SELECT is((SELECT array_agg(id) FROM sealing.destroyable()), NULL, 'the key of its row is not destroyed');
SELECT access.grant_service('invented', '{background}') AS ignored \gset
GRANT USAGE ON SCHEMA invented TO invented_background;
SET LOCAL ROLE invented_keeper;
GRANT EXECUTE ON FUNCTION invented.keys_to_rewrap(integer, uuid, integer), invented.rewrap_keys(jsonb), invented.things() TO invented_background, incident_background;
RESET ROLE;
GRANT USAGE ON SCHEMA invented TO incident_background;
SELECT is(test.attempt('service', 'SELECT invented.keys_to_rewrap(2, NULL, 10)'), '42501', 'not for another service');
SELECT is(test.attempt('service', $$SELECT invented.rewrap_keys('[]')$$), '42501', '... nor changed');
SELECT set_config('test.service', 'invented', true) AS ignored \gset
SELECT is(test.act('service', 'SELECT uid FROM invented.keys_to_rewrap(2, NULL, 10)'), :thing, 'the service itself finds it');
SELECT is(test.act('service', format('SELECT invented.rewrap_keys(%L)', jsonb_build_array(jsonb_build_object('uid', :thing, 'kek_id', 2, 'wrapped', '\x05')))), '1', '... and wraps it anew');
SELECT is((SELECT array_agg(id) FROM sealing.destroyable()), '{1}', 'then the former key may go');
SELECT is(test.act('service', 'SELECT invented.things()'), '1', 'a function of the keeper sees all rows');

-- Nothing is left of it.
SET LOCAL ROLE dayaq_owner;
SELECT access.revoke_service('invented', '{background}') AS ignored \gset
SELECT kit.remove_schema('invented');
RESET ROLE;
SELECT is((SELECT array_agg(line) FROM (SELECT test.traces() AS line EXCEPT ALL SELECT line FROM before) AS more), NULL, 'removed, nothing is left');
SELECT is((SELECT array_agg(line) FROM (SELECT line FROM before EXCEPT ALL SELECT test.traces()) AS less), NULL, '... and nothing else went along');
SELECT is((SELECT array_agg(schema_name) FROM sealing.rows_by_kek() WHERE schema_name = 'invented'), NULL, 'nor are its keys looked for');

SELECT * FROM finish();
ROLLBACK;
