-- Deploy dayaq:employment_support to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

SELECT kit.add_codes('employment', '{
  "CourseKind": ["COURSE_KIND_VOCATIONAL", "COURSE_KIND_SAFETY"],
  "CourseState": ["COURSE_STATE_OPEN", "COURSE_STATE_CANCELLED"],
  "EnrolmentState": ["ENROLMENT_STATE_WAITING", "ENROLMENT_STATE_PLACED", "ENROLMENT_STATE_PASSED", "ENROLMENT_STATE_FAILED",
                     "ENROLMENT_STATE_CERTIFIED", "ENROLMENT_STATE_LEFT"],
  "LeaveReason": ["LEAVE_REASON_OWN_WISH", "LEAVE_REASON_FOUND_WORK", "LEAVE_REASON_NOT_COMING", "LEAVE_REASON_COURSE_CANCELLED",
                  "LEAVE_REASON_COURSE_BEGAN", "LEAVE_REASON_DIED"],
  "GrantState": ["GRANT_STATE_SUBMITTED", "GRANT_STATE_RETURNED", "GRANT_STATE_APPROVED", "GRANT_STATE_REFUSED", "GRANT_STATE_CONTRACTED",
                 "GRANT_STATE_BREACHED", "GRANT_STATE_COMPLETED"],
  "VisitFinding": ["VISIT_FINDING_WORKS", "VISIT_FINDING_NEEDS_HELP", "VISIT_FINDING_STOPPED", "VISIT_FINDING_ASSETS_MISSING"],
  "BreachReason": ["BREACH_REASON_ASSETS_GIVEN_AWAY", "BREACH_REASON_WORK_STOPPED", "BREACH_REASON_NO_REPORTS", "BREACH_REASON_FALSE_STATEMENT"],
  "StudyKind": ["STUDY_KIND_SCHOOL", "STUDY_KIND_VOCATIONAL", "STUDY_KIND_BACHELOR", "STUDY_KIND_MASTER", "STUDY_KIND_CIVIL_SERVICE"],
  "TuitionPayer": ["TUITION_PAYER_STATE", "TUITION_PAYER_FOUNDATION"],
  "StudyState": ["STUDY_STATE_ACTIVE", "STUDY_STATE_COMPLETED", "STUDY_STATE_ENDED"],
  "InvitationState": ["INVITATION_STATE_OPEN", "INVITATION_STATE_ACCEPTED", "INVITATION_STATE_DECLINED", "INVITATION_STATE_LAPSED",
                      "INVITATION_STATE_WITHDRAWN"],
  "InvitationOrigin": ["INVITATION_ORIGIN_ELIGIBLE", "INVITATION_ORIGIN_REFERRED"],
  "SupportProgramme": ["SUPPORT_PROGRAMME_TRAINING", "SUPPORT_PROGRAMME_OWN_BUSINESS", "SUPPORT_PROGRAMME_STUDY", "SUPPORT_PROGRAMME_PLACEMENT"]
}');

-- Which state follows which, of enrolments, grants, studies and invitations: names of states say of what.
CREATE TABLE employment.support_transition (
  from_state text COLLATE "C" NOT NULL,
  to_state text COLLATE "C" NOT NULL,
  PRIMARY KEY (from_state, to_state)
);
INSERT INTO employment.support_transition (from_state, to_state)
SELECT 'ENROLMENT_STATE_' || f, 'ENROLMENT_STATE_' || t
FROM (VALUES ('WAITING', 'PLACED'), ('WAITING', 'LEFT'), ('PLACED', 'PASSED'), ('PLACED', 'FAILED'), ('PLACED', 'LEFT'), ('FAILED', 'PASSED'),
             ('FAILED', 'LEFT'), ('PASSED', 'CERTIFIED')) AS s(f, t)
UNION ALL
SELECT 'GRANT_STATE_' || f, 'GRANT_STATE_' || t
FROM (VALUES ('SUBMITTED', 'RETURNED'), ('SUBMITTED', 'APPROVED'), ('SUBMITTED', 'REFUSED'), ('RETURNED', 'SUBMITTED'), ('APPROVED', 'CONTRACTED'),
             ('CONTRACTED', 'BREACHED'), ('CONTRACTED', 'COMPLETED')) AS s(f, t)
UNION ALL
SELECT 'STUDY_STATE_' || f, 'STUDY_STATE_' || t FROM (VALUES ('ACTIVE', 'COMPLETED'), ('ACTIVE', 'ENDED')) AS s(f, t)
UNION ALL
SELECT 'INVITATION_STATE_' || f, 'INVITATION_STATE_' || t
FROM (VALUES ('OPEN', 'ACCEPTED'), ('OPEN', 'DECLINED'), ('OPEN', 'LAPSED'), ('OPEN', 'WITHDRAWN'), ('DECLINED', 'ACCEPTED'), ('LAPSED', 'ACCEPTED'),
             ('LAPSED', 'DECLINED'), ('ACCEPTED', 'WITHDRAWN')) AS s(f, t);
SELECT kit.protect('employment.support_transition');

-- Rows of dayaq.employment.v1.TrainingProvider.
CREATE TABLE employment.training_provider (
  uid uuid PRIMARY KEY,
  etag bigint NOT NULL,
  name_az text NOT NULL CHECK (length(name_az) BETWEEN 2 AND 200),
  name_en text CHECK (length(name_en) <= 200),
  district text COLLATE "C" NOT NULL,
  institution text COLLATE "C" NOT NULL,
  create_time timestamptz NOT NULL,
  update_time timestamptz NOT NULL
);
CREATE INDEX training_provider_by_district ON employment.training_provider (district, uid);
SELECT kit.protect('employment.training_provider');
SELECT kit.count_versions('employment.training_provider', true);

-- Rows of dayaq.employment.v1.Course. `taken` and `waiting` follow the enrolments and groups, whoever writes those; more than there are places are
-- never taken.
CREATE TABLE employment.course (
  uid uuid PRIMARY KEY,
  etag bigint NOT NULL,
  provider_uid uuid NOT NULL REFERENCES employment.training_provider,
  title_az text NOT NULL CHECK (length(title_az) BETWEEN 2 AND 200),
  title_en text CHECK (length(title_en) <= 200),
  kind text COLLATE "C" NOT NULL CHECK (employment.is_code('CourseKind', kind)),
  district text COLLATE "C" NOT NULL,
  first_day text COLLATE "C" NOT NULL CHECK (survivor.is_day(first_day)),
  last_day text COLLATE "C" NOT NULL CHECK (survivor.is_day(last_day)),
  weekdays text COLLATE "C" NOT NULL CHECK (weekdays ~ '^1?2?3?4?5?6?7?$' AND weekdays <> ''),
  places integer NOT NULL CHECK (places BETWEEN 1 AND 500),
  taken integer NOT NULL DEFAULT 0,
  waiting integer NOT NULL DEFAULT 0,
  promised_vacancy_uid uuid,
  state text COLLATE "C" NOT NULL CHECK (employment.is_code('CourseState', state)),
  institution text COLLATE "C" NOT NULL,
  create_time timestamptz NOT NULL,
  update_time timestamptz NOT NULL,
  CONSTRAINT course_days CHECK (last_day >= first_day),
  CONSTRAINT course_places CHECK (taken BETWEEN 0 AND places),
  CONSTRAINT course_waiting CHECK (waiting >= 0)
);
CREATE INDEX course_by_day ON employment.course (first_day DESC, uid DESC);
CREATE INDEX course_provider_uid ON employment.course (provider_uid);
SELECT kit.protect('employment.course');
SELECT kit.count_versions('employment.course', true);

-- Rows of dayaq.employment.v1.Enrolment.
CREATE TABLE employment.enrolment (
  uid uuid PRIMARY KEY,
  etag bigint NOT NULL,
  course_uid uuid NOT NULL REFERENCES employment.course,
  profile_uid uuid NOT NULL,
  survivor_uid uuid NOT NULL,
  member_uid uuid,
  person_uid uuid NOT NULL,
  state text COLLATE "C" NOT NULL CHECK (employment.is_code('EnrolmentState', state)),
  rank integer NOT NULL CHECK (rank IN (1, 2)),
  days_present integer NOT NULL DEFAULT 0 CHECK (days_present >= 0),
  days_absent integer NOT NULL DEFAULT 0 CHECK (days_absent >= 0),
  exam_on text COLLATE "C" CHECK (survivor.is_day(exam_on)),
  exam_score integer NOT NULL DEFAULT 0 CHECK (exam_score BETWEEN 0 AND 100),
  exams_taken integer NOT NULL DEFAULT 0 CHECK (exams_taken >= 0),
  certificate_number text COLLATE "C" CHECK (length(certificate_number) BETWEEN 1 AND 60),
  certified_on text COLLATE "C" CHECK (survivor.is_day(certified_on)),
  leave_reason text COLLATE "C" CHECK (employment.is_code('LeaveReason', leave_reason)),
  left_on text COLLATE "C" CHECK (survivor.is_day(left_on)),
  create_time timestamptz NOT NULL,
  update_time timestamptz NOT NULL,
  CONSTRAINT enrolment_examined CHECK (state NOT IN ('ENROLMENT_STATE_PASSED', 'ENROLMENT_STATE_FAILED', 'ENROLMENT_STATE_CERTIFIED') OR exam_on IS NOT NULL),
  CONSTRAINT enrolment_certified CHECK ((state = 'ENROLMENT_STATE_CERTIFIED') = (certificate_number IS NOT NULL)
                                        AND (certificate_number IS NULL) = (certified_on IS NULL) AND certified_on >= exam_on),
  CONSTRAINT enrolment_left CHECK ((state = 'ENROLMENT_STATE_LEFT') = (leave_reason IS NOT NULL) AND (leave_reason IS NULL) = (left_on IS NULL))
);
-- Nobody stands twice in one course, and no certificate has the number of another.
CREATE UNIQUE INDEX enrolment_once ON employment.enrolment (course_uid, person_uid) WHERE state <> 'ENROLMENT_STATE_LEFT';
CREATE UNIQUE INDEX enrolment_certificate ON employment.enrolment (certificate_number) WHERE certificate_number IS NOT NULL;
CREATE INDEX enrolment_course_uid ON employment.enrolment (course_uid, rank, uid);
CREATE INDEX enrolment_profile_uid ON employment.enrolment (profile_uid, uid DESC);
CREATE INDEX enrolment_survivor_uid ON employment.enrolment (survivor_uid, uid);
SELECT kit.add_place_of('employment.profile', 'employment.enrolment', 'profile_uid');
CREATE INDEX enrolment_by_institution ON employment.enrolment (institution, uid DESC);
ALTER TABLE employment.enrolment ADD CONSTRAINT enrolment_scope UNIQUE (uid, register, district, institution);
SELECT kit.keep_versions('employment.enrolment');

-- Rows of dayaq.employment.v1.Attendance.
CREATE TABLE employment.attendance (
  enrolment_uid uuid NOT NULL,
  day text COLLATE "C" NOT NULL CHECK (survivor.is_day(day)),
  present boolean NOT NULL DEFAULT false,
  PRIMARY KEY (enrolment_uid, day)
);
SELECT kit.add_place_of('employment.enrolment', 'employment.attendance', 'enrolment_uid');

-- Rows of dayaq.employment.v1.SafetyGroup.
CREATE TABLE employment.safety_group (
  uid uuid PRIMARY KEY,
  course_uid uuid NOT NULL REFERENCES employment.course,
  employer_uid uuid NOT NULL,
  workers integer NOT NULL CHECK (workers BETWEEN 1 AND 500),
  trained integer NOT NULL DEFAULT 0 CHECK (trained BETWEEN 0 AND 500),
  institution text COLLATE "C" NOT NULL,
  create_time timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT safety_group_trained CHECK (trained <= workers)
);
CREATE INDEX safety_group_course_uid ON employment.safety_group (course_uid, uid);
SELECT kit.protect('employment.safety_group');

-- Rows of dayaq.employment.v1.Grant.
CREATE TABLE employment.business_grant (
  uid uuid PRIMARY KEY,
  etag bigint NOT NULL,
  profile_uid uuid NOT NULL,
  survivor_uid uuid NOT NULL,
  member_uid uuid,
  person_uid uuid NOT NULL,
  invitation_uid uuid NOT NULL,
  state text COLLATE "C" NOT NULL CHECK (employment.is_code('GrantState', state)),
  activity text NOT NULL CHECK (length(activity) BETWEEN 2 AND 120),
  plan text NOT NULL CHECK (length(plan) <= 2000),
  -- A list that is empty is NULL, and this one never is.
  planned jsonb CHECK (planned IS NOT NULL AND jsonb_typeof(planned) = 'array'),
  own_qepik bigint NOT NULL DEFAULT 0 CHECK (own_qepik >= 0),
  granted jsonb CHECK (jsonb_typeof(granted) = 'array'),
  proposed_by uuid,
  decided_by uuid,
  decided_on text COLLATE "C" CHECK (survivor.is_day(decided_on)),
  decision_document text COLLATE "C" CHECK (length(decision_document) BETWEEN 1 AND 60),
  decision_words text CHECK (length(decision_words) <= 1000),
  contract_number text COLLATE "C" CHECK (length(contract_number) BETWEEN 1 AND 60),
  contracted_on text COLLATE "C" CHECK (survivor.is_day(contracted_on)),
  contract_until text COLLATE "C" CHECK (survivor.is_day(contract_until)),
  barred_until text COLLATE "C" CHECK (survivor.is_day(barred_until)),
  rule_edition text COLLATE "C" CHECK (length(rule_edition) <= 40),
  breach_reason text COLLATE "C" CHECK (employment.is_code('BreachReason', breach_reason)),
  ended_on text COLLATE "C" CHECK (survivor.is_day(ended_on)),
  create_time timestamptz NOT NULL,
  update_time timestamptz NOT NULL,
  CONSTRAINT business_grant_granted CHECK ((state IN ('GRANT_STATE_APPROVED', 'GRANT_STATE_CONTRACTED', 'GRANT_STATE_BREACHED', 'GRANT_STATE_COMPLETED'))
                                           = (granted IS NOT NULL)),
  CONSTRAINT business_grant_contracted CHECK (
    (state IN ('GRANT_STATE_CONTRACTED', 'GRANT_STATE_BREACHED', 'GRANT_STATE_COMPLETED')) = (contracted_on IS NOT NULL)
    AND (contracted_on IS NULL) = (contract_number IS NULL) AND (contracted_on IS NULL) = (contract_until IS NULL)
    AND (contracted_on IS NULL) = (barred_until IS NULL) AND contract_until >= contracted_on AND barred_until >= contracted_on),
  CONSTRAINT business_grant_breached CHECK ((state = 'GRANT_STATE_BREACHED') = (breach_reason IS NOT NULL)),
  CONSTRAINT business_grant_ended CHECK ((state IN ('GRANT_STATE_BREACHED', 'GRANT_STATE_COMPLETED')) = (ended_on IS NOT NULL) AND ended_on >= contracted_on),
  -- No second one within the time of the rule it was contracted under.
  CONSTRAINT business_grant_term EXCLUDE USING gist (
    person_uid exclusion.gist_uuid_ops WITH OPERATOR(pg_catalog.=), survivor.days(contracted_on, barred_until) WITH &&)
    WHERE (contracted_on IS NOT NULL)
);
CREATE UNIQUE INDEX business_grant_under_way ON employment.business_grant (person_uid)
  WHERE state IN ('GRANT_STATE_SUBMITTED', 'GRANT_STATE_RETURNED', 'GRANT_STATE_APPROVED');
CREATE INDEX business_grant_profile_uid ON employment.business_grant (profile_uid, uid DESC);
CREATE INDEX business_grant_survivor_uid ON employment.business_grant (survivor_uid, uid);
SELECT kit.add_place_of('employment.profile', 'employment.business_grant', 'profile_uid');
CREATE INDEX business_grant_by_institution ON employment.business_grant (institution, uid DESC);
ALTER TABLE employment.business_grant ADD CONSTRAINT business_grant_scope UNIQUE (uid, register, district, institution);
SELECT kit.keep_versions('employment.business_grant');

-- Rows of dayaq.employment.v1.GrantAsset.
CREATE TABLE employment.grant_asset (
  uid uuid PRIMARY KEY,
  grant_uid uuid NOT NULL,
  survivor_uid uuid NOT NULL,
  person_uid uuid NOT NULL,
  line integer NOT NULL CHECK (line BETWEEN 1 AND 40),
  serial_number text COLLATE "C" NOT NULL CONSTRAINT grant_asset_serial_number UNIQUE CHECK (length(serial_number) BETWEEN 1 AND 60),
  handed_on text COLLATE "C" NOT NULL CHECK (survivor.is_day(handed_on)),
  create_time timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX grant_asset_grant_uid ON employment.grant_asset (grant_uid, line, uid);
SELECT kit.add_place_of('employment.business_grant', 'employment.grant_asset', 'grant_uid');

-- Rows of dayaq.employment.v1.GrantVisit.
CREATE TABLE employment.grant_visit (
  uid uuid PRIMARY KEY,
  etag bigint NOT NULL,
  grant_uid uuid NOT NULL,
  survivor_uid uuid NOT NULL,
  person_uid uuid NOT NULL,
  due_on text COLLATE "C" NOT NULL CHECK (survivor.is_day(due_on)),
  done_on text COLLATE "C" CHECK (survivor.is_day(done_on)),
  finding text COLLATE "C" CHECK (employment.is_code('VisitFinding', finding)),
  create_time timestamptz NOT NULL,
  update_time timestamptz NOT NULL,
  CONSTRAINT grant_visit_once UNIQUE (grant_uid, due_on),
  CONSTRAINT grant_visit_done CHECK ((done_on IS NULL) = (finding IS NULL))
);
CREATE INDEX grant_visit_due ON employment.grant_visit (due_on, uid) WHERE done_on IS NULL;
SELECT kit.add_place_of('employment.business_grant', 'employment.grant_visit', 'grant_uid');
SELECT kit.count_versions('employment.grant_visit');

-- Rows of dayaq.employment.v1.GrantIncome.
CREATE TABLE employment.grant_income (
  grant_uid uuid NOT NULL,
  survivor_uid uuid NOT NULL,
  person_uid uuid NOT NULL,
  month text COLLATE "C" NOT NULL CHECK (month ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  income_qepik bigint NOT NULL DEFAULT 0 CHECK (income_qepik >= 0),
  expense_qepik bigint NOT NULL DEFAULT 0 CHECK (expense_qepik >= 0),
  create_time timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (grant_uid, month)
);
SELECT kit.add_place_of('employment.business_grant', 'employment.grant_income', 'grant_uid');

-- Rows of dayaq.employment.v1.Study.
CREATE TABLE employment.study (
  uid uuid PRIMARY KEY,
  etag bigint NOT NULL,
  profile_uid uuid NOT NULL,
  survivor_uid uuid NOT NULL,
  member_uid uuid,
  person_uid uuid NOT NULL,
  kind text COLLATE "C" NOT NULL CHECK (employment.is_code('StudyKind', kind)),
  school text NOT NULL CHECK (length(school) BETWEEN 2 AND 200),
  programme text NOT NULL CHECK (length(programme) BETWEEN 2 AND 200),
  full_time boolean NOT NULL DEFAULT false,
  payer text COLLATE "C" NOT NULL CHECK (employment.is_code('TuitionPayer', payer)),
  payer_name text CHECK (length(payer_name) <= 200),
  agreement_number text COLLATE "C" NOT NULL CHECK (length(agreement_number) BETWEEN 1 AND 60),
  first_day text COLLATE "C" NOT NULL CHECK (survivor.is_day(first_day)),
  planned_last_day text COLLATE "C" NOT NULL CHECK (survivor.is_day(planned_last_day)),
  state text COLLATE "C" NOT NULL CHECK (employment.is_code('StudyState', state)),
  ended_on text COLLATE "C" CHECK (survivor.is_day(ended_on)),
  end_document text COLLATE "C" CHECK (length(end_document) BETWEEN 1 AND 60),
  create_time timestamptz NOT NULL,
  update_time timestamptz NOT NULL,
  CONSTRAINT study_days CHECK (planned_last_day >= first_day AND ended_on >= first_day),
  CONSTRAINT study_payer CHECK ((payer = 'TUITION_PAYER_FOUNDATION') = (payer_name IS NOT NULL)),
  CONSTRAINT study_ended CHECK ((state = 'STUDY_STATE_ACTIVE') = (ended_on IS NULL) AND (ended_on IS NULL) = (end_document IS NULL))
);
CREATE INDEX study_profile_uid ON employment.study (profile_uid, uid DESC);
CREATE INDEX study_survivor_uid ON employment.study (survivor_uid, uid);
SELECT kit.add_place_of('employment.profile', 'employment.study', 'profile_uid');
CREATE INDEX study_by_institution ON employment.study (institution, uid DESC);
ALTER TABLE employment.study ADD CONSTRAINT study_scope UNIQUE (uid, register, district, institution);
SELECT kit.keep_versions('employment.study');

-- Rows of dayaq.employment.v1.StudyTerm. Nobody has two at one time, whatever they study.
CREATE TABLE employment.study_term (
  uid uuid PRIMARY KEY,
  etag bigint NOT NULL,
  study_uid uuid NOT NULL,
  survivor_uid uuid NOT NULL,
  person_uid uuid NOT NULL,
  first_day text COLLATE "C" NOT NULL CHECK (survivor.is_day(first_day)),
  last_day text COLLATE "C" NOT NULL CHECK (survivor.is_day(last_day)),
  tuition_qepik bigint NOT NULL DEFAULT 0 CHECK (tuition_qepik >= 0),
  confirmed_on text COLLATE "C" CHECK (survivor.is_day(confirmed_on)),
  confirmation_number text COLLATE "C" CHECK (length(confirmation_number) BETWEEN 1 AND 60),
  paid_on text COLLATE "C" CHECK (survivor.is_day(paid_on)),
  payment_document text COLLATE "C" CHECK (length(payment_document) BETWEEN 1 AND 60),
  create_time timestamptz NOT NULL,
  update_time timestamptz NOT NULL,
  CONSTRAINT study_term_days CHECK (last_day >= first_day),
  CONSTRAINT study_term_confirmed CHECK ((confirmed_on IS NULL) = (confirmation_number IS NULL)),
  CONSTRAINT study_term_paid CHECK ((paid_on IS NULL) = (payment_document IS NULL) AND (paid_on IS NULL OR confirmed_on IS NOT NULL)),
  CONSTRAINT study_term_overlaps EXCLUDE USING gist (
    person_uid exclusion.gist_uuid_ops WITH OPERATOR(pg_catalog.=), survivor.days(first_day, last_day) WITH &&)
);
CREATE INDEX study_term_study_uid ON employment.study_term (study_uid, first_day);
CREATE INDEX study_term_due ON employment.study_term (first_day, uid) WHERE confirmed_on IS NULL;
SELECT kit.add_place_of('employment.study', 'employment.study_term', 'study_uid');
SELECT kit.count_versions('employment.study_term');

-- Rows of dayaq.employment.v1.Invitation. It says that somebody may be asked, and not why.
CREATE TABLE employment.invitation (
  uid uuid PRIMARY KEY,
  etag bigint NOT NULL,
  survivor_uid uuid NOT NULL,
  survivor_number text COLLATE "C" NOT NULL,
  origin text COLLATE "C" NOT NULL CHECK (employment.is_code('InvitationOrigin', origin)),
  state text COLLATE "C" NOT NULL CHECK (employment.is_code('InvitationState', state)),
  programmes jsonb CHECK (employment.are_codes('SupportProgramme', programmes)),
  invited_on text COLLATE "C" NOT NULL CHECK (survivor.is_day(invited_on)),
  due_on text COLLATE "C" CHECK (survivor.is_day(due_on)),
  answered_on text COLLATE "C" CHECK (survivor.is_day(answered_on)),
  contacts integer NOT NULL DEFAULT 0 CHECK (contacts >= 0),
  create_time timestamptz NOT NULL,
  update_time timestamptz NOT NULL,
  CONSTRAINT invitation_due CHECK ((state = 'INVITATION_STATE_OPEN') = (due_on IS NOT NULL)),
  CONSTRAINT invitation_answered CHECK (state NOT IN ('INVITATION_STATE_ACCEPTED', 'INVITATION_STATE_DECLINED') OR answered_on IS NOT NULL),
  CONSTRAINT invitation_programmes CHECK ((state = 'INVITATION_STATE_ACCEPTED') <= (programmes IS NOT NULL AND programmes <> '[]'))
);
CREATE UNIQUE INDEX invitation_once ON employment.invitation (survivor_uid)
  WHERE state IN ('INVITATION_STATE_OPEN', 'INVITATION_STATE_ACCEPTED');
CREATE INDEX invitation_survivor_uid ON employment.invitation (survivor_uid, uid DESC);
CREATE INDEX invitation_due_on ON employment.invitation (due_on, uid) WHERE due_on IS NOT NULL;
SELECT kit.add_place('employment.invitation');
CREATE INDEX invitation_by_institution ON employment.invitation (institution, uid DESC);
SELECT kit.keep_versions('employment.invitation');

-- Steps are those of the table; what a row is about stays; who takes a step of a grant is whoever the context says. DY015 for anything else.
CREATE FUNCTION employment.step_support() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  before constant jsonb := CASE WHEN TG_OP = 'UPDATE' THEN to_jsonb(OLD) END;
  after constant jsonb := to_jsonb(NEW);
  stays constant text[] := CASE TG_TABLE_NAME
    WHEN 'enrolment' THEN '{course_uid,profile_uid,survivor_uid,member_uid,person_uid,rank}'
    WHEN 'business_grant' THEN '{profile_uid,survivor_uid,member_uid,person_uid,invitation_uid}'
    WHEN 'study' THEN '{profile_uid,survivor_uid,member_uid,person_uid,kind,full_time,first_day}'
    ELSE '{survivor_uid,survivor_number,origin,invited_on}' END;
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NOT after ->> 'state' = ANY ('{ENROLMENT_STATE_WAITING,ENROLMENT_STATE_PLACED,GRANT_STATE_SUBMITTED,STUDY_STATE_ACTIVE,INVITATION_STATE_OPEN}') THEN
      RAISE EXCEPTION '% does not begin like that', TG_TABLE_NAME USING ERRCODE = 'DY015';
    END IF;
  ELSIF EXISTS (SELECT FROM unnest(stays) AS s(name) WHERE before -> s.name IS DISTINCT FROM after -> s.name)
     OR (before ->> 'state' <> after ->> 'state'
         AND NOT EXISTS (SELECT FROM employment.support_transition t WHERE t.from_state = before ->> 'state' AND t.to_state = after ->> 'state')) THEN
    RAISE EXCEPTION '% goes no such step', TG_TABLE_NAME USING ERRCODE = 'DY015';
  END IF;
  IF TG_TABLE_NAME = 'business_grant' THEN
    -- A plan is put forward and decided by two people, whatever was said.
    IF TG_OP = 'INSERT' OR (OLD.state = 'GRANT_STATE_RETURNED' AND NEW.state = 'GRANT_STATE_SUBMITTED') THEN
      NEW.proposed_by := coalesce(access.context_staff(), NEW.proposed_by);
    ELSE
      NEW.proposed_by := OLD.proposed_by;
      IF OLD.state = 'GRANT_STATE_SUBMITTED' AND NEW.state <> OLD.state THEN
        NEW.decided_by := coalesce(access.context_staff(), NEW.decided_by);
        IF NEW.decided_by = NEW.proposed_by THEN
          RAISE EXCEPTION 'whoever puts a plan forward does not decide on it' USING ERRCODE = 'DY015';
        END IF;
      ELSE
        NEW.decided_by := OLD.decided_by;
      END IF;
      IF OLD.granted IS NOT NULL AND NEW.granted IS DISTINCT FROM OLD.granted
         OR OLD.contracted_on IS NOT NULL AND (NEW.contracted_on, NEW.contract_until, NEW.barred_until, NEW.contract_number)
            IS DISTINCT FROM (OLD.contracted_on, OLD.contract_until, OLD.barred_until, OLD.contract_number) THEN
        RAISE EXCEPTION 'what was granted and contracted stays' USING ERRCODE = 'DY015';
      END IF;
    END IF;
  END IF;
  RETURN NEW;
END
$$;
-- What forgets a person is the keeper's, and asks by itself whether it may.
CREATE TRIGGER a_step BEFORE INSERT OR UPDATE ON employment.enrolment FOR EACH ROW WHEN (current_user <> 'employment_keeper') EXECUTE FUNCTION employment.step_support();
CREATE TRIGGER a_step BEFORE INSERT OR UPDATE ON employment.business_grant FOR EACH ROW WHEN (current_user <> 'employment_keeper') EXECUTE FUNCTION employment.step_support();
CREATE TRIGGER a_step BEFORE INSERT OR UPDATE ON employment.study FOR EACH ROW WHEN (current_user <> 'employment_keeper') EXECUTE FUNCTION employment.step_support();
CREATE TRIGGER a_step BEFORE INSERT OR UPDATE ON employment.invitation FOR EACH ROW WHEN (current_user <> 'employment_keeper') EXECUTE FUNCTION employment.step_support();

-- Places of a course follow who is in it, whoever writes that, in whichever institution. A row of the course is kept by whoever counts.
CREATE FUNCTION employment.count_places() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  seated constant text[] := '{ENROLMENT_STATE_PLACED,ENROLMENT_STATE_PASSED,ENROLMENT_STATE_FAILED,ENROLMENT_STATE_CERTIFIED}';
  more integer;
  longer integer := 0;
BEGIN
  IF TG_TABLE_NAME = 'safety_group' THEN
    more := NEW.workers;
  ELSE
    more := (NEW.state = ANY (seated))::integer;
    longer := (NEW.state = 'ENROLMENT_STATE_WAITING')::integer;
    IF TG_OP = 'UPDATE' THEN
      more := more - (OLD.state = ANY (seated))::integer;
      longer := longer - (OLD.state = 'ENROLMENT_STATE_WAITING')::integer;
    END IF;
  END IF;
  IF more <> 0 OR longer <> 0 THEN
    UPDATE employment.course c SET taken = c.taken + more, waiting = c.waiting + longer WHERE c.uid = NEW.course_uid;
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER count_places AFTER INSERT OR UPDATE OF state ON employment.enrolment FOR EACH ROW EXECUTE FUNCTION employment.count_places();
CREATE TRIGGER count_places AFTER INSERT ON employment.safety_group FOR EACH ROW EXECUTE FUNCTION employment.count_places();

-- Whoever enrols somebody waits for whoever does the same in that course: the last place is the last place.
CREATE FUNCTION employment.hold_course(course uuid) RETURNS void
LANGUAGE sql VOLATILE AS $$ SELECT pg_advisory_xact_lock(hashtextextended('employment.course/' || course, 0)) $$;

-- Whether somebody stands in the course, whichever institution enrolled them.
CREATE FUNCTION employment.is_enrolled(course uuid, person uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
DECLARE
  records constant uuid[] := survivor.records_of(person);
BEGIN
  RETURN EXISTS (SELECT FROM employment.enrolment e
                 WHERE e.course_uid = is_enrolled.course AND e.state <> 'ENROLMENT_STATE_LEFT' AND (e.person_uid = person OR e.person_uid = ANY (records)));
END
$$;

-- Until when no other grant is given to somebody, whichever institution gave the last one, in whichever of their records; NULL: nobody gave any.
CREATE FUNCTION employment.barred_until(person uuid) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
DECLARE
  records constant uuid[] := survivor.records_of(person);
BEGIN
  RETURN (SELECT max(g.barred_until) FROM employment.business_grant g WHERE g.person_uid = person OR g.person_uid = ANY (records));
END
$$;

-- Never more of a line than was granted, and nothing before the contract. The grant is kept from changing meanwhile. DY015 otherwise.
CREATE FUNCTION employment.hand_over_asset() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  held employment.business_grant;
BEGIN
  SELECT g.state, g.granted, g.contracted_on INTO held.state, held.granted, held.contracted_on
  FROM employment.business_grant g WHERE g.uid = NEW.grant_uid FOR NO KEY UPDATE;
  IF held.state IS DISTINCT FROM 'GRANT_STATE_CONTRACTED' OR NEW.handed_on < held.contracted_on
     OR (SELECT count(*) FROM employment.grant_asset a WHERE a.grant_uid = NEW.grant_uid AND a.line = NEW.line)
        >= coalesce((held.granted -> (NEW.line - 1) ->> 'quantity')::integer, 0) THEN
    RAISE EXCEPTION 'more than was granted' USING ERRCODE = 'DY015';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER hand_over BEFORE INSERT ON employment.grant_asset FOR EACH ROW EXECUTE FUNCTION employment.hand_over_asset();

-- A term lies within its study, which goes on.
CREATE FUNCTION employment.add_term() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM employment.study s WHERE s.uid = NEW.study_uid AND s.state = 'STUDY_STATE_ACTIVE' AND s.first_day <= NEW.first_day) THEN
    RAISE EXCEPTION 'a term outside of its study' USING ERRCODE = 'DY015';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER add_term BEFORE INSERT ON employment.study_term FOR EACH ROW EXECUTE FUNCTION employment.add_term();

-- Whoever was erased leads nowhere here either: what they wrote and wanted goes, in former versions too; places, contracts and terms stay counted.
CREATE FUNCTION employment.erase_support(person uuid) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  records constant uuid[] := survivor.records_of(person);
  gone constant uuid[] := ARRAY(
    SELECT e.uid FROM employment.enrolment e WHERE e.survivor_uid = ANY (records)
    UNION ALL SELECT g.uid FROM employment.business_grant g WHERE g.survivor_uid = ANY (records)
    UNION ALL SELECT s.uid FROM employment.study s WHERE s.survivor_uid = ANY (records)
    UNION ALL SELECT i.uid FROM employment.invitation i WHERE i.survivor_uid = ANY (records));
  fresh constant uuid := gen_random_uuid();
BEGIN
  IF access.context_role() IS DISTINCT FROM 'employment_support_background' THEN
    RAISE EXCEPTION 'for the employment service itself' USING ERRCODE = '42501';
  ELSIF cardinality(gone) = 0 OR NOT survivor.all_erased(person) THEN
    RETURN 0;
  END IF;
  UPDATE employment.enrolment SET survivor_uid = fresh, member_uid = NULL, person_uid = fresh,
    certificate_number = CASE WHEN certificate_number IS NOT NULL THEN gen_random_uuid()::text END WHERE uid = ANY (gone);
  UPDATE employment.grant_asset SET survivor_uid = fresh, person_uid = fresh WHERE grant_uid = ANY (gone);
  UPDATE employment.grant_visit SET survivor_uid = fresh, person_uid = fresh WHERE grant_uid = ANY (gone);
  UPDATE employment.grant_income SET survivor_uid = fresh, person_uid = fresh WHERE grant_uid = ANY (gone);
  UPDATE employment.business_grant SET survivor_uid = fresh, member_uid = NULL, person_uid = fresh, activity = '--', plan = '', planned = '[]',
    decision_words = NULL, contract_number = CASE WHEN contract_number IS NOT NULL THEN '-' END WHERE uid = ANY (gone);
  UPDATE employment.study_term SET survivor_uid = fresh, person_uid = fresh, confirmation_number = CASE WHEN confirmation_number IS NOT NULL THEN '-' END
  WHERE study_uid = ANY (gone);
  UPDATE employment.study SET survivor_uid = fresh, member_uid = NULL, person_uid = fresh, school = '--', programme = '--', agreement_number = '-' WHERE uid = ANY (gone);
  UPDATE employment.invitation SET survivor_uid = gen_random_uuid(), survivor_number = '', programmes = NULL, due_on = NULL, state = 'INVITATION_STATE_WITHDRAWN'
  WHERE uid = ANY (gone);
  DELETE FROM employment.enrolment_history WHERE uid = ANY (gone);
  DELETE FROM employment.business_grant_history WHERE uid = ANY (gone);
  DELETE FROM employment.study_history WHERE uid = ANY (gone);
  DELETE FROM employment.invitation_history WHERE uid = ANY (gone);
  RETURN cardinality(gone);
END
$$;

-- What schools confirmed of a study, for the survivor service, which keeps by act what shares of a family hang on: of members of families who study
-- full time, and of nobody else.
CREATE FUNCTION employment.study_facts(study uuid)
RETURNS TABLE (survivor_uid uuid, member_uid uuid, school text, first_day text, last_day text, confirmed_on text, confirmation_number text,
               ended_on text, end_document text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
BEGIN
  IF access.context_role() IS DISTINCT FROM 'survivor_study_background' THEN
    RAISE EXCEPTION 'for the survivor service itself' USING ERRCODE = '42501';
  END IF;
  RETURN QUERY
  SELECT s.survivor_uid, s.member_uid, s.school, t.first_day, t.last_day, t.confirmed_on, t.confirmation_number,
         CASE s.state WHEN 'STUDY_STATE_ENDED' THEN s.ended_on END, CASE s.state WHEN 'STUDY_STATE_ENDED' THEN s.end_document END
  FROM employment.study s JOIN employment.study_term t ON t.study_uid = s.uid
  WHERE s.uid = study_facts.study AND s.full_time AND s.member_uid IS NOT NULL AND t.confirmed_on IS NOT NULL
  ORDER BY t.first_day LIMIT 100;
END
$$;

-- Counts by district and month, and nobody: of all institutions.
CREATE FUNCTION employment.support_counts(first_month text, last_month text, in_district text)
RETURNS TABLE (district text, month text, kind text, count bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN QUERY
  SELECT c.district, c.month, c.kind, sum(c.people)::bigint
  FROM (
    SELECT i.district, left(i.invited_on, 7) AS month, 'SUPPORT_COUNT_INVITED' AS kind, 1 AS people FROM employment.invitation i
    UNION ALL SELECT e.district, to_char(e.create_time AT TIME ZONE 'UTC' + interval '4 hours', 'YYYY-MM'), 'SUPPORT_COUNT_ENROLLED', 1 FROM employment.enrolment e
    UNION ALL SELECT e.district, left(e.certified_on, 7), 'SUPPORT_COUNT_CERTIFIED', 1 FROM employment.enrolment e WHERE e.certified_on IS NOT NULL
    UNION ALL SELECT k.district, left(k.last_day, 7), 'SUPPORT_COUNT_TRAINED_IN_SAFETY', g.trained
      FROM employment.safety_group g JOIN employment.course k ON k.uid = g.course_uid WHERE g.trained > 0
    UNION ALL SELECT b.district, left(b.contracted_on, 7), 'SUPPORT_COUNT_GRANTS_CONTRACTED', 1 FROM employment.business_grant b WHERE b.contracted_on IS NOT NULL
    UNION ALL SELECT b.district, left(b.ended_on, 7), 'SUPPORT_COUNT_GRANTS_BREACHED', 1 FROM employment.business_grant b WHERE b.state = 'GRANT_STATE_BREACHED'
    UNION ALL SELECT t.district, left(t.confirmed_on, 7), 'SUPPORT_COUNT_TERMS_CONFIRMED', 1 FROM employment.study_term t WHERE t.confirmed_on IS NOT NULL) AS c
  WHERE c.month BETWEEN first_month AND last_month AND (in_district IS NULL OR c.district = in_district)
  GROUP BY 1, 2, 3 ORDER BY 1, 2, 3 LIMIT 20000;
END
$$;

-- Below which age somebody certainly was when hurt: of each of these casualties whose age is known.
CREATE FUNCTION incident.least_ages(casualties uuid[]) RETURNS TABLE (casualty_uid uuid, years integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
BEGIN
  RETURN QUERY SELECT c.uid, coalesce((c.age ->> 'min_years')::integer, 0) FROM incident.casualty c WHERE c.uid = ANY (casualties) AND c.age IS NOT NULL;
END
$$;

-- Whose episode it is; and whether somebody came to the end of one with what they had set out for.
CREATE FUNCTION rehabilitation.person_of_episode(episode uuid) RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
BEGIN
  RETURN (SELECT e.survivor_uid FROM rehabilitation.episode e WHERE e.uid = person_of_episode.episode);
END
$$;
CREATE FUNCTION rehabilitation.goals_reached(records uuid[]) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
BEGIN
  RETURN EXISTS (SELECT FROM rehabilitation.episode e
                 WHERE e.survivor_uid = ANY (records) AND e.close_reason = 'EPISODE_CLOSE_REASON_GOALS_REACHED');
END
$$;

-- Whether the person of a resource ('survivors/X', 'consents/X', 'episodes/X') may be proposed to, from which day on, and where the record lies. A
-- disability decision in force, an episode of rehabilitation that reached its goals, or a consent that covers employment: which of them is not told.
-- `adult_on` is the first day on which the person is certainly of age; NULL: not known, so nobody is invited by it. No row for anybody else; the dead
-- are told, so that what was open ends.
CREATE FUNCTION survivor.may_be_proposed(resource text)
RETURNS TABLE (survivor_uid uuid, survivor_number text, register text, district text, deceased boolean, adult_on text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
DECLARE
  parts constant text[] := string_to_array(resource, '/');
  records uuid[];
  today constant text := survivor.today();
BEGIN
  IF access.context_role() IS DISTINCT FROM 'employment_support_background' THEN
    RAISE EXCEPTION 'for the employment service itself' USING ERRCODE = '42501';
  END IF;
  records := survivor.records_of(CASE parts[1]
    WHEN 'survivors' THEN parts[2]::uuid
    WHEN 'consents' THEN (SELECT c.survivor_uid FROM survivor.consent c WHERE c.uid = parts[2]::uuid)
    WHEN 'episodes' THEN rehabilitation.person_of_episode(parts[2]::uuid) END);
  RETURN QUERY
  SELECT s.uid, s.number, s.register, s.district, s.state = 'SURVIVOR_STATE_DECEASED',
         (SELECT to_char(min(make_date(left(c.occurred_on, 4)::integer, CASE WHEN length(c.occurred_on) > 4 THEN substr(c.occurred_on, 6, 2)::integer ELSE 12 END,
                                       CASE WHEN length(c.occurred_on) > 7 THEN right(c.occurred_on, 2)::integer ELSE 28 END)
                             + CASE WHEN length(c.occurred_on) > 7 THEN 0 ELSE 3 END
                             + make_interval(years => greatest(18 - a.years, 0))), 'YYYY-MM-DD')
          FROM survivor.casualty c
            JOIN incident.least_ages(ARRAY(SELECT k.casualty_uid FROM survivor.casualty k WHERE k.survivor_uid = ANY (records) AND NOT k.set_aside)) AS a
              ON a.casualty_uid = c.casualty_uid
          WHERE c.survivor_uid = ANY (records) AND c.occurred_on IS NOT NULL)
  FROM survivor.survivor s
  WHERE s.uid = records[1] AND (
    s.state = 'SURVIVOR_STATE_DECEASED'
    OR EXISTS (SELECT FROM survivor.disability_decision d
               WHERE d.survivor_uid = ANY (records) AND d.in_force_from <= today AND coalesce(d.in_force_until, today) >= today)
    OR EXISTS (SELECT FROM survivor.consent c
               WHERE c.survivor_uid = ANY (records) AND c.classes ? 'SHARED_CLASS_EMPLOYMENT' AND c.withdrawn_time IS NULL AND c.given_on <= today
                 AND coalesce(c.valid_until, today) >= today)
    OR rehabilitation.goals_reached(records));
END
$$;

SELECT kit.keeper_may('SELECT', 'employment.support_transition', 'from_state', 'to_state');
SELECT kit.keeper_may('SELECT', 'employment.course', 'uid', 'taken', 'waiting', 'district', 'last_day');
SELECT kit.keeper_may('UPDATE', 'employment.course', 'taken', 'waiting', 'etag', 'update_time');
SELECT kit.keeper_may('SELECT', 'employment.enrolment', 'uid', 'course_uid', 'person_uid', 'state', 'district', 'create_time', 'certified_on');
SELECT kit.keeper_may('SELECT', 'employment.safety_group', 'course_uid', 'trained');
SELECT kit.keeper_may('SELECT', 'employment.business_grant', 'uid', 'person_uid', 'state', 'granted', 'contracted_on', 'barred_until', 'ended_on', 'district');
SELECT kit.keeper_may('UPDATE', 'employment.business_grant', 'state');
SELECT kit.keeper_may('SELECT', 'employment.grant_asset', 'grant_uid', 'line');
SELECT kit.keeper_may('SELECT', 'employment.study', 'uid', 'survivor_uid', 'member_uid', 'school', 'full_time', 'first_day', 'state', 'ended_on', 'end_document');
SELECT kit.keeper_may('SELECT', 'employment.study_term', 'study_uid', 'first_day', 'last_day', 'confirmed_on', 'confirmation_number', 'district');
SELECT kit.keeper_may('SELECT', 'employment.invitation', 'district', 'invited_on');
SELECT kit.keeper_may('UPDATE', 'employment.enrolment', 'survivor_uid', 'member_uid', 'person_uid', 'certificate_number');
SELECT kit.keeper_may('SELECT', 'employment.enrolment', 'survivor_uid', 'certificate_number');
SELECT kit.keeper_may('SELECT', 'employment.business_grant', 'survivor_uid', 'contract_number');
SELECT kit.keeper_may('UPDATE', 'employment.business_grant', 'survivor_uid', 'member_uid', 'person_uid', 'activity', 'plan', 'planned', 'decision_words', 'contract_number');
SELECT kit.keeper_may('SELECT', 'employment.grant_visit', 'grant_uid');
SELECT kit.keeper_may('SELECT', 'employment.grant_income', 'grant_uid');
SELECT kit.keeper_may('UPDATE', 'employment.grant_asset', 'survivor_uid', 'person_uid');
SELECT kit.keeper_may('UPDATE', 'employment.grant_visit', 'survivor_uid', 'person_uid');
SELECT kit.keeper_may('UPDATE', 'employment.grant_income', 'survivor_uid', 'person_uid');
SELECT kit.keeper_may('UPDATE', 'employment.study', 'survivor_uid', 'member_uid', 'person_uid', 'school', 'programme', 'agreement_number');
SELECT kit.keeper_may('UPDATE', 'employment.study_term', 'survivor_uid', 'person_uid', 'confirmation_number');
SELECT kit.keeper_may('SELECT', 'employment.invitation', 'uid', 'survivor_uid');
SELECT kit.keeper_may('UPDATE', 'employment.invitation', 'survivor_uid', 'survivor_number', 'programmes', 'due_on', 'state');
SELECT kit.keeper_may('SELECT', 'employment.enrolment_history', 'uid');
SELECT kit.keeper_may('SELECT', 'employment.business_grant_history', 'uid');
SELECT kit.keeper_may('SELECT', 'employment.study_history', 'uid');
SELECT kit.keeper_may('SELECT', 'employment.invitation_history', 'uid');
SELECT kit.keeper_may('DELETE', 'employment.enrolment_history');
SELECT kit.keeper_may('DELETE', 'employment.business_grant_history');
SELECT kit.keeper_may('DELETE', 'employment.study_history');
SELECT kit.keeper_may('DELETE', 'employment.invitation_history');
SELECT kit.keeper_may('SELECT', 'survivor.disability_decision', 'survivor_uid', 'in_force_from', 'in_force_until');
SELECT kit.keeper_may('SELECT', 'survivor.consent', 'uid', 'survivor_uid', 'classes', 'given_on', 'valid_until', 'withdrawn_time');
SELECT kit.keeper_may('SELECT', 'rehabilitation.episode', 'uid', 'survivor_uid', 'close_reason');
GRANT SELECT (uid, age) ON incident.casualty TO incident_keeper;
GRANT EXECUTE ON FUNCTION incident.least_ages(uuid[]), rehabilitation.person_of_episode(uuid), rehabilitation.goals_reached(uuid[]) TO survivor_keeper;
GRANT USAGE ON SCHEMA survivor TO employment_keeper;
SET LOCAL ROLE survivor_keeper;
GRANT EXECUTE ON FUNCTION survivor.records_of(uuid) TO employment_keeper;
SET LOCAL ROLE dayaq_owner;
SELECT kit.give_to_keeper('employment.step_support()', 'employment.count_places()', 'employment.is_enrolled(uuid,uuid)', 'employment.barred_until(uuid)',
                          'employment.hand_over_asset()', 'employment.add_term()', 'employment.study_facts(uuid)', 'employment.support_counts(text,text,text)', 'employment.erase_support(uuid)',
                          'incident.least_ages(uuid[])', 'rehabilitation.person_of_episode(uuid)', 'rehabilitation.goals_reached(uuid[])',
                          'survivor.may_be_proposed(text)');

-- Whom the service invites, whose place becomes free, and whose study keeps a share of a family alive.
INSERT INTO outbox.subscription (kind, subscriber)
SELECT kind, 'employment.invite'
FROM unnest('{disability.decided,consent.given,episode.closed,survivor.died,survivor.merged,survivor.erased,invitation.comes_of_age}'::text[]) AS kind
UNION ALL SELECT kind, 'employment.fill_places' FROM unnest('{course.place_free,course.cancelled,course.list_closes}'::text[]) AS kind
UNION ALL SELECT kind, 'survivor.keep_study_facts' FROM unnest('{study.confirmed,study.ended}'::text[]) AS kind;

COMMIT;
