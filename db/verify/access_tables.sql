-- Verify dayaq:access_tables on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT code, kind, district, name_az, name_en, valid_from, valid_until FROM access.institution WHERE false;
SELECT uid, issuer, subject, given_name, family_name, create_time, closed_time FROM access.staff WHERE false;
SELECT uid, staff_uid, role, institution, districts, national, registers, valid_from, valid_until FROM access.role_assignment WHERE false;
SELECT issuer, sid, staff_uid, create_time, revoked_time FROM access.session WHERE false;
SELECT id, key, create_time FROM access.context_key WHERE false;
ROLLBACK;
