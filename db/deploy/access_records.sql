-- Deploy dayaq:access_records to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- Institutions, staff, assignments and sessions become resources of their own: a version, a name, an end.
ALTER TABLE access.institution
  ADD COLUMN etag bigint NOT NULL DEFAULT 1,
  ADD COLUMN create_time timestamptz NOT NULL DEFAULT now(),
  ADD COLUMN update_time timestamptz NOT NULL DEFAULT now(),
  ADD COLUMN closed_time timestamptz,
  ALTER COLUMN valid_from SET DEFAULT current_date;
ALTER TABLE access.staff
  ADD COLUMN etag bigint NOT NULL DEFAULT 1,
  ADD COLUMN update_time timestamptz NOT NULL DEFAULT now();
ALTER TABLE access.session ADD COLUMN uid uuid NOT NULL DEFAULT gen_random_uuid() CONSTRAINT session_uid UNIQUE;
CREATE INDEX session_listed ON access.session (staff_uid, create_time DESC);

-- The rows are somebody's: row security holds for the owner too, and the functions below look in as the owner.
ALTER TABLE access.staff ENABLE ROW LEVEL SECURITY;
ALTER TABLE access.staff FORCE ROW LEVEL SECURITY;
ALTER TABLE access.role_assignment ENABLE ROW LEVEL SECURITY;
ALTER TABLE access.role_assignment FORCE ROW LEVEL SECURITY;
ALTER TABLE access.session ENABLE ROW LEVEL SECURITY;
ALTER TABLE access.session FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON access.staff TO dayaq_owner USING (true);
CREATE POLICY owner ON access.role_assignment TO dayaq_owner USING (true);
CREATE POLICY owner ON access.session TO dayaq_owner USING (true);

-- A change that changes something makes a new version.
CREATE FUNCTION access.next_version() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  NEW.etag := OLD.etag;
  NEW.update_time := OLD.update_time;
  IF NEW IS DISTINCT FROM OLD THEN
    NEW.etag := OLD.etag + 1;
    NEW.update_time := now();
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER next_version BEFORE UPDATE ON access.institution FOR EACH ROW EXECUTE FUNCTION access.next_version();
CREATE TRIGGER next_version BEFORE UPDATE ON access.staff FOR EACH ROW EXECUTE FUNCTION access.next_version();
-- Named so that it comes last: what the next trigger writes counts.
CREATE TRIGGER version_next BEFORE UPDATE ON access.role_assignment FOR EACH ROW EXECUTE FUNCTION access.next_version();
CREATE TRIGGER version_next BEFORE UPDATE ON access.break_glass FOR EACH ROW EXECUTE FUNCTION access.next_version();

-- Who proposes, approves and ends is whoever the context says; and an assignment is never edited, only moved on: proposed, in force or
-- rejected, ended. DY013 for anything else. Without a context nobody but the keepers of the house is here.
CREATE FUNCTION access.assign() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  moved access.role_assignment;
BEGIN
  IF access.context_role() IS NULL THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'INSERT' THEN
    NEW.proposed_by := access.context_staff();
    NEW.approved_by := NULL;
    NEW.approved_time := NULL;
    NEW.create_time := now();
    NEW.update_time := now();
    NEW.etag := 1;
    RETURN NEW;
  END IF;
  moved := OLD;
  IF OLD.state = 'ROLE_ASSIGNMENT_STATE_PROPOSED' AND NEW.state = 'ROLE_ASSIGNMENT_STATE_IN_FORCE' THEN
    moved.approved_by := access.context_staff();
    moved.approved_time := now();
    moved.state := NEW.state;
  ELSIF (OLD.state, NEW.state) IN (('ROLE_ASSIGNMENT_STATE_PROPOSED', 'ROLE_ASSIGNMENT_STATE_REJECTED'),
                                   ('ROLE_ASSIGNMENT_STATE_IN_FORCE', 'ROLE_ASSIGNMENT_STATE_ENDED')) THEN
    moved.ended_by := access.context_staff();
    moved.ended_time := now();
    moved.ended_reason := NEW.ended_reason;
    moved.state := NEW.state;
  ELSE
    RAISE EXCEPTION 'an assignment is moved on, never edited' USING ERRCODE = 'DY013';
  END IF;
  RETURN moved;
END
$$;
CREATE TRIGGER assign BEFORE INSERT OR UPDATE ON access.role_assignment FOR EACH ROW EXECUTE FUNCTION access.assign();

-- An emergency is opened by whoever the context says, in the assignment it says, from now on for an hour; it is closed or reviewed, once
-- each, never edited.
CREATE FUNCTION access.in_emergency() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  moved access.break_glass;
BEGIN
  IF access.context_role() IS NULL THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'INSERT' THEN
    NEW.etag := 1;
    NEW.opened_by := access.context_staff();
    NEW.assignment_uid := access.context_assignment();
    NEW.role := regexp_replace(access.context_role(), '^access_', '');
    NEW.institution := access.context_institution();
    NEW.create_time := now();
    NEW.update_time := now();
    NEW.expire_time := now() + interval '60 minutes';
    NEW.review_due_time := now() + interval '72 hours';
    NEW.review_overdue := false;
    RETURN NEW;
  END IF;
  moved := OLD;
  IF OLD.closed_time IS NULL AND NEW.closed_time IS NOT NULL THEN
    moved.closed_time := now();
  ELSIF OLD.reviewed_by IS NULL AND NEW.verdict IS NOT NULL THEN
    moved.reviewed_by := access.context_staff();
    moved.reviewer_institution := access.context_institution();
    moved.reviewed_time := now();
    moved.verdict := NEW.verdict;
    moved.verdict_words := NEW.verdict_words;
    moved.review_overdue := false;
  ELSIF OLD.reviewed_by IS NULL AND NEW.review_overdue AND OLD.review_due_time <= now() THEN
    moved.review_overdue := true;
  ELSE
    RAISE EXCEPTION 'an emergency is closed or reviewed once, never edited' USING ERRCODE = 'DY013';
  END IF;
  RETURN moved;
END
$$;
CREATE TRIGGER in_emergency BEFORE INSERT OR UPDATE ON access.break_glass FOR EACH ROW EXECUTE FUNCTION access.in_emergency();

COMMIT;
