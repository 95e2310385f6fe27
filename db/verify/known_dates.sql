-- Verify dayaq:known_dates on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 'incident.check_known_time(timestamptz)'::regprocedure, 'incident.incident_history_by_day'::regclass,
       'incident.casualty_history_incident_uid'::regclass;
ROLLBACK;
