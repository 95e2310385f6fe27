-- Revert dayaq:restores from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
DROP TRIGGER hold_after_restore ON payment.payment_run;
GRANT CREATE ON SCHEMA payment TO payment_keeper;
SET LOCAL ROLE payment_keeper;
DROP FUNCTION payment.hold_after_restore(), payment.restore_open();
CREATE OR REPLACE FUNCTION payment.open_days() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT d.day FROM (
    SELECT r.execute_on AS day FROM payment.payment_run r WHERE r.state IN ('PAYMENT_RUN_STATE_RELEASED', 'PAYMENT_RUN_STATE_FILED')
    UNION SELECT c.day FROM payment.reconciliation c
  ) AS d
  WHERE d.day < to_char(now() AT TIME ZONE 'Asia/Baku', 'YYYY-MM-DD')
    AND NOT EXISTS (SELECT FROM payment.reconciliation c WHERE c.day = d.day AND c.state = 'RECONCILIATION_STATE_CLOSED')
  ORDER BY d.day LIMIT 100
$$;
SET LOCAL ROLE dayaq_owner;
REVOKE CREATE ON SCHEMA payment FROM payment_keeper;
DELETE FROM access.column_class WHERE table_name = 'payment.restore';
DROP TABLE payment.restore;
COMMIT;
