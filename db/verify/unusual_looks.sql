-- Verify dayaq:unusual_looks on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT uid, etag, entry_uid, look_time, staff_uid, role, institution, district, register, purpose, action, person, reasons, score, state,
       reviewed_by, reviewer_institution, reviewed_time, verdict_words, create_time, update_time
FROM audit.unusual_look WHERE false;
SELECT uid, etag, number, register, district, institution, watched, words, set_by, create_time, update_time FROM audit.watched_record WHERE false;
SELECT 1 / count(*) FROM audit.judged HAVING count(*) = 2;
SELECT 'audit.entries_to_judge(text, integer, integer)'::regprocedure, 'audit.keep_judged(text, integer, bigint)'::regprocedure,
       'audit.doings_of(uuid[], timestamptz, timestamptz, integer)'::regprocedure,
       'audit.doings_to(text[], text[], timestamptz, timestamptz, integer)'::regprocedure, 'audit.names_of_people(uuid[])'::regprocedure,
       'audit.watched_among(uuid[])'::regprocedure, 'survivor.people_behind(uuid[])'::regprocedure,
       'payment.people_behind(uuid[])'::regprocedure, 'survivor.identities_to_compare(uuid[])'::regprocedure,
       'access.names_of_staff(text[])'::regprocedure, 'access.emergencies_not_justified(uuid[], uuid[])'::regprocedure,
       'audit.note_unusual_looks(jsonb)'::regprocedure, 'survivor.find_to_watch(text)'::regprocedure;
ROLLBACK;
