-- A restored database pays nobody until it is reconciled with the bank, and a schema says which programs it is for. Run from db/.
BEGIN;
SELECT no_plan();

CREATE FUNCTION pg_temp.outcome(statement text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE statement;
  RETURN 'done';
EXCEPTION WHEN OTHERS THEN RETURN SQLSTATE;
END
$$;

-- A run that was approved before the moment that came back.
INSERT INTO payment.payment_run (uid, etag, register, institution, execute_on, due_until, source_account, source, state, orders_per_file,
  proposed_by, verified_by, approved_by, available_qepik, funds_document, create_time, update_time)
VALUES ('01900000-0000-7000-8d00-000000000001', 1, 'az', 'payment-fund', '2026-12-01', '2026-12-01', 'state-budget', '{}', 'PAYMENT_RUN_STATE_APPROVED', 10,
  gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 0, 'x', now(), now());
CREATE FUNCTION pg_temp.release() RETURNS text LANGUAGE sql
RETURN pg_temp.outcome($$UPDATE payment.payment_run SET state = 'PAYMENT_RUN_STATE_RELEASED', released_by = gen_random_uuid()
  WHERE uid = '01900000-0000-7000-8d00-000000000001'$$);

SELECT is(payment.restore_open(), false, 'nothing was restored');
\ir ../restored.sql
\ir ../restored.sql
SELECT is(count(*), 1::bigint, 'a restore is noted once') FROM payment.restore;
SELECT is(payment.restore_open(), true, 'and is open');
SELECT is(pg_temp.release(), 'DY015', 'whatever a program believes, nothing is released');
SELECT is(array_agg(d), NULL, 'its day is not over') FROM payment.open_days() AS d;
UPDATE payment.restore SET day = '2020-01-02';
SELECT is(array_agg(d), '{2020-01-02}', 'then it is one that somebody must close') FROM payment.open_days() AS d;
INSERT INTO payment.reconciliation (uid, etag, day, state, create_time, update_time) VALUES (gen_random_uuid(), 1, '2020-01-02', 'RECONCILIATION_STATE_OPEN', now(), now());
SELECT is(pg_temp.release(), 'DY015', 'looked at is not closed');
UPDATE payment.reconciliation SET state = 'RECONCILIATION_STATE_CLOSED', closed_by = gen_random_uuid(), closed_time = now();
SELECT is(payment.restore_open(), false, 'closed by somebody it is over');
SELECT is(pg_temp.release(), 'done', 'and money may leave');

SELECT is(access.oldest_program(), 1, 'programs of the first edition may run');
SELECT is(pg_temp.outcome($$SELECT kit.end_support(2, 'a column is taken away')$$), 'done', 'nobody older is connected');
SELECT is(access.oldest_program(), 2, 'from now on they may not');
SELECT kit.end_support(1, 'an older migration, deployed later');
SELECT is(access.oldest_program(), 2, 'and never again');
SET LOCAL application_name = 'dayaq/2';
SELECT pg_stat_clear_snapshot();
SELECT is(pg_temp.outcome($$SELECT kit.end_support(3, 'another')$$), 'DY018', 'not while one is connected that would lose something');
SELECT is(access.oldest_program(), 2, '... and nothing changed');
SET LOCAL application_name = 'dayaq/3';
SELECT pg_stat_clear_snapshot();
SELECT is(pg_temp.outcome($$SELECT kit.end_support(3, 'another')$$), 'done', 'newer ones lose nothing');

SELECT * FROM finish();
ROLLBACK;
