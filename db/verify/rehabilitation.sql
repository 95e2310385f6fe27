-- Verify dayaq:rehabilitation on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 1 / (count(*) = 14 AND bool_and(relrowsecurity AND relforcerowsecurity))::integer FROM pg_class
WHERE relnamespace = 'rehabilitation'::regnamespace AND relkind = 'r'
  AND relname IN ('centre', 'specialist', 'room', 'closure', 'episode', 'episode_history', 'goal', 'session', 'measure', 'finding', 'adaptation',
                  'appointment', 'appointment_history', 'waiting');
SELECT 1 / (count(*) = 3)::integer FROM pg_constraint WHERE conrelid = 'rehabilitation.appointment'::regclass AND contype = 'x';
SELECT 1 / rehabilitation.is_code('AppointmentState', 'APPOINTMENT_STATE_HELD')::integer;
ROLLBACK;
