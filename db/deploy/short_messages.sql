-- Deploy dayaq:short_messages to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- People are told by short messages that there is something to know, and not what (docs/adr/0042-short-messages.md).
SELECT kit.add_codes('survivor', '{
  "MessageOccasion": ["MESSAGE_OCCASION_NEWS", "MESSAGE_OCCASION_REMINDER"],
  "MessageAddressee": ["MESSAGE_ADDRESSEE_SURVIVOR", "MESSAGE_ADDRESSEE_FAMILY_MEMBER"],
  "MessageReceiver": ["MESSAGE_RECEIVER_ADDRESSEE", "MESSAGE_RECEIVER_GUARDIAN"],
  "MessageState": ["MESSAGE_STATE_QUEUED", "MESSAGE_STATE_JOINED", "MESSAGE_STATE_SENT", "MESSAGE_STATE_FAILED", "MESSAGE_STATE_GIVEN_UP",
                   "MESSAGE_STATE_NOT_SENT", "MESSAGE_STATE_TOLD"],
  "MessageReason": ["MESSAGE_REASON_DO_NOT_CONTACT", "MESSAGE_REASON_NO_PHONE", "MESSAGE_REASON_PHONE_NOT_MOBILE", "MESSAGE_REASON_PERSON_DEAD",
                    "MESSAGE_REASON_MINOR_WITHOUT_GUARDIAN", "MESSAGE_REASON_ADDRESSEE_GONE", "MESSAGE_REASON_ERASED", "MESSAGE_REASON_TOO_LATE",
                    "MESSAGE_REASON_REFUSED", "MESSAGE_REASON_NO_ANSWER"]
}');

-- Which state follows which. What is not here does not happen, whatever a program believes. A message is QUEUED, or JOINED to one that waits.
CREATE TABLE survivor.message_transition (
  from_state text COLLATE "C" NOT NULL CHECK (survivor.is_code('MessageState', from_state)),
  to_state text COLLATE "C" NOT NULL CHECK (survivor.is_code('MessageState', to_state)),
  PRIMARY KEY (from_state, to_state)
);
INSERT INTO survivor.message_transition (from_state, to_state)
SELECT 'MESSAGE_STATE_' || f, 'MESSAGE_STATE_' || t
FROM (VALUES ('QUEUED', 'SENT'), ('QUEUED', 'FAILED'), ('QUEUED', 'GIVEN_UP'), ('QUEUED', 'NOT_SENT'), ('FAILED', 'SENT'), ('FAILED', 'GIVEN_UP'),
             ('FAILED', 'NOT_SENT'), ('GIVEN_UP', 'TOLD'), ('NOT_SENT', 'TOLD')) AS s(f, t);

-- Rows of dayaq.survivor.v1.ShortMessage. No text and no number lies here. One of an event and an addressee, however often the event is heard.
-- claimed_until: until then one process hands it over; after that another may, under the same uid.
CREATE TABLE survivor.short_message (
  uid uuid PRIMARY KEY,
  etag bigint NOT NULL,
  survivor_uid uuid NOT NULL,
  occasion text COLLATE "C" NOT NULL CHECK (survivor.is_code('MessageOccasion', occasion)),
  addressee text COLLATE "C" NOT NULL CHECK (survivor.is_code('MessageAddressee', addressee)),
  addressee_uid uuid NOT NULL,
  state text COLLATE "C" NOT NULL CHECK (survivor.is_code('MessageState', state)),
  reason text COLLATE "C" CHECK (survivor.is_code('MessageReason', reason)),
  receiver text COLLATE "C" CHECK (survivor.is_code('MessageReceiver', receiver)),
  joined_uid uuid CONSTRAINT short_message_joined_to REFERENCES survivor.short_message (uid),
  tries integer NOT NULL DEFAULT 0 CHECK (tries BETWEEN 0 AND 1000),
  due_time timestamptz NOT NULL,
  expire_time timestamptz NOT NULL,
  sent_time timestamptz,
  told_by uuid,
  create_time timestamptz NOT NULL,
  update_time timestamptz NOT NULL,
  event_uid uuid NOT NULL,
  claimed_until timestamptz,
  CONSTRAINT short_message_once UNIQUE (event_uid, addressee_uid),
  CONSTRAINT short_message_own CHECK (addressee <> 'MESSAGE_ADDRESSEE_SURVIVOR' OR addressee_uid = survivor_uid),
  CONSTRAINT short_message_joined CHECK ((state = 'MESSAGE_STATE_JOINED') = (joined_uid IS NOT NULL)),
  CONSTRAINT short_message_sent CHECK ((state = 'MESSAGE_STATE_SENT') = (sent_time IS NOT NULL)),
  CONSTRAINT short_message_sent_to CHECK (state <> 'MESSAGE_STATE_SENT' OR receiver IS NOT NULL),
  CONSTRAINT short_message_reason CHECK (
    (reason IS NULL) = (state IN ('MESSAGE_STATE_QUEUED', 'MESSAGE_STATE_JOINED', 'MESSAGE_STATE_SENT')))
);
-- Those that wait for their time.
CREATE INDEX short_message_due ON survivor.short_message (due_time, uid) WHERE state IN ('MESSAGE_STATE_QUEUED', 'MESSAGE_STATE_FAILED');
-- Of one addressee: what waits already, and how many went today.
CREATE INDEX short_message_addressee_uid ON survivor.short_message (addressee_uid, due_time);
CREATE INDEX short_message_survivor_uid ON survivor.short_message (survivor_uid, uid);
CREATE INDEX short_message_joined_uid ON survivor.short_message (joined_uid) WHERE joined_uid IS NOT NULL;
SELECT kit.add_place_of('survivor.survivor', 'survivor.short_message', 'survivor_uid');
CREATE INDEX short_message_register ON survivor.short_message (register, uid);
-- The work list: whom somebody must tell.
CREATE INDEX short_message_untold ON survivor.short_message (register, uid) WHERE state IN ('MESSAGE_STATE_GIVEN_UP', 'MESSAGE_STATE_NOT_SENT');
SELECT kit.count_versions('survivor.short_message');

-- Steps are those of the table; what a message is never changes, and what is over stays. Who told the person is whoever the context says.
CREATE FUNCTION survivor.step_message() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  before survivor.short_message;
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state NOT IN ('MESSAGE_STATE_QUEUED', 'MESSAGE_STATE_JOINED') THEN
      RAISE EXCEPTION 'a message waits first' USING ERRCODE = 'DY015';
    END IF;
    NEW.tries := 0;
    NEW.claimed_until := NULL;
    NEW.told_by := NULL;
    RETURN NEW;
  END IF;
  IF NEW.state <> OLD.state
     AND NOT EXISTS (SELECT FROM survivor.message_transition t WHERE t.from_state = OLD.state AND t.to_state = NEW.state) THEN
    RAISE EXCEPTION 'a message goes no such step' USING ERRCODE = 'DY015';
  END IF;
  before := OLD;
  before.register := NEW.register;
  before.district := NEW.district;
  before.institution := NEW.institution;
  before.etag := NEW.etag;
  before.update_time := NEW.update_time;
  IF OLD.state IN ('MESSAGE_STATE_QUEUED', 'MESSAGE_STATE_FAILED') THEN
    before.state := NEW.state;
    before.reason := NEW.reason;
    before.receiver := NEW.receiver;
    before.tries := greatest(NEW.tries, OLD.tries);
    before.due_time := NEW.due_time;
    before.sent_time := NEW.sent_time;
    before.claimed_until := NEW.claimed_until;
  ELSIF NEW.state <> OLD.state THEN
    NEW.told_by := access.context_staff();
    before.state := NEW.state;
    before.told_by := NEW.told_by;
  END IF;
  IF NEW IS DISTINCT FROM before THEN
    RAISE EXCEPTION 'what a message is, and what became of it, stays' USING ERRCODE = 'DY015';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER step_message BEFORE INSERT OR UPDATE ON survivor.short_message FOR EACH ROW EXECUTE FUNCTION survivor.step_message();

-- Whom something is about that the payment service tells of: which record, and who receives it. Nothing else of it, and nobody for an example,
-- which is no law. For the role that tells people.
CREATE FUNCTION payment.whom_to_tell(resource text) RETURNS TABLE (survivor_uid uuid, addressee_uid uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
DECLARE
  named constant uuid := split_part(resource, '/', 2)::uuid;
BEGIN
  IF access.context_role() IS DISTINCT FROM 'survivor_messages_background' THEN
    RAISE EXCEPTION 'for the survivor service, telling people' USING ERRCODE = '42501';
  END IF;
  IF split_part(resource, '/', 1) = 'entitlements' THEN
    RETURN QUERY SELECT e.survivor_uid, e.beneficiary_uid FROM payment.entitlement e WHERE e.uid = named AND NOT e.example;
  ELSIF split_part(resource, '/', 1) = 'payeeAccounts' THEN
    RETURN QUERY SELECT a.survivor_uid, a.payee_uid FROM payment.payee_account a WHERE a.uid = named;
  END IF;
END
$$;

-- Who holds the account that these payees (records of one person, or a member of a family) are paid to, when somebody stands for them: a member of
-- the family. No row: nobody does.
CREATE FUNCTION payment.guardian_of_payee(payees uuid[]) RETURNS TABLE (guardian_uid uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
BEGIN
  IF access.context_role() IS DISTINCT FROM 'survivor_messages_background' THEN
    RAISE EXCEPTION 'for the survivor service, telling people' USING ERRCODE = '42501';
  END IF;
  RETURN QUERY SELECT a.guardian_uid FROM payment.payee_account a
               WHERE a.payee_uid = ANY (payees) AND a.state = 'ACCOUNT_STATE_IN_USE' AND a.guardian_uid IS NOT NULL
               ORDER BY a.uid DESC LIMIT 1;
END
$$;
-- The keeper reads the other columns already.
GRANT SELECT (beneficiary_uid, example) ON payment.entitlement TO payment_keeper;
SELECT kit.give_to_keeper('payment.whom_to_tell(text)', 'payment.guardian_of_payee(uuid[])');

-- Whose appointment it is and when it begins, as long as it stands. Neither where nor what for.
CREATE FUNCTION rehabilitation.whom_to_remind(appointment uuid) RETURNS TABLE (survivor_uid uuid, starts_time timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
BEGIN
  IF access.context_role() IS DISTINCT FROM 'survivor_messages_background' THEN
    RAISE EXCEPTION 'for the survivor service, telling people' USING ERRCODE = '42501';
  END IF;
  RETURN QUERY SELECT a.survivor_uid, a.starts_time FROM rehabilitation.appointment a
               WHERE a.uid = whom_to_remind.appointment AND a.state = 'APPOINTMENT_STATE_BOOKED';
END
$$;
SELECT kit.keeper_may('SELECT', 'rehabilitation.appointment', 'uid', 'survivor_uid', 'starts_time', 'state');
SELECT kit.give_to_keeper('rehabilitation.whom_to_remind(uuid)');

INSERT INTO outbox.subscription (kind, subscriber)
SELECT kind, 'survivor.queue_messages'
FROM unnest('{entitlement.started,entitlement.changed,entitlement.ended,entitlement.suspended,entitlement.resumed,entitlement.overpaid,
              payment.account_changed,appointment.reminder_due}'::text[]) AS kind;

COMMIT;
