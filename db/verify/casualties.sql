-- Verify dayaq:casualties on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT uid, incident_uid, etag, identity, sex, age, civil_status, activity, occupation, nationality, outcome, died_on,
       risk_education_before, knew_of_danger, distance_metres, injuries, amputations, diagnoses, care_steps, clinical_note, fact_sources,
       first_report_uid, same_as_uid, original_words, create_time, update_time, register, district, institution
FROM incident.casualty WHERE false;
SELECT uid, kek_id, wrapped, register, district, institution FROM incident.person_key WHERE false;
SELECT kind, token, casualty_uid, incident_uid, register, district, institution FROM incident.token WHERE false;
ROLLBACK;
