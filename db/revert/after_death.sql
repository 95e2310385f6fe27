-- Revert dayaq:after_death from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
DELETE FROM outbox.delivery WHERE subscriber = 'survivor.follow_death';
DELETE FROM outbox.subscription WHERE subscriber = 'survivor.follow_death';
SET LOCAL ROLE survivor_keeper;
DROP FUNCTION survivor.end_referrals(uuid);
SET LOCAL ROLE dayaq_owner;
CREATE OR REPLACE FUNCTION survivor.step_referral() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  before survivor.referral := OLD;
BEGIN
  IF NEW.state <> OLD.state AND NOT coalesce(NEW.state = ANY (CASE OLD.state
       WHEN 'REFERRAL_STATE_SENT' THEN ARRAY['REFERRAL_STATE_SEEN', 'REFERRAL_STATE_ACCEPTED', 'REFERRAL_STATE_DECLINED', 'REFERRAL_STATE_EXPIRED',
                                             'REFERRAL_STATE_WITHDRAWN', 'REFERRAL_STATE_CONSENT_WITHDRAWN']
       WHEN 'REFERRAL_STATE_SEEN' THEN ARRAY['REFERRAL_STATE_ACCEPTED', 'REFERRAL_STATE_DECLINED', 'REFERRAL_STATE_EXPIRED',
                                             'REFERRAL_STATE_WITHDRAWN', 'REFERRAL_STATE_CONSENT_WITHDRAWN']
       WHEN 'REFERRAL_STATE_ACCEPTED' THEN ARRAY['REFERRAL_STATE_DONE', 'REFERRAL_STATE_RETURNED', 'REFERRAL_STATE_WITHDRAWN',
                                                 'REFERRAL_STATE_CONSENT_WITHDRAWN'] END), false) THEN
    RAISE EXCEPTION 'a referral goes no such step' USING ERRCODE = 'DY015';
  END IF;
  before.state := NEW.state;
  before.overdue := NEW.overdue;
  before.seen_time := coalesce(OLD.seen_time, NEW.seen_time);
  before.answer_time := coalesce(OLD.answer_time, NEW.answer_time);
  before.close_time := coalesce(OLD.close_time, NEW.close_time);
  before.refusal := coalesce(OLD.refusal, NEW.refusal);
  before.outcome := coalesce(OLD.outcome, NEW.outcome);
  before.answer_words := NEW.answer_words;
  before.changed_by := NEW.changed_by;
  before.etag := NEW.etag;
  before.update_time := NEW.update_time;
  IF NEW IS DISTINCT FROM before THEN
    RAISE EXCEPTION 'a referral is moved on, never edited' USING ERRCODE = 'DY015';
  END IF;
  IF NEW IS DISTINCT FROM OLD THEN
    NEW.changed_by := access.context_staff();
  END IF;
  RETURN NEW;
END
$$;
SELECT kit.remove_codes('survivor', 'ReferralState', 'ExaminationReturnReason');
SELECT kit.add_codes('survivor', '{
  "ReferralState": ["REFERRAL_STATE_SENT", "REFERRAL_STATE_SEEN", "REFERRAL_STATE_ACCEPTED", "REFERRAL_STATE_DECLINED", "REFERRAL_STATE_DONE",
                    "REFERRAL_STATE_RETURNED", "REFERRAL_STATE_EXPIRED", "REFERRAL_STATE_WITHDRAWN", "REFERRAL_STATE_CONSENT_WITHDRAWN"],
  "ExaminationReturnReason": ["EXAMINATION_RETURN_REASON_DOCUMENTS_MISSING", "EXAMINATION_RETURN_REASON_FINDINGS_MISSING",
                              "EXAMINATION_RETURN_REASON_TOO_EARLY", "EXAMINATION_RETURN_REASON_SENT_BY_MISTAKE"]
}');

COMMIT;
