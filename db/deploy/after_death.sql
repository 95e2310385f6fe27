-- Deploy dayaq:after_death to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- What ends when a survivor dies: the open case with its plan, referrals on their way, Form 88. The record stays.

SELECT kit.add_codes('survivor', '{
  "ReferralState": ["REFERRAL_STATE_SENT", "REFERRAL_STATE_SEEN", "REFERRAL_STATE_ACCEPTED", "REFERRAL_STATE_DECLINED", "REFERRAL_STATE_DONE",
                    "REFERRAL_STATE_RETURNED", "REFERRAL_STATE_EXPIRED", "REFERRAL_STATE_WITHDRAWN", "REFERRAL_STATE_CONSENT_WITHDRAWN", "REFERRAL_STATE_PERSON_DIED"],
  "ExaminationReturnReason": ["EXAMINATION_RETURN_REASON_DOCUMENTS_MISSING", "EXAMINATION_RETURN_REASON_FINDINGS_MISSING",
                              "EXAMINATION_RETURN_REASON_TOO_EARLY", "EXAMINATION_RETURN_REASON_SENT_BY_MISTAKE", "EXAMINATION_RETURN_REASON_PERSON_DIED"]
}');

CREATE OR REPLACE FUNCTION survivor.step_referral() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  before survivor.referral := OLD;
BEGIN
  IF NEW.state <> OLD.state AND NOT coalesce(NEW.state = ANY (CASE OLD.state
       WHEN 'REFERRAL_STATE_SENT' THEN ARRAY['REFERRAL_STATE_SEEN', 'REFERRAL_STATE_ACCEPTED', 'REFERRAL_STATE_DECLINED', 'REFERRAL_STATE_EXPIRED',
                                             'REFERRAL_STATE_WITHDRAWN', 'REFERRAL_STATE_CONSENT_WITHDRAWN', 'REFERRAL_STATE_PERSON_DIED']
       WHEN 'REFERRAL_STATE_SEEN' THEN ARRAY['REFERRAL_STATE_ACCEPTED', 'REFERRAL_STATE_DECLINED', 'REFERRAL_STATE_EXPIRED',
                                             'REFERRAL_STATE_WITHDRAWN', 'REFERRAL_STATE_CONSENT_WITHDRAWN', 'REFERRAL_STATE_PERSON_DIED']
       WHEN 'REFERRAL_STATE_ACCEPTED' THEN ARRAY['REFERRAL_STATE_DONE', 'REFERRAL_STATE_RETURNED', 'REFERRAL_STATE_WITHDRAWN',
                                                 'REFERRAL_STATE_CONSENT_WITHDRAWN', 'REFERRAL_STATE_PERSON_DIED'] END), false) THEN
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

-- Closes every open referral about a person who died, in all of their records; for the service itself. Those that were closed by it.
CREATE FUNCTION survivor.end_referrals(person uuid) RETURNS TABLE (uid uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF access.context_role() IS DISTINCT FROM 'survivor_background' THEN
    RAISE EXCEPTION 'for the survivor service itself' USING ERRCODE = '42501';
  END IF;
  RETURN QUERY
  UPDATE survivor.referral r SET state = 'REFERRAL_STATE_PERSON_DIED', close_time = now(), overdue = NULL
  WHERE r.survivor_uid = ANY (survivor.own_records(person)) AND r.close_time IS NULL
    AND EXISTS (SELECT FROM survivor.survivor s WHERE s.uid = person AND s.state = 'SURVIVOR_STATE_DECEASED')
  RETURNING r.uid;
END
$$;
SELECT kit.give_to_keeper('survivor.end_referrals(uuid)');

INSERT INTO outbox.subscription (kind, subscriber) VALUES ('survivor.died', 'survivor.follow_death'), ('survivor.merged', 'survivor.follow_death');

COMMIT;
