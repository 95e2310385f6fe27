-- Deploy dayaq:rehabilitation to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

SELECT kit.add_schema('rehabilitation', 'Centres, episodes of rehabilitation, appointments, devices and their renewal');
SELECT kit.set_codes('rehabilitation', '{
  "AdaptationKind": ["ADAPTATION_KIND_RAMP", "ADAPTATION_KIND_HANDRAIL", "ADAPTATION_KIND_BATHROOM", "ADAPTATION_KIND_DOORS",
                     "ADAPTATION_KIND_STAIRS", "ADAPTATION_KIND_BED", "ADAPTATION_KIND_OTHER"],
  "AdaptationState": ["ADAPTATION_STATE_NEEDED", "ADAPTATION_STATE_DONE", "ADAPTATION_STATE_DECLINED"],
  "AppointmentState": ["APPOINTMENT_STATE_HELD", "APPOINTMENT_STATE_BOOKED", "APPOINTMENT_STATE_ATTENDED", "APPOINTMENT_STATE_NO_SHOW",
                       "APPOINTMENT_STATE_CANCELLED", "APPOINTMENT_STATE_EXPIRED", "APPOINTMENT_STATE_CALL_IN"],
  "CancelReason": ["CANCEL_REASON_BY_PERSON", "CANCEL_REASON_BY_CENTRE", "CANCEL_REASON_DIED", "CANCEL_REASON_EPISODE_CLOSED",
                   "CANCEL_REASON_MISTAKEN"],
  "CentreRole": ["CENTRE_ROLE_PROVIDER", "CENTRE_ROLE_PAYER"],
  "ClosureReason": ["CLOSURE_REASON_HOLIDAY", "CLOSURE_REASON_REPAIR", "CLOSURE_REASON_STAFF_ABSENT", "CLOSURE_REASON_NO_SUPPLIES",
                    "CLOSURE_REASON_EMERGENCY", "CLOSURE_REASON_OTHER"],
  "EpisodeCloseReason": ["EPISODE_CLOSE_REASON_GOALS_REACHED", "EPISODE_CLOSE_REASON_NOT_WANTED", "EPISODE_CLOSE_REASON_MOVED_AWAY",
                         "EPISODE_CLOSE_REASON_LOST_CONTACT", "EPISODE_CLOSE_REASON_DIED", "EPISODE_CLOSE_REASON_PASSED_ON",
                         "EPISODE_CLOSE_REASON_MISTAKEN", "EPISODE_CLOSE_REASON_OTHER"],
  "EpisodeKind": ["EPISODE_KIND_PHYSICAL", "EPISODE_KIND_PSYCHOLOGICAL", "EPISODE_KIND_OCCUPATIONAL"],
  "EpisodeOrigin": ["EPISODE_ORIGIN_REFERRAL", "EPISODE_ORIGIN_AMPUTATION_RECORDED", "EPISODE_ORIGIN_RENEWAL"],
  "EpisodeState": ["EPISODE_STATE_PROPOSED", "EPISODE_STATE_OPEN", "EPISODE_STATE_CLOSED"],
  "Instrument": ["INSTRUMENT_AMP_PRO", "INSTRUMENT_AMP_NO_PRO", "INSTRUMENT_K_LEVEL", "INSTRUMENT_TIMED_UP_AND_GO", "INSTRUMENT_WALK_TWO_MINUTES",
                 "INSTRUMENT_WALK_SIX_MINUTES", "INSTRUMENT_PLUS_M"],
  "PainKind": ["PAIN_KIND_PHANTOM", "PAIN_KIND_STUMP", "PAIN_KIND_BACK", "PAIN_KIND_OTHER_LIMB", "PAIN_KIND_OTHER"],
  "RehabGoalKind": ["REHAB_GOAL_KIND_WALK_INDOORS", "REHAB_GOAL_KIND_WALK_OUTDOORS", "REHAB_GOAL_KIND_STAIRS", "REHAB_GOAL_KIND_SELF_CARE",
                    "REHAB_GOAL_KIND_WEAR_DEVICE", "REHAB_GOAL_KIND_LESS_PAIN", "REHAB_GOAL_KIND_SLEEP_AND_MOOD", "REHAB_GOAL_KIND_HOUSEHOLD",
                    "REHAB_GOAL_KIND_WORK", "REHAB_GOAL_KIND_SCHOOL", "REHAB_GOAL_KIND_SPORT", "REHAB_GOAL_KIND_OTHER"],
  "RehabGoalState": ["REHAB_GOAL_STATE_OPEN", "REHAB_GOAL_STATE_REACHED", "REHAB_GOAL_STATE_DROPPED"],
  "SessionPlace": ["SESSION_PLACE_CENTRE", "SESSION_PLACE_HOME", "SESSION_PLACE_HOSPITAL", "SESSION_PLACE_REMOTE"],
  "Side": ["SIDE_LEFT", "SIDE_RIGHT", "SIDE_BOTH", "SIDE_UNKNOWN"],
  "StumpFinding": ["STUMP_FINDING_HEALTHY", "STUMP_FINDING_SKIN", "STUMP_FINDING_WOUND", "STUMP_FINDING_INFECTION", "STUMP_FINDING_SWELLING",
                   "STUMP_FINDING_VOLUME_CHANGED", "STUMP_FINDING_NEUROMA", "STUMP_FINDING_CONTRACTURE", "STUMP_FINDING_BONE_SPUR"],
  "VisitKind": ["VISIT_KIND_MEDICAL_REVIEW", "VISIT_KIND_PHYSIOTHERAPY", "VISIT_KIND_GAIT_TRAINING", "VISIT_KIND_DEVICE_MEASUREMENT",
                "VISIT_KIND_DEVICE_FITTING", "VISIT_KIND_DEVICE_REPAIR", "VISIT_KIND_OCCUPATIONAL_THERAPY", "VISIT_KIND_PSYCHOLOGICAL_SUPPORT",
                "VISIT_KIND_PEER_SUPPORT", "VISIT_KIND_OUTREACH_VISIT"],
  "WaitingState": ["WAITING_STATE_WAITING", "WAITING_STATE_BOOKED", "WAITING_STATE_LEFT"],
  "WaitingUrgency": ["WAITING_URGENCY_URGENT", "WAITING_URGENCY_SOON", "WAITING_URGENCY_ROUTINE"],
  "Weekday": ["WEEKDAY_MONDAY", "WEEKDAY_TUESDAY", "WEEKDAY_WEDNESDAY", "WEEKDAY_THURSDAY", "WEEKDAY_FRIDAY", "WEEKDAY_SATURDAY", "WEEKDAY_SUNDAY"]
}');

-- Rows of dayaq.rehabilitation.v1.Centre, one of an institution. Who works where and when is no secret in the house.
CREATE TABLE rehabilitation.centre (
  uid uuid PRIMARY KEY,
  etag bigint NOT NULL,
  institution text COLLATE "C" NOT NULL REFERENCES access.institution (code),
  name_az text NOT NULL CHECK (length(name_az) BETWEEN 2 AND 200),
  name_en text,
  roles jsonb CHECK (rehabilitation.are_codes('CentreRole', roles)),
  district text COLLATE "C" NOT NULL,
  address text,
  phone text COLLATE "C",
  accessible boolean NOT NULL DEFAULT false,
  visits jsonb CHECK (jsonb_typeof(visits) = 'array' AND jsonb_array_length(visits) <= 20),
  hours jsonb CHECK (jsonb_typeof(hours) = 'array' AND jsonb_array_length(hours) <= 28),
  open_on_days_off boolean NOT NULL DEFAULT false,
  serves_districts jsonb CHECK (jsonb_typeof(serves_districts) = 'array'),
  serves_rest boolean NOT NULL DEFAULT false,
  ended_on text COLLATE "C" CHECK (survivor.is_day(ended_on)),
  create_time timestamptz NOT NULL,
  update_time timestamptz NOT NULL,
  CONSTRAINT centre_institution UNIQUE (institution)
);
CREATE INDEX centre_name ON rehabilitation.centre (name_az, uid);

-- dayaq.rehabilitation.v1.Specialist.
CREATE TABLE rehabilitation.specialist (
  uid uuid PRIMARY KEY,
  etag bigint NOT NULL,
  centre_uid uuid NOT NULL REFERENCES rehabilitation.centre (uid),
  institution text COLLATE "C" NOT NULL,
  full_name text NOT NULL CHECK (length(full_name) BETWEEN 2 AND 120),
  staff_uid uuid,
  visits jsonb CHECK (rehabilitation.are_codes('VisitKind', visits)),
  hours jsonb CHECK (jsonb_typeof(hours) = 'array' AND jsonb_array_length(hours) <= 28),
  ended_on text COLLATE "C" CHECK (survivor.is_day(ended_on)),
  create_time timestamptz NOT NULL,
  update_time timestamptz NOT NULL,
  CONSTRAINT specialist_centre UNIQUE (uid, centre_uid)
);
CREATE INDEX specialist_centre_uid ON rehabilitation.specialist (centre_uid, uid);

-- dayaq.rehabilitation.v1.Room.
CREATE TABLE rehabilitation.room (
  uid uuid PRIMARY KEY,
  etag bigint NOT NULL,
  centre_uid uuid NOT NULL REFERENCES rehabilitation.centre (uid),
  institution text COLLATE "C" NOT NULL,
  title text NOT NULL CHECK (length(title) BETWEEN 1 AND 60),
  visits jsonb CHECK (rehabilitation.are_codes('VisitKind', visits)),
  accessible boolean NOT NULL DEFAULT false,
  ended_on text COLLATE "C" CHECK (survivor.is_day(ended_on)),
  create_time timestamptz NOT NULL,
  update_time timestamptz NOT NULL,
  CONSTRAINT room_centre UNIQUE (uid, centre_uid)
);
CREATE INDEX room_centre_uid ON rehabilitation.room (centre_uid, uid);

-- dayaq.rehabilitation.v1.Closure.
CREATE TABLE rehabilitation.closure (
  uid uuid PRIMARY KEY,
  etag bigint NOT NULL,
  centre_uid uuid NOT NULL REFERENCES rehabilitation.centre (uid),
  institution text COLLATE "C" NOT NULL,
  specialist_uid uuid,
  room_uid uuid,
  first_day text COLLATE "C" NOT NULL CHECK (survivor.is_day(first_day)),
  last_day text COLLATE "C" NOT NULL CHECK (survivor.is_day(last_day)),
  reason text COLLATE "C" NOT NULL CHECK (rehabilitation.is_code('ClosureReason', reason)),
  called_in integer NOT NULL DEFAULT 0 CHECK (called_in >= 0),
  withdrawn_time timestamptz,
  create_time timestamptz NOT NULL,
  update_time timestamptz NOT NULL,
  CONSTRAINT closure_days CHECK (last_day >= first_day),
  CONSTRAINT closure_of_one CHECK (specialist_uid IS NULL OR room_uid IS NULL),
  CONSTRAINT closure_specialist FOREIGN KEY (specialist_uid, centre_uid) REFERENCES rehabilitation.specialist (uid, centre_uid),
  CONSTRAINT closure_room FOREIGN KEY (room_uid, centre_uid) REFERENCES rehabilitation.room (uid, centre_uid)
);
CREATE INDEX closure_centre_uid ON rehabilitation.closure (centre_uid, last_day);
CREATE INDEX closure_specialist_uid ON rehabilitation.closure (specialist_uid) WHERE specialist_uid IS NOT NULL;
CREATE INDEX closure_room_uid ON rehabilitation.closure (room_uid) WHERE room_uid IS NOT NULL;

-- What is public to read is changed by its own institution alone.
CREATE FUNCTION rehabilitation.own_centre() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF access.context_institution() <> OLD.institution OR OLD.institution <> NEW.institution THEN
    RAISE EXCEPTION 'of another institution' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END
$$;
DO $$
DECLARE
  of_table regclass;
BEGIN
  FOREACH of_table IN ARRAY ARRAY['rehabilitation.centre', 'rehabilitation.specialist', 'rehabilitation.room', 'rehabilitation.closure']::regclass[] LOOP
    PERFORM kit.protect(of_table);
    PERFORM kit.count_versions(of_table, true);
    EXECUTE format('CREATE TRIGGER own_centre BEFORE UPDATE ON %s FOR EACH ROW EXECUTE FUNCTION rehabilitation.own_centre()', of_table);
  END LOOP;
END
$$;

-- Rows of dayaq.rehabilitation.v1.Episode. It lies with the institution of the centre, in the district in which the record lay when it opened.
-- One open or proposed episode of a kind, person and centre at a time.
CREATE TABLE rehabilitation.episode (
  uid uuid PRIMARY KEY,
  etag bigint NOT NULL,
  survivor_uid uuid NOT NULL,
  survivor_number text COLLATE "C" NOT NULL,
  centre_uid uuid NOT NULL REFERENCES rehabilitation.centre (uid),
  kind text COLLATE "C" NOT NULL CHECK (rehabilitation.is_code('EpisodeKind', kind)),
  state text COLLATE "C" NOT NULL CHECK (rehabilitation.is_code('EpisodeState', state)),
  origin text COLLATE "C" NOT NULL CHECK (rehabilitation.is_code('EpisodeOrigin', origin)),
  referral_uid uuid,
  specialist_uid uuid,
  opened_on text COLLATE "C" NOT NULL CHECK (survivor.is_day(opened_on)),
  closed_on text COLLATE "C" CHECK (survivor.is_day(closed_on)),
  close_reason text COLLATE "C" CHECK (rehabilitation.is_code('EpisodeCloseReason', close_reason)),
  part_changes integer NOT NULL DEFAULT 0 CHECK (part_changes >= 0),
  create_time timestamptz NOT NULL,
  update_time timestamptz NOT NULL,
  CONSTRAINT episode_closed CHECK (
    (state = 'EPISODE_STATE_CLOSED') = (closed_on IS NOT NULL) AND (closed_on IS NULL) = (close_reason IS NULL) AND closed_on >= opened_on),
  CONSTRAINT episode_specialist FOREIGN KEY (specialist_uid, centre_uid) REFERENCES rehabilitation.specialist (uid, centre_uid)
);
CREATE UNIQUE INDEX episode_one_open ON rehabilitation.episode (survivor_uid, kind, centre_uid) WHERE state <> 'EPISODE_STATE_CLOSED';
CREATE INDEX episode_survivor_uid ON rehabilitation.episode (survivor_uid, uid DESC);
CREATE INDEX episode_specialist_uid ON rehabilitation.episode (specialist_uid) WHERE specialist_uid IS NOT NULL;
CREATE INDEX episode_centre_uid ON rehabilitation.episode (centre_uid);
SELECT kit.add_place('rehabilitation.episode');
CREATE INDEX episode_by_institution ON rehabilitation.episode (institution, uid DESC);
CREATE INDEX episode_by_district ON rehabilitation.episode (district, uid DESC);
SELECT kit.keep_versions('rehabilitation.episode');

-- Moved on by one step, never back. DY015 for anything else.
CREATE FUNCTION rehabilitation.step_episode() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state <> OLD.state AND NOT coalesce(NEW.state = ANY (CASE OLD.state
       WHEN 'EPISODE_STATE_PROPOSED' THEN ARRAY['EPISODE_STATE_OPEN', 'EPISODE_STATE_CLOSED']
       WHEN 'EPISODE_STATE_OPEN' THEN ARRAY['EPISODE_STATE_CLOSED'] END), false) THEN
    RAISE EXCEPTION 'an episode goes no such step' USING ERRCODE = 'DY015';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER step_episode BEFORE UPDATE OF state ON rehabilitation.episode FOR EACH ROW EXECUTE FUNCTION rehabilitation.step_episode();


-- Parts of an episode: added, and ended once; each change is a version of the episode. They lie where it lies.
-- dayaq.rehabilitation.v1.RehabGoal.
CREATE TABLE rehabilitation.goal (
  uid uuid PRIMARY KEY,
  episode_uid uuid NOT NULL,
  survivor_uid uuid NOT NULL,
  kind text COLLATE "C" NOT NULL CHECK (rehabilitation.is_code('RehabGoalKind', kind)),
  due_on text COLLATE "C" NOT NULL CHECK (survivor.is_day(due_on)),
  instrument text COLLATE "C" CHECK (rehabilitation.is_code('Instrument', instrument)),
  target_score integer NOT NULL CHECK (target_score BETWEEN 0 AND 6000),
  state text COLLATE "C" NOT NULL CHECK (rehabilitation.is_code('RehabGoalState', state)),
  ended_on text COLLATE "C" CHECK (survivor.is_day(ended_on)),
  create_time timestamptz NOT NULL
);
CREATE INDEX goal_episode_uid ON rehabilitation.goal (episode_uid, uid DESC);
SELECT kit.add_place_of('rehabilitation.episode', 'rehabilitation.goal', 'episode_uid');

-- dayaq.rehabilitation.v1.Session.
CREATE TABLE rehabilitation.session (
  uid uuid PRIMARY KEY,
  episode_uid uuid NOT NULL,
  survivor_uid uuid NOT NULL,
  visit text COLLATE "C" NOT NULL CHECK (rehabilitation.is_code('VisitKind', visit)),
  place text COLLATE "C" NOT NULL CHECK (rehabilitation.is_code('SessionPlace', place)),
  held_on text COLLATE "C" NOT NULL CHECK (survivor.is_day(held_on)),
  minutes integer NOT NULL CHECK (minutes BETWEEN 5 AND 600),
  specialist_uid uuid NOT NULL REFERENCES rehabilitation.specialist (uid),
  appointment_uid uuid,
  create_time timestamptz NOT NULL
);
CREATE INDEX session_specialist_uid ON rehabilitation.session (specialist_uid);
CREATE INDEX session_episode_uid ON rehabilitation.session (episode_uid, uid DESC);
SELECT kit.add_place_of('rehabilitation.episode', 'rehabilitation.session', 'episode_uid');

-- dayaq.rehabilitation.v1.Measure. The range of each instrument: measure_rules.cc; here once more, so that no score is ever stored that is none.
CREATE TABLE rehabilitation.measure (
  uid uuid PRIMARY KEY,
  episode_uid uuid NOT NULL,
  survivor_uid uuid NOT NULL,
  instrument text COLLATE "C" NOT NULL CHECK (rehabilitation.is_code('Instrument', instrument)),
  score integer NOT NULL,
  measured_on text COLLATE "C" NOT NULL CHECK (survivor.is_day(measured_on)),
  with_device boolean NOT NULL DEFAULT false,
  CONSTRAINT measure_range CHECK (CASE instrument
    WHEN 'INSTRUMENT_AMP_PRO' THEN score BETWEEN 0 AND 47 AND with_device
    WHEN 'INSTRUMENT_AMP_NO_PRO' THEN score BETWEEN 0 AND 43 AND NOT with_device
    WHEN 'INSTRUMENT_K_LEVEL' THEN score BETWEEN 0 AND 4
    WHEN 'INSTRUMENT_TIMED_UP_AND_GO' THEN score BETWEEN 20 AND 6000
    WHEN 'INSTRUMENT_WALK_TWO_MINUTES' THEN score BETWEEN 0 AND 400
    WHEN 'INSTRUMENT_WALK_SIX_MINUTES' THEN score BETWEEN 0 AND 1200
    ELSE score BETWEEN 175 AND 766 END),
  create_time timestamptz NOT NULL
);
CREATE INDEX measure_episode_uid ON rehabilitation.measure (episode_uid, uid DESC);
SELECT kit.add_place_of('rehabilitation.episode', 'rehabilitation.measure', 'episode_uid');

-- dayaq.rehabilitation.v1.Finding.
CREATE TABLE rehabilitation.finding (
  uid uuid PRIMARY KEY,
  episode_uid uuid NOT NULL,
  survivor_uid uuid NOT NULL,
  found_on text COLLATE "C" NOT NULL CHECK (survivor.is_day(found_on)),
  pain_score integer NOT NULL CHECK (pain_score BETWEEN 0 AND 10),
  pain_kinds jsonb CHECK (rehabilitation.are_codes('PainKind', pain_kinds)),
  side text COLLATE "C" CHECK (rehabilitation.is_code('Side', side)),
  stump jsonb CHECK (rehabilitation.are_codes('StumpFinding', stump)),
  create_time timestamptz NOT NULL
);
CREATE INDEX finding_episode_uid ON rehabilitation.finding (episode_uid, uid DESC);
SELECT kit.add_place_of('rehabilitation.episode', 'rehabilitation.finding', 'episode_uid');

-- dayaq.rehabilitation.v1.Adaptation.
CREATE TABLE rehabilitation.adaptation (
  uid uuid PRIMARY KEY,
  episode_uid uuid NOT NULL,
  survivor_uid uuid NOT NULL,
  kind text COLLATE "C" NOT NULL CHECK (rehabilitation.is_code('AdaptationKind', kind)),
  assessed_on text COLLATE "C" NOT NULL CHECK (survivor.is_day(assessed_on)),
  payer_centre_uid uuid REFERENCES rehabilitation.centre (uid),
  state text COLLATE "C" NOT NULL CHECK (rehabilitation.is_code('AdaptationState', state)),
  ended_on text COLLATE "C" CHECK (survivor.is_day(ended_on)),
  create_time timestamptz NOT NULL
);
CREATE INDEX adaptation_payer_centre_uid ON rehabilitation.adaptation (payer_centre_uid) WHERE payer_centre_uid IS NOT NULL;
CREATE INDEX adaptation_episode_uid ON rehabilitation.adaptation (episode_uid, uid DESC);
SELECT kit.add_place_of('rehabilitation.episode', 'rehabilitation.adaptation', 'episode_uid');

-- Rows of dayaq.rehabilitation.v1.Appointment. While one is held or booked, neither its person nor its specialist nor its room is in another one:
-- whatever a program believes, of two that come at once the database takes one. The person is kept from being in two centres, too.
CREATE TABLE rehabilitation.appointment (
  uid uuid PRIMARY KEY,
  etag bigint NOT NULL,
  episode_uid uuid NOT NULL,
  survivor_uid uuid NOT NULL,
  centre_uid uuid NOT NULL REFERENCES rehabilitation.centre (uid),
  specialist_uid uuid NOT NULL,
  room_uid uuid,
  visit text COLLATE "C" NOT NULL CHECK (rehabilitation.is_code('VisitKind', visit)),
  starts_time timestamptz NOT NULL,
  ends_time timestamptz NOT NULL,
  state text COLLATE "C" NOT NULL CHECK (rehabilitation.is_code('AppointmentState', state)),
  hold_until_time timestamptz,
  series_uid uuid,
  closure_uid uuid REFERENCES rehabilitation.closure (uid) DEFERRABLE INITIALLY DEFERRED,
  cancel_reason text COLLATE "C" CHECK (rehabilitation.is_code('CancelReason', cancel_reason)),
  times_moved integer NOT NULL DEFAULT 0 CHECK (times_moved >= 0),
  create_time timestamptz NOT NULL,
  update_time timestamptz NOT NULL,
  CONSTRAINT appointment_length CHECK (ends_time > starts_time AND ends_time <= starts_time + interval '8 hours'),
  CONSTRAINT appointment_held CHECK (state <> 'APPOINTMENT_STATE_HELD' OR hold_until_time IS NOT NULL),
  CONSTRAINT appointment_cancelled CHECK ((state = 'APPOINTMENT_STATE_CANCELLED') = (cancel_reason IS NOT NULL)),
  CONSTRAINT appointment_called_in CHECK (state <> 'APPOINTMENT_STATE_CALL_IN' OR closure_uid IS NOT NULL),
  CONSTRAINT appointment_of_specialist FOREIGN KEY (specialist_uid, centre_uid) REFERENCES rehabilitation.specialist (uid, centre_uid),
  CONSTRAINT appointment_of_room FOREIGN KEY (room_uid, centre_uid) REFERENCES rehabilitation.room (uid, centre_uid),
  CONSTRAINT appointment_person EXCLUDE USING gist (
    survivor_uid exclusion.gist_uuid_ops WITH OPERATOR(pg_catalog.=), tstzrange(starts_time, ends_time) WITH &&)
    WHERE (state IN ('APPOINTMENT_STATE_HELD', 'APPOINTMENT_STATE_BOOKED')),
  CONSTRAINT appointment_specialist EXCLUDE USING gist (
    specialist_uid exclusion.gist_uuid_ops WITH OPERATOR(pg_catalog.=), tstzrange(starts_time, ends_time) WITH &&)
    WHERE (state IN ('APPOINTMENT_STATE_HELD', 'APPOINTMENT_STATE_BOOKED')),
  CONSTRAINT appointment_room EXCLUDE USING gist (
    room_uid exclusion.gist_uuid_ops WITH OPERATOR(pg_catalog.=), tstzrange(starts_time, ends_time) WITH &&)
    WHERE (state IN ('APPOINTMENT_STATE_HELD', 'APPOINTMENT_STATE_BOOKED'))
);
CREATE INDEX appointment_survivor_uid ON rehabilitation.appointment (survivor_uid, starts_time, uid);
CREATE INDEX appointment_centre_starts ON rehabilitation.appointment (centre_uid, starts_time, uid);
CREATE INDEX appointment_specialist_starts ON rehabilitation.appointment (specialist_uid, starts_time, uid);
CREATE INDEX appointment_room_starts ON rehabilitation.appointment (room_uid, starts_time, uid) WHERE room_uid IS NOT NULL;
CREATE INDEX appointment_episode_uid ON rehabilitation.appointment (episode_uid, uid);
CREATE INDEX appointment_series_uid ON rehabilitation.appointment (series_uid, starts_time) WHERE series_uid IS NOT NULL;
CREATE INDEX appointment_closure_uid ON rehabilitation.appointment (closure_uid) WHERE closure_uid IS NOT NULL;
CREATE INDEX appointment_called_in ON rehabilitation.appointment (centre_uid, starts_time, uid) WHERE state = 'APPOINTMENT_STATE_CALL_IN';
-- What takes a slot: free slots are looked for in this alone.
CREATE INDEX appointment_taken ON rehabilitation.appointment (centre_uid, starts_time)
  INCLUDE (specialist_uid, room_uid, ends_time, visit, state, hold_until_time)
  WHERE state IN ('APPOINTMENT_STATE_HELD', 'APPOINTMENT_STATE_BOOKED');
SELECT kit.add_place_of('rehabilitation.episode', 'rehabilitation.appointment', 'episode_uid');
ALTER TABLE rehabilitation.appointment ADD CONSTRAINT appointment_scope UNIQUE (uid, register, district, institution);
CREATE INDEX appointment_by_institution ON rehabilitation.appointment (institution, starts_time, uid);
CREATE INDEX appointment_by_district ON rehabilitation.appointment (district, starts_time, uid);
SELECT kit.keep_versions('rehabilitation.appointment');

-- Moved on by one step, and to another time only while it is booked or to be called in. DY015 for anything else.
CREATE FUNCTION rehabilitation.step_appointment() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state <> OLD.state AND NOT coalesce(NEW.state = ANY (CASE OLD.state
       WHEN 'APPOINTMENT_STATE_HELD' THEN ARRAY['APPOINTMENT_STATE_BOOKED', 'APPOINTMENT_STATE_EXPIRED', 'APPOINTMENT_STATE_CANCELLED',
                                                'APPOINTMENT_STATE_CALL_IN']
       WHEN 'APPOINTMENT_STATE_BOOKED' THEN ARRAY['APPOINTMENT_STATE_ATTENDED', 'APPOINTMENT_STATE_NO_SHOW', 'APPOINTMENT_STATE_CANCELLED',
                                                  'APPOINTMENT_STATE_CALL_IN']
       WHEN 'APPOINTMENT_STATE_CALL_IN' THEN ARRAY['APPOINTMENT_STATE_BOOKED', 'APPOINTMENT_STATE_CANCELLED'] END), false) THEN
    RAISE EXCEPTION 'an appointment goes no such step' USING ERRCODE = 'DY015';
  END IF;
  IF (NEW.starts_time, NEW.ends_time, NEW.specialist_uid, NEW.room_uid) IS DISTINCT FROM (OLD.starts_time, OLD.ends_time, OLD.specialist_uid, OLD.room_uid)
     AND NOT (NEW.state = 'APPOINTMENT_STATE_BOOKED' AND OLD.state IN ('APPOINTMENT_STATE_BOOKED', 'APPOINTMENT_STATE_CALL_IN')) THEN
    RAISE EXCEPTION 'only what is booked or to be called in is moved' USING ERRCODE = 'DY015';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER step_appointment BEFORE UPDATE ON rehabilitation.appointment FOR EACH ROW EXECUTE FUNCTION rehabilitation.step_appointment();

-- Rows of dayaq.rehabilitation.v1.Waiting. Nobody waits twice for the same.
CREATE TABLE rehabilitation.waiting (
  uid uuid PRIMARY KEY,
  etag bigint NOT NULL,
  episode_uid uuid NOT NULL,
  survivor_uid uuid NOT NULL,
  centre_uid uuid NOT NULL REFERENCES rehabilitation.centre (uid),
  visit text COLLATE "C" NOT NULL CHECK (rehabilitation.is_code('VisitKind', visit)),
  urgency text COLLATE "C" NOT NULL CHECK (rehabilitation.is_code('WaitingUrgency', urgency)),
  not_before text COLLATE "C" CHECK (survivor.is_day(not_before)),
  not_after text COLLATE "C" CHECK (survivor.is_day(not_after)),
  state text COLLATE "C" NOT NULL CHECK (rehabilitation.is_code('WaitingState', state)),
  create_time timestamptz NOT NULL,
  update_time timestamptz NOT NULL,
  CONSTRAINT waiting_days CHECK (not_after >= not_before)
);
CREATE UNIQUE INDEX waiting_once ON rehabilitation.waiting (episode_uid, visit) WHERE state = 'WAITING_STATE_WAITING';
CREATE INDEX waiting_episode_uid ON rehabilitation.waiting (episode_uid, uid);
CREATE INDEX waiting_centre_uid ON rehabilitation.waiting (centre_uid, uid);
SELECT kit.add_place_of('rehabilitation.episode', 'rehabilitation.waiting', 'episode_uid');
CREATE INDEX waiting_by_institution ON rehabilitation.waiting (institution, uid);
CREATE INDEX waiting_by_district ON rehabilitation.waiting (district, uid);
SELECT kit.count_versions('rehabilitation.waiting');

-- What is taken at these centres between two moments, by nobody: for whoever looks for a free slot, at centres of others too.
CREATE FUNCTION rehabilitation.taken(centres uuid[], from_time timestamptz, until_time timestamptz)
RETURNS TABLE (centre_uid uuid, specialist_uid uuid, room_uid uuid, visit text, starts_time timestamptz, ends_time timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
BEGIN
  RETURN QUERY
  SELECT a.centre_uid, a.specialist_uid, a.room_uid, a.visit, a.starts_time, a.ends_time
  FROM unnest(centres) AS c(uid) JOIN rehabilitation.appointment a ON a.centre_uid = c.uid
  WHERE a.state IN ('APPOINTMENT_STATE_HELD', 'APPOINTMENT_STATE_BOOKED')
    -- No appointment is longer than that.
    AND a.starts_time > from_time - interval '8 hours' AND a.starts_time < until_time AND a.ends_time > from_time
    AND (a.state = 'APPOINTMENT_STATE_BOOKED' OR a.hold_until_time > now())
  LIMIT 200000;
END
$$;
SELECT kit.keeper_may('SELECT', 'rehabilitation.appointment', 'centre_uid', 'specialist_uid', 'room_uid', 'visit', 'starts_time', 'ends_time', 'state',
                      'hold_until_time');
SELECT kit.give_to_keeper('rehabilitation.taken(uuid[],timestamptz,timestamptz)');

COMMIT;
