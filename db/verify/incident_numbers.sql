-- Verify dayaq:incident_numbers on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 1 / (incident.with_check_digit(572) = '5724')::int;
SELECT 'incident.next_number()'::regprocedure;
ROLLBACK;
