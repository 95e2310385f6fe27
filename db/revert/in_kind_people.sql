-- Revert dayaq:in_kind_people from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
DROP TRIGGER give_once ON payment.in_kind_item;
DROP INDEX payment.in_kind_item_number;
CREATE UNIQUE INDEX in_kind_item_number ON payment.in_kind_item (benefit, thing_number) WHERE state = 'IN_KIND_ITEM_STATE_HANDED_OVER';
SET LOCAL ROLE payment_keeper;
ALTER FUNCTION payment.in_kind_place(uuid) RESET plan_cache_mode;
ALTER FUNCTION payment.in_kind_place(uuid) RESET enable_seqscan;
ALTER FUNCTION payment.in_kind_place(uuid) RESET jit;
DROP FUNCTION payment.give_person_once(), payment.records_of_person(uuid);
SET LOCAL ROLE survivor_keeper;
DROP FUNCTION survivor.hold_person(uuid);
COMMIT;
