-- Verify dayaq:in_kind on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 1 / (bool_and(relrowsecurity AND relforcerowsecurity))::integer FROM pg_class
WHERE oid = ANY ('{payment.in_kind_rule,payment.in_kind_entry,payment.in_kind_entry_history,payment.in_kind_stock,payment.in_kind_allocation,payment.in_kind_item}'::regclass[]);
SELECT 1 / (count(*) > 30)::integer FROM payment.in_kind_transition;
SELECT 'payment.in_kind_place(uuid)'::regprocedure, 'payment.in_kind_given(uuid[])'::regprocedure, 'payment.hold_in_kind_queue(text, text)'::regprocedure;
ROLLBACK;
