-- Verify dayaq:one_person_once on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT person_uid, double_booked FROM rehabilitation.appointment WHERE false;
SELECT appointment_uid FROM rehabilitation.renewal WHERE false;
SELECT 1 / (SELECT count(*) FROM outbox.subscription WHERE subscriber = 'rehabilitation.follow' AND kind = 'survivor.erased');
ROLLBACK;
