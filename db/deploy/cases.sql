-- Deploy dayaq:cases to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

SELECT kit.add_codes('survivor', $${
  "Answer": ["ANSWER_YES", "ANSWER_NO", "ANSWER_UNKNOWN"],
  "CaseCloseReason": ["CASE_CLOSE_REASON_GOALS_REACHED", "CASE_CLOSE_REASON_NOT_WANTED", "CASE_CLOSE_REASON_MOVED_AWAY",
                      "CASE_CLOSE_REASON_LOST_CONTACT", "CASE_CLOSE_REASON_DIED", "CASE_CLOSE_REASON_MISTAKEN",
                      "CASE_CLOSE_REASON_OTHER"],
  "CaseState": ["CASE_STATE_OPEN", "CASE_STATE_PLANNED", "CASE_STATE_ACTIVE", "CASE_STATE_CLOSED"],
  "FollowUpOutcome": ["FOLLOW_UP_OUTCOME_AS_PLANNED", "FOLLOW_UP_OUTCOME_PLAN_CHANGES", "FOLLOW_UP_OUTCOME_NOT_REACHED",
                      "FOLLOW_UP_OUTCOME_DECLINED", "FOLLOW_UP_OUTCOME_OTHER"],
  "FunctioningAnswer": ["FUNCTIONING_ANSWER_NO_DIFFICULTY", "FUNCTIONING_ANSWER_SOME_DIFFICULTY",
                        "FUNCTIONING_ANSWER_A_LOT_OF_DIFFICULTY", "FUNCTIONING_ANSWER_CANNOT_DO", "FUNCTIONING_ANSWER_REFUSED",
                        "FUNCTIONING_ANSWER_NOT_ASCERTAINED", "FUNCTIONING_ANSWER_DONT_KNOW"],
  "FunctioningDomain": ["FUNCTIONING_DOMAIN_SEEING", "FUNCTIONING_DOMAIN_HEARING", "FUNCTIONING_DOMAIN_WALKING",
                        "FUNCTIONING_DOMAIN_REMEMBERING", "FUNCTIONING_DOMAIN_SELF_CARE", "FUNCTIONING_DOMAIN_COMMUNICATING",
                        "FUNCTIONING_DOMAIN_LEARNING", "FUNCTIONING_DOMAIN_CONCENTRATING", "FUNCTIONING_DOMAIN_ACCEPTING_CHANGE",
                        "FUNCTIONING_DOMAIN_CONTROLLING_BEHAVIOUR", "FUNCTIONING_DOMAIN_MAKING_FRIENDS"],
  "FunctioningInstrument": ["FUNCTIONING_INSTRUMENT_SHORT_SET", "FUNCTIONING_INSTRUMENT_CHILD_MODULE"],
  "FunctioningRespondent": ["FUNCTIONING_RESPONDENT_SELF", "FUNCTIONING_RESPONDENT_PROXY"],
  "FunctioningStatus": ["FUNCTIONING_STATUS_WITH_DISABILITY", "FUNCTIONING_STATUS_WITHOUT_DISABILITY",
                        "FUNCTIONING_STATUS_UNKNOWN"],
  "GoalState": ["GOAL_STATE_OPEN", "GOAL_STATE_REACHED", "GOAL_STATE_DROPPED"],
  "NeedPriority": ["NEED_PRIORITY_URGENT", "NEED_PRIORITY_SOON", "NEED_PRIORITY_LATER"],
  "NeedState": ["NEED_STATE_OPEN", "NEED_STATE_MET", "NEED_STATE_NOT_WANTED"],
  "SourceKind": ["SOURCE_KIND_HOSPITAL", "SOURCE_KIND_MINE_ACTION_AGENCY", "SOURCE_KIND_POLICE", "SOURCE_KIND_RED_CRESCENT",
                 "SOURCE_KIND_DISTRICT_AUTHORITY", "SOURCE_KIND_PRESS", "SOURCE_KIND_REGISTER", "SOURCE_KIND_OTHER"],
  "SupportKind": ["SUPPORT_KIND_MEDICAL_CARE", "SUPPORT_KIND_SURGERY", "SUPPORT_KIND_ASSISTIVE_DEVICE",
                  "SUPPORT_KIND_PHYSIOTHERAPY", "SUPPORT_KIND_PSYCHOSOCIAL", "SUPPORT_KIND_PEER_SUPPORT", "SUPPORT_KIND_HOUSING",
                  "SUPPORT_KIND_INCOME", "SUPPORT_KIND_WORK", "SUPPORT_KIND_TRAINING", "SUPPORT_KIND_SCHOOL",
                  "SUPPORT_KIND_STUDY_SUPPORT", "SUPPORT_KIND_SPORT", "SUPPORT_KIND_TRANSPORT", "SUPPORT_KIND_LEGAL_AID",
                  "SUPPORT_KIND_HOME_ADAPTATION", "SUPPORT_KIND_OTHER"],
  "TreatmentKind": ["TREATMENT_KIND_HOSPITAL_STAY", "TREATMENT_KIND_OPERATION", "TREATMENT_KIND_CONTINUING_CARE",
                    "TREATMENT_KIND_REHABILITATION"]
}$$);

-- Rows of dayaq.survivor.v1.Case. A person has one open case at a time.
CREATE TABLE survivor.support_case (
  uid uuid PRIMARY KEY,
  survivor_uid uuid NOT NULL,
  etag bigint NOT NULL,
  state text COLLATE "C" NOT NULL CHECK (survivor.is_code('CaseState', state)),
  owner_uid uuid NOT NULL,
  owner_institution text COLLATE "C" NOT NULL,
  opened_on text COLLATE "C" NOT NULL CHECK (survivor.is_day(opened_on)),
  closed_on text COLLATE "C" CHECK (survivor.is_day(closed_on)),
  close_reason text COLLATE "C" CHECK (survivor.is_code('CaseCloseReason', close_reason)),
  close_words bytea,
  times_reopened integer NOT NULL CHECK (times_reopened >= 0),
  part_changes integer NOT NULL CHECK (part_changes >= 0),
  create_time timestamptz NOT NULL,
  update_time timestamptz NOT NULL,
  CONSTRAINT support_case_closed CHECK (
    (state = 'CASE_STATE_CLOSED') = (closed_on IS NOT NULL) AND (closed_on IS NULL) = (close_reason IS NULL)
    AND (closed_on IS NOT NULL OR close_words IS NULL) AND closed_on >= opened_on)
);
CREATE UNIQUE INDEX support_case_one_open ON survivor.support_case (survivor_uid) WHERE state <> 'CASE_STATE_CLOSED';
CREATE INDEX support_case_survivor_uid ON survivor.support_case (survivor_uid, uid DESC);
CREATE INDEX support_case_owner_uid ON survivor.support_case (owner_uid, uid DESC);
SELECT kit.add_place_of('survivor.survivor', 'survivor.support_case', 'survivor_uid');
ALTER TABLE survivor.support_case ADD CONSTRAINT support_case_scope UNIQUE (uid, register, district, institution);
SELECT kit.keep_versions('survivor.support_case');

-- Rows of dayaq.survivor.v1.Need, and so on: the parts of a case. They end once; each change of one is a version of the case.
CREATE TABLE survivor.case_need (
  uid uuid PRIMARY KEY,
  case_uid uuid NOT NULL REFERENCES survivor.support_case (uid),
  survivor_uid uuid NOT NULL,
  kind text COLLATE "C" NOT NULL CHECK (survivor.is_code('SupportKind', kind)),
  priority text COLLATE "C" NOT NULL CHECK (survivor.is_code('NeedPriority', priority)),
  words bytea,
  state text COLLATE "C" NOT NULL CHECK (survivor.is_code('NeedState', state)),
  ended_on text COLLATE "C" CHECK (survivor.is_day(ended_on)),
  create_time timestamptz NOT NULL,
  CONSTRAINT case_need_ended CHECK ((state = 'NEED_STATE_OPEN') = (ended_on IS NULL))
);
CREATE INDEX case_need_case_uid ON survivor.case_need (case_uid, uid);
SELECT kit.add_place_of('survivor.survivor', 'survivor.case_need', 'survivor_uid');

-- dayaq.survivor.v1.Goal.
CREATE TABLE survivor.case_goal (
  uid uuid PRIMARY KEY,
  case_uid uuid NOT NULL REFERENCES survivor.support_case (uid),
  survivor_uid uuid NOT NULL,
  words bytea,
  due_on text COLLATE "C" NOT NULL CHECK (survivor.is_day(due_on)),
  owner_uid uuid NOT NULL,
  state text COLLATE "C" NOT NULL CHECK (survivor.is_code('GoalState', state)),
  ended_on text COLLATE "C" CHECK (survivor.is_day(ended_on)),
  create_time timestamptz NOT NULL,
  CONSTRAINT case_goal_ended CHECK ((state = 'GOAL_STATE_OPEN') = (ended_on IS NULL))
);
CREATE INDEX case_goal_case_uid ON survivor.case_goal (case_uid, uid);
SELECT kit.add_place_of('survivor.survivor', 'survivor.case_goal', 'survivor_uid');

CREATE INDEX case_goal_due ON survivor.case_goal (due_on, uid) WHERE state = 'GOAL_STATE_OPEN';

-- dayaq.survivor.v1.Provider: the directory of services. Anybody may read it; an entry that ends stays, since services name it.
CREATE TABLE survivor.provider (
  uid uuid PRIMARY KEY,
  etag bigint NOT NULL,
  name_az text NOT NULL CHECK (length(name_az) BETWEEN 2 AND 200),
  name_en text,
  kinds jsonb CHECK (survivor.are_codes('SupportKind', kinds) AND jsonb_array_length(kinds) BETWEEN 1 AND 20),
  district text COLLATE "C" NOT NULL,
  phone text COLLATE "C",
  accessible text COLLATE "C" NOT NULL CHECK (survivor.is_code('Answer', accessible)),
  valid_from text COLLATE "C" NOT NULL CHECK (survivor.is_day(valid_from)),
  valid_until text COLLATE "C" CHECK (survivor.is_day(valid_until)),
  create_time timestamptz NOT NULL,
  update_time timestamptz NOT NULL,
  CONSTRAINT provider_term CHECK (valid_until >= valid_from)
);
CREATE INDEX provider_name ON survivor.provider (name_az, uid);
SELECT kit.protect('survivor.provider');
SELECT kit.count_versions('survivor.provider', true);

-- dayaq.survivor.v1.GivenService.
CREATE TABLE survivor.case_service (
  uid uuid PRIMARY KEY,
  case_uid uuid NOT NULL REFERENCES survivor.support_case (uid),
  survivor_uid uuid NOT NULL,
  kind text COLLATE "C" NOT NULL CHECK (survivor.is_code('SupportKind', kind)),
  provider_uid uuid REFERENCES survivor.provider (uid),
  given_from text COLLATE "C" NOT NULL CHECK (incident.is_partial_date(given_from)),
  given_until text COLLATE "C" CHECK (incident.is_partial_date(given_until)),
  units integer NOT NULL CHECK (units BETWEEN 0 AND 10000),
  create_time timestamptz NOT NULL
);
CREATE INDEX case_service_case_uid ON survivor.case_service (case_uid, uid);
SELECT kit.add_place_of('survivor.survivor', 'survivor.case_service', 'survivor_uid');

CREATE INDEX case_service_provider_uid ON survivor.case_service (provider_uid);

-- dayaq.survivor.v1.FollowUp.
CREATE TABLE survivor.case_follow_up (
  uid uuid PRIMARY KEY,
  case_uid uuid NOT NULL REFERENCES survivor.support_case (uid),
  survivor_uid uuid NOT NULL,
  due_on text COLLATE "C" NOT NULL CHECK (survivor.is_day(due_on)),
  done_on text COLLATE "C" CHECK (survivor.is_day(done_on)),
  outcome text COLLATE "C" CHECK (survivor.is_code('FollowUpOutcome', outcome)),
  words bytea,
  create_time timestamptz NOT NULL,
  CONSTRAINT case_follow_up_done CHECK ((done_on IS NULL) = (outcome IS NULL) AND (done_on IS NOT NULL OR words IS NULL))
);
CREATE INDEX case_follow_up_case_uid ON survivor.case_follow_up (case_uid, uid);
SELECT kit.add_place_of('survivor.survivor', 'survivor.case_follow_up', 'survivor_uid');

CREATE INDEX case_follow_up_due ON survivor.case_follow_up (due_on, uid) WHERE done_on IS NULL;

-- dayaq.survivor.v1.Functioning: how somebody functions by their own account. Added, never edited; one that was entered by mistake says so.
CREATE TABLE survivor.functioning (
  uid uuid PRIMARY KEY,
  survivor_uid uuid NOT NULL,
  instrument text COLLATE "C" NOT NULL CHECK (survivor.is_code('FunctioningInstrument', instrument)),
  respondent text COLLATE "C" NOT NULL CHECK (survivor.is_code('FunctioningRespondent', respondent)),
  assessed_on text COLLATE "C" NOT NULL CHECK (survivor.is_day(assessed_on)),
  answers jsonb CHECK (jsonb_typeof(answers) = 'array' AND jsonb_array_length(answers) BETWEEN 1 AND 11),
  status text COLLATE "C" NOT NULL CHECK (survivor.is_code('FunctioningStatus', status)),
  asked_by_institution text COLLATE "C" NOT NULL,
  withdrawn_time timestamptz,
  withdrawn_words bytea,
  create_time timestamptz NOT NULL
);
CREATE INDEX functioning_survivor_uid ON survivor.functioning (survivor_uid, uid DESC);
SELECT kit.add_place_of('survivor.survivor', 'survivor.functioning', 'survivor_uid');

-- dayaq.survivor.v1.Treatment: treatment after the emergency chain. A correction keeps the former version.
CREATE TABLE survivor.treatment (
  uid uuid PRIMARY KEY,
  survivor_uid uuid NOT NULL,
  etag bigint NOT NULL,
  kind text COLLATE "C" NOT NULL CHECK (survivor.is_code('TreatmentKind', kind)),
  care_institution text COLLATE "C",
  care_place bytea,
  begun_on text COLLATE "C" NOT NULL CHECK (incident.is_partial_date(begun_on)),
  ended_on text COLLATE "C" CHECK (incident.is_partial_date(ended_on)),
  nature_code text COLLATE "C",
  source_kind text COLLATE "C" NOT NULL CHECK (survivor.is_code('SourceKind', source_kind)),
  source_institution text COLLATE "C",
  note bytea,
  create_time timestamptz NOT NULL,
  update_time timestamptz NOT NULL
);
CREATE INDEX treatment_survivor_uid ON survivor.treatment (survivor_uid, uid DESC);
SELECT kit.add_place_of('survivor.survivor', 'survivor.treatment', 'survivor_uid');
ALTER TABLE survivor.treatment ADD CONSTRAINT treatment_scope UNIQUE (uid, register, district, institution);
SELECT kit.keep_versions('survivor.treatment');

COMMIT;
