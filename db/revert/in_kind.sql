-- Revert dayaq:in_kind from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
DELETE FROM access.column_class WHERE table_name LIKE 'payment.in\_kind\_%';
DROP TABLE payment.in_kind_item, payment.in_kind_allocation, payment.in_kind_stock, payment.in_kind_entry_history, payment.in_kind_entry,
  payment.in_kind_transition, payment.in_kind_rule;
DROP FUNCTION payment.hold_in_kind_queue(text, text);
SET LOCAL ROLE payment_keeper;
DROP FUNCTION payment.step_in_kind(), payment.set_in_kind_items_aside(), payment.follow_in_kind_items(), payment.in_kind_place(uuid),
  payment.in_kind_given(uuid[]), payment.keep_in_kind_entry_version();
SET LOCAL ROLE survivor_keeper;
REVOKE EXECUTE ON FUNCTION survivor.records_of(uuid) FROM payment_keeper;
SET LOCAL ROLE dayaq_owner;
REVOKE USAGE ON SCHEMA survivor FROM payment_keeper;
SELECT kit.remove_codes('payment', 'InKindEntryState', 'InKindOutReason', 'PassOverReason', 'DeclineReason', 'InKindAllocationState', 'InKindItemState', 'InKindEndReason');
COMMIT;
