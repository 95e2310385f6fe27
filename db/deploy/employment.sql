-- Deploy dayaq:employment to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

SELECT kit.add_schema('employment', 'People who look for work, vacancies, placements; courses, own businesses, study');
SELECT kit.set_codes('employment', '{
  "PlaceAdaptationState": ["PLACE_ADAPTATION_STATE_NEEDED", "PLACE_ADAPTATION_STATE_DONE", "PLACE_ADAPTATION_STATE_DROPPED"],
  "DrivingCategory": ["DRIVING_CATEGORY_A", "DRIVING_CATEGORY_B", "DRIVING_CATEGORY_C", "DRIVING_CATEGORY_D", "DRIVING_CATEGORY_E",
                      "DRIVING_CATEGORY_T"],
  "EducationLevel": ["EDUCATION_LEVEL_NONE", "EDUCATION_LEVEL_PRIMARY", "EDUCATION_LEVEL_GENERAL", "EDUCATION_LEVEL_COMPLETE",
                     "EDUCATION_LEVEL_VOCATIONAL", "EDUCATION_LEVEL_COLLEGE", "EDUCATION_LEVEL_BACHELOR", "EDUCATION_LEVEL_MASTER",
                     "EDUCATION_LEVEL_DOCTORATE"],
  "FunctionDomain": ["FUNCTION_DOMAIN_SEEING", "FUNCTION_DOMAIN_HEARING", "FUNCTION_DOMAIN_WALKING", "FUNCTION_DOMAIN_REMEMBERING",
                     "FUNCTION_DOMAIN_SELF_CARE", "FUNCTION_DOMAIN_COMMUNICATING", "FUNCTION_DOMAIN_UPPER_BODY"],
  "NotTakenReason": ["NOT_TAKEN_REASON_BY_EMPLOYER", "NOT_TAKEN_REASON_BY_PERSON", "NOT_TAKEN_REASON_TAKEN_BY_OTHER",
                     "NOT_TAKEN_REASON_NO_ADAPTATION", "NOT_TAKEN_REASON_NO_CONTACT", "NOT_TAKEN_REASON_CONSENT_WITHDRAWN", "NOT_TAKEN_REASON_OTHER"],
  "PlacementEndReason": ["PLACEMENT_END_REASON_BY_EMPLOYER", "PLACEMENT_END_REASON_BY_PERSON", "PLACEMENT_END_REASON_TERM_OVER",
                         "PLACEMENT_END_REASON_OTHER_WORK", "PLACEMENT_END_REASON_NO_ADAPTATION", "PLACEMENT_END_REASON_MOVED_AWAY",
                         "PLACEMENT_END_REASON_CLOSED_DOWN", "PLACEMENT_END_REASON_DIED", "PLACEMENT_END_REASON_MISTAKEN",
                         "PLACEMENT_END_REASON_OTHER"],
  "PlacementQuestion": ["PLACEMENT_QUESTION_TWICE"],
  "PlacementState": ["PLACEMENT_STATE_INTRODUCED", "PLACEMENT_STATE_INTERVIEWED", "PLACEMENT_STATE_STARTED", "PLACEMENT_STATE_ENDED",
                     "PLACEMENT_STATE_NOT_TAKEN"],
  "ProfileCloseReason": ["PROFILE_CLOSE_REASON_WORKS", "PROFILE_CLOSE_REASON_NOT_WANTED", "PROFILE_CLOSE_REASON_MOVED_AWAY",
                         "PROFILE_CLOSE_REASON_LOST_CONTACT", "PROFILE_CLOSE_REASON_DIED", "PROFILE_CLOSE_REASON_MERGED",
                         "PROFILE_CLOSE_REASON_OTHER"],
  "ProfileState": ["PROFILE_STATE_OPEN", "PROFILE_STATE_CLOSED"],
  "ProposalState": ["PROPOSAL_STATE_PROPOSED", "PROPOSAL_STATE_INTRODUCED", "PROPOSAL_STATE_DECLINED"],
  "RetentionResult": ["RETENTION_RESULT_WORKS", "RETENTION_RESULT_WORKS_OTHERWISE", "RETENTION_RESULT_LEFT", "RETENTION_RESULT_NOT_REACHED"],
  "RetentionState": ["RETENTION_STATE_DUE", "RETENTION_STATE_DONE", "RETENTION_STATE_DROPPED"],
  "Skill": ["SKILL_SEWING", "SKILL_CARPET_WEAVING", "SKILL_LEATHER", "SKILL_COOKING", "SKILL_BAKING", "SKILL_PRESERVING", "SKILL_WELDING",
            "SKILL_CARPENTRY", "SKILL_MASONRY", "SKILL_PAINTING", "SKILL_PLUMBING", "SKILL_ELECTRICAL_WORK", "SKILL_ELECTRONICS_REPAIR",
            "SKILL_PHONE_REPAIR", "SKILL_CAR_REPAIR", "SKILL_MACHINE_TOOLS", "SKILL_TRACTOR", "SKILL_BEEKEEPING", "SKILL_ANIMALS",
            "SKILL_GREENHOUSE", "SKILL_FRUIT_GROWING", "SKILL_ACCOUNTING", "SKILL_OFFICE_SOFTWARE", "SKILL_TYPING", "SKILL_PROGRAMMING",
            "SKILL_WEB_DESIGN", "SKILL_NETWORKS", "SKILL_CALLS", "SKILL_SELLING", "SKILL_CASH_DESK", "SKILL_STORE_KEEPING", "SKILL_TEACHING",
            "SKILL_TRANSLATING", "SKILL_CARING", "SKILL_HAIRDRESSING", "SKILL_CLEANING", "SKILL_GUARDING", "SKILL_HANDICRAFT", "SKILL_PHOTOGRAPHY",
            "SKILL_LAW", "SKILL_MANAGING"],
  "VacancyCloseReason": ["VACANCY_CLOSE_REASON_FILLED", "VACANCY_CLOSE_REASON_WITHDRAWN", "VACANCY_CLOSE_REASON_EXPIRED",
                         "VACANCY_CLOSE_REASON_MISTAKEN"],
  "VacancyState": ["VACANCY_STATE_OPEN", "VACANCY_STATE_CLOSED"],
  "WorkAbility": ["WORK_ABILITY_AS_USUAL", "WORK_ABILITY_WITH_ADAPTATION", "WORK_ABILITY_NOT_SUITABLE"],
  "WorkAdaptation": ["WORK_ADAPTATION_STEP_FREE", "WORK_ADAPTATION_ACCESSIBLE_TOILET", "WORK_ADAPTATION_SEATED_WORK",
                     "WORK_ADAPTATION_ADJUSTABLE_DESK", "WORK_ADAPTATION_SCREEN_READER", "WORK_ADAPTATION_LARGE_PRINT",
                     "WORK_ADAPTATION_SIGN_INTERPRETER", "WORK_ADAPTATION_WRITTEN_TASKS", "WORK_ADAPTATION_LIGHT_SIGNALS",
                     "WORK_ADAPTATION_ONE_HAND_TOOLS", "WORK_ADAPTATION_VOICE_INPUT", "WORK_ADAPTATION_LIFTING_AID", "WORK_ADAPTATION_EXTRA_BREAKS",
                     "WORK_ADAPTATION_FLEXIBLE_HOURS", "WORK_ADAPTATION_JOB_COACH", "WORK_ADAPTATION_WORK_FROM_HOME",
                     "WORK_ADAPTATION_TRANSPORT_TO_WORK", "WORK_ADAPTATION_QUIET_PLACE"],
  "WorkField": ["WORK_FIELD_AGRICULTURE", "WORK_FIELD_FOOD", "WORK_FIELD_TEXTILES", "WORK_FIELD_CONSTRUCTION", "WORK_FIELD_METAL_AND_REPAIR",
                "WORK_FIELD_ELECTRICS", "WORK_FIELD_TRANSPORT", "WORK_FIELD_TRADE", "WORK_FIELD_OFFICE", "WORK_FIELD_COMPUTING",
                "WORK_FIELD_TEACHING", "WORK_FIELD_CARE", "WORK_FIELD_SERVICES", "WORK_FIELD_SECURITY", "WORK_FIELD_CRAFTS",
                "WORK_FIELD_ADMINISTRATION", "WORK_FIELD_OTHER"],
  "WorkLanguage": ["WORK_LANGUAGE_AZERBAIJANI", "WORK_LANGUAGE_RUSSIAN", "WORK_LANGUAGE_ENGLISH", "WORK_LANGUAGE_TURKISH", "WORK_LANGUAGE_SIGN",
                   "WORK_LANGUAGE_OTHER"],
  "WorkSchedule": ["WORK_SCHEDULE_FULL_TIME", "WORK_SCHEDULE_PART_TIME", "WORK_SCHEDULE_SHIFTS", "WORK_SCHEDULE_SEASONAL"]
}');

-- Rows of dayaq.employment.v1.Profile. No column of it, and none of this schema, says how somebody is.
CREATE TABLE employment.profile (
  uid uuid PRIMARY KEY,
  etag bigint NOT NULL,
  survivor_uid uuid NOT NULL,
  member_uid uuid,
  person_uid uuid NOT NULL,
  survivor_number text COLLATE "C" NOT NULL,
  referral_uid uuid,
  state text COLLATE "C" NOT NULL CHECK (employment.is_code('ProfileState', state)),
  lives_in text COLLATE "C" NOT NULL,
  education text COLLATE "C" NOT NULL CHECK (employment.is_code('EducationLevel', education)),
  schooling jsonb CHECK (jsonb_typeof(schooling) = 'array' AND jsonb_array_length(schooling) <= 20),
  skills jsonb CHECK (employment.are_codes('Skill', skills)),
  languages jsonb CHECK (employment.are_codes('WorkLanguage', languages)),
  past_jobs jsonb CHECK (jsonb_typeof(past_jobs) = 'array' AND jsonb_array_length(past_jobs) <= 30),
  fields jsonb CHECK (employment.are_codes('WorkField', fields)),
  schedules jsonb CHECK (employment.are_codes('WorkSchedule', schedules)),
  driving jsonb CHECK (employment.are_codes('DrivingCategory', driving)),
  most_km integer NOT NULL CHECK (most_km BETWEEN 0 AND 600),
  home_work boolean NOT NULL,
  least_salary_qepik bigint NOT NULL CHECK (least_salary_qepik >= 0),
  abilities jsonb CHECK (jsonb_typeof(abilities) = 'array' AND jsonb_array_length(abilities) <= 7),
  consent_given_on text COLLATE "C" CHECK (survivor.is_day(consent_given_on)),
  consent_document text CHECK (length(consent_document) BETWEEN 1 AND 60),
  consent_withdrawn_on text COLLATE "C" CHECK (survivor.is_day(consent_withdrawn_on)),
  opened_on text COLLATE "C" NOT NULL CHECK (survivor.is_day(opened_on)),
  closed_on text COLLATE "C" CHECK (survivor.is_day(closed_on)),
  close_reason text COLLATE "C" CHECK (employment.is_code('ProfileCloseReason', close_reason)),
  create_time timestamptz NOT NULL,
  update_time timestamptz NOT NULL,
  CONSTRAINT profile_closed CHECK (
    (state = 'PROFILE_STATE_CLOSED') = (closed_on IS NOT NULL) AND (closed_on IS NULL) = (close_reason IS NULL) AND closed_on >= opened_on),
  CONSTRAINT profile_consent CHECK ((consent_given_on IS NULL) = (consent_document IS NULL) AND (consent_withdrawn_on IS NULL OR consent_given_on IS NOT NULL))
);
CREATE INDEX profile_survivor_uid ON employment.profile (survivor_uid, uid DESC);
CREATE INDEX profile_person_uid ON employment.profile (person_uid, uid DESC);
-- Whom the night looks at.
CREATE INDEX profile_proposable ON employment.profile (uid)
  WHERE state = 'PROFILE_STATE_OPEN' AND consent_given_on IS NOT NULL AND consent_withdrawn_on IS NULL;
SELECT kit.add_place('employment.profile');
-- One open profile of a person at one employment service.
CREATE UNIQUE INDEX profile_one_open ON employment.profile (person_uid, institution) WHERE state = 'PROFILE_STATE_OPEN';
CREATE INDEX profile_by_institution ON employment.profile (institution, uid DESC);
CREATE INDEX profile_by_district ON employment.profile (district, uid DESC);
SELECT kit.keep_versions('employment.profile');

-- Rows of dayaq.employment.v1.Employer. Of what it keeps for people with disabilities never more is taken than there is, whatever a program
-- believes.
CREATE TABLE employment.employer (
  uid uuid PRIMARY KEY,
  etag bigint NOT NULL,
  institution text COLLATE "C" NOT NULL REFERENCES access.institution (code),
  title text NOT NULL CHECK (length(title) BETWEEN 2 AND 200),
  tax_id text COLLATE "C" NOT NULL CHECK (tax_id ~ '^[0-9]{10}$'),
  district text COLLATE "C" NOT NULL,
  phone text COLLATE "C",
  quota_places integer NOT NULL CHECK (quota_places BETWEEN 0 AND 100000),
  quota_taken integer NOT NULL DEFAULT 0,
  ended_on text COLLATE "C" CHECK (survivor.is_day(ended_on)),
  create_time timestamptz NOT NULL,
  update_time timestamptz NOT NULL,
  CONSTRAINT employer_once UNIQUE (tax_id),
  CONSTRAINT employer_quota CHECK (quota_taken BETWEEN 0 AND quota_places)
);
CREATE INDEX employer_title ON employment.employer (title, uid);
CREATE INDEX employer_district ON employment.employer (district, title, uid);
CREATE INDEX employer_institution ON employment.employer (institution);

-- Rows of dayaq.employment.v1.Vacancy. What it asks for stays. The *_bits are the same lists as bits, which a search asks in one step.
CREATE TABLE employment.vacancy (
  uid uuid PRIMARY KEY,
  etag bigint NOT NULL,
  institution text COLLATE "C" NOT NULL REFERENCES access.institution (code),
  employer_uid uuid NOT NULL REFERENCES employment.employer (uid),
  title text NOT NULL CHECK (length(title) BETWEEN 2 AND 120),
  field text COLLATE "C" NOT NULL CHECK (employment.is_code('WorkField', field)),
  district text COLLATE "C" NOT NULL,
  schedule text COLLATE "C" NOT NULL CHECK (employment.is_code('WorkSchedule', schedule)),
  hours_week integer NOT NULL CHECK (hours_week BETWEEN 1 AND 60),
  salary_qepik bigint NOT NULL CHECK (salary_qepik >= 0),
  home_work boolean NOT NULL,
  least_education text COLLATE "C" CHECK (employment.is_code('EducationLevel', least_education)),
  skills jsonb CHECK (employment.are_codes('Skill', skills)),
  languages jsonb CHECK (employment.are_codes('WorkLanguage', languages)),
  driving text COLLATE "C" CHECK (employment.is_code('DrivingCategory', driving)),
  rests_on jsonb CHECK (employment.are_codes('FunctionDomain', rests_on)),
  adaptations_there jsonb CHECK (employment.are_codes('WorkAdaptation', adaptations_there)),
  adaptations_possible jsonb CHECK (employment.are_codes('WorkAdaptation', adaptations_possible)),
  quota boolean NOT NULL,
  places integer NOT NULL CHECK (places BETWEEN 1 AND 1000),
  places_taken integer NOT NULL DEFAULT 0,
  closes_on text COLLATE "C" NOT NULL CHECK (survivor.is_day(closes_on)),
  state text COLLATE "C" NOT NULL CHECK (employment.is_code('VacancyState', state)),
  close_reason text COLLATE "C" CHECK (employment.is_code('VacancyCloseReason', close_reason)),
  schooling_rank integer NOT NULL,
  skill_bits bigint NOT NULL,
  language_bits integer NOT NULL,
  driving_bit integer NOT NULL,
  rests_on_bits integer NOT NULL,
  there_bits integer NOT NULL,
  possible_bits integer NOT NULL,
  create_time timestamptz NOT NULL,
  update_time timestamptz NOT NULL,
  CONSTRAINT vacancy_places CHECK (places_taken BETWEEN 0 AND places),
  CONSTRAINT vacancy_closed CHECK ((state = 'VACANCY_STATE_CLOSED') = (close_reason IS NOT NULL))
);
CREATE INDEX vacancy_employer_uid ON employment.vacancy (employer_uid, uid DESC);
CREATE INDEX vacancy_institution ON employment.vacancy (institution);
-- What a search for one person goes along: a field of work in a district, the newest first; and work that is done at home, wherever.
CREATE INDEX vacancy_open ON employment.vacancy (field, district, uid DESC) WHERE state = 'VACANCY_STATE_OPEN';
CREATE INDEX vacancy_open_at_home ON employment.vacancy (field, uid DESC) WHERE state = 'VACANCY_STATE_OPEN' AND home_work;
CREATE INDEX vacancy_in_district ON employment.vacancy (district, uid DESC);
-- Those whose last day comes.
CREATE INDEX vacancy_closes ON employment.vacancy (closes_on, uid) WHERE state = 'VACANCY_STATE_OPEN';
DO $$
DECLARE
  of_table regclass;
BEGIN
  FOREACH of_table IN ARRAY ARRAY['employment.employer', 'employment.vacancy']::regclass[] LOOP
    PERFORM kit.protect(of_table);
    PERFORM kit.count_versions(of_table, true);
  END LOOP;
END
$$;

-- What is public to read is changed by its own institution alone; how much of it is taken, the keeper counts.
CREATE FUNCTION employment.own_offer() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF current_user <> 'employment_keeper' AND access.context_role() IS DISTINCT FROM 'employment_background'
     AND (access.context_institution() <> OLD.institution OR OLD.institution <> NEW.institution) THEN
    RAISE EXCEPTION 'of another institution' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER own_offer BEFORE UPDATE ON employment.employer FOR EACH ROW EXECUTE FUNCTION employment.own_offer();
CREATE TRIGGER own_offer BEFORE UPDATE ON employment.vacancy FOR EACH ROW EXECUTE FUNCTION employment.own_offer();

-- Rows of dayaq.employment.v1.Proposal: one of a person and a vacancy, which stays when the person said no.
CREATE TABLE employment.proposal (
  uid uuid PRIMARY KEY,
  etag bigint NOT NULL,
  survivor_uid uuid NOT NULL,
  member_uid uuid,
  person_uid uuid NOT NULL,
  profile_uid uuid NOT NULL,
  vacancy_uid uuid NOT NULL REFERENCES employment.vacancy (uid),
  score integer NOT NULL CHECK (score BETWEEN 0 AND 100),
  reasons jsonb CHECK (jsonb_typeof(reasons) = 'array'),
  state text COLLATE "C" NOT NULL CHECK (employment.is_code('ProposalState', state)),
  create_time timestamptz NOT NULL,
  update_time timestamptz NOT NULL,
  CONSTRAINT proposal_once UNIQUE (profile_uid, vacancy_uid)
);
CREATE INDEX proposal_vacancy_uid ON employment.proposal (vacancy_uid, score DESC, uid);
CREATE INDEX proposal_survivor_uid ON employment.proposal (survivor_uid);
CREATE INDEX proposal_person_uid ON employment.proposal (person_uid);
SELECT kit.add_place_of('employment.profile', 'employment.proposal', 'profile_uid');
SELECT kit.count_versions('employment.proposal');

-- Rows of dayaq.employment.v1.Placement. Nobody has two full-time places on one day, whatever a program believes.
CREATE TABLE employment.placement (
  uid uuid PRIMARY KEY,
  etag bigint NOT NULL,
  survivor_uid uuid NOT NULL,
  member_uid uuid,
  person_uid uuid NOT NULL,
  profile_uid uuid NOT NULL,
  vacancy_uid uuid NOT NULL REFERENCES employment.vacancy (uid),
  employer_uid uuid NOT NULL REFERENCES employment.employer (uid),
  state text COLLATE "C" NOT NULL CHECK (employment.is_code('PlacementState', state)),
  quota boolean NOT NULL,
  full_time boolean NOT NULL,
  hours_week integer NOT NULL CHECK (hours_week BETWEEN 0 AND 60),
  salary_qepik bigint NOT NULL CHECK (salary_qepik >= 0),
  contract_number text CHECK (length(contract_number) BETWEEN 1 AND 60),
  introduced_on text COLLATE "C" NOT NULL CHECK (survivor.is_day(introduced_on)),
  interviewed_on text COLLATE "C" CHECK (survivor.is_day(interviewed_on)),
  starts_on text COLLATE "C" CHECK (survivor.is_day(starts_on)),
  ended_on text COLLATE "C" CHECK (survivor.is_day(ended_on)),
  not_taken_reason text COLLATE "C" CHECK (employment.is_code('NotTakenReason', not_taken_reason)),
  end_reason text COLLATE "C" CHECK (employment.is_code('PlacementEndReason', end_reason)),
  adaptations jsonb CHECK (jsonb_typeof(adaptations) = 'array' AND jsonb_array_length(adaptations) <= 18),
  question text COLLATE "C" CHECK (employment.is_code('PlacementQuestion', question)),
  question_since text COLLATE "C" CHECK (survivor.is_day(question_since)),
  create_time timestamptz NOT NULL,
  update_time timestamptz NOT NULL,
  CONSTRAINT placement_question CHECK ((question IS NULL) = (question_since IS NULL)),
  CONSTRAINT placement_started CHECK ((state IN ('PLACEMENT_STATE_STARTED', 'PLACEMENT_STATE_ENDED')) = (starts_on IS NOT NULL)
    AND (starts_on IS NULL) = (contract_number IS NULL)),
  CONSTRAINT placement_ended CHECK ((state = 'PLACEMENT_STATE_ENDED') = (ended_on IS NOT NULL) AND (ended_on IS NULL) = (end_reason IS NULL)),
  CONSTRAINT placement_not_taken CHECK ((state = 'PLACEMENT_STATE_NOT_TAKEN') = (not_taken_reason IS NOT NULL)),
  CONSTRAINT placement_days CHECK (interviewed_on >= introduced_on AND starts_on >= introduced_on AND ended_on >= starts_on),
  CONSTRAINT placement_full_time EXCLUDE USING gist (
    person_uid exclusion.gist_uuid_ops WITH OPERATOR(pg_catalog.=), survivor.days(starts_on, ended_on) WITH &&)
    WHERE (full_time AND starts_on IS NOT NULL AND end_reason IS DISTINCT FROM 'PLACEMENT_END_REASON_MISTAKEN')
);
-- One introduction of a person to a vacancy goes on at a time.
CREATE UNIQUE INDEX placement_goes_on ON employment.placement (person_uid, vacancy_uid)
  WHERE state IN ('PLACEMENT_STATE_INTRODUCED', 'PLACEMENT_STATE_INTERVIEWED', 'PLACEMENT_STATE_STARTED');
CREATE INDEX placement_profile_uid ON employment.placement (profile_uid, uid DESC);
CREATE INDEX placement_survivor_uid ON employment.placement (survivor_uid, uid DESC);
CREATE INDEX placement_person_uid ON employment.placement (person_uid, uid DESC);
CREATE INDEX placement_question_since ON employment.placement (question_since, uid) WHERE question IS NOT NULL;
CREATE INDEX placement_vacancy_uid ON employment.placement (vacancy_uid);
CREATE INDEX placement_employer_uid ON employment.placement (employer_uid);
SELECT kit.add_place_of('employment.profile', 'employment.placement', 'profile_uid');
ALTER TABLE employment.placement ADD CONSTRAINT placement_scope UNIQUE (uid, register, district, institution);
CREATE INDEX placement_by_institution ON employment.placement (institution, uid DESC);
CREATE INDEX placement_by_district ON employment.placement (district, uid DESC);
SELECT kit.keep_versions('employment.placement');

-- Rows of dayaq.employment.v1.RetentionCheck.
CREATE TABLE employment.retention_check (
  uid uuid PRIMARY KEY,
  etag bigint NOT NULL,
  survivor_uid uuid NOT NULL,
  member_uid uuid,
  person_uid uuid NOT NULL,
  placement_uid uuid NOT NULL,
  months integer NOT NULL CHECK (months BETWEEN 1 AND 60),
  due_on text COLLATE "C" NOT NULL CHECK (survivor.is_day(due_on)),
  state text COLLATE "C" NOT NULL CHECK (employment.is_code('RetentionState', state)),
  result text COLLATE "C" CHECK (employment.is_code('RetentionResult', result)),
  checked_on text COLLATE "C" CHECK (survivor.is_day(checked_on)),
  create_time timestamptz NOT NULL,
  update_time timestamptz NOT NULL,
  CONSTRAINT retention_check_once UNIQUE (placement_uid, months),
  -- Nobody looks before the day.
  CONSTRAINT retention_check_done CHECK (
    (state = 'RETENTION_STATE_DONE') = (result IS NOT NULL) AND (result IS NULL) = (checked_on IS NULL) AND checked_on >= due_on)
);
CREATE INDEX retention_check_survivor_uid ON employment.retention_check (survivor_uid);
CREATE INDEX retention_check_person_uid ON employment.retention_check (person_uid);
SELECT kit.add_place_of('employment.placement', 'employment.retention_check', 'placement_uid');
CREATE INDEX retention_check_due ON employment.retention_check (institution, due_on, uid) WHERE state = 'RETENTION_STATE_DUE';
SELECT kit.count_versions('employment.retention_check');

-- One step at a time, never back, and what a row is about stays, but where the keeper forgets somebody. DY015 for anything else.
CREATE FUNCTION employment.step() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  before constant jsonb := to_jsonb(OLD);
  after constant jsonb := to_jsonb(NEW);
  stays constant text[] := CASE TG_TABLE_NAME
    WHEN 'profile' THEN '{survivor_uid,member_uid,survivor_number,referral_uid,opened_on}'
    WHEN 'vacancy' THEN '{employer_uid,title,field,district,schedule,hours_week,salary_qepik,home_work,least_education,skills,languages,driving,rests_on,adaptations_there,adaptations_possible,quota,places,closes_on}'
    WHEN 'proposal' THEN '{survivor_uid,member_uid,profile_uid,vacancy_uid}'
    WHEN 'placement' THEN '{survivor_uid,member_uid,profile_uid,vacancy_uid,employer_uid,quota,introduced_on}'
    ELSE '{survivor_uid,member_uid,placement_uid,months,due_on}' END;
BEGIN
  IF NEW.state <> OLD.state AND NOT coalesce(NEW.state = ANY (CASE OLD.state
       WHEN 'PROFILE_STATE_OPEN' THEN ARRAY['PROFILE_STATE_CLOSED']
       -- Closed by a merge, and the merge is undone.
       WHEN 'PROFILE_STATE_CLOSED' THEN CASE WHEN before ->> 'close_reason' = 'PROFILE_CLOSE_REASON_MERGED' THEN ARRAY['PROFILE_STATE_OPEN'] END
       WHEN 'VACANCY_STATE_OPEN' THEN ARRAY['VACANCY_STATE_CLOSED']
       WHEN 'PROPOSAL_STATE_PROPOSED' THEN ARRAY['PROPOSAL_STATE_INTRODUCED', 'PROPOSAL_STATE_DECLINED']
       WHEN 'PLACEMENT_STATE_INTRODUCED' THEN ARRAY['PLACEMENT_STATE_INTERVIEWED', 'PLACEMENT_STATE_STARTED', 'PLACEMENT_STATE_NOT_TAKEN']
       WHEN 'PLACEMENT_STATE_INTERVIEWED' THEN ARRAY['PLACEMENT_STATE_STARTED', 'PLACEMENT_STATE_NOT_TAKEN']
       WHEN 'PLACEMENT_STATE_STARTED' THEN ARRAY['PLACEMENT_STATE_ENDED']
       WHEN 'RETENTION_STATE_DUE' THEN ARRAY['RETENTION_STATE_DONE', 'RETENTION_STATE_DROPPED'] END), false) THEN
    RAISE EXCEPTION '% goes no such step', TG_TABLE_NAME USING ERRCODE = 'DY015';
  END IF;
  IF current_user = 'employment_keeper' THEN
    RETURN NEW;
  END IF;
  IF EXISTS (SELECT FROM unnest(stays) AS s(name) WHERE before -> s.name IS DISTINCT FROM after -> s.name) THEN
    RAISE EXCEPTION 'what it is about stays' USING ERRCODE = 'DY015';
  END IF;
  IF TG_TABLE_NAME = 'placement' AND before ->> 'starts_on' IS NOT NULL
     AND (before -> 'starts_on', before -> 'contract_number', before -> 'full_time') IS DISTINCT FROM
         (after -> 'starts_on', after -> 'contract_number', after -> 'full_time') THEN
    RAISE EXCEPTION 'a contract stays' USING ERRCODE = 'DY015';
  END IF;
  RETURN NEW;
END
$$;
DO $$
DECLARE
  of_table text;
BEGIN
  FOREACH of_table IN ARRAY ARRAY['profile', 'vacancy', 'proposal', 'placement', 'retention_check'] LOOP
    EXECUTE format('CREATE TRIGGER a_step BEFORE UPDATE ON employment.%I FOR EACH ROW EXECUTE FUNCTION employment.step()', of_table);
  END LOOP;
END
$$;

-- A contract takes a place of the vacancy, and one of those that the employer keeps, and gives them back when it ends. First the vacancy, then the
-- employer, always: so nobody waits for somebody who waits for them.
CREATE FUNCTION employment.take_place() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  change constant integer := CASE WHEN NEW.state = 'PLACEMENT_STATE_STARTED' THEN 1 WHEN NEW.state = 'PLACEMENT_STATE_ENDED' THEN -1 ELSE 0 END;
BEGIN
  IF change <> 0 THEN
    UPDATE employment.vacancy v SET places_taken = v.places_taken + change WHERE v.uid = NEW.vacancy_uid;
    IF NEW.quota THEN
      UPDATE employment.employer e SET quota_taken = e.quota_taken + change WHERE e.uid = NEW.employer_uid;
    END IF;
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER take_place AFTER UPDATE OF state ON employment.placement FOR EACH ROW WHEN (OLD.state <> NEW.state) EXECUTE FUNCTION employment.take_place();

-- Doors between services: who somebody is to the employment service, and no more.

-- A member of the family of somebody who was referred to the caller's institution. `own_record`: theirs, when they are in the register as well.
-- `may_be_minor`: a child, grandchild, brother or sister of whom it is not known that they are of age.
CREATE FUNCTION survivor.family_member_here(member uuid)
RETURNS TABLE (survivor_uid uuid, survivor_number text, register text, district text, deceased boolean, referral_uid uuid, own_record uuid, may_be_minor boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
BEGIN
  RETURN QUERY
  SELECT r.survivor_uid, r.survivor_number, r.register, r.district, false, r.referral_uid, m.member_uid,
         m.relation IN ('FAMILY_RELATION_CHILD', 'FAMILY_RELATION_GRANDCHILD', 'FAMILY_RELATION_SIBLING')
           AND coalesce(m.of_age_on > to_char(now() AT TIME ZONE 'Asia/Baku', 'YYYY-MM-DD'), true)
  FROM survivor.family_member m, survivor.referred_here(m.survivor_uid) AS r
  WHERE m.uid = family_member_here.member AND m.relation <> 'FAMILY_RELATION_NOT_FAMILY' AND m.ended_on IS NULL;
END
$$;

-- For the service itself, of a resource that an event was about ('survivors/X'): in which record that person goes on, which records go on in it, and
-- whether they live.
CREATE FUNCTION survivor.facts_for_employment(resource text) RETURNS TABLE (survivor_uid uuid, records text[], deceased boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
DECLARE
  known uuid[];
BEGIN
  IF access.context_role() IS DISTINCT FROM 'employment_background' THEN
    RAISE EXCEPTION 'for the employment service itself' USING ERRCODE = '42501';
  END IF;
  known := survivor.records_of(split_part(resource, '/', 2)::uuid);
  RETURN QUERY SELECT s.uid, known::text[], s.state = 'SURVIVOR_STATE_DECEASED' FROM survivor.survivor s WHERE s.uid = known[1];
END
$$;

-- Whether everything that is kept sealed of this person was erased.
CREATE FUNCTION survivor.all_erased(person uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  -- Of its two roles each forgets what is its own.
  IF coalesce(access.context_role(), '') NOT IN ('employment_background', 'employment_support_background') THEN
    RAISE EXCEPTION 'for the employment service itself' USING ERRCODE = '42501';
  END IF;
  RETURN coalesce((SELECT bool_and(sealing.is_destroyed(k.wrapped, 1)) FROM survivor.person_key k
                   WHERE k.uid = ANY (survivor.records_of(all_erased.person))), false);
END
$$;
SELECT kit.give_to_keeper('survivor.family_member_here(uuid)', 'survivor.facts_for_employment(text)', 'survivor.all_erased(uuid)');
GRANT USAGE ON SCHEMA survivor TO employment_keeper;
SET LOCAL ROLE survivor_keeper;
GRANT EXECUTE ON FUNCTION survivor.all_erased(uuid) TO employment_keeper;
SET LOCAL ROLE dayaq_owner;

-- Whoever was erased is not found here either: what they can do and wish goes, in former versions too; places that were taken stay counted and lead
-- to nobody.
CREATE FUNCTION employment.erase_person(records uuid[]) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  gone integer := 0;
  n integer;
BEGIN
  IF access.context_role() IS DISTINCT FROM 'employment_background' THEN
    RAISE EXCEPTION 'for the employment service itself' USING ERRCODE = '42501';
  ELSIF NOT survivor.all_erased(records[1]) THEN
    RETURN 0;
  END IF;
  DELETE FROM employment.proposal WHERE survivor_uid = ANY (records);
  GET DIAGNOSTICS gone = ROW_COUNT;
  DELETE FROM employment.retention_check WHERE survivor_uid = ANY (records);
  GET DIAGNOSTICS n = ROW_COUNT;
  gone := gone + n;
  DELETE FROM employment.profile_history WHERE survivor_uid = ANY (records);
  DELETE FROM employment.placement_history WHERE survivor_uid = ANY (records);
  UPDATE employment.placement SET survivor_uid = p.fresh, member_uid = NULL, person_uid = p.fresh, question = NULL, question_since = NULL, contract_number = CASE WHEN contract_number IS NOT NULL THEN '-' END
  FROM (SELECT c.uid, gen_random_uuid() AS fresh FROM employment.placement c WHERE c.survivor_uid = ANY (records)) AS p WHERE placement.uid = p.uid;
  GET DIAGNOSTICS n = ROW_COUNT;
  gone := gone + n;
  UPDATE employment.profile
  SET survivor_uid = p.fresh, member_uid = NULL, person_uid = p.fresh, survivor_number = '', referral_uid = NULL, schooling = NULL, skills = NULL,
      languages = NULL, past_jobs = NULL, schedules = NULL, driving = NULL, abilities = NULL, least_salary_qepik = 0,
      consent_document = CASE WHEN consent_document IS NOT NULL THEN '-' END
  FROM (SELECT c.uid, gen_random_uuid() AS fresh FROM employment.profile c WHERE c.survivor_uid = ANY (records)) AS p WHERE profile.uid = p.uid;
  GET DIAGNOSTICS n = ROW_COUNT;
  DELETE FROM employment.profile_history h USING employment.profile p WHERE h.uid = p.uid AND p.survivor_number = '';
  DELETE FROM employment.placement_history h USING employment.placement c, employment.profile p
  WHERE h.uid = c.uid AND c.profile_uid = p.uid AND p.survivor_number = '';
  RETURN gone + n;
END
$$;

-- What the payment service may know of a placement: whose it is, and since when and until when the person works. Neither where nor for how much.
CREATE FUNCTION employment.work_of(placement uuid) RETURNS TABLE (survivor_uid uuid, person_uid uuid, starts_on text, ended_on text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
BEGIN
  IF access.context_role() IS DISTINCT FROM 'payment_background' THEN
    RAISE EXCEPTION 'for the payment service itself' USING ERRCODE = '42501';
  END IF;
  RETURN QUERY SELECT p.survivor_uid, p.person_uid, p.starts_on, p.ended_on FROM employment.placement p
               WHERE p.uid = work_of.placement AND p.starts_on IS NOT NULL;
END
$$;

SELECT kit.keeper_may('SELECT', 'employment.vacancy', 'uid', 'places_taken');
SELECT kit.keeper_may('UPDATE', 'employment.vacancy', 'places_taken');
SELECT kit.keeper_may('SELECT', 'employment.employer', 'uid', 'quota_taken');
SELECT kit.keeper_may('UPDATE', 'employment.employer', 'quota_taken');
SELECT kit.keeper_may('SELECT', 'employment.placement', 'uid', 'survivor_uid', 'person_uid', 'profile_uid', 'contract_number', 'starts_on', 'ended_on');
SELECT kit.keeper_may('UPDATE', 'employment.placement', 'survivor_uid', 'member_uid', 'person_uid', 'contract_number', 'question', 'question_since');
SELECT kit.keeper_may('SELECT', 'employment.profile', 'uid', 'survivor_uid', 'survivor_number', 'consent_document');
SELECT kit.keeper_may('UPDATE', 'employment.profile', 'survivor_uid', 'member_uid', 'person_uid', 'survivor_number', 'referral_uid', 'schooling', 'skills', 'languages',
                      'past_jobs', 'schedules', 'driving', 'abilities', 'least_salary_qepik', 'consent_document');
DO $$
DECLARE
  of_table text;
BEGIN
  FOREACH of_table IN ARRAY ARRAY['proposal', 'retention_check', 'profile_history', 'placement_history'] LOOP
    PERFORM kit.keeper_may('SELECT', format('employment.%I', of_table)::regclass, 'uid', 'survivor_uid');
    PERFORM kit.keeper_may('DELETE', format('employment.%I', of_table)::regclass);
  END LOOP;
END
$$;
CREATE INDEX profile_history_of_person ON employment.profile_history (survivor_uid);
CREATE INDEX placement_history_of_person ON employment.placement_history (survivor_uid);
SELECT kit.give_to_keeper('employment.take_place()', 'employment.erase_person(uuid[])', 'employment.work_of(uuid)');

-- What the service hears: people who died, became one or were erased; each day, on which it proposes; somebody who agreed, or passed a course.
INSERT INTO outbox.subscription (kind, subscriber)
SELECT kind, 'employment.follow' FROM unnest('{survivor.died,survivor.merged,survivor.unmerged,survivor.erased,placement.ended,placement.dropped}'::text[]) AS kind
UNION ALL SELECT kind, 'employment.propose' FROM unnest('{retention.day,proposals.go_on,profile.consent_given,enrolment.certified}'::text[]) AS kind;

COMMIT;
