-- Deploy dayaq:consents to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

SELECT kit.add_codes('survivor', '{
  "ConsentPurpose": ["CONSENT_PURPOSE_CARE_COORDINATION", "CONSENT_PURPOSE_REFERRAL", "CONSENT_PURPOSE_PSYCHOSOCIAL_SUPPORT",
                     "CONSENT_PURPOSE_PEER_CONTACT", "CONSENT_PURPOSE_RESEARCH_CONTACT", "CONSENT_PURPOSE_FOUNDATION_SUPPORT",
                     "CONSENT_PURPOSE_MEDIA"],
  "SharedClass": ["SHARED_CLASS_IDENTITY", "SHARED_CLASS_CONTACT", "SHARED_CLASS_HEALTH", "SHARED_CLASS_DISABILITY", "SHARED_CLASS_EMPLOYMENT",
                  "SHARED_CLASS_IMAGE_AND_STORY"],
  "ConsentOperation": ["CONSENT_OPERATION_COLLECT", "CONSENT_OPERATION_USE", "CONSENT_OPERATION_SHARE", "CONSENT_OPERATION_PUBLISH"],
  "ConsentGiver": ["CONSENT_GIVER_SELF", "CONSENT_GIVER_GUARDIAN", "CONSENT_GIVER_PROXY"],
  "ConsentDocument": ["CONSENT_DOCUMENT_WRITTEN", "CONSENT_DOCUMENT_ENHANCED_SIGNATURE"],
  "AfterConsent": ["AFTER_CONSENT_ERASED", "AFTER_CONSENT_ARCHIVED"]
}');

-- Rows of dayaq.survivor.v1.Consent. The six things that law asks of a written consent are never empty: whose, who holds the data, what for,
-- which data and operations, how long and how it is withdrawn, what becomes of the data.
CREATE TABLE survivor.consent (
  uid uuid PRIMARY KEY,
  etag bigint NOT NULL,
  survivor_uid uuid NOT NULL,
  data_holder text COLLATE "C" NOT NULL CHECK (data_holder <> ''),
  purpose text COLLATE "C" NOT NULL CHECK (survivor.is_code('ConsentPurpose', purpose)),
  -- A list that is empty is NULL, and these two never are.
  classes jsonb CHECK (classes IS NOT NULL AND survivor.are_codes('SharedClass', classes) AND classes <> '[]'),
  operations jsonb CHECK (operations IS NOT NULL AND survivor.are_codes('ConsentOperation', operations) AND operations <> '[]'),
  recipient_institution text COLLATE "C",
  recipient_kind text COLLATE "C",
  given_on text COLLATE "C" NOT NULL CHECK (survivor.is_day(given_on)),
  valid_until text COLLATE "C" CHECK (survivor.is_day(valid_until)),
  how_to_withdraw text NOT NULL CHECK (length(btrim(how_to_withdraw)) >= 5),
  after_end text COLLATE "C" NOT NULL CHECK (survivor.is_code('AfterConsent', after_end)),
  given_by text COLLATE "C" NOT NULL CHECK (survivor.is_code('ConsentGiver', given_by)),
  giver_uid uuid,
  proxy_name bytea,
  document text COLLATE "C" NOT NULL CHECK (survivor.is_code('ConsentDocument', document)),
  document_place text NOT NULL CHECK (length(btrim(document_place)) >= 3),
  withdrawn_time timestamptz,
  withdrawn_by text COLLATE "C" CHECK (survivor.is_code('ConsentGiver', withdrawn_by)),
  withdrawal_reason text,
  recorded_by uuid NOT NULL,
  create_time timestamptz NOT NULL,
  update_time timestamptz NOT NULL,
  CONSTRAINT consent_recipient CHECK ((recipient_institution IS NULL) <> (recipient_kind IS NULL)),
  CONSTRAINT consent_term CHECK (valid_until >= given_on),
  CONSTRAINT consent_giver CHECK (given_by = 'CONSENT_GIVER_GUARDIAN' OR giver_uid IS NULL),
  CONSTRAINT consent_publishes CHECK (purpose = 'CONSENT_PURPOSE_MEDIA' OR NOT operations ? 'CONSENT_OPERATION_PUBLISH'),
  CONSTRAINT consent_withdrawn CHECK ((withdrawn_time IS NULL) = (withdrawn_by IS NULL) AND (withdrawn_time IS NOT NULL OR withdrawal_reason IS NULL))
);
CREATE INDEX consent_survivor_uid ON survivor.consent (survivor_uid, uid DESC);
CREATE INDEX consent_by_recipient ON survivor.consent (recipient_institution) WHERE recipient_institution IS NOT NULL;
SELECT kit.add_place_of('survivor.survivor', 'survivor.consent', 'survivor_uid');
ALTER TABLE survivor.consent ADD CONSTRAINT consent_scope UNIQUE (uid, register, district, institution);
SELECT kit.keep_versions('survivor.consent');

-- Who recorded it is whoever the context says, and nothing is withdrawn before it is given.
CREATE FUNCTION survivor.consent_given() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  NEW.recorded_by := access.context_staff();
  NEW.withdrawn_time := NULL;
  NEW.withdrawn_by := NULL;
  NEW.withdrawal_reason := NULL;
  RETURN NEW;
END
$$;
CREATE TRIGGER consent_given BEFORE INSERT ON survivor.consent FOR EACH ROW EXECUTE FUNCTION survivor.consent_given();

-- A consent is never edited: it is withdrawn, once, at the moment of the transaction, and lies where its record lies. DY014 for anything else.
CREATE FUNCTION survivor.keep_consent() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  before survivor.consent := OLD;
BEGIN
  before.register := NEW.register;
  before.district := NEW.district;
  before.institution := NEW.institution;
  before.etag := NEW.etag;
  before.update_time := NEW.update_time;
  IF OLD.withdrawn_time IS NULL AND NEW.withdrawn_time IS NOT NULL THEN
    NEW.withdrawn_time := now();
    before.withdrawn_time := NEW.withdrawn_time;
    before.withdrawn_by := NEW.withdrawn_by;
    before.withdrawal_reason := NEW.withdrawal_reason;
  END IF;
  -- The name of a proxy goes with the key of the person.
  IF NEW.proxy_name IS NULL THEN
    before.proxy_name := NULL;
  END IF;
  IF NEW IS DISTINCT FROM before THEN
    RAISE EXCEPTION 'a consent is withdrawn, never edited' USING ERRCODE = 'DY014';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER keep_consent BEFORE UPDATE ON survivor.consent FOR EACH ROW EXECUTE FUNCTION survivor.keep_consent();

-- The day in Baku (UTC+4 without summer time) at the moment of the transaction, as days are written here.
CREATE FUNCTION survivor.today() RETURNS text
LANGUAGE sql STABLE
RETURN to_char(now() AT TIME ZONE 'UTC' + interval '4 hours', 'YYYY-MM-DD');
GRANT EXECUTE ON FUNCTION survivor.today() TO survivor_keeper;

COMMIT;
