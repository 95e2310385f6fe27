-- Deploy dayaq:payment_runs to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

SELECT kit.add_codes('payment', '{
  "PaymentRunState": ["PAYMENT_RUN_STATE_COLLECTING", "PAYMENT_RUN_STATE_PROPOSED", "PAYMENT_RUN_STATE_VERIFIED", "PAYMENT_RUN_STATE_APPROVED",
                      "PAYMENT_RUN_STATE_RELEASED", "PAYMENT_RUN_STATE_FILED", "PAYMENT_RUN_STATE_REJECTED"],
  "PaymentOrderState": ["PAYMENT_ORDER_STATE_PROPOSED", "PAYMENT_ORDER_STATE_READY", "PAYMENT_ORDER_STATE_SENT", "PAYMENT_ORDER_STATE_ACCEPTED",
                        "PAYMENT_ORDER_STATE_SETTLED", "PAYMENT_ORDER_STATE_REJECTED", "PAYMENT_ORDER_STATE_RETURNED", "PAYMENT_ORDER_STATE_HELD",
                        "PAYMENT_ORDER_STATE_CANCELLED"],
  "OmissionReason": ["OMISSION_REASON_EXAMPLE", "OMISSION_REASON_NOT_RELEASABLE", "OMISSION_REASON_SUSPENDED", "OMISSION_REASON_PAYEE_GONE",
                     "OMISSION_REASON_NO_ACCOUNT", "OMISSION_REASON_ACCOUNT_ON_HOLD", "OMISSION_REASON_ACCOUNT_IN_DOUBT",
                     "OMISSION_REASON_ORDER_HELD", "OMISSION_REASON_RECOVERED", "OMISSION_REASON_ORDER_LIMIT", "OMISSION_REASON_PAYEE_LIMIT"]
}');

-- Which state follows which. What is not here does not happen, whatever a program believes.
CREATE TABLE payment.run_transition (
  from_state text COLLATE "C" NOT NULL CHECK (payment.is_code('PaymentRunState', from_state)),
  to_state text COLLATE "C" NOT NULL CHECK (payment.is_code('PaymentRunState', to_state)),
  PRIMARY KEY (from_state, to_state)
);
INSERT INTO payment.run_transition (from_state, to_state)
SELECT 'PAYMENT_RUN_STATE_' || f, 'PAYMENT_RUN_STATE_' || t
FROM (VALUES ('COLLECTING', 'PROPOSED'), ('COLLECTING', 'REJECTED'), ('PROPOSED', 'VERIFIED'), ('PROPOSED', 'REJECTED'), ('VERIFIED', 'APPROVED'),
             ('VERIFIED', 'REJECTED'), ('APPROVED', 'RELEASED'), ('APPROVED', 'REJECTED'), ('RELEASED', 'FILED')) AS s(f, t);

-- Bank answers come in any order, late and twice: a refusal after which the money moved all the same is believed, a return before the money was
-- seen to move too. What is held before it is sent is given up or goes no further: the next run pays what is due then.
CREATE TABLE payment.order_transition (
  from_state text COLLATE "C" NOT NULL CHECK (payment.is_code('PaymentOrderState', from_state)),
  to_state text COLLATE "C" NOT NULL CHECK (payment.is_code('PaymentOrderState', to_state)),
  PRIMARY KEY (from_state, to_state)
);
INSERT INTO payment.order_transition (from_state, to_state)
SELECT 'PAYMENT_ORDER_STATE_' || f, 'PAYMENT_ORDER_STATE_' || t
FROM (VALUES ('PROPOSED', 'READY'), ('PROPOSED', 'HELD'), ('PROPOSED', 'CANCELLED'), ('READY', 'SENT'), ('READY', 'HELD'), ('READY', 'CANCELLED'),
             ('HELD', 'CANCELLED'), ('HELD', 'ACCEPTED'), ('HELD', 'SETTLED'), ('HELD', 'REJECTED'), ('HELD', 'RETURNED'),
             ('SENT', 'ACCEPTED'), ('SENT', 'SETTLED'), ('SENT', 'REJECTED'), ('SENT', 'RETURNED'), ('SENT', 'HELD'),
             ('ACCEPTED', 'SETTLED'), ('ACCEPTED', 'REJECTED'), ('ACCEPTED', 'RETURNED'), ('ACCEPTED', 'HELD'),
             ('SETTLED', 'RETURNED'), ('REJECTED', 'SETTLED'), ('REJECTED', 'RETURNED')) AS s(f, t);

-- Rows of dayaq.payment.v1.PaymentRun. It lies in a register, and in a district when it pays no more than that one; without a district (the
-- empty text, which lies below all codes) only those who are bound to none see it. A district that is none pays nobody.
CREATE TABLE payment.payment_run (
  uid uuid PRIMARY KEY,
  etag bigint NOT NULL,
  number bigint NOT NULL GENERATED ALWAYS AS IDENTITY UNIQUE,
  register text COLLATE "C" NOT NULL REFERENCES incident.register,
  district text COLLATE "C" NOT NULL DEFAULT '',
  institution text COLLATE "C" NOT NULL,
  execute_on text COLLATE "C" NOT NULL CHECK (survivor.is_day(execute_on)),
  due_until text COLLATE "C" NOT NULL CHECK (survivor.is_day(due_until)),
  source_account text COLLATE "C" NOT NULL CHECK (source_account ~ '^[a-z][a-z0-9-]{0,39}$'),
  source jsonb NOT NULL CHECK (jsonb_typeof(source) = 'object'),
  state text COLLATE "C" NOT NULL CHECK (payment.is_code('PaymentRunState', state)),
  orders integer NOT NULL DEFAULT 0 CHECK (orders >= 0),
  total_qepik bigint NOT NULL DEFAULT 0 CHECK (total_qepik >= 0),
  omitted integer NOT NULL DEFAULT 0 CHECK (omitted >= 0),
  orders_per_file integer NOT NULL CHECK (orders_per_file BETWEEN 1 AND 1000000),
  cursor_uid uuid,
  proposed_by uuid,
  verified_by uuid,
  approved_by uuid,
  released_by uuid,
  rejected_by uuid,
  reject_reason text CHECK (length(reject_reason) BETWEEN 1 AND 500),
  available_qepik bigint CHECK (available_qepik >= 0),
  funds_document text CHECK (length(funds_document) BETWEEN 1 AND 100),
  create_time timestamptz NOT NULL,
  verify_time timestamptz,
  approve_time timestamptz,
  release_time timestamptz,
  update_time timestamptz NOT NULL,
  -- Four people, whatever the program believes.
  CONSTRAINT payment_run_by_four CHECK (verified_by <> proposed_by AND approved_by <> proposed_by AND approved_by <> verified_by
    AND released_by <> proposed_by AND released_by <> verified_by AND released_by <> approved_by),
  CONSTRAINT payment_run_steps CHECK (
    (verified_by IS NOT NULL OR state IN ('PAYMENT_RUN_STATE_COLLECTING', 'PAYMENT_RUN_STATE_PROPOSED', 'PAYMENT_RUN_STATE_REJECTED'))
    AND (approved_by IS NOT NULL OR state NOT IN ('PAYMENT_RUN_STATE_APPROVED', 'PAYMENT_RUN_STATE_RELEASED', 'PAYMENT_RUN_STATE_FILED'))
    AND (released_by IS NOT NULL) = (state IN ('PAYMENT_RUN_STATE_RELEASED', 'PAYMENT_RUN_STATE_FILED'))
    AND (reject_reason IS NOT NULL) = (state = 'PAYMENT_RUN_STATE_REJECTED')),
  CONSTRAINT payment_run_funds CHECK ((approved_by IS NOT NULL) = (available_qepik IS NOT NULL) AND total_qepik <= available_qepik)
);
-- One collects at a time in a register: two would take the same instalments.
CREATE UNIQUE INDEX payment_run_collecting ON payment.payment_run (register) WHERE state = 'PAYMENT_RUN_STATE_COLLECTING';
CREATE INDEX payment_run_execute ON payment.payment_run (register, execute_on, uid);
CREATE INDEX payment_run_verified_by ON payment.payment_run (verified_by, verify_time);
CREATE INDEX payment_run_approved_by ON payment.payment_run (approved_by, approve_time);
CREATE INDEX payment_run_released_by ON payment.payment_run (released_by, release_time);
SELECT kit.protect('payment.payment_run');
SELECT kit.count_versions('payment.payment_run', true);

CREATE FUNCTION payment.step_run() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF access.context_role() IS NULL THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'INSERT' THEN
    NEW.state := 'PAYMENT_RUN_STATE_COLLECTING';
    NEW.proposed_by := access.context_staff();
    NEW.verified_by := NULL; NEW.approved_by := NULL; NEW.released_by := NULL; NEW.rejected_by := NULL;
    NEW.verify_time := NULL; NEW.approve_time := NULL; NEW.release_time := NULL;
    NEW.orders := 0; NEW.total_qepik := 0; NEW.omitted := 0;
    RETURN NEW;
  END IF;
  IF NEW.state <> OLD.state
     AND NOT EXISTS (SELECT FROM payment.run_transition t WHERE t.from_state = OLD.state AND t.to_state = NEW.state) THEN
    RAISE EXCEPTION 'a run goes no such step' USING ERRCODE = 'DY015';
  END IF;
  IF (NEW.number, NEW.register, NEW.district, NEW.institution, NEW.execute_on, NEW.due_until, NEW.source_account, NEW.source, NEW.orders_per_file,
      NEW.proposed_by) IS DISTINCT FROM
     (OLD.number, OLD.register, OLD.district, OLD.institution, OLD.execute_on, OLD.due_until, OLD.source_account, OLD.source, OLD.orders_per_file,
      OLD.proposed_by)
     OR (OLD.state <> 'PAYMENT_RUN_STATE_COLLECTING'
         AND (NEW.orders, NEW.total_qepik, NEW.omitted) IS DISTINCT FROM (OLD.orders, OLD.total_qepik, OLD.omitted))
     OR (OLD.approved_by IS NOT NULL
         AND (NEW.available_qepik, NEW.funds_document) IS DISTINCT FROM (OLD.available_qepik, OLD.funds_document)) THEN
    RAISE EXCEPTION 'what was proposed and approved stays' USING ERRCODE = 'DY015';
  END IF;
  -- Whoever takes a step is whoever the context says.
  NEW.verified_by := OLD.verified_by; NEW.approved_by := OLD.approved_by; NEW.released_by := OLD.released_by; NEW.rejected_by := OLD.rejected_by;
  NEW.verify_time := OLD.verify_time; NEW.approve_time := OLD.approve_time; NEW.release_time := OLD.release_time;
  IF NEW.state <> OLD.state THEN
    CASE NEW.state
      WHEN 'PAYMENT_RUN_STATE_VERIFIED' THEN NEW.verified_by := access.context_staff(); NEW.verify_time := now();
      WHEN 'PAYMENT_RUN_STATE_APPROVED' THEN NEW.approved_by := access.context_staff(); NEW.approve_time := now();
      WHEN 'PAYMENT_RUN_STATE_RELEASED' THEN NEW.released_by := access.context_staff(); NEW.release_time := date_trunc('second', now());
      WHEN 'PAYMENT_RUN_STATE_REJECTED' THEN NEW.rejected_by := access.context_staff();
      ELSE NULL;
    END CASE;
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER step_run BEFORE INSERT OR UPDATE ON payment.payment_run FOR EACH ROW EXECUTE FUNCTION payment.step_run();

-- Rows of dayaq.payment.v1.PaymentFile: known before the file is handed out, and never changed.
CREATE TABLE payment.payment_file (
  uid uuid PRIMARY KEY,
  run_uid uuid NOT NULL REFERENCES payment.payment_run,
  number integer NOT NULL CHECK (number > 0),
  message_id text COLLATE "C" NOT NULL UNIQUE CHECK (message_id ~ '^[A-Z0-9]{1,35}$'),
  file_name text COLLATE "C" NOT NULL UNIQUE CHECK (file_name ~ '^[A-Za-z0-9.-]{1,80}$'),
  content_hash text COLLATE "C" NOT NULL CHECK (content_hash ~ '^[0-9a-f]{64}$'),
  bytes bigint NOT NULL CHECK (bytes > 0),
  orders integer NOT NULL CHECK (orders > 0),
  total_qepik bigint NOT NULL CHECK (total_qepik > 0),
  register text COLLATE "C" NOT NULL,
  district text COLLATE "C" NOT NULL DEFAULT '',
  institution text COLLATE "C" NOT NULL,
  create_time timestamptz NOT NULL,
  CONSTRAINT payment_file_once UNIQUE (run_uid, number)
);
SELECT kit.protect('payment.payment_file');
CREATE TRIGGER decided_now BEFORE INSERT ON payment.payment_file FOR EACH ROW EXECUTE FUNCTION payment.decided_now();
CREATE TRIGGER stays BEFORE UPDATE OR DELETE ON payment.payment_file FOR EACH ROW EXECUTE FUNCTION payment.stays();

-- Rows of dayaq.payment.v1.PaymentOrder. It lies where its entitlement lies. Its state changes several times, and no index holds it.
CREATE TABLE payment.payment_order (
  uid uuid PRIMARY KEY,
  etag bigint NOT NULL,
  run_uid uuid NOT NULL REFERENCES payment.payment_run,
  entitlement_uid uuid NOT NULL,
  survivor_uid uuid NOT NULL,
  payee_uid uuid NOT NULL,
  account_uid uuid NOT NULL REFERENCES payment.payee_account,
  benefit text COLLATE "C" NOT NULL,
  amount_qepik bigint NOT NULL CHECK (amount_qepik > 0),
  recovered_qepik bigint NOT NULL DEFAULT 0,
  currency text COLLATE "C" NOT NULL CHECK (currency = 'AZN'),
  purpose text COLLATE "C" NOT NULL CHECK (purpose ~ '^[A-Z]{4}$'),
  remittance text COLLATE "C" NOT NULL CHECK (length(remittance) BETWEEN 1 AND 140),
  uetr uuid NOT NULL CHECK (uetr::text ~ '^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab]'),
  file_number integer NOT NULL CHECK (file_number > 0),
  -- Of payment.payment_file, from which nothing is ever removed; no index holds what changes with the state.
  file_uid uuid,
  state text COLLATE "C" NOT NULL CHECK (payment.is_code('PaymentOrderState', state)),
  because text COLLATE "C" NOT NULL CHECK (because ~ '^[A-Za-z0-9_.-]{1,40}$'),
  create_time timestamptz NOT NULL,
  update_time timestamptz NOT NULL,
  CONSTRAINT payment_order_once UNIQUE (run_uid, entitlement_uid)
) WITH (fillfactor = 75);
CREATE INDEX payment_order_file ON payment.payment_order (run_uid, file_number, uid);
CREATE INDEX payment_order_entitlement_uid ON payment.payment_order (entitlement_uid, uid);
CREATE INDEX payment_order_survivor_uid ON payment.payment_order (survivor_uid, uid);
CREATE INDEX payment_order_payee_uid ON payment.payment_order (payee_uid, create_time);
CREATE INDEX payment_order_account_uid ON payment.payment_order (account_uid);
SELECT kit.add_place_of('payment.entitlement', 'payment.payment_order', 'entitlement_uid');
ALTER TABLE payment.payment_order ADD CONSTRAINT payment_order_scope UNIQUE (uid, register, district, institution);
SELECT kit.count_versions('payment.payment_order');

-- Rows of dayaq.payment.v1.PaymentOrderInstalment. `live` follows the state of the order, so that one index can say: no instalment is paid twice.
CREATE TABLE payment.payment_order_instalment (
  order_uid uuid NOT NULL,
  instalment_uid uuid NOT NULL REFERENCES payment.instalment,
  period text COLLATE "C" NOT NULL,
  amount_qepik bigint NOT NULL,
  live boolean NOT NULL DEFAULT true,
  PRIMARY KEY (order_uid, instalment_uid)
) WITH (fillfactor = 90);
CREATE UNIQUE INDEX payment_order_instalment_once ON payment.payment_order_instalment (instalment_uid) WHERE live;
SELECT kit.add_place_of('payment.payment_order', 'payment.payment_order_instalment', 'order_uid');

-- Rows of dayaq.payment.v1.PaymentOrderStep.
CREATE TABLE payment.payment_order_step (
  uid bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  order_uid uuid NOT NULL,
  from_state text COLLATE "C" NOT NULL,
  to_state text COLLATE "C" NOT NULL,
  because text COLLATE "C" NOT NULL,
  staff_uid uuid,
  create_time timestamptz NOT NULL
);
CREATE INDEX payment_order_step_order_uid ON payment.payment_order_step (order_uid, uid);
SELECT kit.add_place_of('payment.payment_order', 'payment.payment_order_step', 'order_uid');

-- Rows of dayaq.payment.v1.RunOmission.
CREATE TABLE payment.run_omission (
  run_uid uuid NOT NULL REFERENCES payment.payment_run,
  entitlement_uid uuid NOT NULL,
  survivor_uid uuid NOT NULL,
  payee_uid uuid NOT NULL,
  benefit text COLLATE "C" NOT NULL,
  reason text COLLATE "C" NOT NULL CHECK (payment.is_code('OmissionReason', reason)),
  amount_qepik bigint NOT NULL,
  PRIMARY KEY (run_uid, entitlement_uid)
);
SELECT kit.add_place_of('payment.entitlement', 'payment.run_omission', 'entitlement_uid');

-- A new order is proposed, whatever an insert says; what it pays is the sum of its instalments, of its own entitlement, less what is taken back.
-- A recovery that is paid out again never leads above what the person is entitled to.
CREATE FUNCTION payment.check_new_orders() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (
    SELECT FROM added o
    LEFT JOIN LATERAL (
      SELECT sum(i.amount_qepik) AS paid, bool_and(n.amount_qepik = i.amount_qepik AND n.period = i.period AND n.entitlement_uid = o.entitlement_uid) AS right_ones
      FROM payment.payment_order_instalment i JOIN payment.instalment n ON n.uid = i.instalment_uid WHERE i.order_uid = o.uid AND i.live) AS s ON true
    WHERE o.amount_qepik IS DISTINCT FROM s.paid - o.recovered_qepik OR s.right_ones IS NOT TRUE) THEN
    RAISE EXCEPTION 'an order is the sum of its instalments' USING ERRCODE = '23514', CONSTRAINT = 'payment_order_sum';
  END IF;
  IF EXISTS (
    SELECT FROM added o JOIN payment.entitlement e ON e.uid = o.entitlement_uid
    WHERE o.recovered_qepik < 0
      AND e.entitled_qepik < (SELECT sum(p.amount_qepik) FROM payment.payment_order p WHERE p.entitlement_uid = o.entitlement_uid
                                AND p.state NOT IN ('PAYMENT_ORDER_STATE_REJECTED', 'PAYMENT_ORDER_STATE_RETURNED', 'PAYMENT_ORDER_STATE_CANCELLED'))) THEN
    RAISE EXCEPTION 'nobody is paid more than they are entitled to' USING ERRCODE = '23514', CONSTRAINT = 'payment_order_entitled';
  END IF;
  IF EXISTS (
    SELECT FROM added o JOIN payment.payment_run r ON r.uid = o.run_uid JOIN payment.payee_account a ON a.uid = o.account_uid
    WHERE r.state <> 'PAYMENT_RUN_STATE_COLLECTING' OR o.state <> 'PAYMENT_ORDER_STATE_PROPOSED' OR o.file_uid IS NOT NULL OR a.payee_uid <> o.payee_uid) THEN
    RAISE EXCEPTION 'orders come with a run that collects' USING ERRCODE = 'DY015';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER check_new_orders AFTER INSERT ON payment.payment_order REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION payment.check_new_orders();

-- Instalments come with a new order and in the same moment: nothing is put into an order later.
CREATE FUNCTION payment.check_new_parts() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (
    SELECT FROM (SELECT DISTINCT a.order_uid FROM added a) AS a JOIN payment.payment_order o ON o.uid = a.order_uid
    WHERE o.amount_qepik + o.recovered_qepik
          <> (SELECT sum(i.amount_qepik) FROM payment.payment_order_instalment i WHERE i.order_uid = o.uid)) THEN
    RAISE EXCEPTION 'an order is the sum of its instalments' USING ERRCODE = '23514', CONSTRAINT = 'payment_order_sum';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER check_new_parts AFTER INSERT ON payment.payment_order_instalment REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION payment.check_new_parts();

-- Each change of state is one that the table allows; what an order pays, to whom and for what stays. Whatever fails gives its instalments back.
-- What a run does to all of its orders stands with the run; every other step is kept with the order. The statements are read anew each time: a plan
-- remembers how many rows its first change had, and made for one order it would go through fifty thousand one by one.
CREATE FUNCTION payment.step_orders() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  over constant text[] := '{PAYMENT_ORDER_STATE_REJECTED,PAYMENT_ORDER_STATE_RETURNED,PAYMENT_ORDER_STATE_CANCELLED}';
  impossible boolean;
BEGIN
  EXECUTE $q$
    SELECT EXISTS (
    SELECT FROM before b JOIN after a ON a.uid = b.uid
    WHERE (a.state <> b.state AND NOT EXISTS (SELECT FROM payment.order_transition t WHERE t.from_state = b.state AND t.to_state = a.state))
       OR (a.run_uid, a.entitlement_uid, a.survivor_uid, a.payee_uid, a.account_uid, a.benefit, a.amount_qepik, a.recovered_qepik, a.purpose,
           a.remittance, a.uetr, a.file_number)
          IS DISTINCT FROM
          (b.run_uid, b.entitlement_uid, b.survivor_uid, b.payee_uid, b.account_uid, b.benefit, b.amount_qepik, b.recovered_qepik, b.purpose,
           b.remittance, b.uetr, b.file_number)
       OR (b.file_uid IS NOT NULL AND a.file_uid IS DISTINCT FROM b.file_uid)
       OR (a.file_uid IS NOT NULL AND b.file_uid IS NULL AND a.state <> 'PAYMENT_ORDER_STATE_SENT')
       OR (a.state = 'PAYMENT_ORDER_STATE_SENT' AND a.file_uid IS NULL)
       -- What lies in a file may be at the bank: only the bank says what became of it.
       OR (b.file_uid IS NOT NULL AND a.state <> b.state AND a.state = 'PAYMENT_ORDER_STATE_CANCELLED'))
  $q$ INTO impossible;
  IF impossible THEN
    RAISE EXCEPTION 'an order goes no such step' USING ERRCODE = 'DY015';
  END IF;
  EXECUTE $q$
    UPDATE payment.payment_order_instalment i SET live = a.state <> ALL ($1)
    FROM before b JOIN after a ON a.uid = b.uid
    WHERE i.order_uid = a.uid AND (a.state = ANY ($1)) <> (b.state = ANY ($1))
  $q$ USING over;
  EXECUTE $q$
    INSERT INTO payment.payment_order_step (order_uid, from_state, to_state, because, staff_uid, create_time, register, district, institution)
    SELECT a.uid, b.state, a.state, a.because, access.context_staff(), now(), a.register, a.district, a.institution
    FROM before b JOIN after a ON a.uid = b.uid
    WHERE a.state <> b.state AND NOT (a.because IN ('run', 'file') AND (b.state, a.state) IN
      (('PAYMENT_ORDER_STATE_PROPOSED', 'PAYMENT_ORDER_STATE_READY'), ('PAYMENT_ORDER_STATE_READY', 'PAYMENT_ORDER_STATE_SENT'),
       ('PAYMENT_ORDER_STATE_PROPOSED', 'PAYMENT_ORDER_STATE_CANCELLED')))
  $q$;
  RETURN NULL;
END
$$;
CREATE TRIGGER step_orders AFTER UPDATE ON payment.payment_order REFERENCING OLD TABLE AS before NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION payment.step_orders();

-- What the caller let go in steps of runs since then, in qəpik: verified, approved or released, each run once. Others of their steps wait.
CREATE FUNCTION payment.sum_of_officer(since timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('payment.officer/' || access.context_staff(), 0));
  RETURN (SELECT coalesce(sum(r.total_qepik), 0)::bigint FROM payment.payment_run r
          WHERE r.state <> 'PAYMENT_RUN_STATE_REJECTED'
            AND ((r.verified_by = access.context_staff() AND r.verify_time >= since)
                 OR (r.approved_by = access.context_staff() AND r.approve_time >= since)
                 OR (r.released_by = access.context_staff() AND r.release_time >= since)));
END
$$;

-- Whether a run pays an account that the caller set, wherever it lies.
CREATE FUNCTION payment.pays_own_change(run uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN EXISTS (SELECT FROM payment.payee_account a JOIN payment.payment_order o ON o.account_uid = a.uid
                 WHERE a.set_by = access.context_staff() AND o.run_uid = run AND o.state <> 'PAYMENT_ORDER_STATE_CANCELLED');
END
$$;

-- Whether a run that has not left yet pays the account of that payee: a change now is a change shortly before payday.
CREATE FUNCTION payment.payday_near(payee uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN EXISTS (SELECT FROM payment.payment_order o WHERE o.payee_uid = payee
                 AND o.state IN ('PAYMENT_ORDER_STATE_PROPOSED', 'PAYMENT_ORDER_STATE_READY', 'PAYMENT_ORDER_STATE_HELD'));
END
$$;

-- Whether a day before today is still to be reconciled with the bank: then nothing new is proposed. Without answers of a bank there is none;
-- the migration that reads them says how it is found out.
CREATE FUNCTION payment.reconciliation_open() RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN false;
END
$$;

SELECT kit.keeper_may('SELECT', 'payment.payment_run', 'uid', 'etag', 'number', 'register', 'district', 'institution', 'execute_on', 'due_until',
  'source_account', 'source', 'state', 'orders', 'total_qepik', 'omitted', 'orders_per_file', 'cursor_uid', 'proposed_by', 'verified_by',
  'approved_by', 'released_by', 'rejected_by', 'reject_reason', 'available_qepik', 'funds_document', 'create_time', 'verify_time',
  'approve_time', 'release_time', 'update_time');
SELECT kit.keeper_may('SELECT', 'payment.payment_order', 'uid', 'etag', 'run_uid', 'entitlement_uid', 'survivor_uid', 'payee_uid', 'account_uid',
  'benefit', 'amount_qepik', 'recovered_qepik', 'currency', 'purpose', 'remittance', 'uetr', 'file_number', 'file_uid', 'state', 'because',
  'create_time', 'update_time', 'register', 'district', 'institution');
SELECT kit.keeper_may('SELECT', 'payment.payment_order_instalment', 'order_uid', 'instalment_uid', 'period', 'amount_qepik', 'live', 'register',
  'district', 'institution');
SELECT kit.keeper_may('UPDATE', 'payment.payment_order_instalment', 'live');
SELECT kit.keeper_may('INSERT', 'payment.payment_order_step');
SELECT kit.keeper_may('SELECT', 'payment.run_transition', 'from_state', 'to_state');
SELECT kit.keeper_may('SELECT', 'payment.order_transition', 'from_state', 'to_state');
GRANT SELECT (uid, entitlement_uid, period, amount_qepik) ON payment.instalment TO payment_keeper;
SELECT kit.give_to_keeper('payment.step_run()', 'payment.check_new_orders()', 'payment.check_new_parts()', 'payment.step_orders()',
                          'payment.sum_of_officer(timestamptz)', 'payment.pays_own_change(uuid)', 'payment.payday_near(uuid)', 'payment.reconciliation_open()');

INSERT INTO outbox.subscription (kind, subscriber) VALUES
  ('payment.run_proposed', 'payment.collect_run'), ('payment.run_goes_on', 'payment.collect_run'),
  ('payment.file_wanted', 'payment.write_file'), ('payment.file_made', 'payment.hand_out_file');

COMMIT;
