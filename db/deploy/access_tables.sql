-- Deploy dayaq:access_tables to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

CREATE TABLE access.institution (
  code text COLLATE "C" PRIMARY KEY CHECK (code ~ '^[a-z][a-z0-9-]{1,39}$'),
  kind text NOT NULL CHECK (kind ~ '^[A-Z][A-Z_]{1,39}$'),
  district text COLLATE "C" NOT NULL,
  name_az text NOT NULL CHECK (name_az <> ''),
  name_en text NOT NULL CHECK (name_en <> ''),
  valid_from date NOT NULL,
  valid_until date CHECK (valid_until >= valid_from)
);

-- Someone who works here, as the identity provider knows them.
CREATE TABLE access.staff (
  uid uuid PRIMARY KEY,
  issuer text COLLATE "C" NOT NULL CHECK (issuer <> ''),
  subject text COLLATE "C" NOT NULL CHECK (subject <> ''),
  given_name text NOT NULL,
  family_name text NOT NULL,
  create_time timestamptz NOT NULL DEFAULT now(),
  closed_time timestamptz,
  UNIQUE (issuer, subject)
);

-- A call acts in one assignment at a time. National ones are not bound to districts; each names its registers.
CREATE TABLE access.role_assignment (
  uid uuid PRIMARY KEY,
  staff_uid uuid NOT NULL REFERENCES access.staff,
  role text COLLATE "C" NOT NULL CHECK (role ~ '^[a-z][a-z_]{1,39}$' AND role <> 'background'),
  institution text COLLATE "C" NOT NULL REFERENCES access.institution,
  districts text[] NOT NULL DEFAULT '{}',
  national boolean NOT NULL DEFAULT false,
  registers text[] NOT NULL DEFAULT '{az}',
  valid_from timestamptz NOT NULL DEFAULT now(),
  valid_until timestamptz CHECK (valid_until > valid_from),
  CHECK (NOT national OR cardinality(districts) = 0)
);
CREATE INDEX ON access.role_assignment (staff_uid);

-- A sign-in at the identity provider, known from its first call on; revoking it ends it at once.
CREATE TABLE access.session (
  issuer text COLLATE "C" NOT NULL,
  sid text COLLATE "C" NOT NULL CHECK (length(sid) BETWEEN 1 AND 200),
  staff_uid uuid NOT NULL REFERENCES access.staff,
  create_time timestamptz NOT NULL DEFAULT now(),
  revoked_time timestamptz,
  PRIMARY KEY (issuer, sid)
);
CREATE INDEX ON access.session (staff_uid);

-- Keys under which services sign contexts. The newest signs; all verify, so that a key can be replaced without a pause.
CREATE TABLE access.context_key (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  key bytea NOT NULL UNIQUE CHECK (length(key) = 32),
  create_time timestamptz NOT NULL DEFAULT now()
);

COMMIT;
