-- Deploy dayaq:bank_answers to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

SELECT kit.add_codes('payment', '{
  "BankMessageKind": ["BANK_MESSAGE_KIND_STATUS", "BANK_MESSAGE_KIND_MOVEMENT"],
  "BankMessageState": ["BANK_MESSAGE_STATE_TAKEN", "BANK_MESSAGE_STATE_WITH_QUESTIONS"],
  "BankLineKind": ["BANK_LINE_KIND_STATUS", "BANK_LINE_KIND_OUT", "BANK_LINE_KIND_BACK", "BANK_LINE_KIND_NOTICE"],
  "BankLineMatch": ["BANK_LINE_MATCH_ORDER", "BANK_LINE_MATCH_AMOUNT_DIFFERS", "BANK_LINE_MATCH_NONE"],
  "PaymentQuestionKind": ["PAYMENT_QUESTION_KIND_ACCOUNT_WRONG", "PAYMENT_QUESTION_KIND_ACCOUNT_CLOSED",
                          "PAYMENT_QUESTION_KIND_ACCOUNT_BLOCKED", "PAYMENT_QUESTION_KIND_NAME_DISAGREES",
                          "PAYMENT_QUESTION_KIND_PAYEE_DECEASED", "PAYMENT_QUESTION_KIND_DUPLICATE", "PAYMENT_QUESTION_KIND_NO_FUNDS",
                          "PAYMENT_QUESTION_KIND_REGULATORY", "PAYMENT_QUESTION_KIND_CUT_OFF", "PAYMENT_QUESTION_KIND_OTHER_REASON",
                          "PAYMENT_QUESTION_KIND_STATUS_UNKNOWN", "PAYMENT_QUESTION_KIND_HELD_BY_BANK",
                          "PAYMENT_QUESTION_KIND_CONTRADICTION", "PAYMENT_QUESTION_KIND_AMOUNT_DIFFERS",
                          "PAYMENT_QUESTION_KIND_PAID_TWICE", "PAYMENT_QUESTION_KIND_PAID_AFTER_REFUSAL",
                          "PAYMENT_QUESTION_KIND_NOT_SENT"],
  "QuestionHold": ["QUESTION_HOLD_NOTHING", "QUESTION_HOLD_ORDER", "QUESTION_HOLD_PAYEE"],
  "PaymentQuestionState": ["PAYMENT_QUESTION_STATE_OPEN", "PAYMENT_QUESTION_STATE_ANSWERED"],
  "PaymentAnswer": ["PAYMENT_ANSWER_PAY_AGAIN", "PAYMENT_ANSWER_DO_NOT_PAY", "PAYMENT_ANSWER_SETTLED", "PAYMENT_ANSWER_PAYEE_ALIVE",
                    "PAYMENT_ANSWER_PAYEE_DEAD"],
  "ReconciliationState": ["RECONCILIATION_STATE_OPEN", "RECONCILIATION_STATE_CLOSED"]
}');

-- Bank answers come in any order: what was refused may be accepted later, or the money come back once more; what was paid may turn out to be of
-- another amount. Which state an order is in follows from all that was said of it (services/payment/bank_rules.h).
INSERT INTO payment.order_transition (from_state, to_state)
SELECT 'PAYMENT_ORDER_STATE_' || f, 'PAYMENT_ORDER_STATE_' || t
FROM (VALUES ('REJECTED', 'HELD'), ('RETURNED', 'SETTLED'), ('RETURNED', 'HELD'), ('SETTLED', 'HELD')) AS s(f, t);

-- Rows of dayaq.payment.v1.BankMessage. Neither they nor their lines lie in a district: a bank's file tells of everybody's orders, and only
-- whoever keeps the whole account reads it. Nobody changes or removes one.
CREATE TABLE payment.bank_message (
  uid uuid PRIMARY KEY,
  bank text COLLATE "C" NOT NULL CHECK (bank ~ '^[a-z][a-z0-9-]{1,39}$'),
  kind text COLLATE "C" NOT NULL CHECK (payment.is_code('BankMessageKind', kind)),
  message_id text NOT NULL CHECK (length(message_id) BETWEEN 1 AND 35),
  content_hash text COLLATE "C" NOT NULL CHECK (content_hash ~ '^[0-9a-f]{64}$'),
  original_message_id text CHECK (length(original_message_id) BETWEEN 1 AND 35),
  state text COLLATE "C" NOT NULL CHECK (payment.is_code('BankMessageState', state)),
  lines integer NOT NULL DEFAULT 0 CHECK (lines >= 0),
  lines_repeated integer NOT NULL DEFAULT 0 CHECK (lines_repeated BETWEEN 0 AND lines),
  lines_unmatched integer NOT NULL DEFAULT 0 CHECK (lines_unmatched BETWEEN 0 AND lines),
  questions integer NOT NULL DEFAULT 0 CHECK (questions >= 0),
  said_time timestamptz NOT NULL,
  staff_uid uuid NOT NULL,
  create_time timestamptz NOT NULL,
  CONSTRAINT bank_message_once UNIQUE (content_hash),
  CONSTRAINT bank_message_name_once UNIQUE (bank, kind, message_id)
);
SELECT kit.protect('payment.bank_message');

-- Rows of dayaq.payment.v1.BankLine: each line is known once, whichever files tell it. The message is written when its lines are counted.
CREATE TABLE payment.bank_line (
  uid uuid PRIMARY KEY,
  message_uid uuid NOT NULL REFERENCES payment.bank_message (uid) DEFERRABLE INITIALLY DEFERRED,
  line integer NOT NULL CHECK (line > 0),
  order_uid uuid REFERENCES payment.payment_order (uid),
  kind text COLLATE "C" NOT NULL CHECK (payment.is_code('BankLineKind', kind)),
  match text COLLATE "C" NOT NULL CHECK (payment.is_code('BankLineMatch', match)),
  code text COLLATE "C" CHECK (code ~ '^[A-Z0-9]{1,4}$'),
  reasons jsonb CHECK (jsonb_typeof(reasons) = 'array' AND jsonb_array_length(reasons) <= 20),
  amount_qepik bigint NOT NULL DEFAULT 0 CHECK (amount_qepik >= 0),
  booked_on text COLLATE "C" CHECK (survivor.is_day(booked_on)),
  bank_reference text CHECK (length(bank_reference) <= 71),
  line_hash text COLLATE "C" NOT NULL CHECK (line_hash ~ '^[0-9a-f]{64}$'),
  said_time timestamptz NOT NULL,
  create_time timestamptz NOT NULL,
  CONSTRAINT bank_line_once UNIQUE (line_hash),
  CONSTRAINT bank_line_kind CHECK (CASE kind
    WHEN 'BANK_LINE_KIND_STATUS' THEN code IS NOT NULL AND amount_qepik = 0 AND booked_on IS NULL
    WHEN 'BANK_LINE_KIND_NOTICE' THEN amount_qepik > 0
    ELSE amount_qepik > 0 AND booked_on IS NOT NULL END),
  CONSTRAINT bank_line_match CHECK ((match = 'BANK_LINE_MATCH_NONE') = (order_uid IS NULL))
);
CREATE INDEX bank_line_message_uid ON payment.bank_line (message_uid, uid);
CREATE INDEX bank_line_order_uid ON payment.bank_line (order_uid, uid) WHERE order_uid IS NOT NULL;
CREATE INDEX bank_line_booked_on ON payment.bank_line (booked_on, uid) WHERE booked_on IS NOT NULL;
SELECT kit.protect('payment.bank_line');

-- Rows of dayaq.payment.v1.PaymentQuestion: what a person must answer about an order. They lie where the order lies.
CREATE TABLE payment.payment_question (
  uid uuid PRIMARY KEY,
  etag bigint NOT NULL,
  order_uid uuid NOT NULL,
  survivor_uid uuid NOT NULL,
  payee_uid uuid NOT NULL,
  kind text COLLATE "C" NOT NULL CHECK (payment.is_code('PaymentQuestionKind', kind)),
  reason_code text COLLATE "C" CHECK (reason_code ~ '^[A-Z0-9]{1,4}$'),
  holds text COLLATE "C" NOT NULL CHECK (payment.is_code('QuestionHold', holds)),
  suspicious boolean NOT NULL DEFAULT false,
  state text COLLATE "C" NOT NULL CHECK (payment.is_code('PaymentQuestionState', state)),
  taken_by uuid,
  answer text COLLATE "C" CHECK (payment.is_code('PaymentAnswer', answer)),
  answer_reason text CHECK (length(answer_reason) BETWEEN 3 AND 500),
  answered_by uuid,
  answered_time timestamptz,
  create_time timestamptz NOT NULL,
  update_time timestamptz NOT NULL,
  CONSTRAINT payment_question_once UNIQUE (order_uid, kind),
  CONSTRAINT payment_question_answered CHECK (
    (state = 'PAYMENT_QUESTION_STATE_ANSWERED') = (answer IS NOT NULL) AND (answer IS NULL) = (answered_by IS NULL)
    AND (answer IS NULL) = (answered_time IS NULL) AND (answer IS NULL) = (answer_reason IS NULL))
);
CREATE INDEX payment_question_newest ON payment.payment_question (state, uid);
-- What collecting a run asks of each payee; nearly always nothing.
CREATE INDEX payment_question_holds ON payment.payment_question (payee_uid) WHERE holds <> 'QUESTION_HOLD_NOTHING';
SELECT kit.add_place_of('payment.payment_order', 'payment.payment_question', 'order_uid');
ALTER TABLE payment.payment_question ADD CONSTRAINT payment_question_scope UNIQUE (uid, register, district, institution);
SELECT kit.keep_versions('payment.payment_question');

-- Rows of dayaq.payment.v1.Reconciliation: a day of the whole account.
CREATE TABLE payment.reconciliation (
  uid uuid PRIMARY KEY,
  etag bigint NOT NULL,
  day text COLLATE "C" NOT NULL CHECK (survivor.is_day(day)),
  state text COLLATE "C" NOT NULL CHECK (payment.is_code('ReconciliationState', state)),
  ordered bigint NOT NULL DEFAULT 0 CHECK (ordered >= 0),
  ordered_qepik bigint NOT NULL DEFAULT 0 CHECK (ordered_qepik >= 0),
  accepted bigint NOT NULL DEFAULT 0 CHECK (accepted BETWEEN 0 AND ordered),
  accepted_qepik bigint NOT NULL DEFAULT 0 CHECK (accepted_qepik BETWEEN 0 AND ordered_qepik),
  moved bigint NOT NULL DEFAULT 0 CHECK (moved >= 0),
  moved_qepik bigint NOT NULL DEFAULT 0 CHECK (moved_qepik >= 0),
  returned bigint NOT NULL DEFAULT 0 CHECK (returned >= 0),
  returned_qepik bigint NOT NULL DEFAULT 0 CHECK (returned_qepik >= 0),
  differences jsonb CHECK (jsonb_typeof(differences) = 'array' AND jsonb_array_length(differences) <= 1000),
  difference_count bigint NOT NULL DEFAULT 0 CHECK (difference_count >= 0),
  closed_by uuid,
  close_reason text CHECK (length(close_reason) BETWEEN 3 AND 1000),
  closed_time timestamptz,
  create_time timestamptz NOT NULL,
  update_time timestamptz NOT NULL,
  CONSTRAINT reconciliation_day UNIQUE (day),
  CONSTRAINT reconciliation_closed CHECK (
    (state = 'RECONCILIATION_STATE_CLOSED') = (closed_by IS NOT NULL) AND (closed_by IS NULL) = (closed_time IS NULL)
    AND (difference_count = 0 OR closed_by IS NULL OR close_reason IS NOT NULL))
);
SELECT kit.protect('payment.reconciliation');
SELECT kit.count_versions('payment.reconciliation', true);

-- Days before today on which orders were to be executed, or money moved, and that nobody has closed; oldest first. While there is one, no run
-- is begun: what went wrong yesterday would go wrong again tomorrow.
CREATE FUNCTION payment.open_days() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT d.day FROM (
    SELECT r.execute_on AS day FROM payment.payment_run r WHERE r.state IN ('PAYMENT_RUN_STATE_RELEASED', 'PAYMENT_RUN_STATE_FILED')
    UNION SELECT c.day FROM payment.reconciliation c
  ) AS d
  WHERE d.day < to_char(now() AT TIME ZONE 'Asia/Baku', 'YYYY-MM-DD')
    AND NOT EXISTS (SELECT FROM payment.reconciliation c WHERE c.day = d.day AND c.state = 'RECONCILIATION_STATE_CLOSED')
  ORDER BY d.day LIMIT 100
$$;
SET LOCAL ROLE payment_keeper;
DROP FUNCTION payment.reconciliation_open();
SET LOCAL ROLE dayaq_owner;
CREATE FUNCTION payment.reconciliation_open() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$ SELECT EXISTS (SELECT FROM payment.open_days()) $$;

SELECT kit.keeper_may('SELECT', 'payment.reconciliation', 'day', 'state');
SELECT kit.give_to_keeper('payment.open_days()', 'payment.reconciliation_open()');

COMMIT;
