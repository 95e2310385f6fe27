-- Revert dayaq:facts_given_back from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
CREATE FUNCTION survivor.give_back(merge uuid, casualties uuid[], decisions uuid[], death boolean) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  o survivor.survivor;
  m survivor.record_merge;
BEGIN
  SELECT uid, survivor_uid, merged_uid, merged_district, merged_institution
  INTO m.uid, m.survivor_uid, m.merged_uid, m.merged_district, m.merged_institution
  FROM survivor.record_merge WHERE uid = merge AND undone_by_uid = access.context_staff();
  SELECT uid, register, district, institution, merged_into_uid INTO o.uid, o.register, o.district, o.institution, o.merged_into_uid
  FROM survivor.survivor WHERE uid = m.merged_uid;
  IF access.context_role() IS DISTINCT FROM 'survivor_caseworker' OR m.uid IS NULL
     OR o.merged_into_uid IS DISTINCT FROM m.survivor_uid OR NOT survivor.within_reach(o.register, o.district, o.institution) THEN
    RAISE EXCEPTION 'not a record to give back' USING ERRCODE = '42501';
  END IF;
  UPDATE survivor.survivor SET merged_into_uid = NULL, district = m.merged_district, institution = m.merged_institution WHERE uid = o.uid;
  UPDATE survivor.casualty
  SET survivor_uid = o.uid, district = m.merged_district, institution = m.merged_institution
  WHERE casualty_uid = ANY (casualties) AND survivor_uid = m.survivor_uid;
  UPDATE survivor.disability_decision
  SET survivor_uid = o.uid, district = m.merged_district, survivor_institution = m.merged_institution
  WHERE uid = ANY (decisions) AND survivor_uid = m.survivor_uid;
  -- What one person's decision took from the other's comes back to it: they were never about one person.
  UPDATE survivor.disability_decision d
  SET replaced_by_uid = NULL, in_force_from = d.valid_from, in_force_until = d.valid_until
  FROM survivor.disability_decision by
  WHERE d.survivor_uid IN (o.uid, m.survivor_uid) AND by.uid = d.replaced_by_uid AND by.survivor_uid <> d.survivor_uid;
  UPDATE survivor.disability_decision d SET replaces_uid = NULL
  FROM survivor.disability_decision former
  WHERE d.survivor_uid IN (o.uid, m.survivor_uid) AND former.uid = d.replaces_uid AND former.survivor_uid <> d.survivor_uid;
  IF death THEN
    UPDATE survivor.survivor
    SET state = 'SURVIVOR_STATE_LIVING', died_on = NULL, death_cause = NULL, death_document = NULL, death_recorded_time = NULL
    WHERE uid = m.survivor_uid;
  END IF;
END
$$;
SELECT kit.give_to_keeper('survivor.give_back(uuid, uuid[], uuid[], boolean)');

DO $$
DECLARE
  guard record;
BEGIN
  FOR guard IN
    SELECT * FROM (VALUES ('consent', 'keep_consent'), ('examination_referral', 'keep_examination'), ('decision_appeal', 'keep_appeal'),
                          ('referral', 'step_referral')) AS g(of_table, name)
  LOOP
    EXECUTE format('CREATE OR REPLACE TRIGGER %1$I BEFORE UPDATE ON survivor.%2$I FOR EACH ROW EXECUTE FUNCTION survivor.%1$I()', guard.name,
                   guard.of_table);
  END LOOP;
END
$$;
DROP TRIGGER stamp_resolution ON survivor.correction_request;
CREATE OR REPLACE TRIGGER stamp_correction BEFORE INSERT OR UPDATE ON survivor.correction_request
  FOR EACH ROW EXECUTE FUNCTION survivor.stamp_correction();

-- What the keeper saw and wrote for this alone.
DO $$
DECLARE
  of_table text;
BEGIN
  FOREACH of_table IN ARRAY ARRAY['examination_referral', 'decision_appeal', 'support_case', 'case_need', 'case_goal', 'case_service', 'case_follow_up',
                                  'functioning', 'treatment', 'correction_request', 'support_case_history', 'treatment_history', 'consent_history',
                                  'referral_history', 'family_member_history']
  LOOP
    EXECUTE format('DROP POLICY IF EXISTS keeper_select ON survivor.%I', of_table);
    EXECUTE format('DROP POLICY IF EXISTS keeper_update ON survivor.%I', of_table);
    EXECUTE (SELECT format('REVOKE SELECT (%1$s), UPDATE (%1$s) ON survivor.%2$I FROM survivor_keeper', string_agg(quote_ident(attname), ', '), of_table)
             FROM pg_attribute WHERE attrelid = format('survivor.%I', of_table)::regclass AND attnum > 0 AND NOT attisdropped);
  END LOOP;
END
$$;
DROP POLICY keeper_select ON survivor.casualty;
DROP POLICY keeper_update ON survivor.casualty;
DROP POLICY keeper_update ON survivor.referral_sheet;
REVOKE SELECT (identity, contact, health, employment), UPDATE (survivor_uid, identity, contact, health, employment) ON survivor.referral_sheet
  FROM survivor_keeper;
REVOKE SELECT (create_time) ON survivor.record_merge, survivor.family_member, survivor.consent FROM survivor_keeper;
REVOKE SELECT (referral_uid) ON survivor.disability_decision FROM survivor_keeper;
REVOKE SELECT (uid), UPDATE (survivor_uid, district, institution) ON survivor.family_member FROM survivor_keeper;
REVOKE SELECT (giver_uid), UPDATE (survivor_uid, district, institution) ON survivor.consent FROM survivor_keeper;
REVOKE UPDATE (survivor_uid, survivor_number) ON survivor.referral FROM survivor_keeper;
SET LOCAL ROLE survivor_keeper;
DROP FUNCTION survivor.give_back(uuid, jsonb, jsonb, boolean), survivor.cases_changed(uuid[], uuid[]), survivor.move_facts(text, uuid[], jsonb, jsonb),
              survivor.sealed_facts(uuid, text[], uuid[]), survivor.facts_of_merge(uuid), survivor.merge_in_hand(uuid, boolean), survivor.fact_kinds();
COMMIT;
