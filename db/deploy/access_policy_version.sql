-- Deploy dayaq:access_policy_version to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- Which policy the grants and row policies of this database were made from: policy/generated/access.sql, which db/migrate.sh runs after
-- every deploy, writes the one row. A service whose own policy is another one refuses to start.
CREATE TABLE access.policy_version (
  hash text COLLATE "C" PRIMARY KEY CHECK (hash ~ '^[0-9a-f]{64}$'),
  applied_time timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX policy_version_one ON access.policy_version ((true));

CREATE FUNCTION access.policy_hash() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT v.hash FROM access.policy_version v
$$;
COMMENT ON FUNCTION access.policy_hash() IS 'SHA-256 of the policy files that the rights in this database follow from; NULL before they were made';

-- The keepers' own way to the gazetteer: so far they read it by a policy for everyone.
CREATE POLICY keeper ON incident.register FOR SELECT TO incident_keeper USING (true);

COMMIT;
