-- Verify dayaq:payment_tables on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT benefit, version, content_hash, title, example, legal_basis, conditions, occasion, frequency, first_period, last_period, steps,
       release_needs, cautions, sources
FROM payment.benefit_rule WHERE false;
SELECT uid, etag, survivor_uid, benefit, occasion_uid, rule_version, example, state, starts_on, ends_on, entitled_qepik, currency,
       releasable, explanation, has_questions, register, district, institution, create_time, update_time
FROM payment.entitlement WHERE false;
SELECT uid, entitlement_uid, because_of, explanation, create_time, register, district, institution FROM payment.assessment WHERE false;
SELECT uid, entitlement_uid, period, sequence, kind, amount_qepik, currency, due_on, assessment_uid, create_time, register, district,
       institution
FROM payment.instalment WHERE false;
ROLLBACK;
