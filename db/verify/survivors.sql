-- Verify dayaq:survivors on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT uid, number, etag, register, district, institution, state, identity, contacts, home_district, doubts FROM survivor.survivor WHERE false;
SELECT uid, kek_id, wrapped, register, district, institution FROM survivor.person_key WHERE false;
SELECT kind, token, survivor_uid, register, district, institution FROM survivor.token WHERE false;
SELECT casualty_uid, survivor_uid, incident_uid, set_aside, register, district, institution FROM survivor.casualty WHERE false;
SELECT 'survivor.next_number()'::regprocedure;
ROLLBACK;
