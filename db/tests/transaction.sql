-- Context and role end with the transaction, however it ends.
BEGIN;
\ir support/callers.psql
SELECT context, test.sign(context) AS mac FROM test.context('aysel-registrar') AS context \gset
ROLLBACK;
SELECT plan(5);
SET SESSION AUTHORIZATION dayaq_incident;
BEGIN;
SELECT role FROM access.begin_request(:'context', :'mac') \gset
SELECT current_user AS during, left(current_setting('dayaq.context'), 1) AS started \gset
COMMIT;
SELECT current_user AS after_commit, current_setting('dayaq.context') AS left_by_commit \gset
BEGIN;
SELECT role FROM access.begin_request(:'context', :'mac') \gset
ROLLBACK;
SELECT current_user AS after_rollback, current_setting('dayaq.context') AS left_by_rollback \gset
RESET SESSION AUTHORIZATION;
SELECT is(:'during' || :'started', 'incident_hospital_registrar{'::text, 'the role is taken and the context set');
SELECT is(:'after_commit', 'dayaq_incident'::text, 'a commit gives the role back');
SELECT is(:'left_by_commit', ''::text, '... and clears the context');
SELECT is(:'after_rollback', 'dayaq_incident'::text, 'a rollback gives the role back');
SELECT is(:'left_by_rollback', ''::text, '... and clears the context');
SELECT * FROM finish();
