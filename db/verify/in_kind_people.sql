-- Verify dayaq:in_kind_people on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 'survivor.hold_person(uuid)'::regprocedure, 'payment.give_person_once()'::regprocedure, 'payment.records_of_person(uuid)'::regprocedure;
SELECT 1 / (proconfig::text LIKE '%enable_seqscan=off%')::integer FROM pg_proc WHERE oid = 'payment.in_kind_place(uuid)'::regprocedure;
SELECT 1 / (pg_get_indexdef('payment.in_kind_item_number'::regclass) LIKE '%translate%')::integer;
ROLLBACK;
