-- Which columns each role reads, adds and changes, against a table written down here once more; and the class of each column against
-- the contract. Run from db/.
BEGIN;
\ir support/callers.psql
SELECT no_plan();

-- Classes as the contract says them, read from its text: a message's fields each name one.
\set incident_proto `cat ../proto/dayaq/incident/v1/incident.proto ../proto/dayaq/incident/v1/casualty.proto ../proto/dayaq/incident/v1/import_service.proto`
CREATE TEMPORARY TABLE contract AS
WITH messages AS (
  SELECT split_part(text, ' ', 1) AS message, split_part(text, E'\n}', 1) AS body
  FROM regexp_split_to_table(:'incident_proto', '\nmessage ') AS text
)
SELECT message, substring(field FROM '\n  [\w. ]*\m(\w+) = \d+ \[') AS field, substring(field FROM 'data_class\) = DATA_CLASS_(\w+)') AS class,
       field ~ 'COLUMN_INLINE|COLUMN_NONE' AS elsewhere
FROM messages, regexp_split_to_table(body, ';\n') AS field
WHERE field ~ '\n  [\w. ]*\m\w+ = \d+ \[';
GRANT SELECT ON contract TO PUBLIC;

CREATE TEMPORARY TABLE mirrored (table_name text, message text);
INSERT INTO mirrored VALUES
  ('incident.incident', 'Incident'), ('incident.incident', 'IncidentFacts'), ('incident.incident_history', 'Incident'),
  ('incident.incident_history', 'IncidentFacts'), ('incident.casualty', 'Casualty'), ('incident.casualty', 'CasualtyFacts'),
  ('incident.casualty_history', 'Casualty'), ('incident.casualty_history', 'CasualtyFacts'), ('incident.report', 'Report'),
  ('incident.statement', 'CasualtyStatement'), ('incident.statement', 'CasualtyFacts'), ('incident.duplicate', 'DuplicateProposal'),
  ('incident.import', 'Import');
SELECT results_eq(
  format($$SELECT (c.field || ' ' || c.class) COLLATE "C" FROM contract c JOIN mirrored m USING (message) WHERE m.table_name = %L AND NOT elsewhere ORDER BY 1$$, t),
  format($$SELECT (k.column_name || ' ' || k.class) COLLATE "C" FROM access.column_class k WHERE k.table_name = %L
           AND k.column_name IN (SELECT c.field FROM contract c JOIN mirrored m USING (message) WHERE m.table_name = %L AND NOT elsewhere) ORDER BY 1$$, t, t),
  t || ' has the columns of the contract, in their classes')
FROM (SELECT DISTINCT table_name AS t FROM mirrored) AS tables ORDER BY t;
SELECT cmp_ok(count(*), '>', 70::bigint, 'the contract was read') FROM contract JOIN mirrored USING (message) WHERE NOT elsewhere;

SELECT is_empty($$
  SELECT t.relname, a.attname FROM pg_attribute a JOIN pg_class t ON t.oid = a.attrelid
  WHERE t.relnamespace = 'incident'::regnamespace AND t.relkind = 'r' AND t.relname NOT IN ('register', 'place') AND a.attnum > 0 AND NOT a.attisdropped
    AND NOT EXISTS (SELECT FROM access.column_class c WHERE c.table_name = 'incident.' || t.relname AND c.column_name = a.attname)$$,
  'every column has a class');

-- What each role reads and adds, by table: O operational, L location, I identity, H health, E employment, A audit, S secret.
CREATE TEMPORARY TABLE expected (role text, verb text, tables text, classes text);
INSERT INTO expected VALUES
  ('hospital_registrar', 'SELECT', 'incident,incident_history,casualty,casualty_history,report,statement', 'OLIHEA'),
  ('hospital_registrar', 'SELECT', 'duplicate', 'OA'),
  ('hospital_registrar', 'SELECT', 'person_key,token', 'OS'),
  ('hospital_registrar', 'INSERT', 'incident,casualty,report,statement', 'OLIHEA'),
  ('hospital_registrar', 'INSERT', 'person_key,token', 'OS'),
  ('clinician', 'SELECT', 'incident,incident_history,casualty,casualty_history,report,statement', 'OLIHEA'),
  ('clinician', 'SELECT', 'person_key,token', 'OS'),
  ('clinician', 'INSERT', 'casualty,report,statement', 'OLIHEA'),
  ('clinician', 'INSERT', 'person_key,token', 'OS'),
  ('anama_officer', 'SELECT', 'incident,incident_history,casualty,casualty_history,report,statement,duplicate,merge', 'OLA'),
  ('anama_officer', 'INSERT', 'incident,report,merge', 'OLA'),
  ('police_reporter', 'SELECT', 'incident,casualty,report,statement', 'OL'),
  ('police_reporter', 'SELECT', 'person_key', 'OS'),
  ('police_reporter', 'INSERT', 'incident,casualty,report,statement', 'OLIA'),
  ('police_reporter', 'INSERT', 'person_key,token', 'OS'),
  ('red_crescent_reporter', 'SELECT', 'incident,casualty,report,statement', 'OL'),
  ('red_crescent_reporter', 'SELECT', 'person_key', 'OS'),
  ('red_crescent_reporter', 'INSERT', 'incident,casualty,report,statement', 'OLIA'),
  ('red_crescent_reporter', 'INSERT', 'person_key,token', 'OS'),
  ('register_steward', 'SELECT', 'incident,incident_history,casualty,casualty_history,report,statement,duplicate,import', 'OLHEA'),
  ('register_steward', 'SELECT', 'person_key,import_row,import_group', 'OS'),
  ('register_steward', 'INSERT', 'incident,casualty,report,statement,import', 'OLHEA'),
  ('register_steward', 'INSERT', 'person_key,import_row,import_group', 'OS'),
  ('auditor', 'SELECT', 'incident,incident_history,casualty,casualty_history,report,statement,duplicate,merge,import', 'OA'),
  ('privacy_officer', 'SELECT', 'incident,incident_history,casualty,casualty_history,report,statement,duplicate,merge,import', 'OA'),
  ('background', 'SELECT', 'incident,casualty', 'OL'),
  ('background', 'SELECT', 'duplicate', 'OA'),
  ('background', 'SELECT', 'token', 'OS'),
  ('background', 'INSERT', 'duplicate', 'O');

CREATE TEMPORARY TABLE roles AS
SELECT rolname AS role FROM pg_roles WHERE rolname LIKE 'incident\_%' AND rolname <> 'incident_keeper';
SELECT is(count(*), 9::bigint, 'nine policy roles') FROM roles;

-- Every role, verb and column: is it granted exactly when the table above says so?
CREATE TEMPORARY TABLE cell AS
SELECT r.role, v.verb, c.table_name, c.column_name, has_column_privilege(r.role, c.table_name, c.column_name, v.verb) AS granted,
       EXISTS (SELECT FROM expected e WHERE 'incident_' || e.role = r.role AND e.verb = v.verb
               AND substr(c.table_name, 10) = ANY (string_to_array(e.tables, ',')) AND position(left(c.class, 1) IN e.classes) > 0) AS meant
FROM roles r, (VALUES ('SELECT'), ('INSERT')) AS v(verb), access.column_class c;
SELECT is(array_agg(table_name || '.' || column_name) FILTER (WHERE granted <> meant), NULL, format('%s: %s, %s columns', role, verb, count(*)))
FROM cell GROUP BY role, verb ORDER BY role, verb;

-- What each role changes, column by column.
CREATE TEMPORARY TABLE changed (role text, table_name text, columns text);
\set facts 'occurred_on,occurred_at,time_band,district,settlement,point,area_type,accident_class,device_category,device_detail,how_activated,moved_before,hazard_area,marked,former_contact_line,animals_lost,property_loss,fact_sources,killed,injured,outcome_unknown'
\set person 'sex,age,civil_status,activity,nationality,outcome,died_on,risk_education_before,knew_of_danger,distance_metres,fact_sources'
\set health 'identity,occupation,injuries,amputations,diagnoses,care_steps,clinical_note'
INSERT INTO changed VALUES
  ('hospital_registrar', 'incident', :'facts'), ('hospital_registrar', 'casualty', :'person' || ',' || :'health'),
  ('clinician', 'incident', :'facts'), ('clinician', 'casualty', :'person' || ',' || :'health'),
  ('police_reporter', 'incident', :'facts'), ('police_reporter', 'casualty', :'person'),
  ('red_crescent_reporter', 'incident', :'facts'), ('red_crescent_reporter', 'casualty', :'person'),
  ('anama_officer', 'incident', :'facts' || ',state,decisions,merged_into_uid'),
  ('anama_officer', 'casualty', 'incident_uid,same_as_uid,register,district,institution'),
  ('anama_officer', 'merge', 'undone_time,undone_by,undone_reason'), ('anama_officer', 'duplicate', 'state,resolved_by_uid,resolution'),
  ('register_steward', 'incident', 'killed,injured,outcome_unknown'),
  ('register_steward', 'import', 'rows,rows_taken,rows_known,rows_refused,finished,update_time');
SELECT is(
  (SELECT array_agg(c.table_name || '.' || c.column_name)
   FROM access.column_class c
   WHERE has_column_privilege(r.role, c.table_name, c.column_name, 'UPDATE')
     <> EXISTS (SELECT FROM changed x WHERE 'incident_' || x.role = r.role AND 'incident.' || x.table_name = c.table_name
                AND c.column_name = ANY (string_to_array(x.columns, ',')))),
  NULL, r.role || ' changes what it should and nothing else')
FROM roles r ORDER BY r.role;

-- Nothing is removed but tokens, nothing is granted whole but the gazetteers, and the login has nothing.
SELECT is(
  (SELECT array_agg(t.relname::text ORDER BY t.relname) FROM pg_class t
   WHERE t.relnamespace = 'incident'::regnamespace AND t.relkind = 'r' AND has_table_privilege(r.role, t.oid, 'DELETE')),
  CASE WHEN r.role IN ('incident_hospital_registrar', 'incident_clinician') THEN ARRAY['token'] END, r.role || ' removes no more than tokens')
FROM roles r ORDER BY r.role;
SELECT is(
  (SELECT array_agg(t.relname::text) FROM pg_class t JOIN pg_namespace n ON n.oid = t.relnamespace
   WHERE n.nspname IN ('access', 'audit', 'outbox', 'idempotency', 'incident') AND t.relkind IN ('r', 'p')
     AND has_table_privilege(r.role, t.oid, 'TRUNCATE, REFERENCES, TRIGGER')), NULL, r.role || ' truncates nothing')
FROM (SELECT role FROM roles UNION ALL VALUES ('dayaq_incident'), ('incident_keeper')) r;
SELECT is(
  (SELECT array_agg(t.relname::text ORDER BY t.relname) FROM pg_class t JOIN pg_namespace n ON n.oid = t.relnamespace
   WHERE n.nspname IN ('access', 'audit', 'outbox', 'idempotency', 'incident') AND t.relkind IN ('r', 'p')
     AND has_table_privilege(r.role, t.oid, 'SELECT, INSERT, UPDATE')),
  CASE WHEN r.role = 'dayaq_incident' THEN NULL ELSE ARRAY['place', 'register'] END, r.role || ' has whole tables of the gazetteer only')
FROM (SELECT role FROM roles WHERE role <> 'incident_background' UNION ALL VALUES ('dayaq_incident')) r ORDER BY r.role;
SELECT is(
  (SELECT array_agg(format('%s.%s.%s', n.nspname, t.relname, a.attname)) FROM pg_attribute a JOIN pg_class t ON t.oid = a.attrelid JOIN pg_namespace n ON n.oid = t.relnamespace
   WHERE n.nspname IN ('access', 'audit', 'outbox', 'idempotency') AND t.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped
     AND has_column_privilege(r.role, t.oid, a.attnum, 'SELECT, INSERT, UPDATE')), NULL,
  r.role || ' touches staff, entries, events and requests by functions only')
FROM (SELECT role FROM roles UNION ALL VALUES ('dayaq_incident'), ('incident_keeper')) r ORDER BY r.role;

SELECT * FROM finish();
ROLLBACK;
