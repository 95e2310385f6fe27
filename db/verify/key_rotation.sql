-- Verify dayaq:key_rotation on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT id, created_time, retired_time, destroyed_time FROM sealing.kek WHERE false;
SELECT sealing.rotation_due();
SELECT * FROM sealing.keks() WHERE false;
ROLLBACK;
