-- Which columns each role reads, adds and changes, against a table written down here once more, by hand and not by the policy's compiler;
-- and the class of each column against the contract. Run from db/.
BEGIN;
\ir support/callers.psql
SELECT no_plan();

-- Classes as the contract says them, read from its text: a message's fields each name one.
\set incident_proto `cat ../proto/dayaq/incident/v1/incident.proto ../proto/dayaq/incident/v1/casualty.proto ../proto/dayaq/incident/v1/import_service.proto`
\set survivor_proto `cat ../proto/dayaq/survivor/v1/*.proto`
\set payment_proto `cat ../proto/dayaq/payment/v1/*.proto`
\set access_proto `cat ../proto/dayaq/access/v1/*.proto`
\set audit_proto `cat ../proto/dayaq/audit/v1/*.proto`
CREATE TEMPORARY TABLE contract AS
WITH messages AS (
  SELECT service, split_part(text, ' ', 1) AS message, split_part(text, E'\n}', 1) AS body
  FROM (VALUES ('incident', :'incident_proto'), ('survivor', :'survivor_proto'), ('payment', :'payment_proto'), ('access', :'access_proto'),
               ('audit', :'audit_proto')) AS p(service, proto),
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
  ('access.role_assignment', 'RoleAssignment'), ('access.break_glass', 'BreakGlass'), ('survivor.erasure', 'Erasure'), ('audit.withholding', 'Withholding'),
  ('survivor.consent', 'Consent'), ('survivor.referral', 'Referral'), ('survivor.referral_sheet', 'ReferralSheet'),
  ('survivor.family_member', 'FamilyMember'), ('audit.unusual_look', 'UnusualLook'), ('audit.watched_record', 'WatchedRecord'),
  ('survivor.support_case', 'Case'), ('survivor.case_need', 'Need'), ('survivor.case_goal', 'Goal'), ('survivor.case_service', 'GivenService'),
  ('survivor.case_follow_up', 'FollowUp'), ('survivor.functioning', 'Functioning'), ('survivor.treatment', 'Treatment'),
  ('survivor.treatment', 'TreatmentFacts'), ('survivor.provider', 'Provider'), ('survivor.match', 'Match'),
  ('survivor.record_merge', 'RecordMerge'), ('survivor.match_sweep', 'MatchSweep');
CREATE TEMPORARY TABLE field AS
SELECT m.table_name, c.field, c.class FROM mirrored m JOIN contract c ON c.message = m.message AND c.service = split_part(m.table_name, '.', 1) WHERE NOT c.elsewhere;
SELECT results_eq(
  format($$SELECT (f.field || ' ' || f.class) COLLATE "C" FROM field f WHERE f.table_name = %L ORDER BY 1$$, t),
  format($$SELECT (k.column_name || ' ' || k.class) COLLATE "C" FROM access.column_class k WHERE k.table_name = %L
           AND k.column_name IN (SELECT f.field FROM field f WHERE f.table_name = %L) ORDER BY 1$$, t, t),
  t || ' has the columns of the contract, in their classes')
FROM (SELECT DISTINCT table_name AS t FROM mirrored) AS tables ORDER BY t;
SELECT cmp_ok(count(*), '>', 170::bigint, 'the contract was read') FROM field;

\ir support/expected_grants.psql
SELECT cmp_ok(count(*), '>=', 60::bigint, 'roles are written down by hand') FROM written;
SELECT diag(format('%s roles are not written down in support/expected_grants.psql and are judged by their grants', count(*)))
FROM roles WHERE role NOT IN (SELECT w.role FROM written w) HAVING count(*) > 0;

SELECT is_empty($$
  SELECT n.nspname, t.relname, a.attname FROM pg_attribute a JOIN pg_class t ON t.oid = a.attrelid JOIN pg_namespace n ON n.oid = t.relnamespace
  WHERE n.nspname IN (SELECT service FROM expected) AND t.relkind IN ('r', 'p') AND NOT t.relispartition AND a.attnum > 0 AND NOT a.attisdropped
    AND NOT EXISTS (SELECT FROM access.column_class c WHERE c.table_name = n.nspname || '.' || t.relname AND c.column_name = a.attname)$$,
  'every column has a class');

-- Every role, verb and column, of its own service and of the others: is it granted exactly when that file says so?
SELECT is(array_agg(table_name || '.' || column_name) FILTER (WHERE granted <> meant), NULL, format('%s: %s, %s columns (if this is meant: support/expected_grants.psql)', role, verb, count(*)))
FROM cell WHERE verb <> 'UPDATE' GROUP BY role, verb ORDER BY role, verb;
SELECT is((SELECT array_agg(DISTINCT role) FROM cell c WHERE NOT EXISTS (SELECT FROM cell d WHERE d.role = c.role AND granted)),
  (SELECT array_agg(role ORDER BY role) FROM silent)::name[], 'most operators read and write nobody''s rows, everyone else some');

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
SELECT is(
  (SELECT array_agg(c.table_name || '.' || c.column_name)
   FROM access.column_class c
   WHERE has_column_privilege(r.role, c.table_name, c.column_name, 'UPDATE')
     <> EXISTS (SELECT FROM changed x WHERE x.service || '_' || x.role = r.role AND x.service || '.' || x.table_name = c.table_name
                AND c.column_name = ANY (string_to_array(x.columns, ',')))),
  NULL, r.role || ' changes what it should and nothing else (if this is meant: support/expected_grants.psql)')
FROM roles r WHERE r.role IN (SELECT w.role FROM written w) ORDER BY r.role;

-- Nothing is removed but tokens, nothing is granted whole, and the logins have nothing.
CREATE TEMPORARY TABLE everything AS
SELECT t.oid, n.nspname || '.' || t.relname AS name, n.nspname AS room FROM pg_class t JOIN pg_namespace n ON n.oid = t.relnamespace
WHERE t.relkind IN ('r', 'p') AND n.nspname IN (SELECT service FROM roles UNION ALL VALUES ('access'), ('audit'), ('outbox'), ('idempotency'));
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
SELECT is((SELECT array_agg(t.name) FROM everything t WHERE t.room NOT IN (SELECT service FROM roles) AND has_any_column_privilege(e.role, t.oid, 'SELECT, INSERT, UPDATE')),
  NULL, e.role || ' touches entries, events and requests by functions only')
FROM everyone e ORDER BY e.role;

SELECT * FROM finish();
ROLLBACK;
