-- Deploy dayaq:devices to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

SELECT kit.add_codes('rehabilitation', '{
  "DeviceState": ["DEVICE_STATE_PRESCRIBED", "DEVICE_STATE_APPROVED", "DEVICE_STATE_MEASURED", "DEVICE_STATE_FABRICATED", "DEVICE_STATE_FITTED",
                  "DEVICE_STATE_TRAINED", "DEVICE_STATE_DELIVERED", "DEVICE_STATE_IN_REPAIR", "DEVICE_STATE_REFUSED", "DEVICE_STATE_WITHDRAWN",
                  "DEVICE_STATE_RENEWED", "DEVICE_STATE_RETURNED", "DEVICE_STATE_LOST"],
  "DevicePayer": ["DEVICE_PAYER_STATE", "DEVICE_PAYER_FOUNDATION"],
  "WearerAge": ["WEARER_AGE_ADULT", "WEARER_AGE_MINOR"],
  "EarlyReason": ["EARLY_REASON_UNUSABLE", "EARLY_REASON_ILLNESS", "EARLY_REASON_STUMP_CHANGE", "EARLY_REASON_GROWTH", "EARLY_REASON_RECALL"],
  "ComponentKind": ["COMPONENT_KIND_SOCKET", "COMPONENT_KIND_LINER", "COMPONENT_KIND_FOOT", "COMPONENT_KIND_KNEE", "COMPONENT_KIND_HIP",
                    "COMPONENT_KIND_HAND", "COMPONENT_KIND_ELBOW", "COMPONENT_KIND_WRIST", "COMPONENT_KIND_BATTERY", "COMPONENT_KIND_CONNECTOR",
                    "COMPONENT_KIND_WHOLE", "COMPONENT_KIND_OTHER"]
}');

-- Rows of dayaq.rehabilitation.v1.Device. `institution` is the centre that makes it, `district` where the person's record lay when it was prescribed.
CREATE TABLE rehabilitation.device (
  uid uuid PRIMARY KEY,
  etag bigint NOT NULL,
  survivor_uid uuid NOT NULL,
  device_class text COLLATE "C" NOT NULL CHECK (device_class ~ '^[a-z][a-z0-9-]{1,59}$'),
  side text COLLATE "C" CHECK (rehabilitation.is_code('Side', side)),
  payer text COLLATE "C" NOT NULL CHECK (rehabilitation.is_code('DevicePayer', payer)),
  payer_institution text COLLATE "C" REFERENCES access.institution (code),
  wearer_age text COLLATE "C" NOT NULL CHECK (rehabilitation.is_code('WearerAge', wearer_age)),
  adult_on text COLLATE "C" CHECK (incident.is_partial_date(adult_on)),
  replaces_uid uuid REFERENCES rehabilitation.device,
  early_reason text COLLATE "C" CHECK (rehabilitation.is_code('EarlyReason', early_reason)),
  state text COLLATE "C" NOT NULL CHECK (rehabilitation.is_code('DeviceState', state)),
  prescribed_on text COLLATE "C" NOT NULL CHECK (survivor.is_day(prescribed_on)),
  making_due_on text COLLATE "C" CHECK (survivor.is_day(making_due_on)),
  decided_on text COLLATE "C" CHECK (survivor.is_day(decided_on)),
  decision_document text CHECK (length(decision_document) BETWEEN 1 AND 60),
  delivered_on text COLLATE "C" CHECK (survivor.is_day(delivered_on)),
  warranty_until text COLLATE "C" CHECK (survivor.is_day(warranty_until)),
  repair_due_on text COLLATE "C" CHECK (survivor.is_day(repair_due_on)),
  follow_up_on text COLLATE "C" CHECK (survivor.is_day(follow_up_on)),
  ended_on text COLLATE "C" CHECK (survivor.is_day(ended_on)),
  recalled_on text COLLATE "C" CHECK (survivor.is_day(recalled_on)),
  recall_document text CHECK (length(recall_document) BETWEEN 1 AND 60),
  steps jsonb CHECK (jsonb_typeof(steps) = 'array' AND jsonb_array_length(steps) <= 200),
  create_time timestamptz NOT NULL,
  update_time timestamptz NOT NULL,
  CONSTRAINT device_payer CHECK ((payer = 'DEVICE_PAYER_FOUNDATION') = (payer_institution IS NOT NULL)),
  CONSTRAINT device_minor CHECK ((wearer_age = 'WEARER_AGE_MINOR') = (adult_on IS NOT NULL)),
  CONSTRAINT device_early CHECK (early_reason IS NULL OR replaces_uid IS NOT NULL),
  CONSTRAINT device_replaces_another CHECK (replaces_uid <> uid),
  -- A withdrawn prescription may have ended before the commission came to it.
  CONSTRAINT device_decided CHECK ((decided_on IS NULL) = (decision_document IS NULL)
    AND (decided_on IS NOT NULL OR state IN ('DEVICE_STATE_PRESCRIBED', 'DEVICE_STATE_WITHDRAWN'))),
  CONSTRAINT device_delivered CHECK ((delivered_on IS NOT NULL)
    = (state IN ('DEVICE_STATE_DELIVERED', 'DEVICE_STATE_IN_REPAIR', 'DEVICE_STATE_RENEWED', 'DEVICE_STATE_RETURNED', 'DEVICE_STATE_LOST'))),
  CONSTRAINT device_ended CHECK ((ended_on IS NOT NULL)
    = (state IN ('DEVICE_STATE_REFUSED', 'DEVICE_STATE_WITHDRAWN', 'DEVICE_STATE_RENEWED', 'DEVICE_STATE_RETURNED', 'DEVICE_STATE_LOST'))),
  CONSTRAINT device_days CHECK (decided_on >= prescribed_on AND delivered_on >= decided_on AND ended_on >= prescribed_on),
  CONSTRAINT device_recalled CHECK ((recalled_on IS NULL) = (recall_document IS NULL))
);
CREATE INDEX device_survivor_uid ON rehabilitation.device (survivor_uid, uid);
CREATE INDEX device_payer_institution ON rehabilitation.device (payer_institution) WHERE payer_institution IS NOT NULL;
-- One device takes the place of another, and of one that takes it only while it is not given up.
CREATE UNIQUE INDEX device_replaces_uid ON rehabilitation.device (replaces_uid)
  WHERE replaces_uid IS NOT NULL AND state NOT IN ('DEVICE_STATE_REFUSED', 'DEVICE_STATE_WITHDRAWN');
CREATE INDEX device_replaces_any ON rehabilitation.device (replaces_uid) WHERE replaces_uid IS NOT NULL;
SELECT kit.add_place('rehabilitation.device');
CREATE INDEX device_by_institution ON rehabilitation.device (institution, uid);
CREATE INDEX device_by_register ON rehabilitation.device (register, uid);
SELECT kit.keep_versions('rehabilitation.device');

-- No step is skipped, whatever a program believes; what was prescribed stays. DY015 for anything else.
CREATE FUNCTION rehabilitation.step_device() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state <> OLD.state AND NOT coalesce(NEW.state = ANY (CASE OLD.state
       WHEN 'DEVICE_STATE_PRESCRIBED' THEN ARRAY['DEVICE_STATE_APPROVED', 'DEVICE_STATE_REFUSED', 'DEVICE_STATE_WITHDRAWN']
       WHEN 'DEVICE_STATE_APPROVED' THEN ARRAY['DEVICE_STATE_MEASURED', 'DEVICE_STATE_WITHDRAWN']
       WHEN 'DEVICE_STATE_MEASURED' THEN ARRAY['DEVICE_STATE_FABRICATED', 'DEVICE_STATE_WITHDRAWN']
       WHEN 'DEVICE_STATE_FABRICATED' THEN ARRAY['DEVICE_STATE_FITTED', 'DEVICE_STATE_WITHDRAWN']
       WHEN 'DEVICE_STATE_FITTED' THEN ARRAY['DEVICE_STATE_TRAINED', 'DEVICE_STATE_WITHDRAWN']
       WHEN 'DEVICE_STATE_TRAINED' THEN ARRAY['DEVICE_STATE_DELIVERED', 'DEVICE_STATE_WITHDRAWN']
       WHEN 'DEVICE_STATE_DELIVERED' THEN ARRAY['DEVICE_STATE_IN_REPAIR', 'DEVICE_STATE_RENEWED', 'DEVICE_STATE_RETURNED', 'DEVICE_STATE_LOST']
       WHEN 'DEVICE_STATE_IN_REPAIR' THEN ARRAY['DEVICE_STATE_DELIVERED', 'DEVICE_STATE_RENEWED', 'DEVICE_STATE_RETURNED', 'DEVICE_STATE_LOST']
       END), false) THEN
    RAISE EXCEPTION 'a device goes no such step' USING ERRCODE = 'DY015';
  END IF;
  IF (NEW.survivor_uid, NEW.device_class, NEW.side, NEW.payer, NEW.wearer_age, NEW.adult_on, NEW.replaces_uid, NEW.early_reason, NEW.prescribed_on)
     IS DISTINCT FROM
     (OLD.survivor_uid, OLD.device_class, OLD.side, OLD.payer, OLD.wearer_age, OLD.adult_on, OLD.replaces_uid, OLD.early_reason, OLD.prescribed_on)
     OR (OLD.delivered_on IS NOT NULL AND NEW.delivered_on IS DISTINCT FROM OLD.delivered_on) THEN
    RAISE EXCEPTION 'what was prescribed, and the day of delivery, stay' USING ERRCODE = 'DY015';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER step_device BEFORE UPDATE ON rehabilitation.device FOR EACH ROW EXECUTE FUNCTION rehabilitation.step_device();

-- Rows of dayaq.rehabilitation.v1.DeviceComponent. Of those built in, maker and serial number are one in the nation: nothing is delivered twice.
CREATE TABLE rehabilitation.device_component (
  uid uuid PRIMARY KEY,
  device_uid uuid NOT NULL,
  kind text COLLATE "C" NOT NULL CHECK (rehabilitation.is_code('ComponentKind', kind)),
  maker text NOT NULL CHECK (length(maker) BETWEEN 1 AND 80),
  model text CHECK (length(model) <= 80),
  serial text COLLATE "C" NOT NULL CHECK (serial ~ '^[A-Z0-9][A-Z0-9./-]{0,39}$'),
  batch text COLLATE "C" CHECK (batch ~ '^[A-Z0-9][A-Z0-9./-]{0,39}$'),
  supplier text CHECK (length(supplier) <= 120),
  built_in_on text COLLATE "C" NOT NULL CHECK (survivor.is_day(built_in_on)),
  removed_on text COLLATE "C" CHECK (survivor.is_day(removed_on)),
  CONSTRAINT component_days CHECK (removed_on >= built_in_on)
);
CREATE UNIQUE INDEX device_component_serial ON rehabilitation.device_component (maker, serial) WHERE removed_on IS NULL;
CREATE INDEX device_component_batch ON rehabilitation.device_component (maker, batch) WHERE removed_on IS NULL AND batch IS NOT NULL;
CREATE INDEX device_component_device_uid ON rehabilitation.device_component (device_uid, uid);
SELECT kit.add_place_of('rehabilitation.device', 'rehabilitation.device_component', 'device_uid');

-- Whether one of these casualties lost a limb at one of these levels on that side: yes or no.
CREATE FUNCTION incident.lost_that_limb(casualties uuid[], levels text[], side text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
BEGIN
  RETURN EXISTS (
    SELECT FROM incident.casualty c, jsonb_array_elements(c.amputations) AS a(entry)
    WHERE c.uid = ANY (casualties) AND a.entry ->> 'level' = ANY (levels) AND a.entry ->> 'side' IN (lost_that_limb.side, 'SIDE_BOTH'));
END
$$;

-- What prescribing asks of a person who was referred to the caller's institution (survivor.referred_here): whose record it is, where it lies, whether
-- they live, and whether such a limb was lost. A row of dayaq.rehabilitation.v1.Wearer; none for anybody else.
CREATE FUNCTION survivor.wearer(survivor uuid, levels text[], side text)
RETURNS TABLE (survivor_uid uuid, register text, district text, deceased boolean, limb_lost boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
BEGIN
  RETURN QUERY
  SELECT h.survivor_uid, h.register, h.district, h.deceased,
         incident.lost_that_limb(ARRAY(SELECT c.casualty_uid FROM survivor.casualty c
                                       WHERE c.survivor_uid = ANY (survivor.records_of(wearer.survivor)) AND NOT c.set_aside), levels, wearer.side)
  FROM survivor.referred_here(wearer.survivor) AS h;
END
$$;

-- What a person who was referred to the caller's institution has, or is being made for them, at any centre: codes and nothing else.
CREATE FUNCTION rehabilitation.devices_of(survivor uuid)
RETURNS TABLE (uid uuid, device_class text, side text, state text, delivered_on text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM survivor.referred_here(devices_of.survivor)) THEN
    RETURN;
  END IF;
  RETURN QUERY
  SELECT d.uid, d.device_class, d.side, d.state, d.delivered_on
  FROM unnest(survivor.records_of(devices_of.survivor)) AS r(uid) JOIN rehabilitation.device d ON d.survivor_uid = r.uid
  WHERE d.register = ANY (access.context_registers()) AND d.ended_on IS NULL
  ORDER BY d.uid LIMIT 200;
END
$$;

-- Which of these numbers of that maker are built into a device somewhere.
CREATE FUNCTION rehabilitation.serials_taken(maker text, serials text[]) RETURNS TABLE (serial text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
BEGIN
  RETURN QUERY
  SELECT c.serial FROM rehabilitation.device_component c
  WHERE c.maker = serials_taken.maker AND c.serial = ANY (serials) AND c.removed_on IS NULL LIMIT 20;
END
$$;

GRANT EXECUTE ON FUNCTION incident.lost_that_limb(uuid[], text[], text) TO survivor_keeper;
GRANT USAGE ON SCHEMA survivor TO rehabilitation_keeper;
SET LOCAL ROLE survivor_keeper;
GRANT EXECUTE ON FUNCTION survivor.referred_here(uuid), survivor.records_of(uuid) TO rehabilitation_keeper;
SET LOCAL ROLE dayaq_owner;
SELECT kit.keeper_may('SELECT', 'rehabilitation.device', 'uid', 'survivor_uid', 'device_class', 'side', 'state', 'wearer_age', 'delivered_on', 'ended_on',
                      'register', 'institution', 'prescribed_on');
SELECT kit.keeper_may('SELECT', 'rehabilitation.device_component', 'maker', 'serial', 'removed_on');
SELECT kit.give_to_keeper('incident.lost_that_limb(uuid[],text[],text)', 'survivor.wearer(uuid,text[],text)', 'rehabilitation.devices_of(uuid)',
                          'rehabilitation.serials_taken(text,text[])');

COMMIT;
