-- Verify dayaq:disability_decisions on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT uid, survivor_uid, percent, band, cause, replaced_by_uid, in_force_from, in_force_until, survivor_institution
FROM survivor.disability_decision WHERE false;
SELECT 1 / (count(*) = 1)::int FROM pg_constraint WHERE conrelid = 'survivor.disability_decision'::regclass AND contype = 'x';
ROLLBACK;
