-- Revert dayaq:rehabilitation_given_back from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
GRANT CREATE ON SCHEMA survivor TO survivor_keeper;
SET LOCAL ROLE survivor_keeper;
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
END
$$;

CREATE OR REPLACE FUNCTION survivor.give_back(merge uuid, facts jsonb, cells jsonb, death boolean) RETURNS void
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
SET LOCAL ROLE dayaq_owner;
REVOKE CREATE ON SCHEMA survivor FROM survivor_keeper;
SET LOCAL ROLE rehabilitation_keeper;
DROP FUNCTION rehabilitation.give_facts(uuid[], text[], uuid[], uuid[], text[]), rehabilitation.facts_of_records(uuid[], timestamptz);
SET LOCAL ROLE dayaq_owner;
REVOKE USAGE ON SCHEMA rehabilitation FROM survivor_keeper;
REVOKE SELECT (uid), UPDATE (survivor_uid, district, institution) ON survivor.worn_device FROM survivor_keeper;
DROP POLICY keeper_update ON survivor.worn_device;
REVOKE SELECT (uid, referral_uid, create_time) ON rehabilitation.episode FROM rehabilitation_keeper;
REVOKE SELECT (replaces_uid, create_time) ON rehabilitation.device FROM rehabilitation_keeper;
DO $$
DECLARE
  of_table text;
BEGIN
  FOREACH of_table IN ARRAY ARRAY['goal', 'session', 'measure', 'finding', 'adaptation', 'appointment', 'waiting'] || 'appointment_history'::text LOOP
    EXECUTE format('REVOKE SELECT (episode_uid) ON rehabilitation.%I FROM rehabilitation_keeper', of_table);
  END LOOP;
  FOREACH of_table IN ARRAY ARRAY['goal', 'session', 'measure', 'finding', 'adaptation'] LOOP
    EXECUTE format('REVOKE UPDATE (survivor_uid) ON rehabilitation.%I FROM rehabilitation_keeper', of_table);
    EXECUTE format('DROP POLICY keeper_update ON rehabilitation.%I', of_table);
  END LOOP;
  FOREACH of_table IN ARRAY ARRAY['episode_history', 'device_history', 'renewal_history'] LOOP
    EXECUTE format('REVOKE SELECT (uid) ON rehabilitation.%I FROM rehabilitation_keeper', of_table);
  END LOOP;
END
$$;
COMMIT;
