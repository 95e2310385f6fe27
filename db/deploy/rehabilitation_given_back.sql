-- Deploy dayaq:rehabilitation_given_back to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- When two records are parted again, episodes and devices that came since are assigned by a person like everything else that hangs on a record
-- (docs/adr/0032-facts-given-back.md). What was done within an episode, and the renewal of a device, go with it: whoever came to those visits was one
-- body. An episode that a referral led to goes with the referral, a device with the one that it replaced.

-- Episodes and devices of these records: what each rests on, and whether it came after that time. Asked by survivor.facts_of_merge alone, which
-- judges who asks.
CREATE FUNCTION rehabilitation.facts_of_records(records uuid[], since timestamptz)
RETURNS TABLE (kind text, uid uuid, record_uid uuid, rests_on uuid, bound boolean, later boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
BEGIN
  RETURN QUERY
  SELECT 'rehabilitation_episode', e.uid, e.survivor_uid, e.referral_uid, true, e.create_time > since
  FROM rehabilitation.episode e WHERE e.survivor_uid = ANY (records)
  UNION ALL
  SELECT 'device', d.uid, d.survivor_uid, d.replaces_uid, true, d.create_time > since FROM rehabilitation.device d WHERE d.survivor_uid = ANY (records)
  ORDER BY 1, 2;
END
$$;

-- These episodes and devices go to the record that is said of each, with all that belongs to them, in former versions too. Called by
-- survivor.give_back alone. Which person an appointment is of, rehabilitation.follow says anew when it hears of it.
CREATE FUNCTION rehabilitation.give_facts(pair uuid[], kinds text[], uids uuid[], records uuid[], numbers text[]) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
DECLARE
  of_table text;
BEGIN
  FOREACH of_table IN ARRAY ARRAY['goal', 'session', 'measure', 'finding', 'adaptation', 'appointment', 'waiting'] LOOP
    EXECUTE format(
      'UPDATE rehabilitation.%I p SET survivor_uid = n.record_uid%s FROM unnest($1, $2, $3) AS n(kind, uid, record_uid) '
      'WHERE n.kind = ''rehabilitation_episode'' AND p.episode_uid = n.uid AND p.survivor_uid = ANY ($4)',
      of_table, CASE of_table WHEN 'appointment' THEN ', person_uid = NULL' ELSE '' END)
    USING kinds, uids, records, pair;
  END LOOP;
  UPDATE rehabilitation.appointment_history h SET survivor_uid = n.record_uid, person_uid = NULL
  FROM unnest(kinds, uids, records) AS n(kind, uid, record_uid)
  WHERE n.kind = 'rehabilitation_episode' AND h.episode_uid = n.uid AND h.survivor_uid = ANY (pair);
  FOREACH of_table IN ARRAY ARRAY['episode', 'episode_history'] LOOP
    EXECUTE format(
      'UPDATE rehabilitation.%I e SET survivor_uid = n.record_uid, survivor_number = n.number FROM unnest($1, $2, $3, $4) AS n(kind, uid, record_uid, number) '
      'WHERE n.kind = ''rehabilitation_episode'' AND e.uid = n.uid AND e.survivor_uid = ANY ($5)', of_table)
    USING kinds, uids, records, numbers, pair;
  END LOOP;
  FOREACH of_table IN ARRAY ARRAY['device', 'device_history', 'renewal', 'renewal_history'] LOOP
    EXECUTE format(
      'UPDATE rehabilitation.%I d SET survivor_uid = n.record_uid FROM unnest($1, $2, $3) AS n(kind, uid, record_uid) '
      'WHERE n.kind = ''device'' AND d.uid = n.uid AND d.survivor_uid = ANY ($4)', of_table)
    USING kinds, uids, records, pair;
  END LOOP;
END
$$;

DO $$
DECLARE
  of_table text;
BEGIN
  FOREACH of_table IN ARRAY ARRAY['goal', 'session', 'measure', 'finding', 'adaptation', 'appointment', 'waiting'] || 'appointment_history'::text LOOP
    PERFORM kit.keeper_may('SELECT', format('rehabilitation.%I', of_table)::regclass, 'episode_uid');
    PERFORM kit.keeper_may('UPDATE', format('rehabilitation.%I', of_table)::regclass, 'survivor_uid');
  END LOOP;
  FOREACH of_table IN ARRAY ARRAY['episode_history', 'device_history', 'renewal_history'] LOOP
    PERFORM kit.keeper_may('SELECT', format('rehabilitation.%I', of_table)::regclass, 'uid');
  END LOOP;
END
$$;
SELECT kit.keeper_may('SELECT', 'rehabilitation.episode', 'uid', 'referral_uid', 'create_time');
SELECT kit.keeper_may('SELECT', 'rehabilitation.device', 'replaces_uid', 'create_time');
SELECT kit.give_to_keeper('rehabilitation.facts_of_records(uuid[],timestamptz)', 'rehabilitation.give_facts(uuid[],text[],uuid[],uuid[],text[])');
GRANT USAGE ON SCHEMA rehabilitation TO survivor_keeper;
SET LOCAL ROLE rehabilitation_keeper;
GRANT EXECUTE ON FUNCTION rehabilitation.facts_of_records(uuid[], timestamptz), rehabilitation.give_facts(uuid[], text[], uuid[], uuid[], text[])
  TO survivor_keeper;
SET LOCAL ROLE dayaq_owner;
SELECT kit.keeper_may('SELECT', 'survivor.worn_device', 'uid');
SELECT kit.keeper_may('UPDATE', 'survivor.worn_device', 'survivor_uid', 'district', 'institution');

GRANT CREATE ON SCHEMA survivor TO survivor_keeper;
SET LOCAL ROLE survivor_keeper;
-- Everything that hangs on the two records of a merge, with what it rests on and whether it came after the merge. `open`: of a case.
CREATE OR REPLACE FUNCTION survivor.facts_of_merge(merge uuid)
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
  RETURN QUERY SELECT r.*, true FROM rehabilitation.facts_of_records(ARRAY[m.survivor_uid, m.merged_uid], m.create_time) AS r;
END
$$;

-- The record stands for itself again, where it lay, and later facts are whose a person said (what the parameters say: facts_given_back).
CREATE OR REPLACE FUNCTION survivor.give_back(merge uuid, facts jsonb, cells jsonb, death boolean) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  m constant survivor.record_merge := survivor.merge_in_hand(merge, true);
  pair constant uuid[] := ARRAY[m.survivor_uid, m.merged_uid];
  k text;
  kinds text[];
  uids uuid[];
  records uuid[];
  numbers text[];
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
  SELECT array_agg(n.kind), array_agg(n.uid), array_agg(r.uid), array_agg(r.number) INTO kinds, uids, records, numbers
  FROM jsonb_to_recordset(facts) AS n(kind text, uid uuid, record_uid uuid) JOIN survivor.survivor r ON r.uid = n.record_uid AND r.uid = ANY (pair)
  WHERE n.kind IN ('rehabilitation_episode', 'device');
  IF uids IS NOT NULL THEN
    PERFORM rehabilitation.give_facts(pair, kinds, uids, records, numbers);
    UPDATE survivor.worn_device w SET survivor_uid = r.uid, district = r.district, institution = r.institution
    FROM unnest(kinds, uids, records) AS n(kind, uid, record_uid) JOIN survivor.survivor r ON r.uid = n.record_uid
    WHERE n.kind = 'device' AND w.uid = n.uid AND w.survivor_uid = ANY (pair);
  END IF;
  IF death THEN
    UPDATE survivor.survivor
    SET state = 'SURVIVOR_STATE_LIVING', died_on = NULL, death_cause = NULL, death_document = NULL, death_recorded_time = NULL
    WHERE uid = m.survivor_uid;
  END IF;
END
$$;
SET LOCAL ROLE dayaq_owner;
REVOKE CREATE ON SCHEMA survivor FROM survivor_keeper;

COMMIT;
