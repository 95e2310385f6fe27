-- Deploy dayaq:referrals to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

SELECT kit.add_codes('survivor', '{
  "ReferredService": ["REFERRED_SERVICE_SPECIALIST_CARE", "REFERRED_SERVICE_PROSTHETICS", "REFERRED_SERVICE_REHABILITATION",
                      "REFERRED_SERVICE_ASSISTIVE_DEVICE", "REFERRED_SERVICE_DISABILITY_EXPERTISE", "REFERRED_SERVICE_PSYCHOSOCIAL_SUPPORT",
                      "REFERRED_SERVICE_PEER_SUPPORT", "REFERRED_SERVICE_SOCIAL_SUPPORT", "REFERRED_SERVICE_EMPLOYMENT",
                      "REFERRED_SERVICE_EDUCATION", "REFERRED_SERVICE_FOUNDATION_SUPPORT"],
  "ReferralUrgency": ["REFERRAL_URGENCY_EMERGENCY", "REFERRAL_URGENCY_URGENT", "REFERRAL_URGENCY_ROUTINE"],
  "LegalBasis": ["LEGAL_BASIS_CONSENT", "LEGAL_BASIS_VITAL_INTEREST", "LEGAL_BASIS_STATUTORY_DUTY"],
  "ReferralState": ["REFERRAL_STATE_SENT", "REFERRAL_STATE_SEEN", "REFERRAL_STATE_ACCEPTED", "REFERRAL_STATE_DECLINED", "REFERRAL_STATE_DONE",
                    "REFERRAL_STATE_RETURNED", "REFERRAL_STATE_EXPIRED", "REFERRAL_STATE_WITHDRAWN", "REFERRAL_STATE_CONSENT_WITHDRAWN"],
  "ReferralOverdue": ["REFERRAL_OVERDUE_UNSEEN", "REFERRAL_OVERDUE_UNANSWERED"],
  "ReferralRefusal": ["REFERRAL_REFUSAL_NOT_OUR_SERVICE", "REFERRAL_REFUSAL_NO_CAPACITY", "REFERRAL_REFUSAL_NOT_INDICATED",
                      "REFERRAL_REFUSAL_PERSON_NOT_REACHED", "REFERRAL_REFUSAL_PERSON_DECLINED", "REFERRAL_REFUSAL_INFORMATION_MISSING",
                      "REFERRAL_REFUSAL_DUPLICATE", "REFERRAL_REFUSAL_OTHER"],
  "ReferralOutcome": ["REFERRAL_OUTCOME_SERVICE_GIVEN", "REFERRAL_OUTCOME_SERVICE_GOES_ON", "REFERRAL_OUTCOME_PARTLY_GIVEN",
                      "REFERRAL_OUTCOME_NOT_NEEDED"]
}');

-- Rows of dayaq.survivor.v1.Referral. Each lies at the institution it was sent to and nowhere else: whoever sent it, and whoever looks after the
-- survivor, asks the functions below how far it is. `district` is where the record lay when it was sent; it opens nothing.
CREATE TABLE survivor.referral (
  uid uuid PRIMARY KEY,
  etag bigint NOT NULL,
  survivor_uid uuid NOT NULL REFERENCES survivor.survivor,
  register text COLLATE "C" NOT NULL,
  district text COLLATE "C" NOT NULL,
  institution text COLLATE "C" NOT NULL,
  survivor_number text COLLATE "C" NOT NULL,
  from_institution text COLLATE "C" NOT NULL,
  service text COLLATE "C" NOT NULL CHECK (survivor.is_code('ReferredService', service)),
  urgency text COLLATE "C" NOT NULL CHECK (survivor.is_code('ReferralUrgency', urgency)),
  legal_basis text COLLATE "C" NOT NULL CHECK (survivor.is_code('LegalBasis', legal_basis)),
  consent_uid uuid REFERENCES survivor.consent,
  legal_act text,
  article text,
  shared_classes jsonb CHECK (survivor.are_codes('SharedClass', shared_classes) AND NOT shared_classes ? 'SHARED_CLASS_IMAGE_AND_STORY'),
  request_words text NOT NULL,
  state text COLLATE "C" NOT NULL CHECK (survivor.is_code('ReferralState', state)),
  overdue text COLLATE "C" CHECK (survivor.is_code('ReferralOverdue', overdue)),
  see_due_time timestamptz NOT NULL,
  answer_due_time timestamptz NOT NULL CHECK (answer_due_time >= see_due_time),
  expire_time timestamptz NOT NULL CHECK (expire_time >= answer_due_time),
  seen_time timestamptz,
  answer_time timestamptz,
  close_time timestamptz,
  refusal text COLLATE "C" CHECK (survivor.is_code('ReferralRefusal', refusal)),
  outcome text COLLATE "C" CHECK (survivor.is_code('ReferralOutcome', outcome)),
  answer_words text,
  sent_by uuid NOT NULL,
  changed_by uuid,
  create_time timestamptz NOT NULL,
  update_time timestamptz NOT NULL,
  CONSTRAINT referral_elsewhere CHECK (institution <> from_institution),
  -- What it rests on: a consent, or an act that is named.
  CONSTRAINT referral_basis CHECK (CASE legal_basis WHEN 'LEGAL_BASIS_CONSENT' THEN consent_uid IS NOT NULL AND legal_act IS NULL
                                                    ELSE consent_uid IS NULL AND legal_act IS NOT NULL AND article IS NOT NULL END),
  CONSTRAINT referral_closed CHECK ((close_time IS NULL) = (state IN ('REFERRAL_STATE_SENT', 'REFERRAL_STATE_SEEN', 'REFERRAL_STATE_ACCEPTED'))),
  CONSTRAINT referral_refused CHECK ((refusal IS NOT NULL) = (state IN ('REFERRAL_STATE_DECLINED', 'REFERRAL_STATE_RETURNED'))),
  CONSTRAINT referral_outcome CHECK ((outcome IS NOT NULL) = (state = 'REFERRAL_STATE_DONE')),
  CONSTRAINT referral_overdue CHECK (overdue IS NULL OR state IN ('REFERRAL_STATE_SENT', 'REFERRAL_STATE_SEEN'))
);
CREATE INDEX referral_survivor_uid ON survivor.referral (survivor_uid, uid DESC);
CREATE INDEX referral_by_institution ON survivor.referral (institution, uid DESC);
CREATE INDEX referral_by_sender ON survivor.referral (from_institution, uid DESC);
CREATE INDEX referral_consent_uid ON survivor.referral (consent_uid) WHERE consent_uid IS NOT NULL;
ALTER TABLE survivor.referral ADD CONSTRAINT referral_district FOREIGN KEY (register, district) REFERENCES incident.place (register, code);
ALTER TABLE survivor.referral ADD CONSTRAINT referral_scope UNIQUE (uid, register, district, institution);
SELECT kit.protect('survivor.referral');

-- Rows of dayaq.survivor.v1.ReferralSheet: what was shared, and nothing of it twice. No history: what is removed is gone.
CREATE TABLE survivor.referral_sheet (
  uid uuid PRIMARY KEY REFERENCES survivor.referral,
  survivor_uid uuid NOT NULL REFERENCES survivor.survivor,
  register text COLLATE "C" NOT NULL,
  institution text COLLATE "C" NOT NULL,
  identity bytea,
  contact bytea,
  health bytea,
  disability_band text COLLATE "C" CHECK (survivor.is_code('DisabilityBand', disability_band)),
  disability_until text COLLATE "C" CHECK (survivor.is_day(disability_until)),
  employment bytea
);
CREATE INDEX referral_sheet_survivor_uid ON survivor.referral_sheet (survivor_uid);
SELECT kit.protect('survivor.referral_sheet');

-- Moved on by one step, never edited; who and when is what the context and the clock say. DY015 for anything else.
CREATE FUNCTION survivor.step_referral() RETURNS trigger
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
CREATE TRIGGER step_referral BEFORE UPDATE ON survivor.referral FOR EACH ROW EXECUTE FUNCTION survivor.step_referral();
SELECT kit.keep_versions('survivor.referral');

-- What was shared goes when nothing comes of the referral.
CREATE FUNCTION survivor.remove_sheet() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  DELETE FROM survivor.referral_sheet h WHERE h.uid = NEW.uid;
  RETURN NULL;
END
$$;
CREATE TRIGGER remove_sheet AFTER UPDATE OF state ON survivor.referral FOR EACH ROW
  WHEN (NEW.close_time IS NOT NULL AND OLD.close_time IS NULL AND NEW.state <> 'REFERRAL_STATE_DONE') EXECUTE FUNCTION survivor.remove_sheet();

-- What rests on a consent does not outlive it: open referrals are closed, and the sheets of all of them go.
CREATE FUNCTION survivor.close_on_consent(consent uuid) RETURNS SETOF uuid
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  DELETE FROM survivor.referral_sheet h
  WHERE h.uid IN (SELECT r.uid FROM survivor.referral r WHERE r.consent_uid = close_on_consent.consent);
  RETURN QUERY
  UPDATE survivor.referral r SET state = 'REFERRAL_STATE_CONSENT_WITHDRAWN', close_time = now(), overdue = NULL
  WHERE r.consent_uid = close_on_consent.consent AND r.close_time IS NULL RETURNING r.uid;
END
$$;
CREATE FUNCTION survivor.consent_withdrawn() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM survivor.close_on_consent(NEW.uid);
  RETURN NULL;
END
$$;
CREATE TRIGGER consent_withdrawn AFTER UPDATE OF withdrawn_time ON survivor.consent FOR EACH ROW
  WHEN (OLD.withdrawn_time IS NULL AND NEW.withdrawn_time IS NOT NULL) EXECUTE FUNCTION survivor.consent_withdrawn();

-- The same for a consent whose last day is over; for the service itself. Those that were closed by it.
CREATE FUNCTION survivor.end_consent(consent uuid) RETURNS TABLE (uid uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF access.context_role() IS DISTINCT FROM 'survivor_background' THEN
    RAISE EXCEPTION 'for the survivor service itself' USING ERRCODE = '42501';
  END IF;
  IF EXISTS (SELECT FROM survivor.consent c
             WHERE c.uid = end_consent.consent AND c.withdrawn_time IS NULL AND c.valid_until < survivor.today()) THEN
    RETURN QUERY SELECT * FROM survivor.close_on_consent(end_consent.consent);
  END IF;
END
$$;

-- The referrals that rest on a consent of a record within reach, and whether they were closed in this transaction.
CREATE FUNCTION survivor.referrals_on(consent uuid) RETURNS TABLE (uid uuid, closed boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN QUERY
  SELECT r.uid, r.state = 'REFERRAL_STATE_CONSENT_WITHDRAWN' AND r.close_time = now()
  FROM survivor.consent c JOIN survivor.referral r ON r.consent_uid = c.uid
  WHERE c.uid = referrals_on.consent AND c.register = ANY (access.context_registers())
    AND (access.context_national() OR c.district = ANY (access.context_districts()) OR c.institution = access.context_institution())
  ORDER BY r.uid LIMIT 1000;
END
$$;

-- Puts a referral about a record within reach at another institution, with what is shared. Checked once more: the consent holds at this moment
-- and covers classes, sharing and recipient, and nothing lies on the sheet but those classes. The legal status is copied here, from the record.
CREATE FUNCTION survivor.send_referral(referral jsonb, sheet jsonb) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  r survivor.referral := jsonb_populate_record(NULL::survivor.referral, referral);
  h survivor.referral_sheet := jsonb_populate_record(NULL::survivor.referral_sheet, sheet);
  shared constant jsonb := coalesce(r.shared_classes, '[]');
BEGIN
  SELECT s.register, s.district, s.number INTO r.register, r.district, r.survivor_number
  FROM survivor.survivor s
  WHERE s.uid = r.survivor_uid AND s.register = ANY (access.context_registers())
    AND (access.context_national() OR s.district = ANY (access.context_districts()) OR s.institution = access.context_institution());
  IF NOT FOUND THEN
    RAISE EXCEPTION 'not a record to refer' USING ERRCODE = '42501';
  END IF;
  r.from_institution := access.context_institution();
  r.sent_by := access.context_staff();
  r.state := 'REFERRAL_STATE_SENT';
  IF r.legal_basis = 'LEGAL_BASIS_CONSENT' THEN
    -- Whoever withdraws it waits, and then closes this one too; withdrawn a moment before, the call is to be made again and told so.
    PERFORM FROM survivor.consent c
    WHERE c.uid = r.consent_uid AND c.withdrawn_time IS NULL AND survivor.today() BETWEEN c.given_on AND coalesce(c.valid_until, '9999-12-31')
      AND (c.survivor_uid = r.survivor_uid
           OR c.survivor_uid IN (SELECT o.uid FROM survivor.survivor o WHERE o.merged_into_uid = r.survivor_uid))
      AND c.classes @> shared AND c.operations ? 'CONSENT_OPERATION_SHARE'
      AND (c.recipient_institution = r.institution OR c.recipient_kind = access.institution_kind(r.institution))
    FOR SHARE;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'the consent does not hold any more' USING ERRCODE = '40001';
    END IF;
  END IF;
  INSERT INTO survivor.referral (
    uid, survivor_uid, register, district, institution, survivor_number, from_institution, service, urgency, legal_basis, consent_uid, legal_act,
    article, shared_classes, request_words, state, see_due_time, answer_due_time, expire_time, sent_by)
  VALUES (
    r.uid, r.survivor_uid, r.register, r.district, r.institution, r.survivor_number, r.from_institution, r.service, r.urgency, r.legal_basis,
    r.consent_uid, r.legal_act, r.article, r.shared_classes, r.request_words, r.state, r.see_due_time, r.answer_due_time, r.expire_time, r.sent_by);
  IF shared = '[]' THEN
    RETURN;
  END IF;
  IF shared ? 'SHARED_CLASS_DISABILITY' THEN
    SELECT d.band, d.in_force_until INTO h.disability_band, h.disability_until
    FROM survivor.disability_decision d
    WHERE (d.survivor_uid = r.survivor_uid
           OR d.survivor_uid IN (SELECT o.uid FROM survivor.survivor o WHERE o.merged_into_uid = r.survivor_uid))
      AND survivor.today() BETWEEN d.in_force_from AND coalesce(d.in_force_until, '9999-12-31')
    ORDER BY d.uid DESC LIMIT 1;
  END IF;
  INSERT INTO survivor.referral_sheet (uid, survivor_uid, register, institution, identity, contact, health, disability_band, disability_until,
                                       employment)
  VALUES (r.uid, r.survivor_uid, r.register, r.institution,
          CASE WHEN shared ? 'SHARED_CLASS_IDENTITY' THEN h.identity END, CASE WHEN shared ? 'SHARED_CLASS_CONTACT' THEN h.contact END,
          CASE WHEN shared ? 'SHARED_CLASS_HEALTH' THEN h.health END,
          CASE WHEN shared ? 'SHARED_CLASS_DISABILITY' THEN h.disability_band END,
          CASE WHEN shared ? 'SHARED_CLASS_DISABILITY' THEN h.disability_until END,
          CASE WHEN shared ? 'SHARED_CLASS_EMPLOYMENT' THEN h.employment END);
END
$$;

-- Takes back a referral of the caller's institution that is open, in the version decided on; whether there was one.
CREATE FUNCTION survivor.withdraw_referral(referral uuid, version bigint) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE survivor.referral r SET state = 'REFERRAL_STATE_WITHDRAWN', close_time = now(), overdue = NULL
  WHERE r.uid = withdraw_referral.referral AND r.etag = version AND r.close_time IS NULL
    AND r.from_institution = access.context_institution() AND r.register = ANY (access.context_registers());
  RETURN FOUND;
END
$$;

-- How far referrals are: that one; those about a person within reach, or sent about them by the caller's institution; or all that it sent.
-- Rows of dayaq.survivor.v1.ReferralStatus. Nothing of the sheet.
CREATE FUNCTION survivor.followed_referrals(referral uuid, person uuid, states text[], only_overdue boolean, after uuid, most integer)
RETURNS TABLE (uid uuid, etag bigint, survivor_uid uuid, register text, survivor_number text, from_institution text, institution text,
               service text, urgency text, legal_basis text, consent_uid uuid, legal_act text, article text, shared_classes jsonb,
               request_words text, state text, overdue text, see_due_time timestamptz, answer_due_time timestamptz, expire_time timestamptz,
               seen_time timestamptz, answer_time timestamptz, close_time timestamptz, refusal text, outcome text, answer_words text,
               create_time timestamptz, update_time timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN QUERY
  SELECT r.uid, r.etag, r.survivor_uid, r.register, r.survivor_number, r.from_institution, r.institution, r.service, r.urgency, r.legal_basis,
         r.consent_uid, r.legal_act, r.article, r.shared_classes, r.request_words, r.state, r.overdue, r.see_due_time, r.answer_due_time,
         r.expire_time, r.seen_time, r.answer_time, r.close_time, r.refusal, r.outcome, r.answer_words, r.create_time, r.update_time
  FROM survivor.referral r
  WHERE r.register = ANY (access.context_registers()) AND (after IS NULL OR r.uid < after)
    AND (followed_referrals.referral IS NULL OR r.uid = followed_referrals.referral)
    AND (person IS NULL OR r.survivor_uid = person OR r.survivor_uid IN (SELECT o.uid FROM survivor.survivor o WHERE o.merged_into_uid = person))
    AND (states IS NULL OR r.state = ANY (states)) AND (NOT only_overdue OR r.overdue IS NOT NULL)
    AND (r.from_institution = access.context_institution()
         OR (followed_referrals.referral IS NOT NULL OR person IS NOT NULL)
            AND EXISTS (SELECT FROM survivor.survivor s
                        WHERE s.uid = r.survivor_uid AND s.register = r.register
                          AND (access.context_national() OR s.district = ANY (access.context_districts())
                               OR s.institution = access.context_institution())))
  ORDER BY r.uid DESC LIMIT least(most, 1000);
END
$$;
CREATE FUNCTION survivor.count_followed_referrals(person uuid, states text[], only_overdue boolean) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN (
    SELECT count(*) FROM survivor.referral r
    WHERE r.register = ANY (access.context_registers())
      AND (person IS NULL OR r.survivor_uid = person OR r.survivor_uid IN (SELECT o.uid FROM survivor.survivor o WHERE o.merged_into_uid = person))
      AND (states IS NULL OR r.state = ANY (states)) AND (NOT only_overdue OR r.overdue IS NOT NULL)
      AND (r.from_institution = access.context_institution()
           OR person IS NOT NULL
              AND EXISTS (SELECT FROM survivor.survivor s
                          WHERE s.uid = r.survivor_uid AND s.register = r.register
                            AND (access.context_national() OR s.district = ANY (access.context_districts())
                                 OR s.institution = access.context_institution()))));
END
$$;

-- The key of the person a sheet is about, wrapped, for whom the sheet was made: its institution, the person; not for whoever works nationwide.
-- It opens what lies on the sheet; what lies on the record they do not see.
CREATE FUNCTION survivor.sheet_key(referral uuid) RETURNS TABLE (uid uuid, kek_id integer, wrapped bytea)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN QUERY
  SELECT k.uid, k.kek_id, k.wrapped
  FROM survivor.referral_sheet h JOIN survivor.person_key k ON k.uid = h.survivor_uid
  WHERE h.uid = sheet_key.referral AND h.register = ANY (access.context_registers())
    AND (h.institution = access.context_institution() OR h.survivor_uid = access.context_person());
END
$$;
ALTER FUNCTION survivor.sheet_key(uuid) ROWS 1;

-- What hung on a key that was destroyed goes where it was copied to.
CREATE FUNCTION survivor.empty_copies() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  DELETE FROM survivor.referral_sheet h WHERE h.survivor_uid = NEW.uid;
  UPDATE survivor.consent c SET proxy_name = NULL WHERE c.survivor_uid = NEW.uid AND c.proxy_name IS NOT NULL;
  RETURN NULL;
END
$$;
CREATE TRIGGER empty_copies AFTER UPDATE OF wrapped ON survivor.person_key FOR EACH ROW
  WHEN (sealing.is_destroyed(NEW.wrapped, 0) AND NOT sealing.is_destroyed(OLD.wrapped, 0)) EXECUTE FUNCTION survivor.empty_copies();

SELECT kit.keeper_may('SELECT', 'survivor.consent', 'uid', 'survivor_uid', 'classes', 'operations', 'recipient_institution', 'recipient_kind',
  'given_on', 'valid_until', 'withdrawn_time', 'proxy_name', 'register', 'district', 'institution');
-- To lock one, a right to change something of it is needed.
SELECT kit.keeper_may('UPDATE', 'survivor.consent', 'proxy_name');
SELECT kit.keeper_may('SELECT', 'survivor.referral', 'uid', 'etag', 'survivor_uid', 'register', 'district', 'institution', 'survivor_number',
  'from_institution', 'service', 'urgency', 'legal_basis', 'consent_uid', 'legal_act', 'article', 'shared_classes', 'request_words', 'state', 'overdue',
  'see_due_time', 'answer_due_time', 'expire_time', 'seen_time', 'answer_time', 'close_time', 'refusal', 'outcome', 'answer_words', 'create_time',
  'update_time');
SELECT kit.keeper_may('INSERT', 'survivor.referral');
SELECT kit.keeper_may('UPDATE', 'survivor.referral', 'state', 'overdue', 'close_time', 'changed_by', 'etag', 'update_time');
SELECT kit.keeper_may('SELECT', 'survivor.referral_sheet', 'uid', 'survivor_uid', 'register', 'institution');
SELECT kit.keeper_may('INSERT', 'survivor.referral_sheet');
SELECT kit.keeper_may('DELETE', 'survivor.referral_sheet');
GRANT EXECUTE ON FUNCTION access.institution_kind(text), access.context_person() TO survivor_keeper;
SELECT kit.give_to_keeper('survivor.remove_sheet()', 'survivor.close_on_consent(uuid)', 'survivor.consent_withdrawn()', 'survivor.end_consent(uuid)',
  'survivor.referrals_on(uuid)', 'survivor.send_referral(jsonb, jsonb)', 'survivor.withdraw_referral(uuid, bigint)',
  'survivor.followed_referrals(uuid, uuid, text[], boolean, uuid, integer)', 'survivor.count_followed_referrals(uuid, text[], boolean)',
  'survivor.sheet_key(uuid)', 'survivor.empty_copies()');

INSERT INTO outbox.subscription (kind, subscriber) VALUES
  ('referral.due', 'survivor.watch_referrals'), ('consent.last_day_over', 'survivor.watch_referrals');

COMMIT;
