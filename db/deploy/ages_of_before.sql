-- Deploy dayaq:ages_of_before to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- Members of a family for whom an age can end a share, who were recorded before their coming of age was kept. Birth dates are sealed, so the day
-- cannot be worked out here: the survivor service is told of each, opens the identity, notes the day and tells what hangs on it.
CREATE FUNCTION survivor.members_without_age() RETURNS TABLE (uid uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN QUERY
  SELECT m.uid FROM survivor.family_member m
  WHERE m.of_age_on IS NULL AND m.identity IS NOT NULL
    AND m.relation IN ('FAMILY_RELATION_CHILD', 'FAMILY_RELATION_GRANDCHILD', 'FAMILY_RELATION_SIBLING')
  ORDER BY m.uid;
END
$$;
REVOKE EXECUTE ON FUNCTION survivor.members_without_age() FROM PUBLIC;
SELECT kit.give_to_keeper('survivor.members_without_age()');
SET LOCAL ROLE survivor_keeper;
GRANT EXECUTE ON FUNCTION survivor.members_without_age() TO dayaq_owner;
SET LOCAL ROLE dayaq_owner;

INSERT INTO outbox.subscription (kind, subscriber) VALUES ('family.age_unknown', 'survivor.note_ages');

-- How many were told. Whoever has a birth date of which nothing follows is told in vain, and only once.
CREATE FUNCTION survivor.tell_unknown_ages() RETURNS integer
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
  SELECT outbox.emit(coalesce(jsonb_agg(jsonb_build_object('uid', gen_random_uuid(), 'kind', 'family.age_unknown',
                                                           'resource', 'familyMembers/' || m.uid)), '[]'::jsonb))
  FROM survivor.members_without_age() m
$$;
REVOKE EXECUTE ON FUNCTION survivor.tell_unknown_ages() FROM PUBLIC;
SELECT survivor.tell_unknown_ages();

COMMIT;
