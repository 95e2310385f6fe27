-- Deploy dayaq:restores to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- When this database was brought back from a backup (db/restored.sql writes it, before any service starts). What was released since the moment
-- that came back is at the bank and not known here: its months look unpaid. So from the restore on no run is begun and none is released, until
-- somebody has reconciled the day of the restore with the bank, which they can do from the day after, when all files of the bank are in.
CREATE TABLE payment.restore (
  restored_time timestamptz PRIMARY KEY,
  day text COLLATE "C" NOT NULL CHECK (survivor.is_day(day))
);
SELECT kit.protect('payment.restore');
SELECT kit.keeper_may('SELECT', 'payment.restore', 'restored_time', 'day');

GRANT CREATE ON SCHEMA payment TO payment_keeper;
SET LOCAL ROLE payment_keeper;
CREATE FUNCTION payment.restore_open() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM payment.restore r WHERE NOT EXISTS (
    SELECT FROM payment.reconciliation c WHERE c.day = r.day AND c.state = 'RECONCILIATION_STATE_CLOSED'))
$$;

-- The day of a restore is one that somebody must close, whatever was ordered for it (db/deploy/bank_answers.sql says the rest).
CREATE OR REPLACE FUNCTION payment.open_days() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT d.day FROM (
    SELECT r.execute_on AS day FROM payment.payment_run r WHERE r.state IN ('PAYMENT_RUN_STATE_RELEASED', 'PAYMENT_RUN_STATE_FILED')
    UNION SELECT c.day FROM payment.reconciliation c
    UNION SELECT b.day FROM payment.restore b
  ) AS d
  WHERE d.day < to_char(now() AT TIME ZONE 'Asia/Baku', 'YYYY-MM-DD')
    AND NOT EXISTS (SELECT FROM payment.reconciliation c WHERE c.day = d.day AND c.state = 'RECONCILIATION_STATE_CLOSED')
  ORDER BY d.day LIMIT 100
$$;

-- Whatever a program believes: no money leaves a restored database before that. DY015.
CREATE FUNCTION payment.hold_after_restore() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF payment.restore_open() THEN
    RAISE EXCEPTION 'the database was restored and is not reconciled' USING ERRCODE = 'DY015';
  END IF;
  RETURN NEW;
END
$$;
SET LOCAL ROLE dayaq_owner;
REVOKE CREATE ON SCHEMA payment FROM payment_keeper;
SET LOCAL ROLE payment_keeper;
REVOKE EXECUTE ON FUNCTION payment.restore_open(), payment.hold_after_restore() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION payment.restore_open(), payment.hold_after_restore() TO dayaq_owner;
SET LOCAL ROLE dayaq_owner;
CREATE TRIGGER hold_after_restore BEFORE UPDATE OF state ON payment.payment_run FOR EACH ROW
WHEN (NEW.state = 'PAYMENT_RUN_STATE_RELEASED' AND OLD.state <> NEW.state) EXECUTE FUNCTION payment.hold_after_restore();

COMMIT;
