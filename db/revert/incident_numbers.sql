-- Revert dayaq:incident_numbers from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
DROP FUNCTION incident.next_number();
DROP SEQUENCE incident.number_sequence;
DROP FUNCTION incident.with_check_digit(bigint);
COMMIT;
