-- Verify dayaq:disability_law on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT impairments, stated_causes, term_basis, corrects_entry, referral_uid FROM survivor.disability_decision WHERE false;
SELECT 1 / survivor.is_code('TermBasis', 'TERM_BASIS_FIXED')::integer;
ROLLBACK;
