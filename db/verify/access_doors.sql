-- Verify dayaq:access_doors on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 'access.my_assignments()'::regprocedure, 'access.colleague(uuid)'::regprocedure,
       'access.lend(uuid, uuid, text[], text[], text[], timestamptz, timestamptz, text)'::regprocedure,
       'access.delegations(uuid, boolean, uuid, integer)'::regprocedure, 'access.end_delegation(uuid)'::regprocedure,
       'access.close_emergency(uuid)'::regprocedure, 'survivor.find_for_emergency(text, bytea)'::regprocedure,
       'survivor.standing_of(uuid)'::regprocedure, 'incident.standing_of(uuid)'::regprocedure;
ROLLBACK;
