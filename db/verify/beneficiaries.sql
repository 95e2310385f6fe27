-- Verify dayaq:beneficiaries on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT beneficiary, beneficiary_uid FROM payment.entitlement WHERE false;
SELECT 1 / payment.is_code('Beneficiary', 'BENEFICIARY_CARER')::integer;
ROLLBACK;
