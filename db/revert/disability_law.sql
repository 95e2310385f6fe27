-- Revert dayaq:disability_law from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
ALTER TABLE survivor.disability_decision DROP CONSTRAINT decision_term_basis, DROP CONSTRAINT decision_corrects,
  DROP impairments, DROP stated_causes, DROP term_basis, DROP corrects_entry, DROP referral_uid;
SELECT kit.remove_codes('survivor', 'TermBasis');
COMMIT;
