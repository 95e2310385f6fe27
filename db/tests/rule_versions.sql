-- What holds of rules on their way into force whoever writes them: three people, texts that stay, sets without a gap, losses where the person is.
-- Run from db/.
BEGIN;
\ir support/callers.psql
\ir support/entitlements.psql
SELECT no_plan();
SET LOCAL test.service = 'payment';

-- A comparison that is through, of everybody.
INSERT INTO payment.recount (uid, kind, finish_time) VALUES ('01900000-0000-7000-8c00-000000000001', 'RECOUNT_KIND_COMPARE', now());
INSERT INTO payment.rule_comparison (uid, benefit, new_hash, new_version, set_number, of_present, counted_for, compared_by_uid)
VALUES ('01900000-0000-7000-8c00-000000000001', 'allowance', repeat('a', 64), 3, 1, true, '2026-11-30', gen_random_uuid());

CREATE FUNCTION test.propose(person text, content text) RETURNS text LANGUAGE sql AS $$
  SELECT test.act(person, format($s$INSERT INTO payment.rule_proposal (uid, benefit, version, content_hash, content)
    VALUES (gen_random_uuid(), 'allowance', 3, %L, %L) RETURNING uid$s$, encode(sha256(convert_to(content, 'UTF8')), 'hex'), content))
$$;
CREATE FUNCTION test.approve(proposal text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT format($s$UPDATE payment.rule_proposal SET state = 'RULE_PROPOSAL_STATE_APPROVED', approved_by_uid = gen_random_uuid(), approve_time = now(),
    comparison_uid = '01900000-0000-7000-8c00-000000000001' WHERE uid = %L RETURNING uid$s$, proposal)
$$;
CREATE FUNCTION test.activate(proposal text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT format($s$UPDATE payment.rule_proposal SET state = 'RULE_PROPOSAL_STATE_ACTIVATED', activated_by_uid = gen_random_uuid(), activate_time = now(),
    number = 2 WHERE uid = %L RETURNING uid$s$, proposal)
$$;

-- All ways to divide three steps among three people: what becomes of each. Who takes a step is whom the context says, whatever the statement says.
CREATE FUNCTION test.three(proposes text, approves text, activates text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  proposal text := test.propose(proposes, proposes || approves || activates);
BEGIN
  PERFORM test.act(approves, test.approve(proposal));
  PERFORM test.act(activates, test.activate(proposal));
  RETURN 'accepted';
EXCEPTION
  WHEN check_violation THEN RETURN 'refused';
END
$$;
CREATE TEMPORARY TABLE people AS SELECT unnest('{kamran-verifier,aytan-approver,ilqar-releaser}'::text[]) AS subject;
CREATE TEMPORARY TABLE tried AS
SELECT a.subject AS a, b.subject AS b, c.subject AS c, test.three(a.subject, b.subject, c.subject) AS outcome FROM people a, people b, people c;
SELECT is(count(*), 27::bigint, 'ways to divide three steps among three people') FROM tried;
SELECT is(count(*), 6::bigint, 'of them are accepted') FROM tried WHERE outcome = 'accepted';
SELECT is(count(*), 0::bigint, 'with one person twice') FROM tried WHERE outcome = 'accepted' AND (a = b OR b = c OR a = c);
SELECT is((SELECT count(DISTINCT (proposed_by_uid, approved_by_uid, activated_by_uid)) FROM payment.rule_proposal WHERE number IS NOT NULL), 6::bigint,
          'each by whom the context said');

-- What was proposed stays, what was activated stays so.
CREATE TEMPORARY TABLE made AS SELECT test.propose('kamran-verifier', 'a text') AS proposal;
SELECT is(test.attempt('aytan-approver', test.activate(proposal)), 'DY012', 'nothing comes into force that nobody approved') FROM made;
SELECT is(test.attempt('kamran-verifier', test.approve(proposal)), '23514', 'nobody approves what they proposed') FROM made;
SELECT is(test.attempt('aytan-approver', test.approve(proposal)), 'rows 1', 'somebody else does') FROM made;
SELECT is(test.attempt('samir-caseworker', test.approve(proposal)), '42501', 'who has no business with rules does not') FROM made;
SELECT throws_ok(format('UPDATE payment.rule_proposal SET %s WHERE uid = %L', change, proposal), 'DY012', NULL, what || ' stays')
FROM made, (VALUES ('the text', $$content = 'another', content_hash = encode(sha256('another'), 'hex')$$), ('the version', 'version = 4'),
                   ('the benefit', $$benefit = 'other'$$), ('who proposed', 'proposed_by_uid = gen_random_uuid()')) AS c(what, change);
SELECT throws_ok(format('DELETE FROM payment.rule_proposal WHERE uid = %L', proposal), '23001', NULL, 'and nothing is removed') FROM made;
SELECT throws_ok($$UPDATE payment.rule_proposal SET approve_time = now() - interval '1 day' WHERE number IS NOT NULL$$, 'DY012', NULL, 'what is in force was decided');
SELECT is(test.attempt('kamran-verifier', $$INSERT INTO payment.rule_proposal (uid, benefit, version, content_hash, content)
  VALUES (gen_random_uuid(), 'allowance', 3, repeat('b', 64), 'a text')$$), '23514', 'a text under another hash is none');
SELECT is(test.attempt('aytan-approver', $$INSERT INTO payment.rule_proposal (uid, benefit, version, content_hash, content)
  VALUES (gen_random_uuid(), 'allowance', 3, encode(sha256('a text'), 'hex'), 'a text')$$), '23505', 'the same text waits once');

-- Sets.
SELECT is(test.attempt('service', $$INSERT INTO payment.rule_set (number, rules) VALUES (1, '["allowance/1"]')$$), 'rows 1', 'the service puts its files into force');
INSERT INTO payment.rule_set (number, rules) VALUES (1, '["allowance/1"]');
SELECT is(test.attempt('aytan-approver', $$INSERT INTO payment.rule_set (number, rules, activated_by_uid) VALUES (2, '[]', gen_random_uuid())$$), '23514',
          'people put into force what was proposed');
SELECT is(test.attempt('aytan-approver', $$INSERT INTO payment.rule_set (number, rules) VALUES (1, '[]')$$), '23505', 'a number is given once');
SELECT throws_ok($$UPDATE payment.rule_set SET rules = '[]'$$, '23001', NULL, 'a set stays');
SELECT throws_ok('DELETE FROM payment.rule_set', '23001', NULL, 'for good');
SELECT is(test.act('service', 'SELECT payment.rules_held()'), '1', 'the set in force is held');
SELECT is((SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND mode = 'ShareLock' AND pid = pg_backend_pid()), 1::bigint, 'until the end');
SELECT is(test.attempt('aytan-approver', 'SELECT payment.rules_held()'), '42501', 'by the service alone');

-- Who loses most is seen where the person is seen; sums name nobody.
INSERT INTO payment.rule_loss (uid, comparison_uid, survivor_uid, benefit, month_qepik, back_qepik, register, district, institution)
SELECT gen_random_uuid(), '01900000-0000-7000-8c00-000000000001', gen_random_uuid(), 'allowance', -1, 0, p.register, p.district, p.institution
FROM test.place p JOIN incident.place k ON (k.register, k.code) = (p.register, p.district);
SELECT is(test.attempt('aytan-approver', 'SELECT uid FROM payment.rule_loss'), 'rows ' || (SELECT count(*) FROM test.place p WHERE p.register = 'az'),
          'whoever looks at the whole country sees them all, of the own register');
SELECT is(test.attempt('samir-caseworker', 'SELECT uid FROM payment.rule_loss'), '42501', 'a caseworker sees none');
SELECT throws_ok($$UPDATE payment.rule_loss SET month_qepik = 1$$, '23514', NULL, 'a loss is one');
SELECT is(test.attempt('aytan-approver', 'SELECT losses FROM payment.rule_comparison_lane'), '42501', 'what lanes noted is for the service');

SELECT finish();
ROLLBACK;
