-- What holds of benefits in kind whoever writes them: steps, stock, terms, two people, places. Run from db/.
BEGIN;
\ir support/callers.psql
\ir support/entitlements.psql
SELECT no_plan();

-- What a statement answers: the SQLSTATE, and the constraint if one refused. Everything it did is undone.
CREATE FUNCTION test.outcome(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  affected bigint;
  refused_by text;
BEGIN
  EXECUTE statement;
  GET DIAGNOSTICS affected = ROW_COUNT;
  SET CONSTRAINTS ALL IMMEDIATE;
  RAISE EXCEPTION USING ERRCODE = 'ZZ000', MESSAGE = affected::text;
EXCEPTION
  WHEN SQLSTATE 'ZZ000' THEN RETURN 'rows ' || SQLERRM;
  WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS refused_by = CONSTRAINT_NAME;
    RETURN rtrim(SQLSTATE || ' ' || refused_by);
END
$$;

-- Code lists are those of the contract.
\set lists `cat ../proto/dayaq/payment/v1/in_kind.proto`
CREATE TEMPORARY TABLE listed AS
SELECT split_part(text, ' ', 1) AS list, value[1] AS value, value[2] <> '0' AS stored
FROM regexp_split_to_table(:'lists', '\nenum ') AS text, regexp_matches(split_part(text, E'\n}', 1), '\n  ([A-Z0-9_]+) = (\d+);', 'g') AS value;
SELECT is(array_agg(value) FILTER (WHERE payment.is_code(list, value) IS DISTINCT FROM stored), NULL, list || ' is the list of the contract, ' || count(*) || ' values')
FROM listed GROUP BY list ORDER BY list;

-- Eight people wait in Tartar for a car, in three classes; one more in Lachin.
INSERT INTO payment.in_kind_rule (benefit, version, content_hash, title, classes, terms, number)
VALUES ('car', 1, repeat('a', 64), '{"en": "Car"}', '[]', '[]', 'THING_NUMBER_PLATE');
CREATE FUNCTION test.entry(n integer) RETURNS uuid LANGUAGE sql IMMUTABLE RETURN ('00000000-0000-7000-8a00-0000000000' || lpad(n::text, 2, '0'))::uuid;
INSERT INTO payment.in_kind_entry (uid, etag, survivor_uid, benefit, rule_version, state, class_code, class_rank, entitled_on, ready, register, district, institution,
                                   create_time, update_time)
SELECT test.entry(n), 1, ('00000000-0000-7000-8b00-0000000000' || lpad(n::text, 2, '0'))::uuid, 'car', 1, 'IN_KIND_ENTRY_STATE_WAITING', 'class-' || (n % 3 + 1),
       n % 3 + 1, '2024-01-0' || (n / 3 + 1), true, 'az', CASE WHEN n = 9 THEN 'AZ-LAC' ELSE 'AZ-TAR' END, 'hospital-tartar', now(), now()
FROM generate_series(1, 9) AS n;

-- The place is what class, day and uid say, for each of them.
SELECT is((SELECT array_agg(p.place ORDER BY e.class_rank, e.entitled_on, e.uid) FROM payment.in_kind_entry e, payment.in_kind_place(e.uid) AS p WHERE e.district = 'AZ-TAR'),
          '{1,2,3,4,5,6,7,8}', 'places in the district are those of the order');
SELECT is((SELECT array_agg(p.place_in_register ORDER BY e.class_rank, e.entitled_on, e.uid) FROM payment.in_kind_entry e, payment.in_kind_place(e.uid) AS p),
          '{1,2,3,4,5,6,7,8,9}', 'places in the register too');
SELECT is((SELECT bool_and(p.place = 1 + p.before_by_class + p.before_by_date AND p.waiting = CASE e.district WHEN 'AZ-LAC' THEN 1 ELSE 8 END AND p.waiting_in_register = 9)
           FROM payment.in_kind_entry e, payment.in_kind_place(e.uid) AS p), true, 'a place is one more than those before it');

-- What cannot be.
SELECT is(test.outcome(format('UPDATE payment.in_kind_entry SET %s WHERE uid = %L', change, test.entry(1))), outcome, 'a place ' || what)
FROM (VALUES
  ('without a class', 'class_rank = 0', '23514 in_kind_entry_placed'),
  ('without a day', 'entitled_on = NULL', '23514 in_kind_entry_placed'),
  ('that is out without a reason', 'state = ''IN_KIND_ENTRY_STATE_OUT''', '23514 in_kind_entry_out'),
  ('that waits with a reason to be out', 'out_reason = ''IN_KIND_OUT_REASON_DIED''', '23514 in_kind_entry_out'),
  ('that is served by nothing', 'state = ''IN_KIND_ENTRY_STATE_SERVED''', '23514 in_kind_entry_served'),
  ('that is declined by nobody', 'state = ''IN_KIND_ENTRY_STATE_DECLINED''', '23514 in_kind_entry_declined'),
  ('passed over for no reason', 'passed_over_until = ''2026-12-31''', '23514 in_kind_entry_passed_over'),
  ('of somebody else', 'survivor_uid = gen_random_uuid()', 'DY015'),
  ('of another benefit', 'benefit = ''other''', 'DY015')) AS tried(what, change, outcome);


-- Two things for Tartar, one for the whole register.
CREATE TEMPORARY TABLE made AS
SELECT gen_random_uuid() AS here, gen_random_uuid() AS everywhere, gen_random_uuid() AS allocation, gen_random_uuid() AS second, gen_random_uuid() AS anna, gen_random_uuid() AS bela;
INSERT INTO payment.in_kind_stock (uid, etag, benefit, year, quantity, document, register, district, institution, create_time, update_time)
SELECT here, 1, 'car', 2026, 2, 'Akt 1', 'az', 'AZ-TAR', 'payment-fund', now(), now() FROM made
UNION ALL SELECT everywhere, 1, 'car', 2026, 1, 'Akt 2', 'az', '', 'payment-fund', now(), now() FROM made;
INSERT INTO payment.in_kind_allocation (uid, etag, benefit, stock_uid, state, proposed_by, register, district, institution, create_time, update_time)
SELECT allocation, 1, 'car', here, 'IN_KIND_ALLOCATION_STATE_PROPOSED', anna, 'az', 'AZ-TAR', 'payment-fund', now(), now() FROM made
UNION ALL SELECT second, 1, 'car', everywhere, 'IN_KIND_ALLOCATION_STATE_PROPOSED', anna, 'az', '', 'payment-fund', now(), now() FROM made;
CREATE FUNCTION test.item(uid uuid, n integer, otherwise jsonb DEFAULT '{}') RETURNS text LANGUAGE sql
RETURN (SELECT format($$INSERT INTO payment.in_kind_item (uid, etag, allocation_uid, entry_uid, stock_uid, survivor_uid, benefit, place, state, register, district, institution,
    create_time, update_time)
  SELECT uid, 1, allocation_uid, entry_uid, stock_uid, survivor_uid, benefit, 1, state, register, district, institution, now(), now()
  FROM jsonb_populate_record(NULL::payment.in_kind_item, %L)$$,
  jsonb_build_object('uid', item.uid, 'allocation_uid', m.allocation, 'stock_uid', m.here, 'entry_uid', e.uid, 'survivor_uid', e.survivor_uid, 'benefit', e.benefit,
                     'state', 'IN_KIND_ITEM_STATE_PROPOSED', 'register', e.register, 'district', e.district, 'institution', e.institution) || otherwise)
  FROM made m, payment.in_kind_entry e WHERE e.uid = test.entry(item.n));
SELECT is(test.outcome(test.item(gen_random_uuid(), n, otherwise)), outcome, 'a thing ' || what)
FROM (VALUES
  ('for somebody who waits', 1, '{}'::jsonb, 'rows 1'),
  ('for somebody of another district', 9, '{}', 'DY015'),
  ('from a stock of the whole register', 9, (SELECT jsonb_build_object('stock_uid', everywhere, 'allocation_uid', second) FROM made), 'rows 1'),
  ('from another stock than the allocation', 1, (SELECT jsonb_build_object('stock_uid', everywhere) FROM made), 'DY015'),
  ('that is handed over from the start', 1, '{"state": "IN_KIND_ITEM_STATE_HANDED_OVER"}', '23514 in_kind_item_handed_over'),
  ('that is approved from the start', 1, '{"state": "IN_KIND_ITEM_STATE_APPROVED"}', 'DY015'),
  ('for somebody else than whose place it is', 1, jsonb_build_object('survivor_uid', gen_random_uuid()), 'DY015')) AS tried(what, n, otherwise, outcome);
UPDATE payment.in_kind_entry SET ready = false WHERE uid = test.entry(2);
SELECT is(test.outcome(test.item(gen_random_uuid(), 2)), 'DY015', 'nothing is set aside for whoever is not confirmed');
UPDATE payment.in_kind_entry SET ready = true, example = true WHERE uid = test.entry(2);
SELECT is(test.outcome(test.item(gen_random_uuid(), 2)), 'DY015', 'nothing is set aside of an example');
UPDATE payment.in_kind_entry SET example = false WHERE uid = test.entry(2);

CREATE TEMPORARY TABLE thing AS SELECT n, gen_random_uuid() AS uid FROM generate_series(1, 4) AS n;
SELECT lives_ok(test.item(uid, n), 'thing ' || n || ' is set aside') FROM thing WHERE n <= 2 ORDER BY n;
SELECT is((SELECT taken FROM payment.in_kind_stock s, made WHERE s.uid = here), 2, 'both are taken from the stock');
SELECT is((SELECT array_agg(state ORDER BY uid) FROM payment.in_kind_entry WHERE uid IN (test.entry(1), test.entry(2))),
          '{IN_KIND_ENTRY_STATE_ALLOCATED,IN_KIND_ENTRY_STATE_ALLOCATED}', 'both people wait no more');
SELECT is((SELECT items || ' ' || open_items FROM payment.in_kind_allocation a, made WHERE a.uid = allocation), '2 2', 'the allocation counts them');
SELECT is(test.outcome(test.item(gen_random_uuid(), 3)), '23514 in_kind_stock_capacity', 'never more than there is');
SELECT is(test.outcome(test.item(gen_random_uuid(), 1)), '23505 in_kind_item_open', 'one for somebody at a time');

-- Two people.
SELECT is(test.outcome('UPDATE payment.in_kind_item SET state = ''IN_KIND_ITEM_STATE_APPROVED'''), 'DY015', 'things wait until the allocation is approved');
SELECT is(test.outcome(format('UPDATE payment.in_kind_allocation SET state = ''IN_KIND_ALLOCATION_STATE_APPROVED'', approved_by = %s, approve_time = now() FROM made m
                               WHERE uid = m.allocation', who)), outcome, 'approved by ' || what)
FROM (VALUES ('who proposed it', 'm.anna', '23514 in_kind_allocation_by_two'), ('nobody', 'NULL', '23514 in_kind_allocation_steps'),
             ('somebody else', 'm.bela', 'rows 1')) AS tried(what, who, outcome);
UPDATE payment.in_kind_allocation SET state = 'IN_KIND_ALLOCATION_STATE_APPROVED', approved_by = m.bela, approve_time = now() FROM made m WHERE uid = m.allocation;
UPDATE payment.in_kind_item SET state = 'IN_KIND_ITEM_STATE_APPROVED' WHERE allocation_uid = (SELECT allocation FROM made);

-- Handed over, given up, back again.
CREATE FUNCTION test.hand_over(n integer, first text, last text, number text) RETURNS text LANGUAGE sql
RETURN (SELECT format('UPDATE payment.in_kind_item SET state = ''IN_KIND_ITEM_STATE_HANDED_OVER'', handed_on = %L, given_until = %L, thing_number = %L,
  received_by = ''survivors/'' || survivor_uid WHERE uid = %L', first, last, number, t.uid) FROM thing t WHERE t.n = hand_over.n);
SELECT is(test.outcome(test.hand_over(1, '2026-11-30', '2026-11-01', '90-AA-001')), '23514 in_kind_item_handed_over', 'no time ends before it begins');
SELECT lives_ok(test.hand_over(1, '2026-11-30', '2199-12-31', '90-AA-001'), 'one is handed over');
SELECT is((SELECT state || ' ' || served_on || ' ' || served_until FROM payment.in_kind_entry WHERE uid = test.entry(1)),
          'IN_KIND_ENTRY_STATE_SERVED 2026-11-30 2199-12-31', 'the place is served');
SELECT is(test.outcome('UPDATE payment.in_kind_item SET thing_number = ''other'' WHERE handed_on IS NOT NULL'), 'DY015', 'what was handed over stays');
SELECT is(test.outcome(test.hand_over(2, '2026-11-30', '2199-12-31', number)), '23505 in_kind_item_number', 'a thing is with one person: ' || number)
FROM unnest('{90-AA-001,90 AA 001,90AA001,90.AA/001}'::text[]) AS number;
SELECT is(test.outcome(test.hand_over(2, '2026-11-30', '2199-12-31', '90-AA-002')), 'rows 1', 'another thing is with another');

-- Somebody else's record turns out to be the same person's: merged, and parted again.
SET LOCAL session_replication_role = replica;
INSERT INTO survivor.survivor (uid, number, etag, state, create_time, update_time, register, district, institution)
SELECT survivor_uid, (7770000 + row_number() OVER ())::text, 1, 'SURVIVOR_STATE_LIVING', now(), now(), 'az', 'AZ-TAR', 'hospital-tartar'
FROM payment.in_kind_entry WHERE uid IN (test.entry(1), test.entry(2));
CREATE FUNCTION test.merge(kept uuid, other uuid) RETURNS void LANGUAGE sql BEGIN ATOMIC
  UPDATE survivor.survivor SET merged_into_uid = (SELECT survivor_uid FROM payment.in_kind_entry WHERE uid = kept)
  WHERE uid = (SELECT survivor_uid FROM payment.in_kind_entry WHERE uid = other);
END;
SELECT test.merge(test.entry(2), test.entry(1)) AS ignored \gset
SET LOCAL session_replication_role = origin;
SELECT is(test.outcome(test.hand_over(2, '2026-11-30', '2199-12-31', '90-AA-002')), '23P01 in_kind_item_person', 'nobody is given two in two records');
SET LOCAL session_replication_role = replica;
SELECT test.merge(test.entry(1), test.entry(2)) AS ignored \gset
UPDATE survivor.survivor SET merged_into_uid = NULL WHERE uid = (SELECT survivor_uid FROM payment.in_kind_entry WHERE uid = test.entry(1));
SET LOCAL session_replication_role = origin;
SELECT is(test.outcome(test.hand_over(2, '2026-11-30', '2199-12-31', '90-AA-002')), '23P01 in_kind_item_person', '... whichever of them goes on');
SET LOCAL session_replication_role = replica;
UPDATE survivor.survivor SET merged_into_uid = NULL WHERE merged_into_uid IS NOT NULL;
SET LOCAL session_replication_role = origin;
SELECT is(test.outcome(test.hand_over(2, '2026-11-30', '2199-12-31', '90-AA-002')), 'rows 1', 'two people after all are given one each');
UPDATE payment.in_kind_item SET state = 'IN_KIND_ITEM_STATE_WITHDRAWN', end_reason = 'IN_KIND_END_REASON_NOT_FETCHED', ended_on = '2026-11-30'
WHERE uid = (SELECT uid FROM thing WHERE n = 2);
SELECT is((SELECT state FROM payment.in_kind_entry WHERE uid = test.entry(2)), 'IN_KIND_ENTRY_STATE_WAITING', 'whoever did not come stands where they stood');
SELECT is((SELECT taken FROM payment.in_kind_stock s, made WHERE s.uid = here), 1, 'and the thing is in stock again');
SELECT is((SELECT state || ' ' || open_items FROM payment.in_kind_allocation a, made WHERE a.uid = allocation), 'IN_KIND_ALLOCATION_STATE_CLOSED 0', 'the allocation is closed by itself');

-- The same person again within the time: whatever the queue says.
SET LOCAL session_replication_role = replica;
UPDATE payment.in_kind_entry SET state = 'IN_KIND_ENTRY_STATE_WAITING' WHERE uid = test.entry(1);
UPDATE payment.in_kind_allocation SET state = 'IN_KIND_ALLOCATION_STATE_PROPOSED', approved_by = NULL, approve_time = NULL WHERE uid = (SELECT allocation FROM made);
SET LOCAL session_replication_role = origin;
SELECT lives_ok(test.item(uid, 1), 'by mistake of a program one more is set aside for the same person') FROM thing WHERE n = 3;
UPDATE payment.in_kind_allocation SET state = 'IN_KIND_ALLOCATION_STATE_APPROVED', approved_by = m.bela, approve_time = now() FROM made m WHERE uid = m.allocation;
UPDATE payment.in_kind_item SET state = 'IN_KIND_ITEM_STATE_APPROVED' WHERE uid = (SELECT uid FROM thing WHERE n = 3);
SELECT is(test.outcome(test.hand_over(3, '2030-01-01', '2199-12-31', '90-AA-003')), '23P01 in_kind_item_term', 'nobody twice within the time for which it is given');
UPDATE payment.in_kind_item SET state = 'IN_KIND_ITEM_STATE_RETURNED', end_reason = 'IN_KIND_END_REASON_FAULTY', ended_on = '2026-11-30'
WHERE uid = (SELECT uid FROM thing WHERE n = 1);
SELECT is((SELECT taken FROM payment.in_kind_stock s, made WHERE s.uid = here), 2, 'what came back is no stock');
SELECT is(test.outcome(test.hand_over(3, '2030-01-01', '2199-12-31', '90 AA 001')), 'rows 1', 'and its number is free');
SELECT is(test.outcome(test.hand_over(3, '2030-01-01', '2199-12-31', '90-AA-003')), 'rows 1', 'who gave it back may have another');

-- Every step from every state: as many as the table has are taken, and no other. Triggers that carry steps on are left out of it.
ALTER TABLE payment.in_kind_item DISABLE TRIGGER follow;
ALTER TABLE payment.in_kind_entry DROP CONSTRAINT in_kind_entry_out, DROP CONSTRAINT in_kind_entry_served, DROP CONSTRAINT in_kind_entry_declined;
ALTER TABLE payment.in_kind_allocation DROP CONSTRAINT in_kind_allocation_steps;
ALTER TABLE payment.in_kind_item DROP CONSTRAINT in_kind_item_handed_over, DROP CONSTRAINT in_kind_item_ended, DROP CONSTRAINT in_kind_item_term;
CREATE TEMPORARY TABLE tried_step (from_state text, to_state text, outcome text);
DO $$
DECLARE
  one record; f text; t text; done text;
BEGIN
  FOR one IN SELECT * FROM (VALUES ('InKindEntryState', 'in_kind_entry', test.entry(8)), ('InKindAllocationState', 'in_kind_allocation', (SELECT second FROM made)),
                                   ('InKindItemState', 'in_kind_item', (SELECT uid FROM thing WHERE n = 3))) AS x(list, name, uid) LOOP
    FOR f IN SELECT value FROM listed WHERE list = one.list AND stored LOOP
      FOR t IN SELECT value FROM listed WHERE list = one.list AND stored AND value <> f LOOP
        SET LOCAL session_replication_role = replica;
        EXECUTE format('UPDATE payment.%I SET state = %L WHERE uid = %L', one.name, f, one.uid);
        SET LOCAL session_replication_role = origin;
        done := test.outcome(format('UPDATE payment.%I SET state = %L WHERE uid = %L', one.name, t, one.uid));
        INSERT INTO tried_step VALUES (f, t, done);
      END LOOP;
    END LOOP;
  END LOOP;
END
$$;
SELECT is((SELECT count(*) FROM tried_step), 62::bigint, 'every step from every state was tried');
SELECT set_eq('SELECT from_state, to_state FROM tried_step WHERE outcome = ''rows 1''', 'SELECT from_state, to_state FROM payment.in_kind_transition',
              'the steps that are taken are those of the table');
SELECT is((SELECT array_agg(DISTINCT outcome) FROM tried_step WHERE outcome <> 'rows 1'), '{DY015}', 'every other is refused');

-- Rules stay; former versions of places are kept.
SELECT is(test.outcome('UPDATE payment.in_kind_rule SET number = ''THING_NUMBER_SERIAL'''), '23001', 'a version of a rule stays what it is');
SELECT ok((SELECT count(*) >= 3 FROM payment.in_kind_entry_history WHERE uid = test.entry(1)), 'what a place was is kept');

-- The people of another district are not seen.
SET LOCAL test.service = 'payment';
SELECT is(test.attempt('sevda-caseworker', 'SELECT FROM payment.in_kind_entry WHERE district = ''AZ-TAR'''), 'rows 0', 'a caseworker of Barda sees no place in Tartar');
SELECT is(test.attempt('samir-caseworker', 'SELECT FROM payment.in_kind_entry WHERE district = ''AZ-TAR''', '{"purpose": "assistance"}'), 'rows 8', 'one of Tartar does');
SELECT is(test.attempt('samir-caseworker', 'UPDATE payment.in_kind_entry SET class_rank = 1', '{"purpose": "assistance"}'), '42501', 'nobody moves anybody forward');
SELECT is(test.attempt('samir-caseworker', 'UPDATE payment.in_kind_stock SET taken = 0', '{"purpose": "assistance"}'), '42501', 'nobody makes stock');
SELECT is(test.attempt('samir-caseworker', 'UPDATE payment.in_kind_stock SET reverse_reason = ''Yanlış''', '{"purpose": "assistance"}'), '42501', '... nor takes it back who did not say it is there');
SELECT is(test.outcome('UPDATE payment.in_kind_stock SET reverse_reason = ''Yanlış'', reverse_time = now() WHERE taken > 0'), '23514 in_kind_stock_reversed', 'what something is set aside of is not taken back');
SELECT is(test.outcome('UPDATE payment.in_kind_stock SET reverse_reason = ''Yanlış'''), '23514 in_kind_stock_reversed', 'nor without a time');
SELECT is(test.attempt('samir-caseworker', 'SELECT * FROM payment.in_kind_given(ARRAY[gen_random_uuid()])', '{"purpose": "assistance"}'), '42501', 'what people were given only the service asks');

SELECT * FROM finish();
ROLLBACK;
