-- Verify dayaq:paid_elsewhere on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 'survivor.merged_records(uuid[])'::regprocedure, 'payment.entitlements_of_merged(uuid)'::regprocedure, 'payment.covered_elsewhere(uuid)'::regprocedure;
ROLLBACK;
