-- Deploy dayaq:payment_versions to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- A change that changes something makes a new version; one that does not leaves the row as it is.
CREATE FUNCTION payment.first_version() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  NEW.etag := 1;
  NEW.create_time := coalesce(NEW.create_time, now());
  NEW.update_time := NEW.create_time;
  RETURN NEW;
END
$$;
CREATE TRIGGER first_version BEFORE INSERT ON payment.entitlement FOR EACH ROW EXECUTE FUNCTION payment.first_version();

CREATE FUNCTION payment.next_version() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  NEW.etag := OLD.etag;
  NEW.update_time := OLD.update_time;
  -- Generated after this trigger, from what is compared anyway.
  NEW.has_questions := OLD.has_questions;
  IF NEW IS DISTINCT FROM OLD THEN
    NEW.etag := OLD.etag + 1;
    NEW.update_time := now();
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER next_version BEFORE UPDATE ON payment.entitlement FOR EACH ROW EXECUTE FUNCTION payment.next_version();

CREATE FUNCTION payment.decided_now() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  NEW.create_time := coalesce(NEW.create_time, now());
  RETURN NEW;
END
$$;
CREATE TRIGGER decided_now BEFORE INSERT ON payment.assessment FOR EACH ROW EXECUTE FUNCTION payment.decided_now();
CREATE TRIGGER decided_now BEFORE INSERT ON payment.instalment FOR EACH ROW EXECUTE FUNCTION payment.decided_now();

-- What was decided is never changed and never removed, by nobody. Only where it lies follows the entitlement, by the foreign key.
CREATE FUNCTION payment.stays() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  place constant text[] := '{register,district,institution}';
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF to_jsonb(NEW) - place = to_jsonb(OLD) - place THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'a row of % stays as it is', TG_TABLE_NAME USING ERRCODE = '23001';
END
$$;
CREATE TRIGGER stays BEFORE UPDATE OR DELETE ON payment.benefit_rule FOR EACH ROW EXECUTE FUNCTION payment.stays();
CREATE TRIGGER stays BEFORE UPDATE OR DELETE ON payment.assessment FOR EACH ROW EXECUTE FUNCTION payment.stays();
CREATE TRIGGER stays BEFORE UPDATE OR DELETE ON payment.instalment FOR EACH ROW EXECUTE FUNCTION payment.stays();
-- What the others need a CASCADE for, which would take instalments along.
CREATE TRIGGER all_stay BEFORE TRUNCATE ON payment.instalment EXECUTE FUNCTION payment.stays();

-- At the end of each transaction an entitlement is the sum of its instalments, whoever changed what.
CREATE FUNCTION payment.sums_up() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  subject uuid;
BEGIN
  IF TG_TABLE_NAME = 'instalment' THEN
    subject := NEW.entitlement_uid;
  ELSE
    subject := NEW.uid;
  END IF;
  IF (SELECT e.entitled_qepik FROM payment.entitlement e WHERE e.uid = subject)
     <> (SELECT coalesce(sum(i.amount_qepik), 0) FROM payment.instalment i WHERE i.entitlement_uid = subject) THEN
    RAISE EXCEPTION 'an entitlement is the sum of its instalments' USING ERRCODE = '23514', CONSTRAINT = 'entitlement_sum';
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER entitlement_sum AFTER INSERT OR UPDATE OF entitled_qepik ON payment.entitlement
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payment.sums_up();
CREATE CONSTRAINT TRIGGER entitlement_sum AFTER INSERT ON payment.instalment
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payment.sums_up();

-- Whoever writes sees what their role sees; the sum is of all there is, so the keeper reads it.
GRANT USAGE ON SCHEMA payment TO payment_keeper;
GRANT SELECT (uid, entitled_qepik) ON payment.entitlement TO payment_keeper;
GRANT SELECT (entitlement_uid, amount_qepik) ON payment.instalment TO payment_keeper;
GRANT CREATE ON SCHEMA payment TO payment_keeper;
ALTER FUNCTION payment.sums_up() OWNER TO payment_keeper;
REVOKE CREATE ON SCHEMA payment FROM payment_keeper;

COMMIT;
