-- Deploy dayaq:waiting_months to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

SELECT kit.add_codes('payment', '{
  "OmissionReason": ["OMISSION_REASON_EXAMPLE", "OMISSION_REASON_NOT_RELEASABLE", "OMISSION_REASON_SUSPENDED", "OMISSION_REASON_PAYEE_GONE",
                     "OMISSION_REASON_NO_ACCOUNT", "OMISSION_REASON_ACCOUNT_ON_HOLD", "OMISSION_REASON_ACCOUNT_IN_DOUBT",
                     "OMISSION_REASON_ORDER_HELD", "OMISSION_REASON_RECOVERED", "OMISSION_REASON_ORDER_LIMIT", "OMISSION_REASON_PAYEE_LIMIT",
                     "OMISSION_REASON_AMOUNT_ASSUMED"]
}');

-- To know which periods of an entitlement are not paid yet without reading its explanation: [{"first_period", "last_period", ...}, ...], or null.
ALTER TABLE payment.entitlement ADD COLUMN waiting jsonb
  GENERATED ALWAYS AS (nullif(jsonb_path_query_array(explanation, '$.amounts[*] ? (@.waits == true)'), '[]'::jsonb)) STORED;

CREATE OR REPLACE FUNCTION payment.next_version() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  NEW.etag := OLD.etag;
  NEW.update_time := OLD.update_time;
  -- Generated after this trigger, from what is compared anyway.
  NEW.has_questions := OLD.has_questions;
  NEW.waiting := OLD.waiting;
  IF NEW IS DISTINCT FROM OLD THEN
    NEW.etag := OLD.etag + 1;
    NEW.update_time := now();
  END IF;
  RETURN NEW;
END
$$;

COMMIT;
