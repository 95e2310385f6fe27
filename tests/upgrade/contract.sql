-- The third: programs that know nothing of the column are over. Refuses while one of them is connected.
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
SELECT kit.end_support(2, 'whoever reads casualties knows of is_killed');
ALTER TABLE incident.casualty ALTER COLUMN is_killed SET NOT NULL;
ALTER TABLE incident.casualty DROP CONSTRAINT casualty_is_killed;
COMMIT;
