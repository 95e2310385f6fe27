-- Verify dayaq:audit_doors on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT uid, etag, person_uid, legal_act, article, end_time, state FROM audit.withholding WHERE false;
SELECT 'incident.names_of_casualties(uuid[])'::regprocedure, 'survivor.casualties_of(uuid)'::regprocedure, 'payment.names_of(uuid)'::regprocedure,
       'audit.names_of(uuid)'::regprocedure, 'audit.standing_of(uuid)'::regprocedure, 'audit.reaches(uuid)'::regprocedure,
       'audit.looks_at(uuid, timestamptz, timestamptz, timestamptz, uuid, integer)'::regprocedure,
       'audit.search(text, uuid, text, timestamptz, timestamptz, text, text, text, text, text, timestamptz, uuid, integer)'::regprocedure,
       'audit.entry_of(uuid)'::regprocedure, 'audit.logs()'::regprocedure;
ROLLBACK;
