-- Revert dayaq:income_reviews from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
DELETE FROM outbox.delivery d USING outbox.event e
WHERE e.uid = d.event_uid AND (d.subscriber = 'payment.open_income_reviews' OR d.subscriber = 'survivor.queue_messages' AND e.kind = 'income_review.opened');
DELETE FROM outbox.subscription s
WHERE s.subscriber = 'payment.open_income_reviews' OR s.subscriber = 'survivor.queue_messages' AND s.kind = 'income_review.opened';
DELETE FROM access.column_class WHERE table_name = 'payment.income_review';
GRANT CREATE ON SCHEMA payment TO payment_keeper;
SET LOCAL ROLE payment_keeper;
CREATE OR REPLACE FUNCTION payment.whom_to_tell(resource text) RETURNS TABLE (survivor_uid uuid, addressee_uid uuid)
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
SET LOCAL ROLE dayaq_owner;
REVOKE CREATE ON SCHEMA payment FROM payment_keeper;
DROP TABLE payment.income_review;
DROP FUNCTION payment.settle_income_review();
SELECT kit.remove_codes('payment', 'IncomeChange', 'IncomeReviewState');
COMMIT;
