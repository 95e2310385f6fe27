-- Deploy dayaq:break_glass to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- Rows of dayaq.access.v1.BreakGlass: somebody opened the record of one person in an emergency. For at most an hour, told to the person,
-- and reviewed within 72 hours by somebody else of another institution.
CREATE TABLE access.break_glass (
  uid uuid PRIMARY KEY,
  etag bigint NOT NULL,
  person_uid uuid NOT NULL,
  number text COLLATE "C" NOT NULL CHECK (number ~ '^[0-9]{5,18}$'),
  register text COLLATE "C" NOT NULL,
  district text COLLATE "C" NOT NULL,
  opened_by uuid NOT NULL REFERENCES access.staff,
  assignment_uid uuid NOT NULL REFERENCES access.role_assignment,
  role text COLLATE "C" NOT NULL,
  institution text COLLATE "C" NOT NULL REFERENCES access.institution,
  reason text COLLATE "C" NOT NULL
    CHECK (reason IN ('BREAK_GLASS_REASON_LIFE_IN_DANGER', 'BREAK_GLASS_REASON_UNCONSCIOUS', 'BREAK_GLASS_REASON_URGENT_TREATMENT',
                      'BREAK_GLASS_REASON_OTHER')),
  reason_words text NOT NULL CHECK (length(btrim(reason_words)) >= 20),
  create_time timestamptz NOT NULL,
  expire_time timestamptz NOT NULL,
  closed_time timestamptz CHECK (closed_time >= create_time),
  review_due_time timestamptz NOT NULL,
  review_overdue boolean NOT NULL DEFAULT false,
  reviewed_by uuid,
  reviewer_institution text COLLATE "C",
  reviewed_time timestamptz,
  verdict text COLLATE "C" CHECK (verdict IN ('BREAK_GLASS_VERDICT_JUSTIFIED', 'BREAK_GLASS_VERDICT_UNJUSTIFIED')),
  verdict_words text,
  update_time timestamptz NOT NULL,
  CONSTRAINT break_glass_hour CHECK (expire_time > create_time AND expire_time - create_time <= interval '60 minutes'),
  CONSTRAINT break_glass_due CHECK (review_due_time > create_time AND review_due_time - create_time <= interval '72 hours'),
  CONSTRAINT break_glass_reviewed CHECK ((reviewed_by IS NULL) = (reviewed_time IS NULL) AND (reviewed_by IS NULL) = (verdict IS NULL)
    AND (reviewed_by IS NULL) = (reviewer_institution IS NULL)),
  CONSTRAINT break_glass_by_others CHECK (reviewed_by <> opened_by AND reviewer_institution <> institution)
);
CREATE INDEX break_glass_opener ON access.break_glass (opened_by, expire_time);
CREATE INDEX break_glass_assignment ON access.break_glass (assignment_uid);
CREATE INDEX break_glass_institution ON access.break_glass (institution);
CREATE INDEX break_glass_person ON access.break_glass (person_uid, uid DESC);
CREATE INDEX break_glass_listed ON access.break_glass (review_overdue DESC, uid DESC);
CREATE INDEX break_glass_to_review ON access.break_glass (review_due_time) WHERE reviewed_by IS NULL AND NOT review_overdue;

-- Row security holds for the owner too; the functions that begin a request look in as the owner.
ALTER TABLE access.break_glass ENABLE ROW LEVEL SECURITY;
ALTER TABLE access.break_glass FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON access.break_glass TO dayaq_owner USING (true);

COMMIT;
