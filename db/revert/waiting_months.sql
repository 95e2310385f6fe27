-- Revert dayaq:waiting_months from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
CREATE OR REPLACE FUNCTION payment.next_version() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  NEW.etag := OLD.etag;
  NEW.update_time := OLD.update_time;
  -- Generated after this trigger, from what is compared anyway.
  NEW.has_questions := OLD.has_questions;
  IF NEW IS DISTINCT FROM OLD THEN
    NEW.etag := OLD.etag + 1;
    NEW.update_time := now();
  END IF;
  RETURN NEW;
END
$$;
ALTER TABLE payment.entitlement DROP COLUMN waiting;
ALTER TABLE payment.run_omission NO FORCE ROW LEVEL SECURITY;
DELETE FROM payment.run_omission WHERE reason = 'OMISSION_REASON_AMOUNT_ASSUMED';
ALTER TABLE payment.run_omission FORCE ROW LEVEL SECURITY;
SELECT kit.remove_codes('payment', 'OmissionReason');
SELECT kit.add_codes('payment', '{
  "OmissionReason": ["OMISSION_REASON_EXAMPLE", "OMISSION_REASON_NOT_RELEASABLE", "OMISSION_REASON_SUSPENDED", "OMISSION_REASON_PAYEE_GONE",
                     "OMISSION_REASON_NO_ACCOUNT", "OMISSION_REASON_ACCOUNT_ON_HOLD", "OMISSION_REASON_ACCOUNT_IN_DOUBT",
                     "OMISSION_REASON_ORDER_HELD", "OMISSION_REASON_RECOVERED", "OMISSION_REASON_ORDER_LIMIT", "OMISSION_REASON_PAYEE_LIMIT"]
}');
COMMIT;
