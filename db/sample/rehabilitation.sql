-- Invented centres with invented specialists and rooms, for development and tests only: one in the capital, one for the west, and a foundation that
-- pays. Nobody here exists; no telephone rings. Run again it brings every entry to what stands here.
\set ON_ERROR_STOP on
BEGIN;
-- Half an hour each, but an hour for measuring and fitting; the home is visited without a room.
CREATE TEMPORARY TABLE usual ON COMMIT DROP AS SELECT
  (SELECT jsonb_agg(jsonb_build_object('weekday', d, 'opens_minute', h.opens, 'closes_minute', h.closes) ORDER BY d.place, h.opens)
   FROM unnest('{WEEKDAY_MONDAY,WEEKDAY_TUESDAY,WEEKDAY_WEDNESDAY,WEEKDAY_THURSDAY,WEEKDAY_FRIDAY}'::text[]) WITH ORDINALITY AS d(d, place),
        (VALUES (540, 780), (840, 1080)) AS h(opens, closes)) AS hours,
  '[{"visit": "VISIT_KIND_MEDICAL_REVIEW", "minutes": 30, "needs_room": true},
    {"visit": "VISIT_KIND_PHYSIOTHERAPY", "minutes": 30, "needs_room": true},
    {"visit": "VISIT_KIND_GAIT_TRAINING", "minutes": 30, "needs_room": true},
    {"visit": "VISIT_KIND_DEVICE_MEASUREMENT", "minutes": 60, "most_a_day": 6, "needs_room": true},
    {"visit": "VISIT_KIND_DEVICE_FITTING", "minutes": 60, "most_a_day": 6, "needs_room": true},
    {"visit": "VISIT_KIND_DEVICE_REPAIR", "minutes": 30, "needs_room": true},
    {"visit": "VISIT_KIND_OCCUPATIONAL_THERAPY", "minutes": 30, "needs_room": true},
    {"visit": "VISIT_KIND_PSYCHOLOGICAL_SUPPORT", "minutes": 30, "needs_room": true},
    {"visit": "VISIT_KIND_OUTREACH_VISIT", "minutes": 120, "most_a_day": 2}]'::jsonb AS visits;

INSERT INTO rehabilitation.centre (uid, institution, name_az, name_en, roles, district, address, phone, accessible, visits, hours, serves_districts, serves_rest)
SELECT v.uid::uuid, v.institution, v.name_az, v.name_en, v.roles::jsonb, v.district, v.address, v.phone, true,
       CASE WHEN v.receives THEN u.visits END, CASE WHEN v.receives THEN u.hours END, v.serves::jsonb, v.serves_rest
FROM usual u, (VALUES
  ('01900000-0000-7000-a100-000000000001', 'rehabilitation-baku', 'Bakı Protez-Ortopediya və Reabilitasiya Mərkəzi (nümunə)',
   'Baku Prosthetic and Rehabilitation Centre (sample)', '["CENTRE_ROLE_PROVIDER"]', 'AZ-BA', 'Bakı, Nümunə küçəsi 1', '+994120000011', true,
   '["AZ-BA"]', true),
  ('01900000-0000-7000-a100-000000000002', 'rehabilitation-ganja', 'Gəncə Regional Reabilitasiya Mərkəzi (nümunə)',
   'Ganja Regional Rehabilitation Centre (sample)', '["CENTRE_ROLE_PROVIDER"]', 'AZ-GA', 'Gəncə, Nümunə küçəsi 2', '+994220000012', true,
   '["AZ-GA", "AZ-TAR", "AZ-BAR", "AZ-AGC"]', false),
  ('01900000-0000-7000-a100-000000000003', 'foundation', 'Yardım Fondu (nümunə)', 'Support Foundation (sample)', '["CENTRE_ROLE_PAYER"]', 'AZ-BA',
   'Bakı, Nümunə küçəsi 3', '+994120000013', false, NULL, false)
) AS v(uid, institution, name_az, name_en, roles, district, address, phone, receives, serves, serves_rest)
ON CONFLICT (uid) DO UPDATE SET name_az = excluded.name_az, name_en = excluded.name_en, roles = excluded.roles, district = excluded.district,
  address = excluded.address, phone = excluded.phone, accessible = excluded.accessible, visits = excluded.visits, hours = excluded.hours,
  serves_districts = excluded.serves_districts, serves_rest = excluded.serves_rest;

INSERT INTO rehabilitation.specialist (uid, centre_uid, institution, full_name, visits)
SELECT v.uid::uuid, c.uid, c.institution, v.full_name, v.visits::jsonb
FROM (VALUES
  ('01900000-0000-7000-a200-000000000001', 'rehabilitation-baku', 'Dr. Günel Nümunəli', '["VISIT_KIND_MEDICAL_REVIEW"]'),
  ('01900000-0000-7000-a200-000000000002', 'rehabilitation-baku', 'Rəşad Nümunəli, fizioterapevt',
   '["VISIT_KIND_PHYSIOTHERAPY", "VISIT_KIND_GAIT_TRAINING", "VISIT_KIND_OUTREACH_VISIT"]'),
  ('01900000-0000-7000-a200-000000000003', 'rehabilitation-baku', 'Vüqar Nümunəli, protezçi',
   '["VISIT_KIND_DEVICE_MEASUREMENT", "VISIT_KIND_DEVICE_FITTING", "VISIT_KIND_DEVICE_REPAIR"]'),
  ('01900000-0000-7000-a200-000000000004', 'rehabilitation-baku', 'Sevda Nümunəli, psixoloq', '["VISIT_KIND_PSYCHOLOGICAL_SUPPORT"]'),
  ('01900000-0000-7000-a200-000000000005', 'rehabilitation-baku', 'Aytac Nümunəli, erqoterapevt', '["VISIT_KIND_OCCUPATIONAL_THERAPY"]'),
  ('01900000-0000-7000-a200-000000000006', 'rehabilitation-ganja', 'Dr. Kənan Nümunəli', '["VISIT_KIND_MEDICAL_REVIEW"]'),
  ('01900000-0000-7000-a200-000000000007', 'rehabilitation-ganja', 'Lalə Nümunəli, fizioterapevt',
   '["VISIT_KIND_PHYSIOTHERAPY", "VISIT_KIND_GAIT_TRAINING", "VISIT_KIND_OUTREACH_VISIT"]'),
  ('01900000-0000-7000-a200-000000000008', 'rehabilitation-ganja', 'Fuad Nümunəli, protezçi',
   '["VISIT_KIND_DEVICE_MEASUREMENT", "VISIT_KIND_DEVICE_FITTING", "VISIT_KIND_DEVICE_REPAIR"]')
) AS v(uid, institution, full_name, visits) JOIN rehabilitation.centre c ON c.institution = v.institution
ON CONFLICT (uid) DO UPDATE SET full_name = excluded.full_name, visits = excluded.visits;

INSERT INTO rehabilitation.room (uid, centre_uid, institution, title, visits, accessible)
SELECT v.uid::uuid, c.uid, c.institution, v.title, v.visits::jsonb, true
FROM (VALUES
  ('01900000-0000-7000-a300-000000000001', 'rehabilitation-baku', 'Otaq 1',
   '["VISIT_KIND_MEDICAL_REVIEW", "VISIT_KIND_PSYCHOLOGICAL_SUPPORT", "VISIT_KIND_OCCUPATIONAL_THERAPY"]'),
  ('01900000-0000-7000-a300-000000000002', 'rehabilitation-baku', 'Məşq zalı', '["VISIT_KIND_PHYSIOTHERAPY", "VISIT_KIND_GAIT_TRAINING"]'),
  ('01900000-0000-7000-a300-000000000003', 'rehabilitation-baku', 'Protez emalatxanası',
   '["VISIT_KIND_DEVICE_MEASUREMENT", "VISIT_KIND_DEVICE_FITTING", "VISIT_KIND_DEVICE_REPAIR"]'),
  ('01900000-0000-7000-a300-000000000004', 'rehabilitation-baku', 'Otaq 2', '["VISIT_KIND_MEDICAL_REVIEW", "VISIT_KIND_PSYCHOLOGICAL_SUPPORT"]'),
  ('01900000-0000-7000-a300-000000000005', 'rehabilitation-ganja', 'Otaq 1',
   '["VISIT_KIND_MEDICAL_REVIEW", "VISIT_KIND_PHYSIOTHERAPY", "VISIT_KIND_GAIT_TRAINING"]'),
  ('01900000-0000-7000-a300-000000000006', 'rehabilitation-ganja', 'Protez emalatxanası',
   '["VISIT_KIND_DEVICE_MEASUREMENT", "VISIT_KIND_DEVICE_FITTING", "VISIT_KIND_DEVICE_REPAIR"]')
) AS v(uid, institution, title, visits) JOIN rehabilitation.centre c ON c.institution = v.institution
ON CONFLICT (uid) DO UPDATE SET title = excluded.title, visits = excluded.visits, accessible = excluded.accessible;
COMMIT;
