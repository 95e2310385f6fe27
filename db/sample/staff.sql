-- Loads the JSON document on standard input (see staff.mjs). Run again it brings everyone to what the document says; who is no longer
-- in it stays. A superuser runs it in the development house and in tests only.
\set ON_ERROR_STOP on
\set document `cat`
BEGIN;
CREATE TEMPORARY TABLE document ON COMMIT DROP AS SELECT :'document'::jsonb AS body;

INSERT INTO access.institution (code, kind, district, name_az, name_en, valid_from)
SELECT i.code, i.kind, i.district, i.name_az, i.name_en, DATE '2020-01-01'
FROM document, jsonb_to_recordset(body -> 'institutions') AS i(code text, kind text, district text, name_az text, name_en text)
ON CONFLICT (code) DO UPDATE SET kind = excluded.kind, district = excluded.district, name_az = excluded.name_az, name_en = excluded.name_en;

INSERT INTO access.staff (uid, issuer, subject, given_name, family_name)
SELECT s.id, body ->> 'issuer', s.subject, s.given_name, s.family_name
FROM document, jsonb_to_recordset(body -> 'staff') AS s(id uuid, subject text, given_name text, family_name text)
ON CONFLICT (uid) DO UPDATE SET issuer = excluded.issuer, subject = excluded.subject, given_name = excluded.given_name,
                                family_name = excluded.family_name;

-- No registers named: the national one. Who has no assignment gets one from people who may give it.
INSERT INTO access.role_assignment (uid, staff_uid, role, institution, districts, national, registers, valid_from)
SELECT s.assignment, s.id, s.role, s.institution, s.districts, coalesce(s.national, false), coalesce(s.registers, '{az}'), TIMESTAMPTZ '2020-01-01 00:00Z'
FROM document, jsonb_to_recordset(body -> 'staff')
  AS s(id uuid, assignment uuid, role text, institution text, districts text[], national boolean, registers text[])
WHERE s.assignment IS NOT NULL
ON CONFLICT (uid) DO UPDATE SET role = excluded.role, institution = excluded.institution, districts = excluded.districts,
                                national = excluded.national, registers = excluded.registers;
COMMIT;
