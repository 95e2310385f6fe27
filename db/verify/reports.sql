-- Verify dayaq:reports on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT uid, incident_uid, source, document, reported_on, stated_facts, institution, staff_uid, create_time, register, district,
       incident_institution
FROM incident.report WHERE false;
SELECT uid, report_uid, casualty_uid, identity, sex, age, civil_status, activity, occupation, nationality, outcome, died_on,
       risk_education_before, knew_of_danger, distance_metres, injuries, amputations, diagnoses, care_steps, clinical_note, register,
       district, institution
FROM incident.statement WHERE false;
ROLLBACK;
