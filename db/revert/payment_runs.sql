-- Revert dayaq:payment_runs from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
DELETE FROM outbox.delivery WHERE subscriber IN ('payment.collect_run', 'payment.write_file', 'payment.hand_out_file');
DELETE FROM outbox.subscription WHERE subscriber IN ('payment.collect_run', 'payment.write_file', 'payment.hand_out_file');
DROP TABLE payment.run_omission, payment.payment_order_step, payment.payment_order_instalment, payment.payment_order, payment.payment_file,
  payment.payment_run, payment.run_transition, payment.order_transition;
SET LOCAL ROLE payment_keeper;
DROP FUNCTION payment.step_run(), payment.check_new_orders(), payment.check_new_parts(), payment.step_orders(),
  payment.sum_of_officer(timestamptz), payment.pays_own_change(uuid), payment.payday_near(uuid), payment.reconciliation_open();
SET LOCAL ROLE dayaq_owner;
REVOKE SELECT (period) ON payment.instalment FROM payment_keeper;
SELECT kit.remove_codes('payment', 'PaymentRunState', 'PaymentOrderState', 'OmissionReason');
COMMIT;
