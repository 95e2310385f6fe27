-- Verify dayaq:duplicates on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT uid, incident_uid, other_uid, score, reasons, state, create_time, resolved_by_uid, resolution, register, district, institution,
       other_district, other_institution
FROM incident.duplicate WHERE false;
SELECT uid, kept_uid, duplicate_uid, moved_casualty_uids, pairs, kept_state, duplicate_state, staff_uid, reason, create_time, undone_time,
       undone_by, undone_reason, register
FROM incident.merge WHERE false;
ROLLBACK;
