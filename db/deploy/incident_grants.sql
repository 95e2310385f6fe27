-- Deploy dayaq:incident_grants to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

\set policy_roles 'incident_hospital_registrar, incident_clinician, incident_anama_officer, incident_police_reporter, incident_red_crescent_reporter, incident_register_steward, incident_auditor, incident_privacy_officer, incident_background'

-- What every call needs. The login may begin a request and, when that fails, still write the audit entry of the refusal.
GRANT USAGE ON SCHEMA access, audit, outbox, idempotency TO dayaq_incident, :policy_roles;
GRANT USAGE ON SCHEMA incident TO :policy_roles;
GRANT EXECUTE ON FUNCTION access.begin_request(text, bytea), access.open_context(text, bytea) TO dayaq_incident;
GRANT EXECUTE ON FUNCTION access.context_role(), access.context_institution(), access.context_districts(), access.context_national(),
                          access.context_registers(), access.context_staff() TO :policy_roles;
GRANT EXECUTE ON FUNCTION audit.append(uuid, timestamptz, bytea, uuid, text, text, text, text, text, text, text, text[]),
                          idempotency.claim(text, uuid, text, bytea), idempotency.settle(text, uuid, text),
                          outbox.emit(jsonb) TO dayaq_incident, :policy_roles;
-- The service's own work: its deliveries and its housekeeping.
GRANT EXECUTE ON FUNCTION outbox.claim(text), outbox.complete(uuid), outbox.fail(uuid, text), outbox.parked(), outbox.sweep(integer),
                          idempotency.sweep(integer), audit.keep_partitions(integer) TO dayaq_incident, incident_background;

-- The keeper does what its functions and policies say and no more.
GRANT USAGE ON SCHEMA access, incident TO incident_keeper;
GRANT EXECUTE ON FUNCTION access.context_staff() TO incident_keeper;
GRANT SELECT (uid, number, killed, injured, outcome_unknown) ON incident.incident TO incident_keeper;
GRANT SELECT (uid, incident_uid, outcome, same_as_uid) ON incident.casualty TO incident_keeper;
GRANT INSERT ON incident.incident_history, incident.casualty_history TO incident_keeper;
GRANT SELECT (casualty_uid), UPDATE (incident_uid) ON incident.token TO incident_keeper;

GRANT SELECT ON incident.register, incident.place TO :policy_roles;
GRANT INSERT ON incident.register, incident.place TO incident_register_steward;
GRANT EXECUTE ON FUNCTION incident.next_number(), incident.with_check_digit(bigint)
   TO incident_hospital_registrar, incident_anama_officer, incident_police_reporter, incident_red_crescent_reporter, incident_register_steward;

-- What each role reads: by class, as policy/access.yaml says.
SELECT access.grant_by_class('SELECT', '{incident_hospital_registrar,incident_clinician}',
  '{incident.incident,incident.incident_history,incident.casualty,incident.casualty_history,incident.report,incident.statement}',
  'OPERATIONAL', 'LOCATION', 'IDENTITY', 'HEALTH', 'EMPLOYMENT', 'AUDIT');
SELECT access.grant_by_class('SELECT', '{incident_anama_officer}',
  '{incident.incident,incident.incident_history,incident.casualty,incident.casualty_history,incident.report,incident.statement,incident.duplicate,incident.merge}',
  'OPERATIONAL', 'LOCATION', 'AUDIT');
SELECT access.grant_by_class('SELECT', '{incident_police_reporter,incident_red_crescent_reporter}',
  '{incident.incident,incident.casualty,incident.report,incident.statement}', 'OPERATIONAL', 'LOCATION');
SELECT access.grant_by_class('SELECT', '{incident_register_steward}',
  '{incident.incident,incident.incident_history,incident.casualty,incident.casualty_history,incident.report,incident.statement,incident.duplicate,incident.import}',
  'OPERATIONAL', 'LOCATION', 'HEALTH', 'EMPLOYMENT', 'AUDIT');
SELECT access.grant_by_class('SELECT', '{incident_auditor,incident_privacy_officer}',
  '{incident.incident,incident.incident_history,incident.casualty,incident.casualty_history,incident.report,incident.statement,incident.duplicate,incident.merge,incident.import}',
  'OPERATIONAL', 'AUDIT');
SELECT access.grant_by_class('SELECT', '{incident_background}', '{incident.incident,incident.casualty}', 'OPERATIONAL', 'LOCATION');
SELECT access.grant_by_class('SELECT', '{incident_hospital_registrar,incident_background}', '{incident.duplicate}', 'OPERATIONAL', 'AUDIT');

-- Wrapped keys, tokens and row identities go to those who seal, search or read in; without a key of the service they open nothing. Police
-- and Red Crescent need the wrapped key to seal what they say of a person who is known already.
SELECT access.grant_by_class('SELECT', '{incident_hospital_registrar,incident_clinician,incident_police_reporter,incident_red_crescent_reporter,incident_register_steward}',
  '{incident.person_key}', 'OPERATIONAL', 'SECRET');
SELECT access.grant_by_class('SELECT', '{incident_hospital_registrar,incident_clinician,incident_background}', '{incident.token}', 'OPERATIONAL', 'SECRET');
SELECT access.grant_by_class('SELECT', '{incident_register_steward}', '{incident.import_row,incident.import_group}', 'OPERATIONAL', 'SECRET');

-- What each role adds.
SELECT access.grant_by_class('INSERT', '{incident_hospital_registrar}', '{incident.incident}', 'OPERATIONAL', 'LOCATION', 'AUDIT');
SELECT access.grant_by_class('INSERT', '{incident_hospital_registrar,incident_clinician}',
  '{incident.casualty,incident.report,incident.statement}', 'OPERATIONAL', 'LOCATION', 'IDENTITY', 'HEALTH', 'EMPLOYMENT', 'AUDIT');
SELECT access.grant_by_class('INSERT', '{incident_police_reporter,incident_red_crescent_reporter}',
  '{incident.incident,incident.casualty,incident.report,incident.statement}', 'OPERATIONAL', 'LOCATION', 'IDENTITY', 'AUDIT');
SELECT access.grant_by_class('INSERT', '{incident_anama_officer}', '{incident.incident,incident.report,incident.merge}', 'OPERATIONAL', 'LOCATION', 'AUDIT');
SELECT access.grant_by_class('INSERT', '{incident_register_steward}', '{incident.incident,incident.casualty,incident.report,incident.statement,incident.import}',
  'OPERATIONAL', 'LOCATION', 'HEALTH', 'EMPLOYMENT', 'AUDIT');
SELECT access.grant_by_class('INSERT', '{incident_register_steward}', '{incident.import_row,incident.import_group}', 'OPERATIONAL', 'SECRET');
SELECT access.grant_by_class('INSERT', '{incident_hospital_registrar,incident_clinician,incident_police_reporter,incident_red_crescent_reporter,incident_register_steward}',
  '{incident.person_key}', 'OPERATIONAL', 'SECRET');
SELECT access.grant_by_class('INSERT', '{incident_hospital_registrar,incident_clinician,incident_police_reporter,incident_red_crescent_reporter}',
  '{incident.token}', 'OPERATIONAL', 'SECRET');
SELECT access.grant_by_class('INSERT', '{incident_background}', '{incident.duplicate}', 'OPERATIONAL');

-- What each role changes. Reports bring facts of the incident and its counts along, whoever files them.
GRANT UPDATE (occurred_on, occurred_at, time_band, district, settlement, point, area_type, accident_class, device_category, device_detail,
              how_activated, moved_before, hazard_area, marked, former_contact_line, animals_lost, property_loss, fact_sources,
              killed, injured, outcome_unknown)
   ON incident.incident
   TO incident_hospital_registrar, incident_clinician, incident_police_reporter, incident_red_crescent_reporter, incident_anama_officer;
GRANT UPDATE (state, decisions, merged_into_uid) ON incident.incident TO incident_anama_officer;
GRANT UPDATE (killed, injured, outcome_unknown) ON incident.incident TO incident_register_steward;
GRANT UPDATE (sex, age, civil_status, activity, nationality, outcome, died_on, risk_education_before, knew_of_danger, distance_metres, fact_sources)
   ON incident.casualty TO incident_hospital_registrar, incident_clinician, incident_police_reporter, incident_red_crescent_reporter;
GRANT UPDATE (identity, occupation, injuries, amputations, diagnoses, care_steps, clinical_note)
   ON incident.casualty TO incident_hospital_registrar, incident_clinician;
-- Tokens say what an identity says; a corrected identity gets new ones. Nothing else is ever removed by a service.
GRANT DELETE ON incident.token TO incident_hospital_registrar, incident_clinician;
-- A merge moves casualties to the incident that carries on; an undone one moves them back.
GRANT UPDATE (incident_uid, same_as_uid, register, district, institution) ON incident.casualty TO incident_anama_officer;
GRANT UPDATE (undone_time, undone_by, undone_reason) ON incident.merge TO incident_anama_officer;
GRANT UPDATE (state, resolved_by_uid, resolution) ON incident.duplicate TO incident_anama_officer;
GRANT UPDATE (rows, rows_taken, rows_known, rows_refused, finished, update_time) ON incident.import TO incident_register_steward;

COMMIT;
