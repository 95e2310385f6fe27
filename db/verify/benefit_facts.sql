-- Verify dayaq:benefit_facts on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT uid, survivor_uid, kind, family_member_uid, holds_from, holds_until, act_number, benefit, amount_qepik, withdrawn_time FROM survivor.benefit_fact WHERE false;
SELECT of_age_on FROM survivor.family_member WHERE false;
SELECT beneficiary, yields_to, ceiling, back_pay_months, deducts_earlier_payouts FROM payment.benefit_rule WHERE false;
SELECT 'payment.facts_to_assess(uuid[])'::regprocedure, 'survivor.facts_for_benefits(uuid)'::regprocedure;
ROLLBACK;
