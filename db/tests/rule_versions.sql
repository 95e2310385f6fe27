-- What holds of rules on their way into force whoever writes them: three people, what is taken back, texts that stay, sets without a gap, losses where the person is.
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

CREATE FUNCTION test.withdraw(proposal text, otherwise text DEFAULT '') RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT format($s$UPDATE payment.rule_proposal SET state = 'RULE_PROPOSAL_STATE_WITHDRAWN', withdraw_time = now(), withdraw_reason = 'a slip'%s
    WHERE uid = %L RETURNING uid$s$, otherwise, proposal)
$$;

-- All ways to divide three steps among three people of the three roles: what becomes of each. Who takes a step is whom the context says, whatever
-- the statement says.
CREATE FUNCTION test.three(proposes text, approves text, activates text, round text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  proposal text := test.propose(proposes, round || proposes || approves || activates);
BEGIN
  PERFORM test.act(approves, test.approve(proposal));
  PERFORM test.act(activates, test.activate(proposal));
  RETURN 'accepted';
EXCEPTION
  WHEN check_violation THEN RETURN 'one person twice';
END
$$;
CREATE FUNCTION test.tried(proposes text, approves text, activates text, round text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  RETURN test.three(proposes, approves, activates, round);
EXCEPTION
  WHEN insufficient_privilege THEN RETURN 'not theirs';
END
$$;
CREATE TEMPORARY TABLE people AS SELECT unnest('{kamran-verifier,aytan-approver,ilqar-releaser}'::text[]) AS subject;
CREATE TEMPORARY TABLE by_role AS
SELECT a.subject AS a, b.subject AS b, c.subject AS c, test.tried(a.subject, b.subject, c.subject, 'by role ') AS outcome FROM people a, people b, people c;
SELECT is(count(*), 27::bigint, 'ways to divide three steps among people of three roles') FROM by_role;
SELECT is(array_agg(concat_ws(' ', a, b, c)), '{"kamran-verifier aytan-approver ilqar-releaser"}', 'one of them is accepted: each role takes its own step')
FROM by_role WHERE outcome = 'accepted';
SELECT is(count(*), 26::bigint, 'no role has what another one''s step takes') FROM by_role WHERE outcome = 'not theirs';

-- Who proposed takes it back until it is in force, approved or not; nobody else does, and for good.
CREATE TEMPORARY TABLE slips AS
SELECT test.propose('kamran-verifier', 'a slip') AS proposed, test.propose('kamran-verifier', 'an approved slip') AS approved,
       test.propose('kamran-verifier', 'no slip') AS active, test.propose('kamran-verifier', 'of somebody else') AS other;
DO $$ BEGIN PERFORM test.act('aytan-approver', test.approve(s.approved)), test.act('aytan-approver', test.approve(s.active)) FROM slips s; END $$;
DO $$ BEGIN PERFORM test.act('ilqar-releaser', test.activate(s.active)) FROM slips s; END $$;
SELECT is(test.attempt(who, test.withdraw(proposal)), outcome, who || ' takes back ' || what)
FROM slips, LATERAL (VALUES ('aytan-approver', proposed, '42501', 'what was proposed'), ('ilqar-releaser', approved, '42501', 'what was approved'),
  ('samir-caseworker', proposed, '42501', 'what was proposed'), ('kamran-verifier', proposed, 'rows 1', 'their own'),
  ('kamran-verifier', approved, 'rows 1', 'their own that was approved'), ('kamran-verifier', active, 'DY012', 'what is in force')) AS t(who, proposal, outcome, what);
SELECT is(test.attempt('kamran-verifier', format($s$UPDATE payment.rule_proposal SET state = 'RULE_PROPOSAL_STATE_WITHDRAWN' WHERE uid = %L$s$, proposed)),
          '23514', 'a withdrawal has its time and its reason') FROM slips;
SELECT is(test.attempt('kamran-verifier', test.withdraw(approved, ', approved_by_uid = NULL')), '42501', 'who approved stays known') FROM slips;
DO $$ BEGIN PERFORM test.act('kamran-verifier', test.withdraw(s.proposed)) FROM slips s; END $$;
SELECT is(test.attempt('aytan-approver', test.approve(proposed)), 'DY012', 'what was withdrawn is approved by nobody') FROM slips;
SELECT is(test.attempt('kamran-verifier', test.withdraw(proposed)), 'DY012', 'nor withdrawn twice') FROM slips;
SELECT is(test.attempt('kamran-verifier', $$INSERT INTO payment.rule_proposal (uid, benefit, version, content_hash, content)
  VALUES (gen_random_uuid(), 'allowance', 3, encode(sha256('a slip'), 'hex'), 'a slip')$$), 'rows 1', 'the same text may be proposed anew');

-- And if one day every role might take every step, one person still takes only one, whatever is granted.
CREATE FUNCTION test.open_every_step() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  GRANT SELECT, INSERT, UPDATE ON payment.rule_proposal TO payment_payment_verifier, payment_payment_approver, payment_payment_releaser;
  CREATE POLICY every_step ON payment.rule_proposal TO payment_payment_verifier, payment_payment_approver, payment_payment_releaser
    USING (true) WITH CHECK (true);
END
$$;
SELECT test.open_every_step();
CREATE TEMPORARY TABLE tried AS
SELECT a.subject AS a, b.subject AS b, c.subject AS c, test.tried(a.subject, b.subject, c.subject, 'by person ') AS outcome FROM people a, people b, people c;
SELECT is(count(*), 27::bigint, 'ways to divide three steps among three people') FROM tried;
SELECT is(count(*), 6::bigint, 'of them are accepted') FROM tried WHERE outcome = 'accepted';
SELECT is(count(*), 21::bigint, 'in the others one person would have taken two') FROM tried WHERE outcome = 'one person twice' AND (a = b OR b = c OR a = c);
SELECT is((SELECT count(DISTINCT (proposed_by_uid, approved_by_uid, activated_by_uid)) FROM payment.rule_proposal WHERE number IS NOT NULL), 6::bigint,
          'each by whom the context said');
SELECT is(test.attempt(who, test.withdraw(other)), outcome, 'and takes back only what they proposed: ' || who)
FROM slips, (VALUES ('aytan-approver', 'DY012'), ('ilqar-releaser', 'DY012'), ('kamran-verifier', 'rows 1')) AS t(who, outcome);
SELECT is(test.attempt('kamran-verifier', test.withdraw(approved, ', approved_by_uid = NULL, approve_time = NULL, comparison_uid = NULL')), 'DY012',
          'who approved stays known, whatever is granted') FROM slips;

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
SELECT is(test.attempt('ilqar-releaser', $$INSERT INTO payment.rule_set (number, rules, activated_by_uid) VALUES (2, '[]', gen_random_uuid())$$), '23514',
          'people put into force what was proposed');
SELECT is(test.attempt('ilqar-releaser', $$INSERT INTO payment.rule_set (number, rules) VALUES (1, '[]')$$), '23505', 'a number is given once');
SELECT is(test.attempt('aytan-approver', $$INSERT INTO payment.rule_set (number, rules) VALUES (2, '[]')$$), '42501', 'and by whoever puts rules into force');
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
