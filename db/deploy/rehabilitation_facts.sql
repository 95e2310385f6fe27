-- Deploy dayaq:rehabilitation_facts to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- What the rehabilitation service learns of people, through the narrowest doors (db/deploy/facts_between_services.sql).

-- Whether one of these casualties lost a limb: yes or no, and not which.
CREATE FUNCTION incident.lost_a_limb(casualties uuid[]) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
BEGIN
  RETURN EXISTS (SELECT FROM incident.casualty c WHERE c.uid = ANY (casualties) AND jsonb_array_length(c.amputations) > 0);
END
$$;

-- The record that a person goes on in, and all records that go on in it.
CREATE FUNCTION survivor.records_of(survivor uuid) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
DECLARE
  kept constant uuid := (SELECT coalesce(s.merged_into_uid, s.uid) FROM survivor.survivor s WHERE s.uid = records_of.survivor);
BEGIN
  RETURN ARRAY(SELECT kept WHERE kept IS NOT NULL UNION ALL SELECT s.uid FROM survivor.survivor s WHERE s.merged_into_uid = kept);
END
$$;

-- A person whom somebody referred to the caller's institution, which has opened the referral and did not refuse it: whose record that is, where it
-- lies, whether they live, and the newest such referral. No row for anybody else.
CREATE FUNCTION survivor.referred_here(survivor uuid)
RETURNS TABLE (survivor_uid uuid, survivor_number text, register text, district text, deceased boolean, referral_uid uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
DECLARE
  records constant uuid[] := survivor.records_of(referred_here.survivor);
BEGIN
  RETURN QUERY
  SELECT s.uid, s.number, s.register, s.district, s.state = 'SURVIVOR_STATE_DECEASED', r.uid
  FROM survivor.survivor s CROSS JOIN LATERAL (
    SELECT r.uid FROM survivor.referral r
    WHERE r.survivor_uid = ANY (records) AND r.institution = access.context_institution() AND r.register = ANY (access.context_registers())
      -- A death closes what was open, and whoever asks shall learn of the death.
      AND (r.state IN ('REFERRAL_STATE_SEEN', 'REFERRAL_STATE_ACCEPTED', 'REFERRAL_STATE_DONE') OR s.state = 'SURVIVOR_STATE_DECEASED')
    ORDER BY r.uid DESC LIMIT 1) AS r
  WHERE s.uid = records[1];
END
$$;

-- The same for the service itself, of a resource that an event was about ('survivors/X', 'incidents/X/casualties/Y'): with whether a limb was lost.
-- No row where there is no record yet.
CREATE FUNCTION survivor.facts_for_rehabilitation(resource text)
RETURNS TABLE (survivor_uid uuid, survivor_number text, register text, district text, deceased boolean, amputated boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
DECLARE
  parts constant text[] := string_to_array(resource, '/');
  person uuid;
  records uuid[];
BEGIN
  IF access.context_role() IS DISTINCT FROM 'rehabilitation_background' THEN
    RAISE EXCEPTION 'for the rehabilitation service itself' USING ERRCODE = '42501';
  END IF;
  IF parts[1] = 'survivors' THEN
    person := parts[2]::uuid;
  ELSIF cardinality(parts) = 4 THEN
    person := (SELECT c.survivor_uid FROM survivor.casualty c WHERE c.casualty_uid = parts[4]::uuid);
  ELSE
    RAISE EXCEPTION 'not a survivor and not a casualty' USING ERRCODE = '22023';
  END IF;
  records := survivor.records_of(person);
  RETURN QUERY
  SELECT s.uid, s.number, s.register, s.district, s.state = 'SURVIVOR_STATE_DECEASED',
         incident.lost_a_limb(ARRAY(SELECT c.casualty_uid FROM survivor.casualty c WHERE c.survivor_uid = ANY (records) AND NOT c.set_aside))
  FROM survivor.survivor s WHERE s.uid = records[1];
END
$$;

GRANT SELECT (amputations) ON incident.casualty TO incident_keeper;
GRANT EXECUTE ON FUNCTION incident.lost_a_limb(uuid[]) TO survivor_keeper;
GRANT EXECUTE ON FUNCTION survivor.records_of(uuid) TO survivor_keeper;
SELECT kit.give_to_keeper('incident.lost_a_limb(uuid[])', 'survivor.records_of(uuid)', 'survivor.referred_here(uuid)',
                          'survivor.facts_for_rehabilitation(text)');

-- What the service hears: records that open, change, end or become one, and casualties whose injuries are known better; and its own holds that end.
INSERT INTO outbox.subscription (kind, subscriber)
SELECT kind, 'rehabilitation.follow'
FROM unnest('{survivor.opened,survivor.changed,survivor.died,survivor.merged,casualty.changed,appointment.hold_ends}'::text[]) AS kind;

COMMIT;
