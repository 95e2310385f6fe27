-- Revert dayaq:renewal_people from pg
BEGIN;
SET LOCAL ROLE rehabilitation_keeper;
DROP FUNCTION rehabilitation.devices_of_person(uuid);
COMMIT;
