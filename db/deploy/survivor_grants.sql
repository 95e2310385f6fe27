-- Deploy dayaq:survivor_grants to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- Who sees which rows: where the record lies.
SELECT access.add_scope_policy(scoped.table_name, scoped.district, scoped.institution,
  '{survivor_hospital_registrar,survivor_clinician,survivor_caseworker,survivor_disability_expert,survivor_auditor,survivor_background}')
FROM (VALUES
  ('survivor.survivor'::regclass, 'district', 'institution'), ('survivor.survivor_history', 'scope_district', 'institution'),
  ('survivor.person_key', 'district', 'institution'), ('survivor.token', 'district', 'institution'),
  ('survivor.casualty', 'district', 'institution'), ('survivor.disability_decision', 'district', 'survivor_institution'))
  AS scoped(table_name, district, institution);
-- Nobody decides in another institution's name.
CREATE POLICY own_new ON survivor.disability_decision AS RESTRICTIVE FOR INSERT WITH CHECK (institution = (SELECT access.context_institution()));

-- The keeper writes history, moves records and tells facts; it is nobody's role.
CREATE POLICY keeper_reads ON survivor.survivor FOR SELECT TO survivor_keeper USING (true);
CREATE POLICY keeper_moves ON survivor.survivor FOR UPDATE TO survivor_keeper USING (true);
CREATE POLICY keeper ON survivor.survivor_history FOR INSERT TO survivor_keeper WITH CHECK (true);
CREATE POLICY keeper ON survivor.casualty FOR SELECT TO survivor_keeper USING (true);
CREATE POLICY keeper ON survivor.token FOR SELECT TO survivor_keeper USING (true);
CREATE POLICY keeper ON survivor.disability_decision FOR SELECT TO survivor_keeper USING (true);
GRANT USAGE ON SCHEMA access, survivor TO survivor_keeper;
GRANT EXECUTE ON FUNCTION access.context_staff(), access.context_role(), access.context_registers(), access.context_national(),
                          access.context_districts(), access.context_institution() TO survivor_keeper;
SELECT access.grant_by_class('SELECT', '{survivor_keeper}', '{survivor.survivor,survivor.casualty,survivor.disability_decision}',
  'OPERATIONAL', 'DISABILITY');
GRANT SELECT (kind, token, register, survivor_uid) ON survivor.token TO survivor_keeper;
GRANT UPDATE (district) ON survivor.survivor TO survivor_keeper;
GRANT INSERT ON survivor.survivor_history TO survivor_keeper;

SELECT access.grant_service('survivor', '{hospital_registrar,clinician,caseworker,disability_expert,auditor,operator,background}');
\set policy_roles 'survivor_hospital_registrar, survivor_clinician, survivor_caseworker, survivor_disability_expert, survivor_auditor, survivor_background'
GRANT USAGE ON SCHEMA survivor TO :policy_roles;
-- Districts are public facts and lie in the incident schema.
GRANT USAGE ON SCHEMA incident TO survivor_caseworker, survivor_background;
GRANT SELECT ON incident.register, incident.place TO survivor_caseworker, survivor_background;
GRANT EXECUTE ON FUNCTION survivor.next_number() TO survivor_background;

-- What each role reads: by class, as policy/access.yaml says. No call shows former versions yet, so nobody reads those.
SELECT access.grant_by_class('SELECT', '{survivor_hospital_registrar,survivor_clinician}', '{survivor.survivor,survivor.casualty}',
  'OPERATIONAL', 'IDENTITY', 'HEALTH');
SELECT access.grant_by_class('SELECT', '{survivor_caseworker}', '{survivor.survivor,survivor.casualty,survivor.disability_decision}',
  'OPERATIONAL', 'IDENTITY', 'DISABILITY');
SELECT access.grant_by_class('SELECT', '{survivor_disability_expert}', '{survivor.survivor,survivor.casualty,survivor.disability_decision}',
  'OPERATIONAL', 'HEALTH', 'DISABILITY');
SELECT access.grant_by_class('SELECT', '{survivor_auditor}', '{survivor.survivor,survivor.casualty,survivor.disability_decision}',
  'OPERATIONAL', 'DISABILITY', 'AUDIT');
SELECT access.grant_by_class('SELECT', '{survivor_background}', '{survivor.survivor,survivor.casualty,survivor.disability_decision}',
  'OPERATIONAL', 'IDENTITY', 'HEALTH', 'DISABILITY', 'AUDIT');
-- Wrapped keys and tokens go to those who read identities; without a key of the service they open nothing.
SELECT access.grant_by_class('SELECT', '{survivor_hospital_registrar,survivor_clinician,survivor_caseworker,survivor_background}',
  '{survivor.person_key,survivor.token}', 'OPERATIONAL', 'SECRET');
SELECT access.grant_by_class('SELECT', '{survivor_background}', '{survivor.casualty}', 'SECRET');

-- What each role adds. Records open by themselves.
SELECT access.grant_by_class('INSERT', '{survivor_background}', '{survivor.survivor,survivor.casualty}', 'OPERATIONAL', 'IDENTITY', 'HEALTH', 'AUDIT',
  'SECRET');
SELECT access.grant_by_class('INSERT', '{survivor_background,survivor_caseworker}', '{survivor.person_key,survivor.token}', 'OPERATIONAL', 'SECRET');
SELECT access.grant_by_class('INSERT', '{survivor_disability_expert}', '{survivor.disability_decision}', 'OPERATIONAL', 'DISABILITY', 'AUDIT');

-- What each role changes.
GRANT UPDATE (state, died_on, death_cause, death_document, death_recorded_time) ON survivor.survivor
   TO survivor_hospital_registrar, survivor_clinician, survivor_caseworker, survivor_background;
GRANT UPDATE (identity, sex, doubts, identity_confirmed_time, identity_document) ON survivor.survivor TO survivor_caseworker, survivor_background;
GRANT UPDATE (contacts, home_district) ON survivor.survivor TO survivor_caseworker;
GRANT UPDATE (last_decision_uid) ON survivor.survivor TO survivor_disability_expert;
GRANT UPDATE (replaced_by_uid, in_force_from, in_force_until) ON survivor.disability_decision TO survivor_disability_expert;
-- Where somebody was hurt may be corrected; the record follows as long as no home is known.
GRANT UPDATE (district) ON survivor.survivor TO survivor_background;
GRANT UPDATE (incident_uid, occurred_on, outcome, set_aside, told_id) ON survivor.casualty TO survivor_background;
-- Tokens say what an identity says; a corrected identity gets new ones. Nothing else is ever removed by a service.
GRANT DELETE ON survivor.token TO survivor_caseworker, survivor_background;

COMMIT;
