-- Verify dayaq:gazetteer on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT code, title, country, trial FROM incident.register WHERE false;
SELECT register, code, title, title_en, title_ru, parent, valid_from, valid_until, kind, economic_region, latitude, longitude, geonames_id, example
FROM incident.place WHERE false;
ROLLBACK;
