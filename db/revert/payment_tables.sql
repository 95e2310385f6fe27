-- Revert dayaq:payment_tables from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
DELETE FROM access.column_class WHERE table_name LIKE 'payment.%';
DROP TABLE payment.instalment;
DROP TABLE payment.assessment;
DROP TABLE payment.entitlement;
DROP TABLE payment.benefit_rule;
DROP FUNCTION payment.is_code(text, text);
DROP SCHEMA payment;
COMMIT;
