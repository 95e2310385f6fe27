-- Deploy dayaq:role_rules to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- What the policy says of roles, as far as the database holds it: policy/generated/access.sql fills it.
CREATE TABLE access.role_rule (
  role text COLLATE "C" PRIMARY KEY,
  -- Counts only after somebody else approved.
  powerful boolean NOT NULL,
  -- Roles that nobody holds together with it.
  not_with text[] NOT NULL
);

-- A powerful role is in force only when approved, whoever writes the row; and nobody holds, or is proposed, two roles that do not go
-- together: not even when two administrators give one each at the same moment. DY015 and DY016. Without a context nobody but the keepers of
-- the house is here.
CREATE FUNCTION access.keep_role_rules() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  rule access.role_rule;
BEGIN
  IF access.context_role() IS NULL OR NEW.state NOT IN ('ROLE_ASSIGNMENT_STATE_PROPOSED', 'ROLE_ASSIGNMENT_STATE_IN_FORCE') THEN
    RETURN NULL;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('access.roles_of.' || NEW.staff_uid, 0));
  SELECT * INTO rule FROM access.role_rule r WHERE r.role = NEW.role;
  IF rule.role IS NULL OR (rule.powerful AND NEW.state = 'ROLE_ASSIGNMENT_STATE_IN_FORCE' AND NEW.approved_by IS NULL) THEN
    RAISE EXCEPTION 'a powerful role needs two people' USING ERRCODE = 'DY015';
  END IF;
  IF EXISTS (SELECT FROM access.role_assignment a
             WHERE a.staff_uid = NEW.staff_uid AND a.uid <> NEW.uid AND a.role = ANY (rule.not_with)
               AND a.state IN ('ROLE_ASSIGNMENT_STATE_PROPOSED', 'ROLE_ASSIGNMENT_STATE_IN_FORCE')
               AND (a.valid_until IS NULL OR a.valid_until > now())) THEN
    RAISE EXCEPTION 'roles that do not go together' USING ERRCODE = 'DY016';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER keep_role_rules AFTER INSERT OR UPDATE ON access.role_assignment FOR EACH ROW EXECUTE FUNCTION access.keep_role_rules();

COMMIT;
