-- Which columns each role reads, adds and changes, against a table written down here once more, by hand and not by the policy's compiler;
-- and the class of each column against the contract. Run from db/.
BEGIN;
\ir support/callers.psql
SELECT no_plan();

-- Classes as the contract says them, read from its text: a message's fields each name one.
\set incident_proto `cat ../proto/dayaq/incident/v1/incident.proto ../proto/dayaq/incident/v1/casualty.proto ../proto/dayaq/incident/v1/import_service.proto`
\set survivor_proto `cat ../proto/dayaq/survivor/v1/survivor.proto`
\set payment_proto `cat ../proto/dayaq/payment/v1/*.proto`
\set access_proto `cat ../proto/dayaq/access/v1/*.proto`
CREATE TEMPORARY TABLE contract AS
WITH messages AS (
  SELECT service, split_part(text, ' ', 1) AS message, split_part(text, E'\n}', 1) AS body
  FROM (VALUES ('incident', :'incident_proto'), ('survivor', :'survivor_proto'), ('payment', :'payment_proto'), ('access', :'access_proto')) AS p(service, proto),
       regexp_split_to_table(proto, '\nmessage ') AS text
)
SELECT service, message, substring(field FROM '\n  [\w. ]*\m(\w+) = \d+ \[') AS field, substring(field FROM 'data_class\) = DATA_CLASS_(\w+)') AS class,
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
  ('incident.import', 'Import'), ('survivor.survivor', 'Survivor'), ('survivor.survivor_history', 'Survivor'),
  ('survivor.casualty', 'AttachedCasualty'), ('survivor.disability_decision', 'DisabilityDecision'),
  ('payment.benefit_rule', 'BenefitRule'), ('payment.entitlement', 'Entitlement'), ('payment.assessment', 'Assessment'),
  ('payment.instalment', 'Instalment'), ('access.institution', 'Institution'), ('access.staff', 'Staff'), ('access.session', 'Session'),
  ('access.role_assignment', 'RoleAssignment'), ('access.break_glass', 'BreakGlass');
CREATE TEMPORARY TABLE field AS
SELECT m.table_name, c.field, c.class FROM mirrored m JOIN contract c ON c.message = m.message AND c.service = split_part(m.table_name, '.', 1) WHERE NOT c.elsewhere;
SELECT results_eq(
  format($$SELECT (f.field || ' ' || f.class) COLLATE "C" FROM field f WHERE f.table_name = %L ORDER BY 1$$, t),
  format($$SELECT (k.column_name || ' ' || k.class) COLLATE "C" FROM access.column_class k WHERE k.table_name = %L
           AND k.column_name IN (SELECT f.field FROM field f WHERE f.table_name = %L) ORDER BY 1$$, t, t),
  t || ' has the columns of the contract, in their classes')
FROM (SELECT DISTINCT table_name AS t FROM mirrored) AS tables ORDER BY t;
SELECT cmp_ok(count(*), '>', 170::bigint, 'the contract was read') FROM field;

-- The services whose grants are written down here. `tables` are of the service's schema, or named with another one; `added` and `changed` are
-- said column by column.
CREATE TEMPORARY TABLE expected (service text, role text, verb text, tables text, classes text);
CREATE TEMPORARY TABLE changed (service text, role text, table_name text, columns text);
CREATE TEMPORARY TABLE added (service text, role text, table_name text, columns text);
CREATE TEMPORARY TABLE removed (service text, role text, tables text[]);
CREATE TEMPORARY TABLE silent (role text);

-- What each role reads and adds, by table: O operational, L location, I identity, H health, E employment, A audit, S secret, D disability,
-- F finance, P public.
INSERT INTO expected SELECT 'incident', * FROM (VALUES
  ('hospital_registrar', 'SELECT', 'incident,incident_history,casualty,casualty_history,report,statement', 'OLIHE'),
  ('hospital_registrar', 'SELECT', 'duplicate', 'O'),
  ('hospital_registrar', 'SELECT', 'person_key,token', 'OS'),
  ('hospital_registrar', 'INSERT', 'incident,casualty,report,statement', 'OLIHEA'),
  ('hospital_registrar', 'INSERT', 'person_key,token', 'OS'),
  ('clinician', 'SELECT', 'incident,incident_history,casualty,casualty_history,report,statement', 'OLIHE'),
  ('clinician', 'SELECT', 'person_key,token', 'OS'),
  ('clinician', 'INSERT', 'casualty,report,statement', 'OLIHEA'),
  ('clinician', 'INSERT', 'person_key,token', 'OS'),
  ('anama_officer', 'SELECT', 'incident,incident_history,casualty,casualty_history,report,statement,duplicate,merge', 'OLA'),
  ('anama_officer', 'INSERT', 'incident,report,merge', 'OLA'),
  ('police_reporter', 'SELECT', 'incident,casualty,report,statement', 'OL'),
  ('police_reporter', 'SELECT', 'person_key', 'OS'),
  ('police_reporter', 'SELECT', 'incident_history,casualty_history', 'O'),
  ('police_reporter', 'INSERT', 'incident,casualty,report,statement', 'OLI'),
  ('police_reporter', 'INSERT', 'person_key,token', 'OS'),
  ('red_crescent_reporter', 'SELECT', 'incident,casualty,report,statement', 'OL'),
  ('red_crescent_reporter', 'SELECT', 'person_key', 'OS'),
  ('red_crescent_reporter', 'SELECT', 'incident_history,casualty_history', 'O'),
  ('red_crescent_reporter', 'INSERT', 'incident,casualty,report,statement', 'OLI'),
  ('red_crescent_reporter', 'INSERT', 'person_key,token', 'OS'),
  ('legacy_loader', 'SELECT', 'incident,casualty,report,statement,import', 'OLIHEA'),
  ('legacy_loader', 'SELECT', 'incident_history,casualty_history', 'O'),
  ('legacy_loader', 'SELECT', 'person_key,token,import_row,import_group', 'OS'),
  ('legacy_loader', 'INSERT', 'incident,casualty,report,statement,import', 'OLIHEA'),
  ('legacy_loader', 'INSERT', 'person_key,token,import_row,import_group', 'OS'),
  ('legacy_loader', 'INSERT', 'register,place', 'P'),
  ('register_steward', 'SELECT', 'incident,incident_history,casualty,casualty_history,report,statement,duplicate,import', 'OLHE'),
  ('register_steward', 'SELECT', 'person_key,import_row,import_group', 'OS'),
  ('register_steward', 'INSERT', 'incident,casualty,report,statement,import', 'OLHE'),
  ('register_steward', 'INSERT', 'person_key,import_row,import_group', 'OS'),
  ('register_steward', 'INSERT', 'register,place', 'P'),
  ('auditor', 'SELECT', 'incident,incident_history,casualty,casualty_history,report,statement,import', 'OA'),
  ('privacy_officer', 'SELECT', 'incident,incident_history,casualty,casualty_history,report,statement', 'OA'),
  ('background', 'SELECT', 'incident,casualty', 'OL'),
  ('background', 'SELECT', 'duplicate', 'O'),
  ('background', 'SELECT', 'token', 'OS'),
  ('background', 'INSERT', 'duplicate', 'O')) AS e;
-- Districts are for everybody who works with them.
INSERT INTO expected SELECT 'incident', role, 'SELECT', 'register,place', 'P'
FROM unnest('{hospital_registrar,clinician,anama_officer,police_reporter,red_crescent_reporter,legacy_loader,register_steward,auditor,privacy_officer,
              rehabilitation_specialist,prosthetist,medical_technical_commission,employment_adviser,statistician}'::text[]) AS role;
INSERT INTO expected SELECT service, role, 'SELECT', 'incident.register,incident.place', 'P'
FROM (VALUES ('survivor', 'caseworker'), ('survivor', 'background'), ('access', 'access_administrator')) AS e(service, role);
INSERT INTO expected SELECT 'survivor', * FROM (VALUES
  ('hospital_registrar', 'SELECT', 'survivor,casualty', 'OIH'),
  ('hospital_registrar', 'SELECT', 'person_key,token', 'OS'),
  ('clinician', 'SELECT', 'survivor,casualty', 'OIH'),
  ('clinician', 'SELECT', 'person_key,token', 'OS'),
  ('caseworker', 'SELECT', 'survivor,casualty,disability_decision', 'OID'),
  ('caseworker', 'SELECT', 'person_key,token', 'OS'),
  ('caseworker', 'INSERT', 'person_key,token', 'OS'),
  ('disability_expert', 'SELECT', 'survivor,casualty,disability_decision', 'OHD'),
  ('disability_expert', 'INSERT', 'disability_decision', 'ODA'),
  ('auditor', 'SELECT', 'survivor,casualty,disability_decision', 'ODA'),
  ('survivor', 'SELECT', 'survivor,casualty,disability_decision', 'OIHD'),
  ('survivor', 'SELECT', 'person_key', 'OS'),
  ('guardian', 'SELECT', 'survivor,casualty,disability_decision', 'OIHD'),
  ('guardian', 'SELECT', 'person_key', 'OS'),
  ('background', 'SELECT', 'survivor,casualty', 'OIHA'),
  ('background', 'SELECT', 'person_key,token', 'OS'),
  ('background', 'INSERT', 'survivor,casualty', 'OIHA'),
  ('background', 'SELECT', 'casualty', 'S'),
  ('background', 'INSERT', 'casualty', 'S'),
  ('background', 'INSERT', 'person_key,token', 'OS')) AS e;
INSERT INTO expected SELECT 'payment', role, 'SELECT', 'benefit_rule,entitlement,assessment,instalment', 'POF'
FROM unnest('{caseworker,payment_verifier,payment_approver,payment_releaser,auditor,survivor,guardian,background}'::text[]) AS role;
INSERT INTO expected SELECT 'payment', role, 'SELECT', 'benefit_rule', 'P' FROM unnest('{foundation_payer,statistician}'::text[]) AS role;
INSERT INTO expected VALUES ('payment', 'background', 'INSERT', 'benefit_rule,entitlement,assessment,instalment', 'POF');
INSERT INTO expected SELECT 'access', * FROM (VALUES
  ('access_administrator', 'SELECT', 'institution,staff,role_assignment,session', 'POA'),
  ('auditor', 'SELECT', 'institution,staff,role_assignment,session,break_glass', 'POA'),
  ('privacy_officer', 'SELECT', 'institution,staff,role_assignment,break_glass', 'POA'),
  ('clinician', 'SELECT', 'break_glass', 'O'),
  ('survivor', 'SELECT', 'break_glass', 'O'),
  ('guardian', 'SELECT', 'break_glass', 'O'),
  ('background', 'SELECT', 'break_glass', 'O')) AS e;
INSERT INTO silent SELECT service || '_operator' FROM unnest('{incident,survivor,payment,access}'::text[]) AS service;
-- Most people ask the access service who they are, and nothing of anybody else.
INSERT INTO silent SELECT 'access_' || role
FROM unnest('{hospital_registrar,anama_officer,police_reporter,red_crescent_reporter,register_steward,legacy_loader,rehabilitation_specialist,prosthetist,
              medical_technical_commission,disability_expert,caseworker,payment_verifier,payment_approver,payment_releaser,employment_adviser,
              foundation_payer,statistician}'::text[]) AS role;

INSERT INTO added VALUES
  ('access', 'access_administrator', 'institution', 'code,kind,district,name_az,name_en'),
  ('access', 'access_administrator', 'staff', 'uid,issuer,subject,given_name,family_name'),
  ('access', 'access_administrator', 'role_assignment',
   'uid,staff_uid,role,institution,districts,national,registers,person_uid,valid_from,valid_until,state,reason'),
  ('access', 'clinician', 'break_glass', 'uid,person_uid,number,register,district,reason,reason_words');

CREATE TEMPORARY TABLE roles AS
SELECT e.service, r.rolname AS role
FROM (SELECT DISTINCT service FROM expected) AS e JOIN pg_auth_members m ON m.member = ('dayaq_' || e.service)::regrole JOIN pg_roles r ON r.oid = m.roleid;
SELECT is(count(*), policy_roles, service || ' has so many policy roles')
FROM (VALUES ('incident', 16::bigint), ('survivor', 9), ('payment', 11), ('access', 25)) AS known(service, policy_roles) JOIN roles USING (service) GROUP BY service, policy_roles;

SELECT is_empty($$
  SELECT n.nspname, t.relname, a.attname FROM pg_attribute a JOIN pg_class t ON t.oid = a.attrelid JOIN pg_namespace n ON n.oid = t.relnamespace
  WHERE n.nspname IN (SELECT service FROM expected) AND t.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
    AND NOT EXISTS (SELECT FROM access.column_class c WHERE c.table_name = n.nspname || '.' || t.relname AND c.column_name = a.attname)$$,
  'every column has a class');

-- Every role, verb and column, of its own service and of the others: is it granted exactly when the table above says so?
CREATE TEMPORARY TABLE cell AS
SELECT r.role, v.verb, c.table_name, c.column_name, c.class, has_column_privilege(r.role, c.table_name, c.column_name, v.verb) AS granted,
       EXISTS (SELECT FROM expected e WHERE e.service || '_' || e.role = r.role AND e.verb = v.verb
               AND (c.table_name = ANY (string_to_array(e.tables, ','))
                    OR split_part(c.table_name, '.', 1) = e.service AND split_part(c.table_name, '.', 2) = ANY (string_to_array(e.tables, ',')))
               AND position(left(c.class, 1) IN e.classes) > 0)
       OR v.verb = 'INSERT' AND EXISTS (SELECT FROM added x WHERE x.service || '_' || x.role = r.role AND x.service || '.' || x.table_name = c.table_name
                                        AND c.column_name = ANY (string_to_array(x.columns, ','))) AS meant
FROM roles r, (VALUES ('SELECT'), ('INSERT'), ('UPDATE')) AS v(verb), access.column_class c;
SELECT is(array_agg(table_name || '.' || column_name) FILTER (WHERE granted <> meant), NULL, format('%s: %s, %s columns', role, verb, count(*)))
FROM cell WHERE verb <> 'UPDATE' GROUP BY role, verb ORDER BY role, verb;
SELECT is((SELECT array_agg(DISTINCT role) FROM cell c WHERE NOT EXISTS (SELECT FROM cell d WHERE d.role = c.role AND granted)),
  (SELECT array_agg(role ORDER BY role) FROM silent)::name[], 'operators read and write nobody''s rows, everyone else some');

-- No role reads or writes a class that policy/access.yaml does not give it. Keys and tokens, as wrapped and hashed as they are, go by no
-- class.
\set policy `cat ../policy/access.yaml`
CREATE TEMPORARY TABLE allowed AS
SELECT split_part(text, ':', 1) AS role, string_to_array(substring(text FROM '\n    reads: \[([A-Z, ]*)\]'), ', ') AS reads,
       string_to_array(substring(text FROM '\n    writes: \[([A-Z, ]*)\]'), ', ') AS writes
FROM regexp_split_to_table(split_part(:'policy', E'\nroles:', 2), '\n  (?=[a-z_]+:\n)') AS text WHERE text ~ '^[a-z_]+:\n';
SELECT cmp_ok(count(*), '>=', 15::bigint, 'the policy was read') FROM allowed WHERE cardinality(reads) > 0;
SELECT is(
  (SELECT array_agg(DISTINCT format('%s %s', c.verb, c.class)) FROM cell c
   WHERE c.role = r.role AND c.granted AND c.class <> 'SECRET'
     AND NOT c.class = ANY (CASE c.verb WHEN 'SELECT' THEN a.reads ELSE a.writes END)),
  NULL, r.role || ' has no class that the policy does not give')
FROM roles r JOIN allowed a ON a.role IN (r.role, substr(r.role, length(r.service) + 2)) ORDER BY r.role;

-- What each role changes, column by column.
\set facts 'occurred_on,occurred_at,time_band,district,settlement,point,area_type,accident_class,device_category,device_detail,how_activated,moved_before,hazard_area,marked,former_contact_line,animals_lost,property_loss,fact_sources,killed,injured,outcome_unknown'
\set person 'sex,age,civil_status,activity,nationality,outcome,died_on,risk_education_before,knew_of_danger,distance_metres,fact_sources'
\set health 'identity,occupation,injuries,amputations,diagnoses,care_steps,clinical_note'
INSERT INTO changed SELECT 'incident', * FROM (VALUES
  ('hospital_registrar', 'incident', :'facts'), ('hospital_registrar', 'casualty', :'person' || ',' || :'health'),
  ('clinician', 'incident', :'facts'), ('clinician', 'casualty', :'person' || ',' || :'health'),
  ('police_reporter', 'incident', :'facts'), ('police_reporter', 'casualty', :'person'),
  ('red_crescent_reporter', 'incident', :'facts'), ('red_crescent_reporter', 'casualty', :'person'),
  ('anama_officer', 'incident', :'facts' || ',state,decisions,merged_into_uid'),
  ('anama_officer', 'casualty', 'incident_uid,same_as_uid,register,district,institution'),
  ('anama_officer', 'merge', 'undone_time,undone_by,undone_reason'), ('anama_officer', 'duplicate', 'state,resolved_by_uid,resolution'),
  ('register_steward', 'incident', 'killed,injured,outcome_unknown'),
  ('register_steward', 'import', 'rows_taken,rows_known,rows_refused,finished'),
  ('legacy_loader', 'incident', 'killed,injured,outcome_unknown'),
  ('legacy_loader', 'import', 'rows_taken,rows_known,rows_refused,finished')) AS c;
\set death 'state,died_on,death_cause,death_document,death_recorded_time'
\set who 'identity,sex,doubts,identity_confirmed_time,identity_document'
INSERT INTO changed SELECT 'survivor', * FROM (VALUES
  ('hospital_registrar', 'survivor', :'death'), ('clinician', 'survivor', :'death'),
  ('caseworker', 'survivor', :'death' || ',' || :'who' || ',contacts,home_district'),
  ('disability_expert', 'survivor', 'last_decision_uid'), ('disability_expert', 'disability_decision', 'replaced_by_uid,in_force_from,in_force_until'),
  ('background', 'survivor', :'death' || ',' || :'who' || ',district'),
  ('background', 'casualty', 'incident_uid,occurred_on,outcome,set_aside,told_id')) AS c;
INSERT INTO changed VALUES
  ('access', 'access_administrator', 'institution', 'closed_time,valid_until'), ('access', 'access_administrator', 'staff', 'closed_time'),
  ('access', 'access_administrator', 'role_assignment', 'state,ended_time,ended_reason'),
  ('access', 'access_administrator', 'session', 'revoked_time'), ('access', 'privacy_officer', 'break_glass', 'verdict,verdict_words'),
  ('access', 'background', 'break_glass', 'review_overdue'),
  ('payment', 'background', 'entitlement',
   'rule_version,example,state,starts_on,ends_on,entitled_qepik,releasable,explanation,register,district,institution');
SELECT is(
  (SELECT array_agg(c.table_name || '.' || c.column_name)
   FROM access.column_class c
   WHERE has_column_privilege(r.role, c.table_name, c.column_name, 'UPDATE')
     <> EXISTS (SELECT FROM changed x WHERE x.service || '_' || x.role = r.role AND x.service || '.' || x.table_name = c.table_name
                AND c.column_name = ANY (string_to_array(x.columns, ',')))),
  NULL, r.role || ' changes what it should and nothing else')
FROM roles r ORDER BY r.role;

-- Nothing is removed but tokens, nothing is granted whole, and the logins have nothing.
INSERT INTO removed VALUES ('incident', 'hospital_registrar', '{incident.token}'), ('incident', 'clinician', '{incident.token}'),
                           ('survivor', 'caseworker', '{survivor.token}'), ('survivor', 'background', '{survivor.token}');
CREATE TEMPORARY TABLE everything AS
SELECT t.oid, n.nspname || '.' || t.relname AS name, n.nspname AS room FROM pg_class t JOIN pg_namespace n ON n.oid = t.relnamespace
WHERE t.relkind IN ('r', 'p') AND n.nspname IN (SELECT service FROM expected UNION ALL VALUES ('access'), ('audit'), ('outbox'), ('idempotency'));
CREATE TEMPORARY TABLE everyone AS
SELECT role, service FROM roles UNION ALL SELECT 'dayaq_' || service, service FROM expected UNION SELECT service || '_keeper', service FROM expected;
SELECT is(
  (SELECT array_agg(t.name ORDER BY t.name) FROM everything t WHERE has_table_privilege(e.role, t.oid, 'DELETE')),
  (SELECT x.tables FROM removed x WHERE x.service || '_' || x.role = e.role), e.role || ' removes no more than tokens')
FROM everyone e ORDER BY e.role;
SELECT is((SELECT array_agg(t.name) FROM everything t, aclexplode((SELECT c.relacl FROM pg_class c WHERE c.oid = t.oid)) a
           WHERE a.grantee::regrole::text = e.role AND a.privilege_type IN ('SELECT', 'UPDATE')), NULL, e.role || ' has no table whole')
FROM everyone e ORDER BY e.role;
SELECT is((SELECT array_agg(t.name) FROM everything t WHERE has_table_privilege(e.role, t.oid, 'TRUNCATE, REFERENCES, TRIGGER')), NULL, e.role || ' truncates nothing')
FROM everyone e ORDER BY e.role;
SELECT is((SELECT array_agg(t.name) FROM everything t WHERE has_any_column_privilege(e.role, t.oid, 'SELECT, INSERT, UPDATE')), NULL, e.role || ' has no rows')
FROM everyone e WHERE e.role LIKE 'dayaq\_%' ORDER BY e.role;
SELECT is((SELECT array_agg(t.name) FROM everything t WHERE t.room NOT IN (SELECT service FROM expected) AND has_any_column_privilege(e.role, t.oid, 'SELECT, INSERT, UPDATE')),
  NULL, e.role || ' touches entries, events and requests by functions only')
FROM everyone e ORDER BY e.role;

SELECT * FROM finish();
ROLLBACK;
