-- Deploy dayaq:access_grants to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- The access service: everybody asks it who they are, few see anything of others.
SELECT access.grant_service('access', ARRAY[
  'hospital_registrar', 'clinician', 'anama_officer', 'police_reporter', 'red_crescent_reporter', 'register_steward', 'legacy_loader',
  'rehabilitation_specialist', 'prosthetist', 'medical_technical_commission', 'disability_expert', 'caseworker', 'payment_verifier',
  'payment_approver', 'payment_releaser', 'employment_adviser', 'foundation_payer', 'statistician', 'survivor', 'guardian',
  'privacy_officer', 'auditor', 'access_administrator', 'operator', 'background']);

SELECT access.classify('access.institution', 'PUBLIC', 'code', 'etag', 'kind', 'district', 'name_az', 'name_en', 'valid_from',
  'valid_until', 'create_time', 'update_time', 'closed_time');
SELECT access.classify('access.staff', 'OPERATIONAL', 'uid', 'etag', 'create_time', 'update_time', 'closed_time');
SELECT access.classify('access.staff', 'AUDIT', 'issuer', 'subject', 'given_name', 'family_name');
SELECT access.classify('access.role_assignment', 'OPERATIONAL', 'uid', 'etag', 'staff_uid', 'role', 'institution', 'districts',
  'national', 'registers', 'valid_from', 'valid_until', 'state', 'person_uid', 'delegated_from', 'delegated_actions', 'approved_time',
  'ended_time', 'create_time', 'update_time');
SELECT access.classify('access.role_assignment', 'AUDIT', 'reason', 'proposed_by', 'approved_by', 'ended_by', 'ended_reason');
SELECT access.classify('access.session', 'OPERATIONAL', 'uid', 'staff_uid', 'create_time', 'revoked_time');
SELECT access.classify('access.session', 'SECRET', 'issuer', 'sid');
SELECT access.classify('access.break_glass', 'OPERATIONAL', 'uid', 'etag', 'person_uid', 'number', 'register', 'district', 'role',
  'institution', 'reason', 'create_time', 'expire_time', 'closed_time', 'review_due_time', 'review_overdue', 'reviewer_institution',
  'reviewed_time', 'verdict', 'update_time');
SELECT access.classify('access.break_glass', 'AUDIT', 'opened_by', 'assignment_uid', 'reason_words', 'reviewed_by', 'verdict_words');

-- Who sees which rows: whoever oversees access sees all staff; emergencies lie where the record lies and with the institution that opened
-- them, and belong to the person.
CREATE POLICY overseen ON access.staff TO access_access_administrator, access_auditor, access_privacy_officer
  USING ((SELECT access.context_role()) = current_user);
CREATE POLICY overseen ON access.role_assignment TO access_access_administrator, access_auditor, access_privacy_officer
  USING ((SELECT access.context_role()) = current_user);
CREATE POLICY overseen ON access.session TO access_access_administrator, access_auditor
  USING ((SELECT access.context_role()) = current_user);
SELECT access.add_scope_policy('access.break_glass', 'district', 'institution',
  '{access_clinician,access_privacy_officer,access_auditor,access_background}');
CREATE POLICY own_record ON access.break_glass FOR SELECT TO access_survivor, access_guardian
  USING ((SELECT access.context_role()) = current_user AND register = ANY ((SELECT access.context_registers())::text[])
         AND person_uid = (SELECT access.context_person()));
CREATE POLICY own_new ON access.break_glass AS RESTRICTIVE FOR INSERT TO access_clinician
  WITH CHECK (institution = (SELECT access.context_institution()));

SELECT access.grant_by_class('SELECT', '{access_access_administrator,access_auditor,access_privacy_officer}',
  '{access.institution,access.staff,access.role_assignment}', 'PUBLIC', 'OPERATIONAL', 'AUDIT');
SELECT access.grant_by_class('SELECT', '{access_access_administrator,access_auditor}', '{access.session}', 'OPERATIONAL', 'AUDIT');
SELECT access.grant_by_class('SELECT', '{access_clinician,access_survivor,access_guardian,access_background}', '{access.break_glass}',
  'OPERATIONAL');
SELECT access.grant_by_class('SELECT', '{access_privacy_officer,access_auditor}', '{access.break_glass}', 'OPERATIONAL', 'AUDIT');

GRANT INSERT (code, kind, district, name_az, name_en), UPDATE (closed_time, valid_until) ON access.institution
   TO access_access_administrator;
GRANT INSERT (uid, issuer, subject, given_name, family_name), UPDATE (closed_time) ON access.staff TO access_access_administrator;
GRANT INSERT (uid, staff_uid, role, institution, districts, national, registers, person_uid, valid_from, valid_until, state, reason),
      UPDATE (state, ended_time, ended_reason) ON access.role_assignment TO access_access_administrator;
GRANT UPDATE (revoked_time) ON access.session TO access_access_administrator;
GRANT INSERT (uid, person_uid, number, register, district, reason, reason_words) ON access.break_glass TO access_clinician;
GRANT UPDATE (verdict, verdict_words) ON access.break_glass TO access_privacy_officer;
GRANT UPDATE (review_overdue) ON access.break_glass TO access_background;

-- Districts are public facts and lie in the incident schema.
GRANT USAGE ON SCHEMA incident TO access_access_administrator, access_auditor, access_privacy_officer;
GRANT USAGE ON SCHEMA survivor TO access_access_administrator, access_auditor, access_privacy_officer, access_clinician;
GRANT SELECT ON incident.register, incident.place TO access_access_administrator;
GRANT EXECUTE ON FUNCTION access.my_assignments() TO
  access_hospital_registrar, access_clinician, access_anama_officer, access_police_reporter, access_red_crescent_reporter,
  access_register_steward, access_legacy_loader, access_rehabilitation_specialist, access_prosthetist,
  access_medical_technical_commission, access_disability_expert, access_caseworker, access_payment_verifier, access_payment_approver,
  access_payment_releaser, access_employment_adviser, access_foundation_payer, access_statistician, access_survivor, access_guardian,
  access_privacy_officer, access_auditor, access_access_administrator, access_operator;
GRANT EXECUTE ON FUNCTION access.colleague(uuid), access.lend(uuid, uuid, text[], text[], text[], timestamptz, timestamptz, text)
   TO access_hospital_registrar, access_clinician, access_anama_officer, access_caseworker;
GRANT EXECUTE ON FUNCTION access.end_delegation(uuid), access.delegations(uuid, boolean, uuid, integer)
   TO access_hospital_registrar, access_clinician, access_anama_officer, access_caseworker, access_access_administrator, access_auditor;
GRANT EXECUTE ON FUNCTION access.close_emergency(uuid) TO access_clinician;

-- What the service tells itself: when a review is overdue.
INSERT INTO outbox.subscription (kind, subscriber) VALUES ('break_glass.review_overdue', 'access.sweep');

COMMIT;
