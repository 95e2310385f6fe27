-- Deploy dayaq:families to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

SELECT kit.add_codes('survivor', '{
  "FamilyRelation": ["FAMILY_RELATION_SPOUSE", "FAMILY_RELATION_CHILD", "FAMILY_RELATION_PARENT", "FAMILY_RELATION_SIBLING",
                     "FAMILY_RELATION_GRANDPARENT", "FAMILY_RELATION_GRANDCHILD", "FAMILY_RELATION_GUARDIAN", "FAMILY_RELATION_OTHER_DEPENDANT"],
  "FamilyDoubt": ["FAMILY_DOUBT_SPOUSE_UNDER_AGE", "FAMILY_DOUBT_AGES_UNUSUAL", "FAMILY_DOUBT_SEX_DIFFERS", "FAMILY_DOUBT_BIRTH_DATE_DIFFERS",
                  "FAMILY_DOUBT_STUDENT_NO_MORE"]
}');

-- Rows of dayaq.survivor.v1.FamilyMember. Who they are is sealed under the key of the survivor whose family it is.
CREATE TABLE survivor.family_member (
  uid uuid PRIMARY KEY,
  etag bigint NOT NULL,
  survivor_uid uuid NOT NULL,
  relation text COLLATE "C" NOT NULL CHECK (survivor.is_code('FamilyRelation', relation)),
  identity bytea,
  sex text COLLATE "C" CHECK (incident.is_code('Sex', sex)),
  is_dependant boolean NOT NULL DEFAULT false,
  is_student boolean NOT NULL DEFAULT false,
  student_until text COLLATE "C" CHECK (incident.is_partial_date(student_until)),
  indirect_victim boolean NOT NULL DEFAULT false,
  lives_together boolean NOT NULL DEFAULT false,
  is_guardian boolean NOT NULL DEFAULT false,
  member_uid uuid REFERENCES survivor.survivor,
  doubts jsonb CHECK (survivor.are_codes('FamilyDoubt', doubts)),
  ended_on text COLLATE "C" CHECK (incident.is_partial_date(ended_on)),
  create_time timestamptz NOT NULL,
  update_time timestamptz NOT NULL,
  CONSTRAINT family_member_other CHECK (member_uid <> survivor_uid),
  CONSTRAINT family_member_student CHECK (is_student OR student_until IS NULL)
);
CREATE INDEX family_member_survivor_uid ON survivor.family_member (survivor_uid, uid);
CREATE INDEX family_member_member_uid ON survivor.family_member (member_uid) WHERE member_uid IS NOT NULL;
CREATE UNIQUE INDEX family_member_once ON survivor.family_member (survivor_uid, member_uid) WHERE member_uid IS NOT NULL AND ended_on IS NULL;
SELECT kit.add_place_of('survivor.survivor', 'survivor.family_member', 'survivor_uid');
CREATE INDEX family_member_by_district ON survivor.family_member (register, district) WHERE indirect_victim AND ended_on IS NULL;
ALTER TABLE survivor.family_member ADD CONSTRAINT family_member_scope UNIQUE (uid, register, district, institution);
SELECT kit.keep_versions('survivor.family_member');

-- Who they are goes with the key of the person whose family it is.
CREATE FUNCTION survivor.empty_family() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE survivor.family_member m SET identity = NULL WHERE m.survivor_uid = NEW.uid AND m.identity IS NOT NULL;
  RETURN NULL;
END
$$;
CREATE TRIGGER empty_family AFTER UPDATE OF wrapped ON survivor.person_key FOR EACH ROW
  WHEN (sealing.is_destroyed(NEW.wrapped, 0) AND NOT sealing.is_destroyed(OLD.wrapped, 0)) EXECUTE FUNCTION survivor.empty_family();
SELECT kit.keeper_may('SELECT', 'survivor.family_member', 'survivor_uid', 'identity');
SELECT kit.keeper_may('UPDATE', 'survivor.family_member', 'identity');
SELECT kit.give_to_keeper('survivor.empty_family()');

COMMIT;
