-- Deploy dayaq:large_runs to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

GRANT CREATE ON SCHEMA payment TO payment_keeper;
SET LOCAL ROLE payment_keeper;
-- Each change of state is one that the table allows; what an order pays, to whom and for what stays. Whatever fails gives its instalments back.
-- What a run does to all of its orders stands with the run; every other step is kept with the order. The statements are read anew each time: a plan
-- remembers how many rows its first change had, and made for one order it would go through fifty thousand one by one.
-- All of a run's orders go a step in one statement. Counted, not asked whether there is one: for that the planner hopes to meet one soon and
-- looks through one list for each row of the other, which a run of 100,000 orders does not come out of.
CREATE OR REPLACE FUNCTION payment.step_orders() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  over constant text[] := '{PAYMENT_ORDER_STATE_REJECTED,PAYMENT_ORDER_STATE_RETURNED,PAYMENT_ORDER_STATE_CANCELLED}';
  impossible boolean;
BEGIN
  EXECUTE $q$
    SELECT count(*) > 0 FROM before b JOIN after a ON a.uid = b.uid
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
       OR (b.file_uid IS NOT NULL AND a.state <> b.state AND a.state = 'PAYMENT_ORDER_STATE_CANCELLED')
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
SET LOCAL ROLE dayaq_owner;
REVOKE CREATE ON SCHEMA payment FROM payment_keeper;

COMMIT;
