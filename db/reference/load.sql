-- Loads the national register and its districts; az_districts.csv comes on standard input. Run again it brings them to what the file
-- says. A district is never removed, since incidents name it: it gets a last day in force.
-- Sources: ISO 3166-2:AZ for codes, GeoNames (CC BY 4.0) for names and points. A code with -X- is our own, for a district that ISO does
-- not list yet; such rows are marked as examples.
\set ON_ERROR_STOP on
BEGIN;
INSERT INTO incident.register (code, title, country, trial)
VALUES ('az', 'National casualty register of Azerbaijan', 'AZ', false)
ON CONFLICT (code) DO UPDATE SET title = excluded.title, country = excluded.country, trial = excluded.trial;

CREATE TEMPORARY TABLE district ON COMMIT DROP AS
SELECT code, title, title_en, title_ru, kind, parent, economic_region, latitude, longitude, geonames_id, valid_from, valid_until, example
FROM incident.place WHERE false;
\copy district FROM pstdin WITH (FORMAT csv, HEADER match)

INSERT INTO incident.place (register, code, title, title_en, title_ru, kind, parent, economic_region, latitude, longitude, geonames_id,
                            valid_from, valid_until, example)
SELECT 'az', code, title, title_en, title_ru, kind, parent, economic_region, latitude, longitude, geonames_id, valid_from, valid_until, example
FROM district
ON CONFLICT (register, code) DO UPDATE
SET title = excluded.title, title_en = excluded.title_en, title_ru = excluded.title_ru, kind = excluded.kind, parent = excluded.parent,
    economic_region = excluded.economic_region, latitude = excluded.latitude, longitude = excluded.longitude,
    geonames_id = excluded.geonames_id, valid_from = excluded.valid_from, valid_until = excluded.valid_until, example = excluded.example;
COMMIT;
