-- Verify dayaq:request_standing on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 1 / ('{on_behalf_of,delegated_actions,person_uid,opened_persons}' <@ proargnames)::integer FROM pg_proc
WHERE oid IN ('access.begin_request(text, bytea)'::regprocedure, 'access.open_context(text, bytea)'::regprocedure);
SELECT 'access.context_person()'::regprocedure, 'access.context_opened()'::regprocedure, 'access.context_on_behalf_of()'::regprocedure,
       'access.standing(uuid, text)'::regprocedure;
ROLLBACK;
