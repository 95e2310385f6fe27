-- Verify dayaq:incidents on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT uid, number, etag, state, register, occurred_on, occurred_at, time_band, district, settlement, point, area_type, accident_class,
       device_category, device_detail, how_activated, moved_before, hazard_area, marked, former_contact_line, animals_lost, property_loss,
       fact_sources, first_report_uid, institution, killed, injured, outcome_unknown, decisions, merged_into_uid, create_time,
       update_time, original_words
FROM incident.incident WHERE false;
ROLLBACK;
