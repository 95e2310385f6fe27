-- Deploy dayaq:renewals to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

SELECT kit.add_codes('rehabilitation', '{
  "RenewalState": ["RENEWAL_STATE_WAITING", "RENEWAL_STATE_TO_CALL", "RENEWAL_STATE_REACHED", "RENEWAL_STATE_ESCALATED", "RENEWAL_STATE_UNDER_WAY",
                   "RENEWAL_STATE_DONE", "RENEWAL_STATE_STOPPED"],
  "RenewalBasis": ["RENEWAL_BASIS_TERM", "RENEWAL_BASIS_DOCTOR", "RENEWAL_BASIS_COMMISSION", "RENEWAL_BASIS_RECALL"],
  "RenewalReason": ["RENEWAL_REASON_DIED", "RENEWAL_REASON_RENEWED", "RENEWAL_REASON_RETURNED", "RENEWAL_REASON_LOST", "RENEWAL_REASON_DECLINED",
                    "RENEWAL_REASON_NO_TERM"]
}');

-- Rows of dayaq.rehabilitation.v1.Renewal: one for each device that was delivered, of the same uid. Whoever has a device has a day or a reason, and
-- whoever waits or is called has a day on which the house looks (next_on): nobody's device runs out unnoticed.
CREATE TABLE rehabilitation.renewal (
  uid uuid PRIMARY KEY,
  etag bigint NOT NULL,
  survivor_uid uuid NOT NULL,
  device_class text COLLATE "C" NOT NULL,
  state text COLLATE "C" NOT NULL CHECK (rehabilitation.is_code('RenewalState', state)),
  due_on text COLLATE "C" CHECK (survivor.is_day(due_on)),
  basis text COLLATE "C" CHECK (rehabilitation.is_code('RenewalBasis', basis)),
  review_on text COLLATE "C" CHECK (survivor.is_day(review_on)),
  stop_reason text COLLATE "C" CHECK (rehabilitation.is_code('RenewalReason', stop_reason)),
  term_ends_on text COLLATE "C" CHECK (survivor.is_day(term_ends_on)),
  term_example boolean NOT NULL,
  decision_document text CHECK (length(decision_document) <= 60),
  call_in_on text COLLATE "C" CHECK (survivor.is_day(call_in_on)),
  next_on text COLLATE "C" CHECK (survivor.is_day(next_on)),
  contacts jsonb CHECK (jsonb_typeof(contacts) = 'array' AND jsonb_array_length(contacts) <= 50),
  create_time timestamptz NOT NULL,
  update_time timestamptz NOT NULL,
  CONSTRAINT renewal_lost_nobody CHECK (due_on IS NOT NULL OR review_on IS NOT NULL OR stop_reason IS NOT NULL),
  CONSTRAINT renewal_basis CHECK ((due_on IS NULL) = (basis IS NULL)),
  CONSTRAINT renewal_ended CHECK ((stop_reason IS NOT NULL) = (state IN ('RENEWAL_STATE_DONE', 'RENEWAL_STATE_STOPPED'))),
  CONSTRAINT renewal_watched CHECK ((next_on IS NOT NULL) = (state IN ('RENEWAL_STATE_WAITING', 'RENEWAL_STATE_TO_CALL', 'RENEWAL_STATE_REACHED')))
);
CREATE INDEX renewal_survivor_uid ON rehabilitation.renewal (survivor_uid, uid);
-- The sweep reads what is due and nothing else.
CREATE INDEX renewal_next ON rehabilitation.renewal (next_on, uid) WHERE next_on IS NOT NULL;
SELECT kit.add_place_of('rehabilitation.device', 'rehabilitation.renewal', 'uid');
ALTER TABLE rehabilitation.renewal ADD CONSTRAINT renewal_scope UNIQUE (uid, register, district, institution);
-- Call-in lists, by the day that counts: of a centre, and of all.
CREATE INDEX renewal_calls ON rehabilitation.renewal (institution, (coalesce(due_on, review_on)), uid) WHERE stop_reason IS NULL;
CREATE INDEX renewal_calls_all ON rehabilitation.renewal (register, (coalesce(due_on, review_on)), uid) WHERE stop_reason IS NULL;
SELECT kit.keep_versions('rehabilitation.renewal');

-- The due day of a device that a person referred to the caller's institution has, wherever it was made.
CREATE FUNCTION rehabilitation.due_of(survivor uuid, device uuid) RETURNS TABLE (uid uuid, due_on text, term_ends_on text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM survivor.referred_here(due_of.survivor)) THEN
    RETURN;
  END IF;
  RETURN QUERY
  SELECT n.uid, n.due_on, n.term_ends_on FROM rehabilitation.renewal n
  WHERE n.uid = due_of.device AND n.survivor_uid = ANY (survivor.records_of(due_of.survivor)) AND n.register = ANY (access.context_registers());
END
$$;

-- How long devices lasted, in whole months, by class and age: counts and nobody, for the forecast.
CREATE FUNCTION rehabilitation.device_lives(today text)
RETURNS TABLE (device_class text, minor boolean, months integer, renewed bigint, ended bigint, in_use bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN QUERY
  SELECT l.device_class, l.minor, l.months, count(*) FILTER (WHERE l.state = 'DEVICE_STATE_RENEWED'),
         count(*) FILTER (WHERE l.state IN ('DEVICE_STATE_RETURNED', 'DEVICE_STATE_LOST')),
         count(*) FILTER (WHERE l.state IN ('DEVICE_STATE_DELIVERED', 'DEVICE_STATE_IN_REPAIR'))
  FROM (SELECT d.device_class, d.wearer_age = 'WEARER_AGE_MINOR' AS minor, d.state,
               -- Months of the calendar, as the forecast counts them.
               (left(coalesce(d.ended_on, device_lives.today), 4)::integer - left(d.delivered_on, 4)::integer) * 12
               + substr(coalesce(d.ended_on, device_lives.today), 6, 2)::integer - substr(d.delivered_on, 6, 2)::integer AS months
        FROM rehabilitation.device d
        WHERE d.delivered_on <= device_lives.today AND d.register = ANY (access.context_registers())) AS l
  GROUP BY 1, 2, 3 ORDER BY 1, 2, 3 LIMIT 100000;
END
$$;

-- Devices in use whose wearer has not died, by centre: of the caller's own centre, and of all for who works nationwide at none of them.
CREATE FUNCTION rehabilitation.devices_in_use(today text, centre text)
RETURNS TABLE (institution text, device_class text, minor boolean, months integer, devices bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN QUERY
  SELECT d.institution, d.device_class, d.wearer_age = 'WEARER_AGE_MINOR',
         (left(devices_in_use.today, 4)::integer - left(d.delivered_on, 4)::integer) * 12
         + substr(devices_in_use.today, 6, 2)::integer - substr(d.delivered_on, 6, 2)::integer, count(*)
  FROM rehabilitation.device d JOIN rehabilitation.renewal n ON n.uid = d.uid
  WHERE d.delivered_on <= devices_in_use.today AND d.ended_on IS NULL AND n.stop_reason IS DISTINCT FROM 'RENEWAL_REASON_DIED'
    AND d.register = ANY (access.context_registers())
    AND (access.context_role() = 'rehabilitation_medical_technical_commission' OR d.institution = access.context_institution())
    AND (devices_in_use.centre IS NULL OR d.institution = devices_in_use.centre)
  GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4 LIMIT 100000;
END
$$;

SELECT kit.keeper_may('SELECT', 'rehabilitation.renewal', 'uid', 'survivor_uid', 'register', 'due_on', 'term_ends_on', 'stop_reason');
SELECT kit.give_to_keeper('rehabilitation.due_of(uuid,uuid)', 'rehabilitation.device_lives(text)', 'rehabilitation.devices_in_use(text,text)');

-- What renewals follow: what becomes of devices and people, and each day.
INSERT INTO outbox.subscription (kind, subscriber)
SELECT kind, 'rehabilitation.keep_renewals'
FROM unnest('{device.prescribed,device.delivered,device.ended,device.recalled,device.wearer_of_age,survivor.died,survivor.changed,survivor.merged,retention.day,
              renewal.sweep_goes_on}'::text[]) AS kind;

COMMIT;
