-- Deploy dayaq:income_reviews to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- A benefit that may depend on income is looked at by a person when its receiver found work or lost it. Nothing changes by itself: the person is
-- told first, and nothing is decided before the day that leaves them time to answer.
SELECT kit.add_codes('payment', '{
  "IncomeChange": ["INCOME_CHANGE_JOB_STARTED", "INCOME_CHANGE_JOB_ENDED"],
  "IncomeReviewState": ["INCOME_REVIEW_STATE_OPEN", "INCOME_REVIEW_STATE_UNCHANGED", "INCOME_REVIEW_STATE_CHANGED", "INCOME_REVIEW_STATE_OVER"]
}');

-- Rows of dayaq.payment.v1.IncomeReview. It lies where the entitlement lies. One of an entitlement, a placement and what became of it, however
-- often that is heard.
CREATE TABLE payment.income_review (
  uid uuid PRIMARY KEY,
  etag bigint NOT NULL,
  survivor_uid uuid NOT NULL,
  entitlement_uid uuid NOT NULL,
  beneficiary_uid uuid,
  benefit text COLLATE "C" NOT NULL CHECK (benefit ~ '^[a-z][a-z0-9-]*$' AND length(benefit) <= 60),
  placement_uid uuid NOT NULL,
  change text COLLATE "C" NOT NULL CHECK (payment.is_code('IncomeChange', change)),
  changed_on text COLLATE "C" NOT NULL CHECK (survivor.is_day(changed_on)),
  told_on text COLLATE "C" NOT NULL CHECK (survivor.is_day(told_on)),
  not_before text COLLATE "C" NOT NULL CHECK (survivor.is_day(not_before)),
  state text COLLATE "C" NOT NULL CHECK (payment.is_code('IncomeReviewState', state)),
  document text CHECK (length(document) BETWEEN 1 AND 60),
  decided_by uuid,
  create_time timestamptz NOT NULL,
  update_time timestamptz NOT NULL,
  CONSTRAINT income_review_once UNIQUE (entitlement_uid, placement_uid, change),
  CONSTRAINT income_review_settled CHECK (
    (state IN ('INCOME_REVIEW_STATE_UNCHANGED', 'INCOME_REVIEW_STATE_CHANGED')) = (document IS NOT NULL) AND not_before >= told_on)
);
CREATE INDEX income_review_survivor_uid ON payment.income_review (survivor_uid, uid);
SELECT kit.add_place('payment.income_review');
CREATE INDEX income_review_open ON payment.income_review (register, uid) WHERE state = 'INCOME_REVIEW_STATE_OPEN';
SELECT kit.count_versions('payment.income_review');

-- Settled once, not before its day, by whoever the context says. DY015 for anything else.
CREATE FUNCTION payment.settle_income_review() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state <> OLD.state THEN
    IF OLD.state <> 'INCOME_REVIEW_STATE_OPEN'
       OR NEW.state <> 'INCOME_REVIEW_STATE_OVER' AND OLD.not_before > to_char(now() AT TIME ZONE 'Asia/Baku', 'YYYY-MM-DD') THEN
      RAISE EXCEPTION 'a review goes no such step' USING ERRCODE = 'DY015';
    END IF;
    NEW.decided_by := access.context_staff();
  ELSE
    NEW.document := OLD.document;
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER a_step BEFORE UPDATE ON payment.income_review FOR EACH ROW EXECUTE FUNCTION payment.settle_income_review();

-- Whom something is about that the payment service tells of: of a review, too (db/deploy/short_messages.sql says the rest).
GRANT CREATE ON SCHEMA payment TO payment_keeper;
SET LOCAL ROLE payment_keeper;
CREATE OR REPLACE FUNCTION payment.whom_to_tell(resource text) RETURNS TABLE (survivor_uid uuid, addressee_uid uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
DECLARE
  named constant uuid := split_part(resource, '/', 2)::uuid;
BEGIN
  IF access.context_role() IS DISTINCT FROM 'survivor_messages_background' THEN
    RAISE EXCEPTION 'for the survivor service, telling people' USING ERRCODE = '42501';
  END IF;
  IF split_part(resource, '/', 1) = 'entitlements' THEN
    RETURN QUERY SELECT e.survivor_uid, e.beneficiary_uid FROM payment.entitlement e WHERE e.uid = named AND NOT e.example;
  ELSIF split_part(resource, '/', 1) = 'payeeAccounts' THEN
    RETURN QUERY SELECT a.survivor_uid, a.payee_uid FROM payment.payee_account a WHERE a.uid = named;
  ELSIF split_part(resource, '/', 1) = 'incomeReviews' THEN
    RETURN QUERY SELECT r.survivor_uid, coalesce(r.beneficiary_uid, r.survivor_uid) FROM payment.income_review r WHERE r.uid = named;
  END IF;
END
$$;
SET LOCAL ROLE dayaq_owner;
REVOKE CREATE ON SCHEMA payment FROM payment_keeper;
SELECT kit.keeper_may('SELECT', 'payment.income_review', 'uid', 'survivor_uid', 'beneficiary_uid');

INSERT INTO outbox.subscription (kind, subscriber) VALUES
  ('placement.started', 'payment.open_income_reviews'),
  ('placement.ended', 'payment.open_income_reviews'),
  ('income_review.opened', 'survivor.queue_messages');

COMMIT;
