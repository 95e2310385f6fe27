-- Deploy dayaq:any_assignment to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- The assignment the staff member acts in: the one that is named, else the only one of their own. A delegation has to be named. Who asks what
-- they may act in ('any') has nothing to name yet, and stands on the first of what they have, their own before what was lent.
CREATE OR REPLACE FUNCTION access.standing(staff uuid, assignment text,
    OUT uid uuid, OUT role text, OUT institution text, OUT districts text[], OUT "national" boolean, OUT registers text[],
    OUT person_uid uuid, OUT delegated_actions text[], OUT on_behalf_of uuid, OUT candidates bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  SELECT a.uid, a.role, a.institution, a.districts, a.national, a.registers, a.person_uid, a.delegated_actions, lent.staff_uid,
         count(*) OVER ()
  INTO uid, role, institution, districts, "national", registers, person_uid, delegated_actions, on_behalf_of, candidates
  FROM access.role_assignment a
       LEFT JOIN access.role_assignment lent
         ON lent.uid = a.delegated_from AND lent.delegated_from IS NULL AND lent.state = 'ROLE_ASSIGNMENT_STATE_IN_FORCE'
            AND lent.valid_from <= now() AND (lent.valid_until IS NULL OR lent.valid_until > now())
            AND EXISTS (SELECT FROM access.staff s WHERE s.uid = lent.staff_uid AND s.closed_time IS NULL)
  WHERE a.staff_uid = standing.staff AND a.state = 'ROLE_ASSIGNMENT_STATE_IN_FORCE'
    AND a.valid_from <= now() AND (a.valid_until IS NULL OR a.valid_until > now())
    AND CASE WHEN standing.assignment = '' THEN a.delegated_from IS NULL
        ELSE lower(standing.assignment) IN ('any', a.uid::text) AND (a.delegated_from IS NULL OR lent.uid IS NOT NULL) END
  ORDER BY a.delegated_from IS NOT NULL, a.valid_from, a.uid
  LIMIT 1;
  IF lower(standing.assignment) = 'any' AND candidates > 1 THEN
    candidates := 1;
  END IF;
END
$$;

COMMIT;
