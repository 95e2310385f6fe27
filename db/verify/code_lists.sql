-- Verify dayaq:code_lists on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 1 / (incident.is_code('Sex', 'SEX_FEMALE') AND NOT incident.is_code('Sex', 'SEX_UNSPECIFIED'))::int;
SELECT 1 / (incident.is_partial_date('2024-02-29') AND NOT incident.is_partial_date('2023-02-29'))::int;
SELECT 1 / (incident.is_point('{"latitude": 40.25, "longitude": 46.79}') AND NOT incident.is_point('{"latitude": 91}'))::int;
ROLLBACK;
