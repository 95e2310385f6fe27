-- Revert dayaq:account_guardians from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
SET LOCAL ROLE survivor_keeper;
DROP FUNCTION survivor.payee_for_account(uuid, uuid, uuid, bytea[]);
SET LOCAL ROLE dayaq_owner;
CREATE FUNCTION survivor.payee_for_account(survivor uuid, payee uuid, guardian uuid, names bytea[])
RETURNS TABLE (survivor_uid uuid, register text, district text, institution text, payee_known boolean, payee_dead boolean, guardian_known boolean,
               name_known boolean, name_alike boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
DECLARE
  record_of record;
  member record;
  stands_for record;
  holder uuid;
BEGIN
  SELECT s.uid, s.register, s.district, s.institution, s.state INTO record_of FROM survivor.survivor s
  WHERE s.uid = payee_for_account.survivor AND s.merged_into_uid IS NULL AND s.register = ANY (access.context_registers())
    AND (access.context_national() OR s.district = ANY (access.context_districts()) OR s.institution = access.context_institution());
  IF NOT FOUND THEN
    RETURN;
  END IF;
  SELECT m.uid, m.member_uid INTO member FROM survivor.family_member m
  WHERE m.uid = payee AND m.survivor_uid = record_of.uid AND m.ended_on IS NULL;
  SELECT m.uid, m.member_uid INTO stands_for FROM survivor.family_member m
  WHERE m.uid = guardian AND m.survivor_uid = record_of.uid AND m.ended_on IS NULL AND m.uid <> payee;
  holder := CASE WHEN guardian IS NOT NULL THEN stands_for.member_uid WHEN payee = record_of.uid THEN record_of.uid ELSE member.member_uid END;
  RETURN QUERY SELECT record_of.uid, record_of.register, record_of.district, record_of.institution,
    payee = record_of.uid OR member.uid IS NOT NULL,
    CASE WHEN payee = record_of.uid THEN record_of.state = 'SURVIVOR_STATE_DECEASED'
         ELSE coalesce((SELECT s.state = 'SURVIVOR_STATE_DECEASED' FROM survivor.survivor s WHERE s.uid = member.member_uid), false) END,
    guardian IS NULL OR stands_for.uid IS NOT NULL,
    EXISTS (SELECT FROM survivor.token t WHERE t.survivor_uid = holder AND t.kind = 'name'),
    EXISTS (SELECT FROM survivor.token t WHERE t.survivor_uid = holder AND t.kind = 'name' AND t.token = ANY (names));
END
$$;
SELECT kit.give_to_keeper('survivor.payee_for_account(uuid, uuid, uuid, bytea[])');
REVOKE SELECT (is_guardian) ON survivor.family_member FROM survivor_keeper;
SELECT kit.remove_codes('payment', 'AccountDoubt');
SELECT kit.add_codes('payment', '{
  "AccountDoubt": ["ACCOUNT_DOUBT_NAME_DIFFERS", "ACCOUNT_DOUBT_NAME_UNKNOWN", "ACCOUNT_DOUBT_SHARED", "ACCOUNT_DOUBT_PAYEE_DEAD",
                   "ACCOUNT_DOUBT_CHANGED_BEFORE_PAYDAY"]
}');
COMMIT;
