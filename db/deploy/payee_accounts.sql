-- Deploy dayaq:payee_accounts to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

SELECT kit.add_codes('payment', '{
  "AccountHolder": ["ACCOUNT_HOLDER_PAYEE", "ACCOUNT_HOLDER_GUARDIAN"],
  "AccountState": ["ACCOUNT_STATE_IN_USE", "ACCOUNT_STATE_REPLACED", "ACCOUNT_STATE_CLOSED"],
  "AccountDoubt": ["ACCOUNT_DOUBT_NAME_DIFFERS", "ACCOUNT_DOUBT_NAME_UNKNOWN", "ACCOUNT_DOUBT_SHARED", "ACCOUNT_DOUBT_PAYEE_DEAD",
                   "ACCOUNT_DOUBT_CHANGED_BEFORE_PAYDAY"]
}');

-- What the kit gives to the keeper of a schema that it makes itself.
GRANT USAGE ON SCHEMA access, sealing TO payment_keeper;
GRANT EXECUTE ON FUNCTION access.context_role(), access.context_staff(), access.context_registers(), access.context_national(),
  access.context_districts(), access.context_institution(), sealing.is_destroyed(bytea, integer) TO payment_keeper;

-- Rows of dayaq.payment.v1.PayeeAccount. Number and holder are sealed under a key of the account's own, bound to its row: what is copied from
-- another row does not open. It lies where the survivor's record lies.
CREATE TABLE payment.payee_account (
  uid uuid PRIMARY KEY,
  etag bigint NOT NULL,
  survivor_uid uuid NOT NULL,
  payee_uid uuid NOT NULL,
  holder text COLLATE "C" NOT NULL CHECK (payment.is_code('AccountHolder', holder)),
  guardian_uid uuid,
  details bytea,
  number_end text COLLATE "C" NOT NULL CHECK (number_end ~ '^[0-9A-Z]{4}$'),
  bank text COLLATE "C" NOT NULL CHECK (bank ~ '^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$'),
  state text COLLATE "C" NOT NULL CHECK (payment.is_code('AccountState', state)),
  doubts jsonb CHECK (payment.are_codes('AccountDoubt', doubts)),
  hold_until_time timestamptz NOT NULL,
  set_by uuid,
  answered_by uuid,
  create_time timestamptz NOT NULL,
  update_time timestamptz NOT NULL,
  CONSTRAINT payee_account_guardian CHECK ((guardian_uid IS NOT NULL) = (holder = 'ACCOUNT_HOLDER_GUARDIAN')),
  -- Who set it does not answer for it.
  CONSTRAINT payee_account_by_two CHECK (answered_by <> set_by)
);
CREATE UNIQUE INDEX payee_account_in_use ON payment.payee_account (payee_uid) WHERE state = 'ACCOUNT_STATE_IN_USE';
CREATE INDEX payee_account_survivor_uid ON payment.payee_account (survivor_uid, uid);
CREATE INDEX payee_account_set_by ON payment.payee_account (set_by, uid);
CREATE INDEX payee_account_in_doubt ON payment.payee_account (uid) WHERE state = 'ACCOUNT_STATE_IN_USE' AND doubts IS NOT NULL AND answered_by IS NULL;
SELECT kit.add_place('payment.payee_account');
SELECT kit.keep_versions('payment.payee_account');
SELECT kit.keep_person_keys('payment.payee_account');
SELECT kit.add_tokens('payment.payee_account');

-- Who sets an account and who answers for it is whoever the context says; an account is never another one, and a closed one stays closed.
CREATE FUNCTION payment.stamp_account() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW.state := 'ACCOUNT_STATE_IN_USE';
    NEW.answered_by := NULL;
    NEW.set_by := coalesce(access.context_staff(), NEW.set_by);
    RETURN NEW;
  END IF;
  IF (NEW.survivor_uid, NEW.payee_uid, NEW.holder, NEW.guardian_uid, NEW.number_end, NEW.bank, NEW.hold_until_time, NEW.set_by)
     IS DISTINCT FROM
     (OLD.survivor_uid, OLD.payee_uid, OLD.holder, OLD.guardian_uid, OLD.number_end, OLD.bank, OLD.hold_until_time, OLD.set_by)
     OR NEW.details IS DISTINCT FROM OLD.details
     OR (NEW.state <> OLD.state AND OLD.state <> 'ACCOUNT_STATE_IN_USE') THEN
    RAISE EXCEPTION 'an account stays the account it is' USING ERRCODE = '23001';
  END IF;
  IF NEW.answered_by IS NOT NULL AND NEW.answered_by IS DISTINCT FROM OLD.answered_by THEN
    NEW.answered_by := coalesce(access.context_staff(), NEW.answered_by);
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER stamp_account BEFORE INSERT OR UPDATE ON payment.payee_account FOR EACH ROW EXECUTE FUNCTION payment.stamp_account();

-- Who sees an account follows the survivor, as entitlements do.
CREATE FUNCTION payment.move_accounts() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE payment.payee_account a SET register = NEW.register, district = NEW.district, institution = NEW.institution
  WHERE a.survivor_uid = NEW.survivor_uid
    AND (a.register, a.district, a.institution) IS DISTINCT FROM (NEW.register, NEW.district, NEW.institution);
  RETURN NULL;
END
$$;
CREATE TRIGGER move_accounts AFTER UPDATE ON payment.entitlement FOR EACH ROW
  WHEN ((NEW.register, NEW.district, NEW.institution) IS DISTINCT FROM (OLD.register, OLD.district, OLD.institution))
  EXECUTE FUNCTION payment.move_accounts();

-- Whether somebody else is paid to the account with that token, whoever sees that payee. Theirs is in doubt from now on as well: a person must
-- say that both are right.
CREATE FUNCTION payment.note_shared_account(kind text, token bytea, payee uuid) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  others constant uuid[] := ARRAY(
    SELECT a.uid FROM payment.token t JOIN payment.payee_account a ON a.uid = t.payee_account_uid
    WHERE t.register = ANY (access.context_registers()) AND t.kind = note_shared_account.kind AND t.token = note_shared_account.token
      AND a.payee_uid <> note_shared_account.payee AND a.state = 'ACCOUNT_STATE_IN_USE' LIMIT 1000);
BEGIN
  UPDATE payment.payee_account a
  SET doubts = coalesce(a.doubts, '[]') || '["ACCOUNT_DOUBT_SHARED"]', answered_by = NULL
  WHERE a.uid = ANY (others) AND NOT coalesce(a.doubts, '[]') ? 'ACCOUNT_DOUBT_SHARED';
  RETURN cardinality(others) > 0;
END
$$;

-- What setting an account asks about the payee and about who holds it: where the survivor's record lies, whether the payee lives and belongs to
-- the family, whether the holder's record bears one of these names (keyed tokens), or no name at all. A row of payee facts; none for a survivor
-- whom the caller does not see.
CREATE FUNCTION survivor.payee_for_account(survivor uuid, payee uuid, guardian uuid, names bytea[])
RETURNS TABLE (survivor_uid uuid, register text, district text, institution text, payee_known boolean, payee_dead boolean, guardian_known boolean,
               name_known boolean, name_alike boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
DECLARE
  record_of record;
  member record;
  stands_for record;
  holder uuid;
BEGIN
  SELECT s.uid, s.register, s.district, s.institution, s.state INTO record_of FROM survivor.survivor s
  WHERE s.uid = payee_for_account.survivor AND s.merged_into_uid IS NULL AND s.register = ANY (access.context_registers())
    AND (access.context_national() OR s.district = ANY (access.context_districts()) OR s.institution = access.context_institution());
  IF NOT FOUND THEN
    RETURN;
  END IF;
  SELECT m.uid, m.member_uid INTO member FROM survivor.family_member m
  WHERE m.uid = payee AND m.survivor_uid = record_of.uid AND m.ended_on IS NULL;
  SELECT m.uid, m.member_uid INTO stands_for FROM survivor.family_member m
  WHERE m.uid = guardian AND m.survivor_uid = record_of.uid AND m.ended_on IS NULL AND m.uid <> payee;
  holder := CASE WHEN guardian IS NOT NULL THEN stands_for.member_uid WHEN payee = record_of.uid THEN record_of.uid ELSE member.member_uid END;
  RETURN QUERY SELECT record_of.uid, record_of.register, record_of.district, record_of.institution,
    payee = record_of.uid OR member.uid IS NOT NULL,
    CASE WHEN payee = record_of.uid THEN record_of.state = 'SURVIVOR_STATE_DECEASED'
         ELSE coalesce((SELECT s.state = 'SURVIVOR_STATE_DECEASED' FROM survivor.survivor s WHERE s.uid = member.member_uid), false) END,
    guardian IS NULL OR stands_for.uid IS NOT NULL,
    EXISTS (SELECT FROM survivor.token t WHERE t.survivor_uid = holder AND t.kind = 'name'),
    EXISTS (SELECT FROM survivor.token t WHERE t.survivor_uid = holder AND t.kind = 'name' AND t.token = ANY (names));
END
$$;

-- Which of these payees are paid no more: recorded as dead, or of the family no longer. For the service itself, when it collects a run.
CREATE FUNCTION survivor.payees_gone(payees uuid[]) RETURNS TABLE (payee_uid uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
BEGIN
  IF access.context_role() IS DISTINCT FROM 'payment_background' THEN
    RAISE EXCEPTION 'for the payment service itself' USING ERRCODE = '42501';
  END IF;
  RETURN QUERY
  SELECT s.uid FROM survivor.survivor s WHERE s.uid = ANY (payees) AND s.state = 'SURVIVOR_STATE_DECEASED'
  UNION ALL
  SELECT m.uid FROM survivor.family_member m LEFT JOIN survivor.survivor s ON s.uid = m.member_uid
  WHERE m.uid = ANY (payees) AND (m.ended_on IS NOT NULL OR s.state = 'SURVIVOR_STATE_DECEASED');
END
$$;

SELECT kit.keeper_may('SELECT', 'payment.payee_account', 'uid', 'etag', 'survivor_uid', 'payee_uid', 'holder', 'guardian_uid', 'number_end',
  'bank', 'state', 'doubts', 'hold_until_time', 'set_by', 'answered_by', 'create_time', 'update_time', 'register', 'district', 'institution');
SELECT kit.keeper_may('UPDATE', 'payment.payee_account', 'doubts', 'answered_by', 'register', 'district', 'institution');
SELECT kit.keeper_may('SELECT', 'payment.token', 'kind', 'token', 'payee_account_uid', 'register');
SELECT kit.keeper_may('SELECT', 'survivor.family_member', 'uid', 'survivor_uid', 'ended_on', 'member_uid');
SELECT kit.give_to_keeper('payment.move_accounts()', 'payment.note_shared_account(text,bytea,uuid)',
                          'survivor.payee_for_account(uuid,uuid,uuid,bytea[])', 'survivor.payees_gone(uuid[])');

COMMIT;
