-- Deploy dayaq:in_kind_people to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- People, not records: nobody is handed two in two records. A number is one thing's however it is spelled, and a place is counted along the index of
-- its queue (docs/adr/0043-benefits-in-kind.md).

-- The record in which a person goes on, kept from being merged or parted until the transaction ends; of one that nobody knows that one. For keepers.
CREATE FUNCTION survivor.hold_person(survivor uuid) RETURNS uuid
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
DECLARE
  kept uuid;
BEGIN
  SELECT coalesce(s.merged_into_uid, s.uid) INTO kept FROM survivor.survivor s WHERE s.uid = hold_person.survivor FOR SHARE;
  RETURN coalesce(kept, hold_person.survivor);
END
$$;
SELECT kit.give_to_keeper('survivor.hold_person(uuid)');
SET LOCAL ROLE survivor_keeper;
GRANT EXECUTE ON FUNCTION survivor.hold_person(uuid) TO payment_keeper;
SET LOCAL ROLE dayaq_owner;

-- Of one record the constraint on terms says it. Of the other records of the person, whether they are merged already or were yet when something was
-- given in them, this does: one after the other is handed over to one person, and each sees what the one before had. Refused under a constraint's name
-- of its own where they have one.
CREATE FUNCTION payment.give_person_once() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  person constant uuid := survivor.hold_person(NEW.survivor_uid);
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('payment.in_kind_person/' || NEW.benefit || '/' || person, 0));
  -- Days that cannot be, the table refuses.
  IF NEW.given_until >= NEW.handed_on AND EXISTS (
       SELECT FROM payment.in_kind_item i
       WHERE i.survivor_uid = ANY (survivor.records_of(person)) AND i.survivor_uid <> NEW.survivor_uid AND i.benefit = NEW.benefit
         AND i.state = 'IN_KIND_ITEM_STATE_HANDED_OVER' AND i.handed_on <= NEW.given_until AND i.given_until >= NEW.handed_on) THEN
    -- In the words of PostgreSQL, by which a constraint is known.
    RAISE EXCEPTION 'another record of the person was given one: exclusion constraint "in_kind_item_person"'
      USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'in_kind_item_person';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER give_once BEFORE UPDATE ON payment.in_kind_item FOR EACH ROW
  WHEN (NEW.state <> OLD.state AND NEW.state = 'IN_KIND_ITEM_STATE_HANDED_OVER') EXECUTE FUNCTION payment.give_person_once();
SELECT kit.give_to_keeper('payment.give_person_once()');

-- All records of the person of this one: what becomes of a thing in one of them is looked at in each.
CREATE FUNCTION payment.records_of_person(survivor uuid) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT unnest(survivor.records_of(records_of_person.survivor));
END
$$;
SELECT kit.give_to_keeper('payment.records_of_person(uuid)');

-- A number is the same however its parts are divided; it is with one person until the thing comes back, and free then.
DROP INDEX payment.in_kind_item_number;
CREATE UNIQUE INDEX in_kind_item_number ON payment.in_kind_item (benefit, translate(thing_number, ' ./-', '')) WHERE state = 'IN_KIND_ITEM_STATE_HANDED_OVER';

-- Where somebody stands is counted in one pass along the index of those who wait: rows of other queues, and of those who wait no more, are not read,
-- however many there are.
SET LOCAL ROLE payment_keeper;
ALTER FUNCTION payment.in_kind_place(uuid) SET plan_cache_mode = force_generic_plan;
ALTER FUNCTION payment.in_kind_place(uuid) SET enable_seqscan = off;
ALTER FUNCTION payment.in_kind_place(uuid) SET jit = off;

COMMIT;
