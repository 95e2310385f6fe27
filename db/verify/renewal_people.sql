-- Verify dayaq:renewal_people on pg
BEGIN;
SELECT 'rehabilitation.devices_of_person(uuid)'::regprocedure;
ROLLBACK;
