-- What is recorded by act because money hangs on it: what may be said, that it is never edited, and what the payment service learns of it.
BEGIN;
\ir support/callers.psql
\ir support/incidents.psql
\ir support/survivors.psql
SELECT no_plan();

CREATE FUNCTION test.outcome(statement text, by_role text DEFAULT 'none') RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  affected bigint;
  refused_by text;
BEGIN
  PERFORM set_config('role', by_role, true);
  EXECUTE statement;
  GET DIAGNOSTICS affected = ROW_COUNT;
  RAISE EXCEPTION USING ERRCODE = 'ZZ000', MESSAGE = affected::text;
EXCEPTION
  WHEN SQLSTATE 'ZZ000' THEN RETURN 'rows ' || SQLERRM;
  WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS refused_by = CONSTRAINT_NAME;
    RETURN rtrim(SQLSTATE || ' ' || refused_by);
END
$$;
-- A member of the family of a, and things recorded.
CREATE FUNCTION test.fact(n integer) RETURNS uuid LANGUAGE sql IMMUTABLE RETURN ('0f000000-0000-7000-8000-00000000000' || n)::uuid;
INSERT INTO survivor.family_member (uid, survivor_uid, relation, of_age_on, register, district, institution)
SELECT test.fact(9), s.uid, 'FAMILY_RELATION_CHILD', '2027-03', s.register, s.district, s.institution FROM survivor.survivor s WHERE s.uid = test.survivor('a');
CREATE FUNCTION test.recorded(otherwise jsonb) RETURNS text LANGUAGE sql
RETURN (SELECT format('INSERT INTO survivor.benefit_fact (uid, survivor_uid, kind, family_member_uid, holds_from, holds_until, act_number, act_date, issued_by, benefit, '
                      'amount_qepik, ending_act_number, ending_act_date, register, district, institution) '
                      'SELECT uid, survivor_uid, kind, family_member_uid, holds_from, holds_until, act_number, act_date, issued_by, benefit, coalesce(amount_qepik, 0), '
                      'ending_act_number, ending_act_date, register, district, institution FROM jsonb_populate_record(NULL::survivor.benefit_fact, %L)',
                      jsonb_build_object('uid', gen_random_uuid(), 'survivor_uid', s.uid, 'kind', 'BENEFIT_FACT_KIND_BLINDNESS', 'holds_from', '2025-01-01', 'act_number', '1',
                                         'act_date', '2025-01-02', 'issued_by', 'Agentlik', 'register', s.register, 'district', s.district, 'institution', s.institution) || otherwise)
        FROM survivor.survivor s WHERE s.uid = test.survivor('a'));

SELECT is(test.outcome(test.recorded(otherwise)), outcome, 'an act: ' || what)
FROM (VALUES
  ('of blindness', '{}'::jsonb, 'rows 1'),
  ('of a child''s study', jsonb_build_object('kind', 'BENEFIT_FACT_KIND_FULL_TIME_STUDY', 'family_member_uid', test.fact(9), 'holds_until', '2025-06-30'), 'rows 1'),
  ('of nothing that is known', '{"kind": "BENEFIT_FACT_KIND_LUCK"}', '23514 benefit_fact_kind_check'),
  ('of a member of no family', jsonb_build_object('family_member_uid', gen_random_uuid()), '23503 benefit_fact_family_member_uid_fkey'),
  ('from some day of a month', '{"holds_from": "2025-01"}', '23514 benefit_fact_holds_from_check'),
  ('that ends before it begins', '{"holds_until": "2024-12-31"}', '23514 benefit_fact_days'),
  ('that never held, as another act says', '{"holds_until": "2024-12-31", "ending_act_number": "2", "ending_act_date": "2025-02-01"}', 'rows 1'),
  ('ended by an act without a day', '{"ending_act_number": "2"}', '23514 benefit_fact_ended'),
  ('of blindness, with an amount', '{"amount_qepik": 5, "benefit": "b"}', '23514 benefit_fact_amount'),
  ('of a payout without an amount', '{"kind": "BENEFIT_FACT_KIND_EARLIER_PAYOUT"}', '23514 benefit_fact_amount'),
  ('of a payout', '{"kind": "BENEFIT_FACT_KIND_EARLIER_PAYOUT", "amount_qepik": 400000, "benefit": "lump-sum-disability"}', 'rows 1'),
  ('that lies elsewhere than the record', '{"district": "AZ-LAC"}', '23503 benefit_fact_survivor')) AS tried(what, otherwise, outcome);

DO $$
BEGIN
  EXECUTE test.recorded(jsonb_build_object('uid', test.fact(1)));
  EXECUTE test.recorded(jsonb_build_object('uid', test.fact(2), 'kind', 'BENEFIT_FACT_KIND_EARLIER_PAYOUT', 'amount_qepik', 400000, 'benefit', 'lump-sum-disability'));
END
$$;
SELECT is(test.outcome(test.recorded('{}')), '23505 benefit_fact_once', 'the same, from the same day on');
SELECT is(test.outcome(test.recorded('{"kind": "BENEFIT_FACT_KIND_EARLIER_PAYOUT", "amount_qepik": 1, "benefit": "lump-sum-disability"}')), 'rows 1', 'payouts are many');
SELECT is(test.outcome(format('UPDATE survivor.benefit_fact SET %s WHERE uid = %L', change, test.fact(1))), outcome, 'what was recorded: ' || change)
FROM (VALUES ('holds_from = ''2024-01-01''', 'DY012'), ('act_number = ''9''', 'DY012'), ('kind = ''BENEFIT_FACT_KIND_MARTYR''', 'DY012'), ('withdrawn_time = now()', 'rows 1'),
             ('holds_until = ''2025-05-31'', ending_act_number = ''2'', ending_act_date = ''2025-06-01''', 'rows 1')) AS tried(change, outcome);

-- What the payment service learns.
CREATE FUNCTION test.learns(path text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('test.service', 'payment', true);
  RETURN test.act('service', format('SELECT %s FROM survivor.facts_for_benefits(%L)', path, test.survivor('a')));
END
$$;
SELECT is(test.learns('jsonb_array_length(recorded)'), '2', 'both acts');
SELECT is(test.learns('concat_ws('' '', recorded -> 0 ->> ''kind'', recorded -> 0 -> ''holds_from'' ->> ''month'', recorded -> 0 ->> ''act_number'', recorded -> 0 ->> ''amount_qepik'')'),
  'BENEFIT_FACT_KIND_BLINDNESS 1 1', 'what, since when, by which act');
SELECT is(test.learns('concat_ws('' '', recorded -> 1 ->> ''benefit'', recorded -> 1 ->> ''amount_qepik'')'), 'lump-sum-disability 400000', 'how much for what');
SELECT is(test.learns('family -> 0'), jsonb_build_object('member_uid', test.fact(9), 'relation', 'FAMILY_RELATION_CHILD', 'of_age_on', '{"year": 2027, "month": 3}'::jsonb,
                                                         'recorded_time', survivor.time_json(now()))::text, 'of a member nothing but what they are and when they come of age');
UPDATE survivor.benefit_fact SET withdrawn_time = now() WHERE uid = test.fact(1);
SELECT is(test.learns('jsonb_array_length(recorded)'), '1', 'what was taken back counts for nothing');
SELECT is((SELECT count(*) FROM survivor.benefit_fact_history WHERE uid = test.fact(1)), 1::bigint, 'and is kept');
SELECT is(test.outcome(format('UPDATE survivor.benefit_fact SET withdrawn_time = NULL WHERE uid = %L', test.fact(1))), 'DY012', 'taken back for good');

-- Members who were recorded before their coming of age was kept: the survivor service is told of those for whom an age can end a share and whose
-- birth date may be known, and works the day out, since birth dates are sealed.
INSERT INTO survivor.family_member (uid, survivor_uid, relation, identity, of_age_on, register, district, institution)
SELECT test.fact(m.n), s.uid, m.relation, m.identity::bytea, m.of_age_on, s.register, s.district, s.institution
FROM survivor.survivor s, (VALUES (1, 'FAMILY_RELATION_CHILD', '\x01', NULL), (2, 'FAMILY_RELATION_SIBLING', '\x01', NULL),
  (3, 'FAMILY_RELATION_GRANDCHILD', '\x01', NULL), (4, 'FAMILY_RELATION_CHILD', '\x01', '2030-05-06'), (5, 'FAMILY_RELATION_CHILD', NULL, NULL),
  (6, 'FAMILY_RELATION_SPOUSE', '\x01', NULL), (7, 'FAMILY_RELATION_PARENT', '\x01', NULL)) AS m(n, relation, identity, of_age_on)
WHERE s.uid = test.survivor('a');
SELECT is(survivor.tell_unknown_ages(), 3, 'three are told of');
SELECT is((SELECT array_agg(e.resource ORDER BY e.resource) FROM outbox.event e JOIN outbox.delivery d ON d.event_uid = e.uid
           WHERE e.kind = 'family.age_unknown' AND d.subscriber = 'survivor.note_ages' AND d.state = 'WAITING'),
          ARRAY(SELECT 'familyMembers/' || test.fact(n) FROM generate_series(1, 3) AS n), 'a child, a sibling and a grandchild whose day is not kept');
DO $$ BEGIN PERFORM set_config('test.service', 'survivor', true); END $$;
SELECT is(test.attempt('service', format('UPDATE survivor.family_member SET of_age_on = ''2031-02'' WHERE uid = %L', test.fact(1))), 'rows 1',
          'the service itself notes the day, as far as it is known');
SELECT is(test.attempt('service', format('UPDATE survivor.family_member SET %s WHERE uid = %L', change, test.fact(1))), '42501',
          'and nothing else of a member: ' || change)
FROM (VALUES ('relation = ''FAMILY_RELATION_SPOUSE'''), ('identity = NULL'), ('ended_on = ''2026-01-01'''), ('is_dependant = true')) AS c(change);
SELECT is(test.attempt('samir-caseworker', 'SELECT survivor.tell_unknown_ages()'), '42501', 'nobody asks for it but a migration');
SELECT is(test.attempt('service', 'SELECT uid FROM survivor.members_without_age()'), '42501', 'nor who they are');

SELECT * FROM finish();
ROLLBACK;
