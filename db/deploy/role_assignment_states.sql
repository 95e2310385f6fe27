-- Deploy dayaq:role_assignment_states to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- Rows of dayaq.access.v1.RoleAssignment, from the proposal to the end; what stood before is in force. A delegation is an assignment as
-- well: it lends some actions of another one, for at most thirty days. Which roles need approval, and which do not go together, is policy
-- (role_rules); what holds whatever the policy says is held here.
ALTER TABLE access.role_assignment
  ADD COLUMN etag bigint NOT NULL DEFAULT 1,
  ADD COLUMN state text COLLATE "C" NOT NULL DEFAULT 'ROLE_ASSIGNMENT_STATE_IN_FORCE'
    CHECK (state IN ('ROLE_ASSIGNMENT_STATE_PROPOSED', 'ROLE_ASSIGNMENT_STATE_IN_FORCE', 'ROLE_ASSIGNMENT_STATE_REJECTED',
                     'ROLE_ASSIGNMENT_STATE_ENDED')),
  -- The survivor whom it is about: for the person and for who stands for them, and for nobody else.
  ADD COLUMN person_uid uuid,
  ADD COLUMN delegated_from uuid REFERENCES access.role_assignment,
  ADD COLUMN delegated_actions text[] NOT NULL DEFAULT '{}',
  ADD COLUMN reason text,
  ADD COLUMN proposed_by uuid,
  ADD COLUMN approved_by uuid,
  ADD COLUMN approved_time timestamptz,
  -- Who rejected or ended it, and when.
  ADD COLUMN ended_by uuid,
  ADD COLUMN ended_time timestamptz,
  ADD COLUMN ended_reason text,
  ADD COLUMN create_time timestamptz NOT NULL DEFAULT now(),
  ADD COLUMN update_time timestamptz NOT NULL DEFAULT now(),
  ADD CONSTRAINT assignment_person CHECK ((person_uid IS NOT NULL) = (role IN ('survivor', 'guardian'))),
  ADD CONSTRAINT assignment_by_two CHECK (approved_by IS NULL OR (proposed_by IS NOT NULL AND approved_by <> proposed_by)),
  ADD CONSTRAINT assignment_by_others CHECK (approved_by <> staff_uid AND proposed_by <> staff_uid),
  ADD CONSTRAINT assignment_approved CHECK ((approved_by IS NULL) = (approved_time IS NULL)
    AND (approved_by IS NULL OR state IN ('ROLE_ASSIGNMENT_STATE_IN_FORCE', 'ROLE_ASSIGNMENT_STATE_ENDED'))),
  ADD CONSTRAINT assignment_proposed CHECK (state <> 'ROLE_ASSIGNMENT_STATE_PROPOSED' OR proposed_by IS NOT NULL),
  ADD CONSTRAINT assignment_over
    CHECK ((state IN ('ROLE_ASSIGNMENT_STATE_REJECTED', 'ROLE_ASSIGNMENT_STATE_ENDED')) = (ended_time IS NOT NULL)),
  ADD CONSTRAINT assignment_delegated CHECK ((delegated_from IS NULL) = (cardinality(delegated_actions) = 0)
    AND (delegated_from IS NULL OR (delegated_from <> uid AND proposed_by IS NOT NULL AND person_uid IS NULL AND valid_until IS NOT NULL
                                    AND valid_until - valid_from <= interval '30 days')));
CREATE INDEX assignment_delegated_from ON access.role_assignment (delegated_from) WHERE delegated_from IS NOT NULL;
CREATE INDEX assignment_institution ON access.role_assignment (institution);
CREATE INDEX assignment_role ON access.role_assignment (role, uid);

COMMIT;
