-- Revert dayaq:bank_answers from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
SET LOCAL ROLE payment_keeper;
DROP FUNCTION payment.reconciliation_open(), payment.open_days();
SET LOCAL ROLE dayaq_owner;
CREATE FUNCTION payment.reconciliation_open() RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN false;
END
$$;
SELECT kit.give_to_keeper('payment.reconciliation_open()');
DELETE FROM access.column_class WHERE table_name IN ('payment.reconciliation', 'payment.payment_question_history', 'payment.payment_question',
                                                      'payment.bank_line', 'payment.bank_message');
DROP TABLE payment.reconciliation, payment.payment_question_history, payment.payment_question, payment.bank_line, payment.bank_message;
SET LOCAL ROLE payment_keeper;
DROP FUNCTION payment.keep_payment_question_version();
SET LOCAL ROLE dayaq_owner;
DELETE FROM payment.order_transition t
USING (VALUES ('REJECTED', 'HELD'), ('RETURNED', 'SETTLED'), ('RETURNED', 'HELD'), ('SETTLED', 'HELD')) AS s(f, t)
WHERE t.from_state = 'PAYMENT_ORDER_STATE_' || s.f AND t.to_state = 'PAYMENT_ORDER_STATE_' || s.t;
SELECT kit.remove_codes('payment', 'BankMessageKind', 'BankMessageState', 'BankLineKind', 'BankLineMatch', 'PaymentQuestionKind', 'QuestionHold',
                        'PaymentQuestionState', 'PaymentAnswer', 'ReconciliationState');
COMMIT;
