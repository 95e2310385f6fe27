-- What holds of the whole schema. Run from db/.
BEGIN;
\ir support/callers.psql
SELECT no_plan();

-- Numbers: Damm 2004, whose example is 572 with the digit 4.
SELECT is(incident.with_check_digit(n), n || digit, n || ' has the check digit ' || digit) FROM (VALUES (572, '4'), (0, '0'), (1, '3'), (43881234567, '9')) AS known(n, digit);
SELECT is_empty($$
  SELECT n, place, digit FROM generate_series(1000000, 1000300) AS n, generate_series(1, 7) AS place, generate_series(0, 9) AS digit
  WHERE substr(n::text, place, 1) <> digit::text
    AND right(incident.with_check_digit(overlay(n::text PLACING digit::text FROM place FOR 1)::bigint), 1) = right(incident.with_check_digit(n), 1)$$,
  'every single wrong digit is noticed');
SELECT is_empty($$
  SELECT n, place FROM generate_series(1000000, 1002000) AS n, generate_series(1, 6) AS place
  WHERE substr(n::text, place, 1) <> substr(n::text, place + 1, 1)
    AND right(incident.with_check_digit(overlay(n::text PLACING substr(n::text, place + 1, 1) || substr(n::text, place, 1) FROM place FOR 2)::bigint), 1)
      = right(incident.with_check_digit(n), 1)$$,
  'every swap of neighbours is noticed');
SELECT is(test.attempt(subject, 'SELECT incident.next_number()'), CASE WHEN may THEN 'rows 1' ELSE '42501' END, subject || ' takes numbers: ' || may)
FROM (VALUES ('aysel-registrar', true), ('tural-anama', true), ('orxan-police', true), ('mina-crescent', true), ('shirin-steward', true), ('leyla-clinician', false),
             ('habib-auditor', false), ('service', false)) AS taker(subject, may);
SELECT matches(incident.next_number(), '^[1-9][0-9]{7}$', 'a number has eight digits to begin with');

SELECT matches(survivor.next_number(), '^7[0-9]{7}$', 'a survivor''s number begins with another digit than an incident''s');

-- Code lists are those of the contract: its values but the first, and no others. Which lists a service keeps stands in its is_code.
\set values `awk '/^enum /{list = $2} /^  [A-Z][A-Z0-9_]* = [0-9]+/{if (list) print list, $1, $3 + 0} /^}/{list = ""}' ../proto/dayaq/*/v1/*.proto`
CREATE TEMPORARY TABLE contract AS
SELECT split_part(line, ' ', 1) AS list, split_part(line, ' ', 2) AS value, split_part(line, ' ', 3) <> '0' AS stored FROM regexp_split_to_table(:'values', '\n') AS line;
SELECT cmp_ok(count(DISTINCT list), '>', 40::bigint, 'the contract has lists') FROM contract;
CREATE TEMPORARY TABLE kept AS
SELECT p.pronamespace::regnamespace::text AS service, whole[1] AS list, value[1] AS value
FROM pg_proc p, regexp_matches(p.prosrc, $$WHEN '(\w+)' THEN ARRAY\[([^]]*)\]$$, 'g') AS whole, regexp_matches(whole[2], $$'(\w+)'$$, 'g') AS value WHERE p.proname = 'is_code';
SELECT cmp_ok(count(DISTINCT list), '>=', 23::bigint, 'lists are kept') FROM kept;
SELECT is((SELECT array_agg(k.value ORDER BY k.value) FROM kept k WHERE (k.service, k.list) = (l.service, l.list)),
  (SELECT array_agg(c.value ORDER BY c.value) FROM contract c WHERE c.list = l.list AND c.stored), format('%s of %s is the list of the contract', l.list, l.service))
FROM (SELECT DISTINCT service, list FROM kept) AS l ORDER BY l.service, l.list;
-- A list that is not there refuses nothing.
SELECT is((SELECT array_agg(c.conrelid::regclass || ': ' || asked[1] || ' of ' || asked[2]) FROM pg_constraint c, regexp_matches(pg_get_constraintdef(c.oid), $$(\w+)\.(?:is_code|are_codes)\('(\w+)'$$, 'g') AS asked
           WHERE (asked[1], asked[2]) NOT IN (SELECT service, list FROM kept)), NULL, 'every list that a column names is there');
SELECT ok(incident.is_code('Sex', 'SEX_FEMALE') AND NOT incident.is_code('Sex', 'SEX_UNSPECIFIED') AND incident.is_code('Sex', NULL) IS NULL, 'a code is one or not, and unknown is none');

-- Row security.
CREATE TEMPORARY TABLE service AS
SELECT substr(rolname, 7) AS name, oid AS login FROM pg_roles WHERE rolcanlogin AND rolname LIKE 'dayaq\_%' AND NOT rolsuper AND rolname <> 'dayaq_migrator';
CREATE TEMPORARY TABLE room AS SELECT n.oid, n.nspname AS name FROM pg_namespace n JOIN service s ON s.name = n.nspname;
CREATE TEMPORARY TABLE house AS
SELECT * FROM room UNION ALL SELECT oid, nspname FROM pg_namespace WHERE nspname IN ('access', 'audit', 'outbox', 'idempotency');
SELECT cmp_ok(count(*), '>=', 2::bigint, 'services have a schema of their own') FROM room;
SELECT is((SELECT array_agg(relname::text) FROM pg_class WHERE relnamespace = room.oid AND relkind IN ('r', 'p', 'm', 'f') AND NOT (relrowsecurity AND relforcerowsecurity)
             -- A month is reached through its whole: nobody has grants on it (audit.sql).
             AND NOT relispartition
             -- About nobody: plain grants serve these.
             AND oid NOT IN ('access.institution'::regclass, 'access.context_key'::regclass, 'access.column_class'::regclass)), NULL,
  'row security is enabled and forced on each table of the schema ' || name) FROM room;
SELECT is_empty($$SELECT rolname FROM pg_roles WHERE (rolname LIKE 'dayaq\_%' AND rolname <> current_user OR split_part(rolname, '_', 1) IN (SELECT name FROM service)) AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication)$$,
  'no role of the house is above the rules');
SELECT is_empty($$SELECT policyname FROM pg_policies WHERE schemaname IN (SELECT name FROM room) AND coalesce(qual, '') || coalesce(with_check, '') ~ '[^T] access\.context'$$,
  'policies ask for the context once a statement, never once a row');
SELECT is_empty($$SELECT tablename FROM pg_policies WHERE schemaname IN (SELECT name FROM room) AND permissive = 'PERMISSIVE' AND roles && '{public}' AND tablename NOT IN ('register', 'place')$$,
  'no policy lets everyone in but those of the gazetteer');
SELECT set_eq(format($$SELECT rolname::text FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.roleid WHERE m.member = %s$$, login),
  format($$SELECT rolname::text FROM pg_roles WHERE rolname LIKE '%s\_%%' AND rolname <> '%s_keeper'$$, name, name),
  'the login of ' || name || ' takes each of its policy roles and no other role') FROM service ORDER BY name;
SELECT ok(NOT rolinherit, rolname || ' inherits nothing') FROM pg_roles WHERE rolname LIKE 'dayaq\_%' AND NOT rolsuper ORDER BY rolname;
SELECT ok(NOT rolcanlogin, rolname || ' cannot sign in') FROM pg_roles WHERE rolname = 'dayaq_owner' OR split_part(rolname, '_', 1) IN (SELECT name FROM service) ORDER BY rolname;

-- Functions.
SELECT is_empty($$SELECT oid::regprocedure FROM pg_proc WHERE pronamespace IN (SELECT oid FROM house)
  AND prosecdef AND NOT coalesce(proconfig @> '{"search_path=pg_catalog, pg_temp"}', false)$$, 'a definer function finds nothing by a caller''s search path');
SELECT set_eq($$SELECT p.oid::regprocedure::text FROM pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
  WHERE p.pronamespace IN (SELECT oid FROM house) AND a.grantee = 0$$,
  $$VALUES ('incident.is_partial_date(text)'), ('incident.is_point(jsonb)'), ('incident.check_known_time(timestamp with time zone)'),
           ('survivor.is_day(text)'), ('survivor.days(text,text)') UNION SELECT oid::regprocedure::text FROM pg_proc WHERE pronamespace IN (SELECT oid FROM house) AND proname IN ('is_code', 'are_codes')$$, 'everyone may call the checks and nothing else');
SELECT is_empty($$SELECT oid::regprocedure FROM pg_proc WHERE proleakproof AND pronamespace NOT IN ('pg_catalog'::regnamespace)$$, 'no function claims to leak nothing');
SELECT is_empty($$SELECT oid::regclass FROM pg_class WHERE relkind IN ('v', 'm') AND relnamespace IN (SELECT oid FROM house)$$,
  'there are no views for row security to miss');

-- A foreign key without an index makes a change of its parent slow; gazetteers and rules do not change.
SELECT is_empty($$
  SELECT c.conrelid::regclass, c.conname FROM pg_constraint c
  WHERE c.contype = 'f' AND c.conparentid = 0 AND c.connamespace IN (SELECT oid FROM room) AND c.confrelid NOT IN ('incident.register'::regclass, 'incident.place'::regclass, 'payment.benefit_rule'::regclass)
    AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.conrelid AND i.indkey[0] = c.conkey[1])$$, 'foreign keys can be followed back');

-- Reference data.
SELECT is((SELECT count(*) FROM incident.place WHERE register = 'az' AND NOT example), 78::bigint, 'the districts and cities of ISO 3166-2:AZ, and Nakhchivan as a whole');
SELECT is_empty($$SELECT code FROM incident.place p WHERE parent IS NOT NULL AND NOT EXISTS (SELECT FROM incident.place q WHERE q.register = p.register AND q.code = p.parent)$$, 'every parent is there');
SELECT is_empty($$SELECT code FROM incident.place WHERE register = 'az' AND (title <> normalize(title, NFC) OR title ~ U&'[\01DD\018E\04D9\04D8]')$$,
  'names are written with the letters of Azerbaijani');
SELECT is((SELECT title || ' ' || valid_from || ' ' || example FROM incident.place WHERE code = 'AZ-X-AGDERE'), 'Ağdərə 2023-12-05 true', 'Aghdara, with its first day');
SELECT is_empty($$SELECT code FROM access.institution i WHERE NOT EXISTS (SELECT FROM incident.place p WHERE p.register = 'az' AND p.code = i.district)$$, 'every institution lies in a district');

SELECT * FROM finish();
ROLLBACK;
