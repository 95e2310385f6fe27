-- Deploy dayaq:gazetteer to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- A register and, below, its districts. Public facts; a trial register holds foreign data to try the software on.
CREATE TABLE incident.register (
  code text COLLATE "C" PRIMARY KEY CHECK (code ~ '^[a-z][a-z0-9-]{0,19}$'),
  title text NOT NULL CHECK (title <> ''),
  country text COLLATE "C" NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
  trial boolean NOT NULL DEFAULT false
);

CREATE TABLE incident.place (
  register text COLLATE "C" NOT NULL REFERENCES incident.register,
  code text COLLATE "C" NOT NULL CHECK (code ~ '^[A-Z0-9][A-Z0-9.-]{0,19}$'),
  title text NOT NULL CHECK (title <> ''),
  title_en text,
  title_ru text,
  parent text COLLATE "C",
  valid_from date,
  valid_until date CHECK (valid_until >= valid_from),
  kind text COLLATE "C",
  economic_region text,
  latitude double precision CHECK (latitude BETWEEN -90 AND 90),
  longitude double precision CHECK (longitude BETWEEN -180 AND 180),
  geonames_id bigint,
  -- Shipped to show how such a thing is written, not taken from a source.
  example boolean NOT NULL DEFAULT false,
  PRIMARY KEY (register, code)
);

COMMIT;
