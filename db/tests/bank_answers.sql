-- What holds of banks' files, lines, questions and days whoever writes them. Run from db/.
BEGIN;
\ir support/callers.psql
SELECT no_plan();

-- Code lists are those of the contract.
\set lists `cat ../proto/dayaq/payment/v1/bank.proto`
CREATE TEMPORARY TABLE listed AS
SELECT split_part(text, ' ', 1) AS list, value[1] AS value, value[2] <> '0' AS stored
FROM regexp_split_to_table(:'lists', '\nenum ') AS text, regexp_matches(split_part(text, E'\n}', 1), '\n  ([A-Z0-9_]+) = (\d+);', 'g') AS value;
SELECT is(array_agg(value) FILTER (WHERE payment.is_code(list, value) IS DISTINCT FROM stored), NULL, list || ' is the list of the contract, ' || count(*) || ' values')
FROM listed WHERE list <> 'ReconciliationDifferenceKind' GROUP BY list ORDER BY list;

CREATE FUNCTION test.outcome(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  refused_by text;
BEGIN
  EXECUTE statement;
  SET CONSTRAINTS ALL IMMEDIATE;
  RAISE EXCEPTION USING ERRCODE = 'ZZ000';
EXCEPTION
  WHEN SQLSTATE 'ZZ000' THEN RETURN 'done';
  WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS refused_by = CONSTRAINT_NAME;
    RETURN rtrim(SQLSTATE || ' ' || refused_by);
END
$$;

CREATE FUNCTION test.message(hash text, id text) RETURNS text LANGUAGE sql
RETURN format($$INSERT INTO payment.bank_message (uid, bank, kind, message_id, content_hash, state, said_time, staff_uid, create_time)
  VALUES (gen_random_uuid(), 'invented-bank', 'BANK_MESSAGE_KIND_MOVEMENT', %L, %L, 'BANK_MESSAGE_STATE_TAKEN', now(), gen_random_uuid(), now())$$, id, hash);
INSERT INTO payment.bank_message (uid, bank, kind, message_id, content_hash, state, said_time, staff_uid, create_time)
VALUES ('01900000-0000-7000-8000-0000000000b1', 'invented-bank', 'BANK_MESSAGE_KIND_MOVEMENT', 'M1', repeat('a', 64), 'BANK_MESSAGE_STATE_TAKEN', now(), gen_random_uuid(), now());
SELECT is(test.outcome(test.message(repeat('b', 64), 'M2')), 'done', 'another file is taken');
SELECT is(test.outcome(test.message(repeat('a', 64), 'M2')), '23505 bank_message_once', 'the same bytes are taken once');
SELECT is(test.outcome(test.message(repeat('b', 64), 'M1')), '23505 bank_message_name_once', 'a bank''s name is taken once');

CREATE FUNCTION test.line(kind text, match text, code text, qepik bigint, booked text, hash text) RETURNS text LANGUAGE sql
RETURN format($$INSERT INTO payment.bank_line (uid, message_uid, line, kind, match, code, amount_qepik, booked_on, line_hash, said_time, create_time)
  VALUES (gen_random_uuid(), '01900000-0000-7000-8000-0000000000b1', 1, 'BANK_LINE_KIND_%s', 'BANK_LINE_MATCH_%s', %L, %s, %L, %L, now(), now())$$,
  kind, match, code, qepik, booked, hash);
SELECT is(test.outcome(test.line('OUT', 'NONE', NULL, 5, '2026-12-07', repeat('c', 64))), 'done', 'a movement of nobody is kept');
SELECT is(test.outcome(test.line('OUT', 'ORDER', NULL, 5, '2026-12-07', repeat('c', 64))), '23514 bank_line_match', 'what belongs to an order names it');
SELECT is(test.outcome(test.line('OUT', 'NONE', NULL, 0, '2026-12-07', repeat('c', 64))), '23514 bank_line_kind', 'a movement moves something');
SELECT is(test.outcome(test.line('OUT', 'NONE', NULL, 5, NULL, repeat('c', 64))), '23514 bank_line_kind', 'and on a day');
SELECT is(test.outcome(test.line('STATUS', 'NONE', 'ACSP', 5, NULL, repeat('c', 64))), '23514 bank_line_kind', 'a status moves nothing');
SELECT is(test.outcome(test.line('OUT', 'NONE', NULL, 5, '2026-12-07', repeat('c', 64)) || '; ' || test.line('OUT', 'NONE', NULL, 5, '2026-12-07', repeat('c', 64))),
          '23505 bank_line_once', 'a line is known once');

-- Days: one row each, closed by somebody, with a reason where something does not agree.
CREATE FUNCTION test.day(state text, differences int, closed_by uuid, reason text) RETURNS text LANGUAGE sql
RETURN format($$INSERT INTO payment.reconciliation (uid, etag, day, state, difference_count, closed_by, closed_time, close_reason, create_time, update_time)
  VALUES (gen_random_uuid(), 1, '2020-01-02', 'RECONCILIATION_STATE_%s', %s, %L, %s, %L, now(), now())$$, state, differences, closed_by,
  CASE WHEN closed_by IS NULL THEN 'NULL' ELSE 'now()' END, reason);
SELECT is(test.outcome(test.day('OPEN', 3, NULL, NULL)), 'done', 'an open day may differ');
SELECT is(test.outcome(test.day('CLOSED', 0, gen_random_uuid(), NULL)), 'done', 'a day that agrees is closed without a reason');
SELECT is(test.outcome(test.day('CLOSED', 3, gen_random_uuid(), NULL)), '23514 reconciliation_closed', 'one that does not needs one');
SELECT is(test.outcome(test.day('CLOSED', 0, NULL, NULL)), '23514 reconciliation_closed', 'somebody closes it');

-- The gate: a day before today with something ordered or told, and not closed.
SELECT is(payment.reconciliation_open(), false, 'nothing happened: nothing is open');
INSERT INTO payment.reconciliation (uid, etag, day, state, create_time, update_time) VALUES (gen_random_uuid(), 1, '2020-01-02', 'RECONCILIATION_STATE_OPEN', now(), now());
SELECT is(array_agg(d), '{2020-01-02}', 'a day that the bank told of') FROM payment.open_days() AS d;
SELECT is(payment.reconciliation_open(), true, 'keeps the next run from being begun');
UPDATE payment.reconciliation SET state = 'RECONCILIATION_STATE_CLOSED', closed_by = gen_random_uuid(), closed_time = now();
SELECT is(payment.reconciliation_open(), false, 'until somebody closes it');

SELECT * FROM finish();
ROLLBACK;
