-- Verify dayaq:imports on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT uid, mapping, mapping_version, register, file_name, file_sha256, rows, rows_taken, rows_known, rows_refused, finished, create_time,
       update_time
FROM incident.import WHERE false;
SELECT identity, import_uid, incident_uid, casualty_uid, row_number, register FROM incident.import_row WHERE false;
SELECT identity, incident_uid, register FROM incident.import_group WHERE false;
ROLLBACK;
