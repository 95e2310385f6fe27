-- Deploy dayaq:disability_law to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

SELECT kit.add_codes('survivor', '{
  "TermBasis": ["TERM_BASIS_FIXED", "TERM_BASIS_INDEFINITE_BY_LAW", "TERM_BASIS_INDEFINITE_AS_DECIDED"]
}');

-- What a decision was made of, besides its result. Decisions from before have none of it, and an unspecified term_basis.
ALTER TABLE survivor.disability_decision
  ADD impairments jsonb CHECK (jsonb_typeof(impairments) = 'array'),
  ADD stated_causes jsonb CHECK (jsonb_typeof(stated_causes) = 'array'),
  ADD term_basis text COLLATE "C" CHECK (survivor.is_code('TermBasis', term_basis)),
  ADD corrects_entry boolean NOT NULL DEFAULT false,
  ADD referral_uid uuid,
  -- A last day and a reason for having none exclude each other.
  ADD CONSTRAINT decision_term_basis CHECK (term_basis IS NULL OR (term_basis = 'TERM_BASIS_FIXED') = (valid_until IS NOT NULL)),
  -- An entry that is corrected is named.
  ADD CONSTRAINT decision_corrects CHECK (NOT corrects_entry OR replaces_uid IS NOT NULL);

COMMIT;
