-- Invented entries of the directory of services, for development and tests only. Nobody here exists; no telephone rings. Run again it
-- brings every entry to what stands here.
\set ON_ERROR_STOP on
INSERT INTO survivor.provider (uid, name_az, name_en, kinds, district, phone, accessible, valid_from)
VALUES
  ('01900000-0000-7000-a000-000000000001', 'Bərdə DOST Mərkəzi, psixososial xidmət (nümunə)', 'Barda DOST Centre, psychosocial service (sample)',
   '["SUPPORT_KIND_PSYCHOSOCIAL", "SUPPORT_KIND_LEGAL_AID"]', 'AZ-BAR', '+994200000001', 'ANSWER_YES', '2024-01-01'),
  ('01900000-0000-7000-a000-000000000002', 'Bakı Protez-Ortopediya və Reabilitasiya Mərkəzi (nümunə)', 'Baku Prosthetic and Rehabilitation Centre (sample)',
   '["SUPPORT_KIND_ASSISTIVE_DEVICE", "SUPPORT_KIND_PHYSIOTHERAPY"]', 'AZ-BA', '+994120000002', 'ANSWER_YES', '2024-01-01'),
  ('01900000-0000-7000-a000-000000000003', 'Tərtər idman klubu (nümunə)', 'Tartar sports club (sample)',
   '["SUPPORT_KIND_SPORT"]', 'AZ-TAR', '+994220000003', 'ANSWER_NO', '2024-01-01'),
  ('01900000-0000-7000-a000-000000000004', '"Birlikdə" zərərçəkmişlər birliyi (nümunə)', '"Together", a union of survivors (sample)',
   '["SUPPORT_KIND_PEER_SUPPORT", "SUPPORT_KIND_SPORT"]', 'AZ-BAR', '+994200000004', 'ANSWER_UNKNOWN', '2024-01-01'),
  ('01900000-0000-7000-a000-000000000005', 'Bərdə peşə liseyi (nümunə)', 'Barda vocational school (sample)',
   '["SUPPORT_KIND_TRAINING", "SUPPORT_KIND_SCHOOL", "SUPPORT_KIND_STUDY_SUPPORT"]', 'AZ-BAR', '+994200000005', 'ANSWER_YES', '2024-01-01')
ON CONFLICT (uid) DO UPDATE SET name_az = excluded.name_az, name_en = excluded.name_en, kinds = excluded.kinds, district = excluded.district,
                                phone = excluded.phone, accessible = excluded.accessible, valid_from = excluded.valid_from;
