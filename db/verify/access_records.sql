-- Verify dayaq:access_records on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 1 / (count(*) = 4)::integer FROM pg_class
WHERE oid IN ('access.staff'::regclass, 'access.role_assignment'::regclass, 'access.session'::regclass, 'access.break_glass'::regclass)
  AND relrowsecurity AND relforcerowsecurity;
SELECT etag, create_time, update_time, closed_time FROM access.institution WHERE false;
SELECT etag, update_time FROM access.staff WHERE false;
SELECT uid FROM access.session WHERE false;
ROLLBACK;
