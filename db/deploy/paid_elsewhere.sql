-- Deploy dayaq:paid_elsewhere to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- Which records go on in these: what was paid to them was paid to the same people. For the payment service itself, when it collects a run.
CREATE FUNCTION survivor.merged_records(survivors uuid[]) RETURNS TABLE (survivor_uid uuid, merged_uid uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
BEGIN
  IF access.context_role() IS DISTINCT FROM 'payment_background' THEN
    RAISE EXCEPTION 'for the payment service itself' USING ERRCODE = '42501';
  END IF;
  RETURN QUERY SELECT s.merged_into_uid, s.uid FROM survivor.survivor s WHERE s.merged_into_uid = ANY (survivors);
END
$$;
SELECT kit.give_to_keeper('survivor.merged_records(uuid[])');

-- Which entitlements go on in this one: of records that became one with its record, for the same benefit, occasion and payee. Oldest first.
CREATE FUNCTION payment.entitlements_of_merged(entitlement uuid) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
DECLARE
  kept payment.entitlement;
BEGIN
  SELECT e.survivor_uid, e.benefit, e.occasion_uid, e.beneficiary_uid INTO kept.survivor_uid, kept.benefit, kept.occasion_uid, kept.beneficiary_uid
  FROM payment.entitlement e WHERE e.uid = entitlements_of_merged.entitlement;
  RETURN QUERY
  SELECT e.uid FROM unnest(survivor.records_of(kept.survivor_uid)) AS r(uid) JOIN payment.entitlement e ON e.survivor_uid = r.uid
  WHERE (survivor.records_of(kept.survivor_uid))[1] = kept.survivor_uid AND r.uid <> kept.survivor_uid AND e.benefit = kept.benefit
    AND e.occasion_uid IS NOT DISTINCT FROM kept.occasion_uid
    AND CASE WHEN e.beneficiary_uid = e.survivor_uid THEN kept.survivor_uid ELSE e.beneficiary_uid END = kept.beneficiary_uid
  ORDER BY e.uid LIMIT 100;
END
$$;

-- What an entitlement of a record that goes on in another one took back and is no over-payment, in qepik: it was never paid, or the same period is owed
-- in that record, where it is not paid yet or was paid less because of it. 0 of a record of its own.
CREATE FUNCTION payment.covered_elsewhere(entitlement uuid) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
DECLARE
  gone payment.entitlement;
  kept_record uuid;
  kept uuid;
  recovered bigint;
  taken_back bigint;
  overpaid bigint;
BEGIN
  SELECT e.survivor_uid, e.benefit, e.occasion_uid, e.beneficiary_uid INTO gone.survivor_uid, gone.benefit, gone.occasion_uid, gone.beneficiary_uid
  FROM payment.entitlement e WHERE e.uid = covered_elsewhere.entitlement;
  kept_record := (survivor.records_of(gone.survivor_uid))[1];
  IF kept_record IS NULL OR kept_record = gone.survivor_uid THEN
    RETURN 0;
  END IF;
  kept := (SELECT e.uid FROM payment.entitlement e
           WHERE e.survivor_uid = kept_record AND e.benefit = gone.benefit AND e.occasion_uid IS NOT DISTINCT FROM gone.occasion_uid
             AND e.beneficiary_uid = CASE WHEN gone.beneficiary_uid = gone.survivor_uid THEN kept_record ELSE gone.beneficiary_uid END);
  recovered := (SELECT coalesce(sum(o.recovered_qepik), 0) FROM payment.payment_order o
                WHERE o.entitlement_uid = kept AND o.state NOT IN ('PAYMENT_ORDER_STATE_REJECTED', 'PAYMENT_ORDER_STATE_RETURNED', 'PAYMENT_ORDER_STATE_CANCELLED'));
  taken_back := (SELECT coalesce(-sum(i.amount_qepik), 0) FROM payment.instalment i
                 WHERE i.entitlement_uid = covered_elsewhere.entitlement AND i.amount_qepik < 0);
  overpaid := (
    WITH part AS (
      SELECT i.entitlement_uid, i.period, i.amount_qepik,
             EXISTS (SELECT FROM payment.payment_order_instalment p WHERE p.instalment_uid = i.uid AND p.live) AS paid
      FROM payment.instalment i WHERE i.entitlement_uid IN (covered_elsewhere.entitlement, kept)
    ), too_much AS (
      SELECT p.period, -sum(p.amount_qepik) AS qepik FROM part p WHERE p.entitlement_uid = covered_elsewhere.entitlement AND NOT p.paid
      GROUP BY p.period HAVING sum(p.amount_qepik) < 0
    ), owed AS (
      SELECT p.period, greatest(sum(p.amount_qepik) FILTER (WHERE NOT p.paid), 0) AS open, greatest(sum(p.amount_qepik) FILTER (WHERE p.paid), 0) AS paid
      FROM part p WHERE p.entitlement_uid = kept GROUP BY p.period
    )
    SELECT coalesce(sum(t.qepik), 0) - coalesce(sum(least(t.qepik, coalesce(o.open, 0))), 0)
           - least(greatest(recovered, 0), coalesce(sum(least(t.qepik - least(t.qepik, coalesce(o.open, 0)), coalesce(o.paid, 0))), 0))
    FROM too_much t LEFT JOIN owed o ON o.period = t.period);
  RETURN greatest(taken_back - greatest(overpaid, 0), 0);
END
$$;
SELECT kit.give_to_keeper('payment.entitlements_of_merged(uuid)', 'payment.covered_elsewhere(uuid)');
SELECT kit.keeper_may('SELECT', 'payment.entitlement', 'uid', 'survivor_uid', 'benefit', 'occasion_uid', 'beneficiary_uid');
SELECT kit.keeper_may('SELECT', 'payment.instalment', 'uid', 'entitlement_uid', 'period', 'amount_qepik');
SELECT kit.keeper_may('SELECT', 'payment.payment_order', 'entitlement_uid', 'recovered_qepik', 'state');
SELECT kit.keeper_may('SELECT', 'payment.payment_order_instalment', 'instalment_uid', 'live');

COMMIT;
