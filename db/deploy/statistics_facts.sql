-- Deploy dayaq:statistics_facts to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- Payments, devices, services, decisions and families in the layer that figures are counted from (docs/adr/0053-facts-of-other-services.md).

-- A record may have several rows that stand at one time, each a part of it. `value` is what a middle or a sum is taken of: whole days, minutes to the
-- next five, or an amount that was paid to many. Never an amount of one person.
ALTER TABLE statistics.fact
  ADD part text COLLATE "C" NOT NULL DEFAULT '' CHECK (length(part) <= 40),
  ADD benefit text COLLATE "C",
  ADD service text COLLATE "C",
  ADD relation text COLLATE "C",
  ADD share text COLLATE "C" CHECK (share IN ('YES', 'NO')),
  ADD value bigint CHECK (value >= 0),
  DROP CONSTRAINT fact_kind_check,
  ADD CONSTRAINT fact_kind_check CHECK (kind IN ('CASUALTY', 'INCIDENT', 'SURVIVOR', 'DECISION', 'RELATIVE', 'PROSTHESIS', 'SERVICE', 'PAYMENT', 'ENTITLED', 'AMOUNT')),
  DROP CONSTRAINT fact_pkey,
  ADD PRIMARY KEY (pseudonym, part, recorded_from, kept_from);
DROP INDEX statistics.fact_now;
CREATE UNIQUE INDEX fact_now ON statistics.fact (pseudonym, part, recorded_from) WHERE kept_until = 'infinity';

-- These records, those that are or were one with them, and those that go on where these do: what hangs on one of them may hang on another.
CREATE FUNCTION survivor.related_for_statistics(survivors uuid[]) RETURNS TABLE (uid uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
DECLARE
  near uuid[];
BEGIN
  IF access.context_role() IS DISTINCT FROM 'statistics_background' THEN
    RAISE EXCEPTION 'for the statistics service itself' USING ERRCODE = '42501';
  END IF;
  near := ARRAY(
    SELECT x FROM unnest(survivors) AS x
    UNION SELECT s.merged_into_uid FROM survivor.survivor s WHERE s.uid = ANY (survivors) AND s.merged_into_uid IS NOT NULL
    UNION SELECT m.survivor_uid FROM survivor.record_merge m WHERE m.merged_uid = ANY (survivors)
    UNION SELECT m.merged_uid FROM survivor.record_merge m WHERE m.survivor_uid = ANY (survivors));
  RETURN QUERY SELECT x FROM unnest(near) AS x UNION SELECT s.uid FROM survivor.survivor s WHERE s.merged_into_uid = ANY (near) ORDER BY 1;
END
$$;

-- In which record whoever these are about goes on, and what of them other facts are told with. For keepers that tell those.
CREATE FUNCTION survivor.people_for_statistics(records uuid[])
RETURNS TABLE (uid uuid, person_uid uuid, register text, district text, sex text, opened_on text, died_on text, decided_on text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
BEGIN
  RETURN QUERY
  SELECT r.uid, p.uid, p.register, coalesce(p.home_district, p.district), p.sex, (p.create_time AT TIME ZONE 'Asia/Baku')::date::text,
         CASE WHEN p.state = 'SURVIVOR_STATE_DECEASED' THEN coalesce(p.died_on, (p.death_recorded_time AT TIME ZONE 'Asia/Baku')::date::text) END,
         (SELECT d.decided_on FROM survivor.survivor o JOIN survivor.disability_decision d ON d.survivor_uid = o.uid
          WHERE o.uid = p.uid OR o.merged_into_uid = p.uid ORDER BY d.create_time, d.uid LIMIT 1)
  FROM survivor.survivor r JOIN survivor.survivor p ON p.uid = coalesce(r.merged_into_uid, r.uid) WHERE r.uid = ANY (records);
END
$$;

-- Members of the families of these records. For the keeper that tells who was paid.
CREATE FUNCTION survivor.relatives_for_statistics(records uuid[])
RETURNS TABLE (uid uuid, person_uid uuid, relation text, sex text, indirect_victim boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
BEGIN
  RETURN QUERY
  SELECT m.uid, coalesce(s.merged_into_uid, s.uid, m.uid), m.relation, m.sex, m.indirect_victim
  FROM survivor.family_member m LEFT JOIN survivor.survivor s ON s.uid = m.member_uid WHERE m.survivor_uid = ANY (records);
END
$$;

-- When the first decision about whoever these casualties are was recorded. For the keeper that tells whether a record is complete.
CREATE FUNCTION survivor.decided_for_statistics(casualties uuid[]) RETURNS TABLE (casualty_uid uuid, decided_time timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
BEGIN
  RETURN QUERY
  SELECT c.casualty_uid, min(d.create_time)
  FROM survivor.casualty c JOIN survivor.survivor r ON r.uid = c.survivor_uid
       JOIN survivor.survivor o ON o.uid = coalesce(r.merged_into_uid, r.uid) OR o.merged_into_uid = coalesce(r.merged_into_uid, r.uid)
       JOIN survivor.disability_decision d ON d.survivor_uid = o.uid
  WHERE c.casualty_uid = ANY (casualties) AND NOT c.set_aside GROUP BY c.casualty_uid;
END
$$;

-- In which incidents those were hurt whose records these are, if anything was decided about one of them: their casualties are told with it.
CREATE FUNCTION survivor.incidents_for_statistics(records uuid[]) RETURNS TABLE (uid uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
BEGIN
  IF access.context_role() IS DISTINCT FROM 'statistics_background' THEN
    RAISE EXCEPTION 'for the statistics service itself' USING ERRCODE = '42501';
  END IF;
  RETURN QUERY
  SELECT DISTINCT c.incident_uid FROM survivor.casualty c
  WHERE c.survivor_uid = ANY (records) AND EXISTS (SELECT FROM survivor.disability_decision d WHERE d.survivor_uid = ANY (records));
END
$$;

-- What each of these tells is of one shape. A row without recorded_from says that there is such a record. As incident.facts_for_statistics, which stays
-- for programs of before; besides, how many minutes it took to a hospital, and whether sex, age and disability are known. Of who was killed no
-- decision is awaited.
CREATE FUNCTION incident.told_for_statistics(incidents uuid[])
RETURNS TABLE (kind text, uid uuid, parent_uid uuid, part text, recorded_from text, recorded_until text, register text, occurred_on text, begun_on text,
               due_on text, ended_on text, died_on text, district text, outcome text, sex text, least_age integer, most_age integer, civil_status text,
               activity text, device text, benefit text, service text, relation text, share boolean, value bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
DECLARE
  related uuid[];
  people uuid[];
  places uuid[];
BEGIN
  IF access.context_role() IS DISTINCT FROM 'statistics_background' THEN
    RAISE EXCEPTION 'for the statistics service itself' USING ERRCODE = '42501';
  END IF;
  related := ARRAY(
    SELECT x FROM unnest(incidents) AS x
    UNION SELECT m.kept_uid FROM incident.merge m WHERE m.duplicate_uid = ANY (incidents)
    UNION SELECT m.duplicate_uid FROM incident.merge m WHERE m.kept_uid = ANY (incidents));
  people := ARRAY(
    SELECT c.uid FROM incident.casualty c WHERE c.incident_uid = ANY (related)
    UNION SELECT moved.uid::uuid FROM incident.merge m, jsonb_array_elements_text(m.moved_casualty_uids) AS moved(uid)
    WHERE m.kept_uid = ANY (related) OR m.duplicate_uid = ANY (related));
  places := ARRAY(
    SELECT x FROM unnest(related) AS x
    UNION SELECT c.incident_uid FROM incident.casualty c WHERE c.uid = ANY (people)
    UNION SELECT c.incident_uid FROM incident.casualty_history c WHERE c.uid = ANY (people));
  RETURN QUERY
  WITH i AS MATERIALIZED (
    SELECT n.uid, n.register, n.occurred_on, n.district, n.device_category, n.state, n.update_time AS f, 'infinity'::timestamptz AS t
    FROM incident.incident n WHERE n.uid = ANY (places)
    UNION ALL
    SELECT h.uid, h.register, h.occurred_on, h.district, h.device_category, h.state, h.update_time, h.recorded_until
    FROM incident.incident_history h WHERE h.uid = ANY (places)
  ), c AS MATERIALIZED (
    SELECT n.uid, n.incident_uid, n.outcome, n.sex, n.age, n.civil_status, n.activity, n.care_steps, n.same_as_uid, n.update_time AS f,
           'infinity'::timestamptz AS t
    FROM incident.casualty n WHERE n.uid = ANY (people)
    UNION ALL
    SELECT h.uid, h.incident_uid, h.outcome, h.sex, h.age, h.civil_status, h.activity, h.care_steps, h.same_as_uid, h.update_time, h.recorded_until
    FROM incident.casualty_history h WHERE h.uid = ANY (people)
  ), k AS (
    -- A version before and one after the decision.
    SELECT c.*, greatest(c.f, s.f) AS known_from, least(c.t, s.t) AS known_until,
           c.sex IN ('SEX_MALE', 'SEX_FEMALE') AND c.age ? 'max_years' AND (s.decided OR c.outcome = 'OUTCOME_KILLED') AS complete,
           (SELECT (min((e.step ->> 'minutes_after')::bigint) + 4) / 5 * 5 FROM jsonb_array_elements(c.care_steps) AS e(step)
            WHERE e.step ->> 'kind' IN ('CARE_KIND_ADMISSION', 'CARE_KIND_SURGERY')) AS minutes
    FROM c LEFT JOIN survivor.decided_for_statistics(people) AS d ON d.casualty_uid = c.uid,
         LATERAL (VALUES ('-infinity'::timestamptz, coalesce(d.decided_time, 'infinity'), false), (coalesce(d.decided_time, 'infinity'), 'infinity', true)) AS s(f, t, decided)
    WHERE s.f < s.t
  ), made AS (
    SELECT 'CASUALTY' AS kind, k.uid, k.incident_uid AS parent_uid, greatest(k.known_from, i.f) AS f, least(k.known_until, i.t) AS t, i.register,
           i.occurred_on, i.district, k.outcome, k.sex, (k.age ->> 'min_years')::integer AS least_age, (k.age ->> 'max_years')::integer AS most_age,
           k.civil_status, k.activity, i.device_category, coalesce(k.complete, false) AS share, k.minutes
    FROM k JOIN i ON i.uid = k.incident_uid
    WHERE k.same_as_uid IS NULL AND i.state NOT IN ('INCIDENT_STATE_REJECTED', 'INCIDENT_STATE_MERGED')
      AND greatest(k.known_from, i.f) < least(k.known_until, i.t)
    UNION ALL
    SELECT 'INCIDENT', i.uid, NULL, i.f, i.t, i.register, i.occurred_on, i.district, NULL, NULL, NULL, NULL, NULL, NULL, i.device_category, NULL, NULL
    FROM i WHERE i.uid = ANY (related) AND i.state NOT IN ('INCIDENT_STATE_REJECTED', 'INCIDENT_STATE_MERGED') AND i.f < i.t
    UNION ALL SELECT 'CASUALTY', x, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL FROM unnest(people) AS x
    UNION ALL SELECT 'INCIDENT', x, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL FROM unnest(related) AS x
  )
  SELECT m.kind, m.uid, m.parent_uid, ''::text, m.f::text, m.t::text, m.register, m.occurred_on, NULL::text, NULL::text, NULL::text, NULL::text, m.district,
         m.outcome, m.sex, m.least_age, m.most_age, m.civil_status, m.activity, m.device_category, NULL::text, NULL::text, NULL::text, m.share, m.minutes
  FROM made m ORDER BY m.kind, m.uid, m.f NULLS FIRST;
END
$$;

-- All versions of these records that are records of their own; how many days passed between the record and the first decision about somebody; and
-- who of a family is an indirect victim.
CREATE FUNCTION survivor.told_for_statistics(survivors uuid[])
RETURNS TABLE (kind text, uid uuid, parent_uid uuid, part text, recorded_from text, recorded_until text, register text, occurred_on text, begun_on text,
               due_on text, ended_on text, died_on text, district text, outcome text, sex text, least_age integer, most_age integer, civil_status text,
               activity text, device text, benefit text, service text, relation text, share boolean, value bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
BEGIN
  IF access.context_role() IS DISTINCT FROM 'statistics_background' THEN
    RAISE EXCEPTION 'for the statistics service itself' USING ERRCODE = '42501';
  END IF;
  RETURN QUERY
  WITH s AS (
    SELECT n.uid, n.register, coalesce(n.home_district, n.district) AS district, n.state, n.sex, n.died_on, n.death_recorded_time, n.merged_into_uid,
           n.create_time, n.update_time AS f, 'infinity'::timestamptz AS t
    FROM survivor.survivor n WHERE n.uid = ANY (survivors)
    UNION ALL
    SELECT h.uid, h.register, coalesce(h.home_district, h.district), h.state, h.sex, h.died_on, h.death_recorded_time, h.merged_into_uid,
           h.create_time, h.update_time, h.recorded_until
    FROM survivor.survivor_history h WHERE h.uid = ANY (survivors)
  ), p AS MATERIALIZED (
    SELECT * FROM survivor.people_for_statistics(survivors)
  ), d AS MATERIALIZED (
    SELECT n.uid, p.person_uid, p.register, p.district, p.opened_on, n.decided_on, n.create_time,
           row_number() OVER (PARTITION BY p.person_uid ORDER BY n.create_time, n.uid) = 1 AS first
    FROM p JOIN survivor.disability_decision n ON n.survivor_uid = p.uid
  ), r AS MATERIALIZED (
    SELECT n.uid, n.survivor_uid, n.register, n.district, n.relation, n.sex, n.indirect_victim, n.ended_on, n.create_time, n.update_time AS f,
           'infinity'::timestamptz AS t
    FROM survivor.family_member n WHERE n.survivor_uid = ANY (survivors)
    UNION ALL
    SELECT h.uid, n.survivor_uid, h.register, h.district, h.relation, h.sex, h.indirect_victim, h.ended_on, h.create_time, h.update_time, h.recorded_until
    FROM survivor.family_member n JOIN survivor.family_member_history h ON h.uid = n.uid WHERE n.survivor_uid = ANY (survivors)
  ), made AS (
    SELECT 'SURVIVOR' AS kind, s.uid, NULL::uuid AS parent_uid, s.f, s.t, s.register, (s.create_time AT TIME ZONE 'Asia/Baku')::date::text AS occurred_on,
           CASE WHEN s.state = 'SURVIVOR_STATE_DECEASED'
                THEN coalesce(s.died_on, (s.death_recorded_time AT TIME ZONE 'Asia/Baku')::date::text) END AS ended_on, s.district, s.sex,
           NULL::text AS relation, NULL::bigint AS value
    FROM s WHERE s.merged_into_uid IS NULL AND s.f < s.t
    UNION ALL
    SELECT 'DECISION', d.uid, d.person_uid, d.create_time, 'infinity', d.register, d.decided_on, NULL, d.district, NULL, NULL,
           d.decided_on::date - d.opened_on::date
    FROM d WHERE d.first AND d.decided_on >= d.opened_on
    UNION ALL
    SELECT 'RELATIVE', r.uid, p.person_uid, r.f, r.t, r.register, (r.create_time AT TIME ZONE 'Asia/Baku')::date::text, r.ended_on, r.district, r.sex,
           r.relation, NULL
    FROM r JOIN p ON p.uid = r.survivor_uid WHERE r.indirect_victim AND r.f < r.t
    UNION ALL SELECT 'SURVIVOR', x, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL FROM unnest(survivors) AS x
    UNION ALL SELECT 'DECISION', d.uid, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL FROM d
    UNION ALL SELECT DISTINCT 'RELATIVE', r.uid, NULL::uuid, NULL::timestamptz, NULL::timestamptz, NULL, NULL, NULL, NULL, NULL, NULL, NULL::bigint FROM r
  )
  SELECT m.kind, m.uid, m.parent_uid, ''::text, m.f::text, m.t::text, m.register, m.occurred_on, NULL::text, NULL::text, m.ended_on, NULL::text, m.district,
         NULL::text, m.sex, NULL::integer, NULL::integer, NULL::text, NULL::text, NULL::text, NULL::text, NULL::text, m.relation, NULL::boolean, m.value
  FROM made m ORDER BY m.kind, m.uid, m.f NULLS FIRST;
END
$$;

-- What devices these people were prescribed, have and had, as known at each time at which something of it changed, one row a device and time; and what
-- was done for them, one row a session.
CREATE FUNCTION rehabilitation.told_for_statistics(survivors uuid[])
RETURNS TABLE (kind text, uid uuid, parent_uid uuid, part text, recorded_from text, recorded_until text, register text, occurred_on text, begun_on text,
               due_on text, ended_on text, died_on text, district text, outcome text, sex text, least_age integer, most_age integer, civil_status text,
               activity text, device text, benefit text, service text, relation text, share boolean, value bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
BEGIN
  IF access.context_role() IS DISTINCT FROM 'statistics_background' THEN
    RAISE EXCEPTION 'for the statistics service itself' USING ERRCODE = '42501';
  END IF;
  RETURN QUERY
  WITH p AS MATERIALIZED (
    SELECT * FROM survivor.people_for_statistics(survivors)
  ), n AS MATERIALIZED (
    SELECT v.uid, v.device_class, v.state, v.prescribed_on, v.delivered_on, v.ended_on, v.update_time, p.person_uid
    FROM p JOIN rehabilitation.device v ON v.survivor_uid = p.uid
  ), d AS MATERIALIZED (
    SELECT n.*, n.update_time AS f, 'infinity'::timestamptz AS t FROM n
    UNION ALL
    SELECT h.uid, h.device_class, h.state, h.prescribed_on, h.delivered_on, h.ended_on, h.update_time, n.person_uid, h.update_time, h.recorded_until
    FROM n JOIN rehabilitation.device_history h ON h.uid = n.uid
  ), w AS MATERIALIZED (
    SELECT v.uid, v.due_on, n.person_uid, v.update_time AS f, 'infinity'::timestamptz AS t FROM n JOIN rehabilitation.renewal v ON v.uid = n.uid
    UNION ALL
    SELECT h.uid, h.due_on, n.person_uid, h.update_time, h.recorded_until FROM n JOIN rehabilitation.renewal_history h ON h.uid = n.uid
  ), k AS MATERIALIZED (
    SELECT c.person_uid, c.f, lead(c.f, 1, 'infinity') OVER (PARTITION BY c.person_uid ORDER BY c.f) AS t
    FROM (SELECT d.person_uid, d.f FROM d UNION SELECT w.person_uid, w.f FROM w) AS c
  ), made AS (
    SELECT 'PROSTHESIS' AS kind, k.person_uid AS uid, NULL::uuid AS parent_uid, k.f, k.t, p.register, d.prescribed_on AS occurred_on,
           d.delivered_on AS begun_on, w.due_on, d.ended_on, p.died_on, p.district, d.state AS outcome, p.sex, d.device_class, NULL::text AS service, d.uid AS last
    FROM k JOIN p ON p.uid = k.person_uid JOIN d ON d.person_uid = k.person_uid AND d.f <= k.f AND d.t > k.f
         LEFT JOIN w ON w.uid = d.uid AND w.f <= k.f AND w.t > k.f
    UNION ALL
    SELECT 'SERVICE', v.uid, p.person_uid, v.create_time, 'infinity', v.register, v.held_on, NULL, NULL, NULL, NULL, v.district, NULL, NULL, NULL, v.visit, NULL
    FROM p JOIN rehabilitation.episode e ON e.survivor_uid = p.uid JOIN rehabilitation.session v ON v.episode_uid = e.uid
  )
  SELECT m.kind, m.uid, m.parent_uid, ''::text, m.f::text, m.t::text, m.register, m.occurred_on, m.begun_on, m.due_on, m.ended_on, m.died_on, m.district,
         m.outcome, m.sex, NULL::integer, NULL::integer, NULL::text, NULL::text, m.device_class, NULL::text, m.service, NULL::text, NULL::boolean, NULL::bigint
  FROM made m ORDER BY m.kind, m.uid, m.f, m.last;
END
$$;

-- Whom these people's payments went to, month by month, while the money had left and not come back; in how many days after the decision the first of
-- them came; and, once the days set for it are over, whether whoever was entitled by then was paid within them. No amount.
CREATE FUNCTION payment.told_for_statistics(survivors uuid[], days integer)
RETURNS TABLE (kind text, uid uuid, parent_uid uuid, part text, recorded_from text, recorded_until text, register text, occurred_on text, begun_on text,
               due_on text, ended_on text, died_on text, district text, outcome text, sex text, least_age integer, most_age integer, civil_status text,
               activity text, device text, benefit text, service text, relation text, share boolean, value bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
BEGIN
  IF access.context_role() IS DISTINCT FROM 'statistics_background' THEN
    RAISE EXCEPTION 'for the statistics service itself' USING ERRCODE = '42501';
  END IF;
  RETURN QUERY
  WITH p AS MATERIALIZED (
    SELECT q.*, (q.opened_on::date + days + 1)::timestamp AT TIME ZONE 'Asia/Baku' AS judged FROM survivor.people_for_statistics(survivors) AS q
  ), o AS MATERIALIZED (
    SELECT n.uid, n.payee_uid, n.survivor_uid, n.benefit, r.execute_on, p.person_uid, p.register, p.district, p.sex, p.decided_on
    FROM p JOIN payment.payment_order n ON n.survivor_uid = p.uid JOIN payment.payment_run r ON r.uid = n.run_uid
  ), settled AS MATERIALIZED (
    SELECT s.order_uid, s.f, s.t FROM (
      SELECT n.order_uid, n.to_state, n.create_time AS f, lead(n.create_time, 1, 'infinity') OVER (PARTITION BY n.order_uid ORDER BY n.uid) AS t
      FROM o JOIN payment.payment_order_step n ON n.order_uid = o.uid) AS s
    WHERE s.to_state = 'PAYMENT_ORDER_STATE_SETTLED' AND s.f < s.t
  ), first AS MATERIALIZED (
    SELECT DISTINCT ON (o.person_uid) o.person_uid, o.uid, o.execute_on, s.f
    FROM settled s JOIN o ON o.uid = s.order_uid ORDER BY o.person_uid, s.f, o.execute_on, o.uid
  ), kin AS MATERIALIZED (
    SELECT * FROM survivor.relatives_for_statistics(survivors)
  ), judged AS (
    SELECT DISTINCT p.person_uid, p.register, p.district, p.sex, p.opened_on, p.judged, f.f AS paid, f.execute_on::date <= p.opened_on::date + days AS in_time
    FROM p JOIN payment.entitlement e ON e.survivor_uid = p.uid LEFT JOIN first f ON f.person_uid = p.person_uid
    WHERE NOT e.example AND e.state <> 'ENTITLEMENT_STATE_WITHDRAWN' AND e.create_time < p.judged AND p.judged <= now()
  ), made AS (
    SELECT 'PAYMENT' AS kind, o.uid, coalesce(CASE WHEN o.payee_uid = o.survivor_uid THEN o.person_uid END, kin.person_uid, o.payee_uid) AS parent_uid,
           ''::text AS part, s.f, s.t, o.register, left(o.execute_on, 7) AS occurred_on, o.district,
           CASE WHEN o.payee_uid = o.survivor_uid THEN o.sex ELSE kin.sex END AS sex, o.benefit,
           CASE WHEN kin.indirect_victim THEN kin.relation END AS relation, NULL::boolean AS share,
           CASE WHEN first.uid = o.uid AND o.decided_on <= o.execute_on THEN o.execute_on::date - o.decided_on::date END::bigint AS value
    FROM o JOIN settled s ON s.order_uid = o.uid LEFT JOIN kin ON kin.uid = o.payee_uid LEFT JOIN first ON first.person_uid = o.person_uid
    UNION ALL
    SELECT 'ENTITLED', j.person_uid, NULL, 'paid', v.f, v.t, j.register, j.opened_on, j.district, j.sex, NULL, NULL, v.share, NULL
    FROM judged j, LATERAL (VALUES (j.judged, CASE WHEN j.in_time THEN greatest(j.judged, j.paid) ELSE 'infinity' END, false),
                                   (CASE WHEN j.in_time THEN greatest(j.judged, j.paid) ELSE 'infinity' END, 'infinity'::timestamptz, true)) AS v(f, t, share)
    WHERE v.f < v.t
    UNION ALL SELECT 'PAYMENT', o.uid, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL FROM o
  )
  SELECT m.kind, m.uid, m.parent_uid, coalesce(m.part, ''), m.f::text, m.t::text, m.register, m.occurred_on, NULL::text, NULL::text, NULL::text, NULL::text,
         m.district, NULL::text, m.sex, NULL::integer, NULL::integer, NULL::text, NULL::text, NULL::text, m.benefit, NULL::text, m.relation, m.share, m.value
  FROM made m ORDER BY m.kind, m.uid, m.f NULLS FIRST;
END
$$;

-- What was paid in a year for a benefit, as known at each time at which it changed, of all years and benefits that such a resource touches:
-- 'bankMessages/X', 'paymentQuestions/X', 'layers/amounts/all'. Nothing while it went to fewer than five: that would be what one person was paid.
CREATE FUNCTION payment.amounts_for_statistics(named text)
RETURNS TABLE (kind text, uid uuid, parent_uid uuid, part text, recorded_from text, recorded_until text, register text, occurred_on text, begun_on text,
               due_on text, ended_on text, died_on text, district text, outcome text, sex text, least_age integer, most_age integer, civil_status text,
               activity text, device text, benefit text, service text, relation text, share boolean, value bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  parts constant text[] := string_to_array(named, '/');
  least_payees constant bigint := 5;
BEGIN
  IF access.context_role() IS DISTINCT FROM 'statistics_background' THEN
    RAISE EXCEPTION 'for the statistics service itself' USING ERRCODE = '42501';
  END IF;
  RETURN QUERY
  WITH touched AS MATERIALIZED (
    SELECT DISTINCT o.register, o.benefit, left(r.execute_on, 4) AS year
    FROM payment.payment_order o JOIN payment.payment_run r ON r.uid = o.run_uid
    WHERE CASE parts[1]
            WHEN 'bankMessages' THEN o.uid IN (SELECT l.order_uid FROM payment.bank_line l WHERE l.message_uid = parts[2]::uuid)
            WHEN 'paymentQuestions' THEN o.uid IN (SELECT q.order_uid FROM payment.payment_question q WHERE q.uid = parts[2]::uuid)
            ELSE parts[1] = 'layers' END
  ), o AS MATERIALIZED (
    SELECT t.register, t.benefit, t.year, n.uid, n.payee_uid, n.amount_qepik
    FROM touched t JOIN payment.payment_order n ON n.register = t.register AND n.benefit = t.benefit
         JOIN payment.payment_run r ON r.uid = n.run_uid AND left(r.execute_on, 4) = t.year
  ), settled AS MATERIALIZED (
    SELECT o.register, o.benefit, o.year, o.payee_uid, o.amount_qepik, s.f, s.t,
           row_number() OVER (PARTITION BY o.register, o.benefit, o.year, o.payee_uid ORDER BY s.f) = 1 AS first
    FROM o JOIN (SELECT n.order_uid, n.to_state, n.create_time AS f, lead(n.create_time, 1, 'infinity') OVER (PARTITION BY n.order_uid ORDER BY n.uid) AS t
                 FROM payment.payment_order_step n WHERE n.order_uid IN (SELECT o.uid FROM o)) AS s ON s.order_uid = o.uid
    WHERE s.to_state = 'PAYMENT_ORDER_STATE_SETTLED' AND s.f < s.t
  ), changes AS (
    SELECT c.register, c.benefit, c.year, c.at, sum(c.amount) AS amount, sum(c.payees) AS payees
    FROM (SELECT s.register, s.benefit, s.year, s.f AS at, s.amount_qepik AS amount, s.first::integer AS payees FROM settled s
          -- Whoever gave something back may have got nothing else.
          UNION ALL SELECT s.register, s.benefit, s.year, s.t, -s.amount_qepik, -1 FROM settled s WHERE s.t < 'infinity') AS c
    GROUP BY 1, 2, 3, 4
  ), known AS (
    SELECT c.register, c.benefit, c.year, c.at AS f, lead(c.at, 1, 'infinity') OVER w AS t, sum(c.amount) OVER w AS amount, sum(c.payees) OVER w AS payees
    FROM changes c WINDOW w AS (PARTITION BY c.register, c.benefit, c.year ORDER BY c.at)
  ), made AS (
    SELECT md5(k.register || '/' || k.benefit || '/' || k.year)::uuid AS uid, k.f, k.t, k.register, k.year, k.benefit, k.amount
    FROM known k WHERE k.payees >= least_payees
    UNION ALL SELECT md5(t.register || '/' || t.benefit || '/' || t.year)::uuid, NULL, NULL, NULL, NULL, NULL, NULL FROM touched t
  )
  SELECT 'AMOUNT'::text, m.uid, NULL::uuid, ''::text, m.f::text, m.t::text, m.register, m.year, NULL::text, NULL::text, NULL::text, NULL::text, ''::text, NULL::text,
         NULL::text, NULL::integer, NULL::integer, NULL::text, NULL::text, NULL::text, m.benefit, NULL::text, NULL::text, NULL::boolean, m.amount::bigint
  FROM made m ORDER BY m.uid, m.f NULLS FIRST;
END
$$;

-- Whose records an event of another service touches: of a bank's file or a question about an order; of a device, its renewal or an episode.
CREATE FUNCTION payment.records_for_statistics(named text, after uuid, most integer) RETURNS TABLE (uid uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  parts constant text[] := string_to_array(named, '/');
BEGIN
  IF access.context_role() IS DISTINCT FROM 'statistics_background' THEN
    RAISE EXCEPTION 'for the statistics service itself' USING ERRCODE = '42501';
  END IF;
  RETURN QUERY
  SELECT DISTINCT o.survivor_uid FROM payment.payment_order o
  WHERE o.survivor_uid > records_for_statistics.after
    AND o.uid IN (SELECT l.order_uid FROM payment.bank_line l WHERE parts[1] = 'bankMessages' AND l.message_uid = parts[2]::uuid
                  UNION ALL SELECT q.order_uid FROM payment.payment_question q WHERE parts[1] = 'paymentQuestions' AND q.uid = parts[2]::uuid)
  ORDER BY o.survivor_uid LIMIT least(most, 1000);
END
$$;
CREATE FUNCTION rehabilitation.records_for_statistics(named text) RETURNS TABLE (uid uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
DECLARE
  parts constant text[] := string_to_array(named, '/');
BEGIN
  IF access.context_role() IS DISTINCT FROM 'statistics_background' THEN
    RAISE EXCEPTION 'for the statistics service itself' USING ERRCODE = '42501';
  END IF;
  RETURN QUERY
  SELECT d.survivor_uid FROM rehabilitation.device d WHERE parts[1] IN ('devices', 'renewals') AND d.uid = parts[2]::uuid
  UNION SELECT e.survivor_uid FROM rehabilitation.episode e WHERE parts[1] = 'episodes' AND e.uid = parts[2]::uuid;
END
$$;

-- Whose function it is reads what it tells.
SELECT kit.keeper_may('SELECT', 'incident.casualty', 'care_steps');
SELECT kit.keeper_may('SELECT', 'incident.casualty_history', 'care_steps');
SELECT kit.keeper_may('SELECT', 'survivor.disability_decision', 'uid', 'survivor_uid', 'decided_on', 'create_time');
SELECT kit.keeper_may('SELECT', 'survivor.casualty', 'casualty_uid', 'survivor_uid', 'incident_uid', 'set_aside');
SELECT kit.keeper_may('SELECT', 'survivor.family_member', 'uid', 'survivor_uid', 'register', 'district', 'relation', 'sex', 'indirect_victim', 'member_uid',
                      'ended_on', 'create_time', 'update_time');
SELECT kit.keeper_may('SELECT', 'survivor.family_member_history', 'uid', 'register', 'district', 'relation', 'sex', 'indirect_victim', 'ended_on', 'create_time',
                      'update_time', 'recorded_until');
SELECT kit.keeper_may('SELECT', 'rehabilitation.device', 'uid', 'survivor_uid', 'device_class', 'state', 'prescribed_on', 'delivered_on', 'ended_on', 'update_time');
SELECT kit.keeper_may('SELECT', 'rehabilitation.device_history', 'uid', 'device_class', 'state', 'prescribed_on', 'delivered_on', 'ended_on', 'update_time',
                      'recorded_until');
SELECT kit.keeper_may('SELECT', 'rehabilitation.renewal', 'uid', 'due_on', 'update_time');
SELECT kit.keeper_may('SELECT', 'rehabilitation.renewal_history', 'uid', 'due_on', 'update_time', 'recorded_until');
SELECT kit.keeper_may('SELECT', 'rehabilitation.session', 'uid', 'episode_uid', 'visit', 'held_on', 'create_time', 'register', 'district');
SELECT kit.keeper_may('SELECT', 'payment.payment_order_step', 'uid', 'order_uid', 'to_state', 'create_time');
SELECT kit.keeper_may('SELECT', 'payment.entitlement', 'survivor_uid', 'example', 'state', 'create_time');
SELECT kit.keeper_may('SELECT', 'payment.bank_line', 'message_uid', 'order_uid');
SELECT kit.keeper_may('SELECT', 'payment.payment_question', 'uid', 'order_uid');
GRANT USAGE ON SCHEMA survivor TO incident_keeper, payment_keeper;
GRANT EXECUTE ON FUNCTION survivor.people_for_statistics(uuid[]) TO survivor_keeper, rehabilitation_keeper, payment_keeper;
GRANT EXECUTE ON FUNCTION survivor.relatives_for_statistics(uuid[]) TO payment_keeper;
GRANT EXECUTE ON FUNCTION survivor.decided_for_statistics(uuid[]) TO incident_keeper;
SELECT kit.give_to_keeper('survivor.related_for_statistics(uuid[])', 'survivor.people_for_statistics(uuid[])', 'survivor.relatives_for_statistics(uuid[])',
                          'survivor.decided_for_statistics(uuid[])', 'survivor.incidents_for_statistics(uuid[])', 'incident.told_for_statistics(uuid[])',
                          'survivor.told_for_statistics(uuid[])', 'rehabilitation.told_for_statistics(uuid[])', 'payment.told_for_statistics(uuid[], integer)',
                          'payment.amounts_for_statistics(text)', 'payment.records_for_statistics(text, uuid, integer)', 'rehabilitation.records_for_statistics(text)');

-- What the layer hears besides; then it goes through everything once more.
INSERT INTO outbox.subscription (kind, subscriber)
SELECT kind, 'statistics.refresh'
FROM unnest('{disability.decided,survivor.family_changed,device.prescribed,device.approved,device.delivered,device.ended,renewal.changed,renewal.decided,
              episode.session_held,payment.bank_file_taken,payment.question_answered,layer.paid_in_time}'::text[]) AS kind;
SELECT outbox.emit(jsonb_build_array(
  jsonb_build_object('uid', gen_random_uuid(), 'kind', 'layer.goes_on', 'resource', 'layers/incidents/00000000-0000-0000-0000-000000000000'),
  jsonb_build_object('uid', gen_random_uuid(), 'kind', 'layer.goes_on', 'resource', 'layers/survivors/00000000-0000-0000-0000-000000000000'),
  jsonb_build_object('uid', gen_random_uuid(), 'kind', 'layer.goes_on', 'resource', 'layers/amounts/00000000-0000-0000-0000-000000000000')));

COMMIT;
