-- Verify dayaq:kit_code_lists on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 1 / (count(*) = 5)::integer FROM kit.code_list WHERE service = 'survivor' AND list IN (
  'SurvivorState', 'DeathCause', 'SurvivorDoubt', 'DisabilityBand', 'DisabilityCause');
ROLLBACK;
