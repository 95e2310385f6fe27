-- Deploy dayaq:facts_given_back to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- When two records are parted again, a person says of everything that was added since whose it is (docs/adr/0032-facts-given-back.md). One list
-- says what hangs on a record; a table about people that comes later is one more line here.

-- `made`: when a row was added. `rests_on`: the row it goes with, if it rests on one; `bound`: also when that one was there before the merge.
-- `place`: what says where it lies, where it lies with its record. `sealed`: what is sealed under the key of the person.
CREATE FUNCTION survivor.fact_kinds()
RETURNS TABLE (kind text, key text, made text, rests_on text, bound boolean, place text[], sealed text[], also text[])
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  VALUES
    ('casualty', 'casualty_uid', 'f.create_time', 'NULL', false, '{district,institution}'::text[], '{}'::text[], '{}'::text[]),
    ('examination_referral', 'uid', 'f.create_time', 'NULL', false, '{district,institution}', '{}', '{}'),
    ('disability_decision', 'uid', 'f.create_time',
     'coalesce(f.referral_uid, (SELECT a.decision_uid FROM survivor.decision_appeal a WHERE a.deciding_decision_uid = f.uid LIMIT 1))', true,
     '{district,survivor_institution}', '{}', '{referral_uid}'),
    ('decision_appeal', 'uid', 'f.create_time', 'f.decision_uid', true, '{district,institution}', '{}', '{decision_uid,deciding_decision_uid}'),
    ('support_case', 'uid', 'f.create_time', 'NULL', false, '{district,institution}', '{close_words}', '{}'),
    -- A part of a case that was there before is assigned by itself; it then goes into a case of the other record.
    ('case_need', 'uid', 'f.create_time', 'f.case_uid', false, '{district,institution}', '{words}', '{case_uid}'),
    ('case_goal', 'uid', 'f.create_time', 'f.case_uid', false, '{district,institution}', '{words}', '{case_uid}'),
    ('case_service', 'uid', 'f.create_time', 'f.case_uid', false, '{district,institution}', '{}', '{case_uid}'),
    ('case_follow_up', 'uid', 'f.create_time', 'f.case_uid', false, '{district,institution}', '{words}', '{case_uid}'),
    ('functioning', 'uid', 'f.create_time', 'NULL', false, '{district,institution}', '{withdrawn_words}', '{}'),
    ('treatment', 'uid', 'f.create_time', 'NULL', false, '{district,institution}', '{care_place,note}', '{}'),
    ('family_member', 'uid', 'f.create_time', 'NULL', false, '{district,institution}', '{identity}', '{}'),
    ('consent', 'uid', 'f.create_time', 'f.giver_uid', true, '{district,institution}', '{proxy_name}', '{giver_uid}'),
    ('correction_request', 'uid', 'f.create_time', 'NULL', false, '{district,institution}', '{words,answer}', '{}'),
    -- A referral lies where it was sent to, whoever's it is, and so does its sheet.
    ('referral', 'uid', 'f.create_time', 'f.consent_uid', true, '{}', '{}', '{consent_uid,survivor_number}'),
    ('referral_sheet', 'uid', '(SELECT r.create_time FROM survivor.referral r WHERE r.uid = f.uid)', 'f.uid', true, '{}',
     '{identity,contact,health,employment}', '{}')
$$;

-- The merge, for whoever takes it back: both records within reach. With `undone` the one that was marked as undone by the caller.
CREATE FUNCTION survivor.merge_in_hand(merge uuid, undone boolean) RETURNS survivor.record_merge
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  m survivor.record_merge;
  o survivor.survivor;
BEGIN
  SELECT r.uid, r.survivor_uid, r.merged_uid, r.merged_district, r.merged_institution, r.create_time
  INTO m.uid, m.survivor_uid, m.merged_uid, m.merged_district, m.merged_institution, m.create_time
  FROM survivor.record_merge r
  WHERE r.uid = merge AND CASE WHEN undone THEN r.undone_by_uid = access.context_staff() ELSE r.undone_by_uid IS NULL END;
  SELECT s.uid, s.register, s.district, s.institution, s.merged_into_uid INTO o.uid, o.register, o.district, o.institution, o.merged_into_uid
  FROM survivor.survivor s WHERE s.uid = m.merged_uid;
  IF access.context_role() IS DISTINCT FROM 'survivor_caseworker' OR m.uid IS NULL
     OR o.merged_into_uid IS DISTINCT FROM m.survivor_uid OR NOT survivor.within_reach(o.register, o.district, o.institution) THEN
    RAISE EXCEPTION 'not a record to give back' USING ERRCODE = '42501';
  END IF;
  RETURN m;
END
$$;

-- Everything that hangs on the two records of a merge, with what it rests on and whether it came after the merge. `open`: of a case.
CREATE FUNCTION survivor.facts_of_merge(merge uuid)
RETURNS TABLE (kind text, uid uuid, record_uid uuid, rests_on uuid, bound boolean, later boolean, open boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  m constant survivor.record_merge := survivor.merge_in_hand(merge, false);
  k record;
BEGIN
  FOR k IN SELECT * FROM survivor.fact_kinds() LOOP
    RETURN QUERY EXECUTE format(
      'SELECT %L, f.%I, f.survivor_uid, %s::uuid, %L::boolean, %s > $2, %s FROM survivor.%I f WHERE f.survivor_uid = ANY ($1) ORDER BY 2',
      k.kind, k.key, k.rests_on, k.bound, k.made, CASE k.kind WHEN 'support_case' THEN 'f.closed_on IS NULL' ELSE 'true' END, k.kind)
    USING ARRAY[m.survivor_uid, m.merged_uid], m.create_time;
  END LOOP;
END
$$;

-- What is sealed of these facts, in former versions too, and nobody changes it meanwhile: to be sealed anew under the key of whom they go to.
CREATE FUNCTION survivor.sealed_facts(merge uuid, kinds text[], uids uuid[])
RETURNS TABLE (kind text, uid uuid, history_uid bigint, column_name text, cell bytea)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  m constant survivor.record_merge := survivor.merge_in_hand(merge, false);
  k record;
  wanted uuid[];
BEGIN
  FOR k IN SELECT f.kind, c.name FROM survivor.fact_kinds() f, unnest(f.sealed) AS c(name) LOOP
    wanted := ARRAY(SELECT n.uid FROM unnest(kinds, uids) AS n(kind, uid) WHERE n.kind = k.kind);
    CONTINUE WHEN wanted = '{}';
    RETURN QUERY EXECUTE format(
      'SELECT %1$L, f.uid, NULL::bigint, %2$L, f.%2$I FROM survivor.%1$I f '
      'WHERE f.uid = ANY ($1) AND f.survivor_uid = ANY ($2) AND f.%2$I IS NOT NULL FOR NO KEY UPDATE', k.kind, k.name)
    USING wanted, ARRAY[m.survivor_uid, m.merged_uid];
    CONTINUE WHEN to_regclass(format('survivor.%I', k.kind || '_history')) IS NULL;
    RETURN QUERY EXECUTE format(
      'SELECT %1$L, f.uid, f.history_uid, %2$L, f.%2$I FROM survivor.%3$I f '
      'WHERE f.uid = ANY ($1) AND f.survivor_uid = ANY ($2) AND f.%2$I IS NOT NULL', k.kind, k.name, k.kind || '_history')
    USING wanted, ARRAY[m.survivor_uid, m.merged_uid];
  END LOOP;
END
$$;

-- Rows of one kind go to the record that is said of each. A cell that is sealed comes as it is sealed for that one; the version that the change
-- makes has the cell of the row, and former ones have their own.
CREATE FUNCTION survivor.move_facts(of_kind text, records uuid[], facts jsonb, cells jsonb) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  k record;
  sets text;
  history constant regclass := to_regclass(format('survivor.%I', of_kind || '_history'));
BEGIN
  SELECT * INTO STRICT k FROM survivor.fact_kinds() f WHERE f.kind = of_kind;
  SELECT concat_ws(', ', 'survivor_uid = r.uid',
                   CASE WHEN k.place <> '{}' THEN format('%I = r.district, %I = r.institution', k.place[1], k.place[2]) END,
                   CASE WHEN 'case_uid' = ANY (k.also) THEN 'case_uid = coalesce(n.case_uid, f.case_uid)' END,
                   CASE WHEN 'survivor_number' = ANY (k.also) THEN 'survivor_number = r.number' END,
                   (SELECT string_agg(format(
                      '%1$I = coalesce((SELECT c.cell FROM jsonb_to_recordset($3) AS c(kind text, uid uuid, history_uid bigint, column_name text, '
                      'cell bytea) WHERE c.kind = %2$L AND c.uid = f.uid AND c.history_uid IS NULL AND c.column_name = %1$L), f.%1$I)',
                      s.name, of_kind), ', ') FROM unnest(k.sealed) AS s(name)))
  INTO sets;
  EXECUTE format(
    'UPDATE survivor.%I f SET %s FROM jsonb_to_recordset($2) AS n(kind text, uid uuid, record_uid uuid, case_uid uuid) '
    'JOIN survivor.survivor r ON r.uid = n.record_uid '
    'WHERE n.kind = %L AND f.%I = n.uid AND f.survivor_uid = ANY ($1) AND r.uid = ANY ($1)', of_kind, sets, of_kind, k.key)
  USING records, facts, cells;
  IF history IS NULL THEN
    RETURN;
  END IF;
  SELECT concat_ws(', ', 'survivor_uid = n.record_uid',
                   (SELECT string_agg(format(
                      '%1$I = CASE WHEN f.%1$I IS NOT NULL THEN coalesce((SELECT c.cell FROM jsonb_to_recordset($3) AS c(kind text, uid uuid, '
                      'history_uid bigint, column_name text, cell bytea) WHERE c.kind = %2$L AND c.uid = f.uid AND c.column_name = %1$L '
                      'AND (c.history_uid IS NULL OR c.history_uid = f.history_uid) ORDER BY c.history_uid NULLS LAST LIMIT 1), f.%1$I) END',
                      s.name, of_kind), ', ') FROM unnest(k.sealed) AS s(name)))
  INTO sets;
  EXECUTE format('UPDATE %s f SET %s FROM jsonb_to_recordset($2) AS n(kind text, uid uuid, record_uid uuid) '
                 'WHERE n.kind = %L AND f.uid = n.uid AND f.survivor_uid = ANY ($1) AND n.record_uid = ANY ($1)', history, sets, of_kind)
  USING records, facts, cells;
END
$$;

-- Cases that a part came to or left have changed, and stand as far as their parts are (StateOf in services/survivor/case_rules.h).
CREATE FUNCTION survivor.cases_changed(records uuid[], cases uuid[]) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE survivor.support_case c
  SET part_changes = c.part_changes + 1,
      state = CASE WHEN c.closed_on IS NOT NULL THEN c.state
                   WHEN EXISTS (SELECT FROM survivor.case_service p WHERE p.case_uid = c.uid)
                        OR EXISTS (SELECT FROM survivor.case_follow_up p WHERE p.case_uid = c.uid AND p.done_on IS NOT NULL) THEN 'CASE_STATE_ACTIVE'
                   WHEN EXISTS (SELECT FROM survivor.case_goal p WHERE p.case_uid = c.uid) THEN 'CASE_STATE_PLANNED'
                   ELSE 'CASE_STATE_OPEN' END
  WHERE c.uid = ANY (cases) AND c.survivor_uid = ANY (records);
END
$$;

-- The record stands for itself again, where it lay, and later facts are whose a person said. `facts`: kind, uid, record_uid, and of a part that goes
-- into another case that case_uid and left_case_uid; `cells`: what sealed_facts told, sealed anew. With `death` the one that carried on lives
-- again: the death it had was the other's. The merge was marked as undone before: it lies where the record lies, out of the caller's sight
-- afterwards.
CREATE FUNCTION survivor.give_back(merge uuid, facts jsonb, cells jsonb, death boolean) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  m constant survivor.record_merge := survivor.merge_in_hand(merge, true);
  pair constant uuid[] := ARRAY[m.survivor_uid, m.merged_uid];
  k text;
BEGIN
  UPDATE survivor.survivor SET merged_into_uid = NULL, district = m.merged_district, institution = m.merged_institution WHERE uid = m.merged_uid;
  FOR k IN SELECT f.kind FROM survivor.fact_kinds() f WHERE f.kind IN (SELECT n.kind FROM jsonb_to_recordset(facts) AS n(kind text)) LOOP
    PERFORM survivor.move_facts(k, pair, facts, cells);
  END LOOP;
  PERFORM survivor.cases_changed(pair, ARRAY(
    SELECT unnest(ARRAY[n.case_uid, n.left_case_uid]) FROM jsonb_to_recordset(facts) AS n(case_uid uuid, left_case_uid uuid)));
  -- What one person's decision took from the other's comes back to it: they were never about one person.
  UPDATE survivor.disability_decision d
  SET replaced_by_uid = NULL, in_force_from = d.valid_from, in_force_until = d.valid_until
  FROM survivor.disability_decision by
  WHERE d.survivor_uid = ANY (pair) AND by.uid = d.replaced_by_uid AND by.survivor_uid <> d.survivor_uid;
  UPDATE survivor.disability_decision d SET replaces_uid = NULL
  FROM survivor.disability_decision former
  WHERE d.survivor_uid = ANY (pair) AND former.uid = d.replaces_uid AND former.survivor_uid <> d.survivor_uid;
  IF death THEN
    UPDATE survivor.survivor
    SET state = 'SURVIVOR_STATE_LIVING', died_on = NULL, death_cause = NULL, death_document = NULL, death_recorded_time = NULL
    WHERE uid = m.survivor_uid;
  END IF;
END
$$;
SET LOCAL ROLE survivor_keeper;
DROP FUNCTION survivor.give_back(uuid, uuid[], uuid[], boolean);
SET LOCAL ROLE dayaq_owner;

-- Rows that are never edited: whose they are, when two people were taken for one, the keeper alone says, through the function above.
DO $$
DECLARE
  guard record;
BEGIN
  FOR guard IN
    SELECT * FROM (VALUES ('consent', 'keep_consent'), ('examination_referral', 'keep_examination'), ('decision_appeal', 'keep_appeal'),
                          ('referral', 'step_referral')) AS g(of_table, name)
  LOOP
    EXECUTE format('CREATE OR REPLACE TRIGGER %1$I BEFORE UPDATE ON survivor.%2$I FOR EACH ROW '
                   'WHEN (OLD.survivor_uid = NEW.survivor_uid OR current_user <> %3$L) EXECUTE FUNCTION survivor.%1$I()',
                   guard.name, guard.of_table, 'survivor_keeper');
  END LOOP;
END
$$;
CREATE OR REPLACE TRIGGER stamp_correction BEFORE INSERT ON survivor.correction_request
  FOR EACH ROW EXECUTE FUNCTION survivor.stamp_correction();
CREATE TRIGGER stamp_resolution BEFORE UPDATE ON survivor.correction_request
  FOR EACH ROW WHEN (OLD.survivor_uid = NEW.survivor_uid OR current_user <> 'survivor_keeper') EXECUTE FUNCTION survivor.stamp_correction();

-- The keeper sees and writes whose rows are, and passes what is sealed through, unread.
DO $$
DECLARE
  k record;
  history regclass;
BEGIN
  FOR k IN SELECT * FROM survivor.fact_kinds() LOOP
    PERFORM kit.keeper_may('SELECT', format('survivor.%I', k.kind)::regclass, VARIADIC
                           ARRAY[k.key, 'survivor_uid'] || k.sealed || k.also || CASE WHEN k.made = 'f.create_time' THEN '{create_time}' ELSE '{}'::text[] END);
    PERFORM kit.keeper_may('UPDATE', format('survivor.%I', k.kind)::regclass, VARIADIC
                           '{survivor_uid}' || k.place || k.sealed || ARRAY(SELECT c FROM unnest(k.also) AS c WHERE c IN ('case_uid', 'survivor_number')));
    history := to_regclass(format('survivor.%I', k.kind || '_history'));
    CONTINUE WHEN history IS NULL;
    PERFORM kit.keeper_may('SELECT', history, VARIADIC ARRAY['uid', 'history_uid', 'survivor_uid'] || k.sealed);
    PERFORM kit.keeper_may('UPDATE', history, VARIADIC '{survivor_uid}' || k.sealed);
  END LOOP;
END
$$;
SELECT kit.keeper_may('SELECT', 'survivor.record_merge', 'create_time');
SELECT kit.keeper_may('SELECT', 'survivor.support_case', 'part_changes', 'state', 'closed_on');
SELECT kit.keeper_may('UPDATE', 'survivor.support_case', 'part_changes', 'state');
SELECT kit.keeper_may('SELECT', 'survivor.case_follow_up', 'done_on');
SELECT kit.give_to_keeper('survivor.fact_kinds()', 'survivor.merge_in_hand(uuid, boolean)', 'survivor.facts_of_merge(uuid)',
                          'survivor.sealed_facts(uuid, text[], uuid[])', 'survivor.move_facts(text, uuid[], jsonb, jsonb)',
                          'survivor.cases_changed(uuid[], uuid[])', 'survivor.give_back(uuid, jsonb, jsonb, boolean)');

COMMIT;
