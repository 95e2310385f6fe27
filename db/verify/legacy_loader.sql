-- Verify dayaq:legacy_loader on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 1 / (has_column_privilege('incident_legacy_loader', 'incident.casualty', 'identity', 'INSERT')
            AND has_column_privilege('incident_police_reporter', 'incident.incident_history', 'recorded_until', 'SELECT')
            AND has_function_privilege('incident_operator', 'outbox.requeue(uuid)', 'EXECUTE')
            AND NOT has_function_privilege('incident_auditor', 'outbox.requeue(uuid)', 'EXECUTE'))::int;
ROLLBACK;
