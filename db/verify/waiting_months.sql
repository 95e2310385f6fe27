-- Verify dayaq:waiting_months on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT waiting FROM payment.entitlement WHERE false;
SELECT 1 / payment.is_code('OmissionReason', 'OMISSION_REASON_AMOUNT_ASSUMED')::integer;
ROLLBACK;
