-- Verify dayaq:renewal_people on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 'rehabilitation.devices_of_person(uuid)'::regprocedure;
ROLLBACK;
