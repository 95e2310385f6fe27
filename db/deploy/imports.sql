-- Deploy dayaq:imports to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- Rows of dayaq.incident.v1.Import.
CREATE TABLE incident.import (
  uid uuid PRIMARY KEY,
  mapping text COLLATE "C" NOT NULL,
  mapping_version integer NOT NULL DEFAULT 0,
  register text COLLATE "C" NOT NULL REFERENCES incident.register,
  file_name text NOT NULL,
  file_sha256 text COLLATE "C" NOT NULL CHECK (file_sha256 ~ '^[0-9a-f]{64}$'),
  rows bigint NOT NULL DEFAULT 0 CHECK (rows >= 0),
  rows_taken bigint NOT NULL DEFAULT 0 CHECK (rows_taken >= 0),
  rows_known bigint NOT NULL DEFAULT 0 CHECK (rows_known >= 0),
  rows_refused bigint NOT NULL DEFAULT 0 CHECK (rows_refused >= 0),
  finished boolean NOT NULL DEFAULT false,
  create_time timestamptz NOT NULL,
  update_time timestamptz NOT NULL,
  CONSTRAINT import_of_file UNIQUE (register, mapping, mapping_version, file_sha256)
);

-- Times are ours, whatever the statement says.
CREATE FUNCTION incident.import_times() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  NEW.create_time := CASE TG_OP WHEN 'INSERT' THEN now() ELSE OLD.create_time END;
  NEW.update_time := now();
  RETURN NEW;
END
$$;
CREATE TRIGGER import_times BEFORE INSERT OR UPDATE ON incident.import FOR EACH ROW EXECUTE FUNCTION incident.import_times();

SELECT access.classify('incident.import', 'OPERATIONAL', 'uid', 'mapping', 'mapping_version', 'register', 'file_name', 'file_sha256',
  'rows', 'rows_taken', 'rows_known', 'rows_refused', 'finished', 'create_time', 'update_time');

-- Rows of foreign files that were taken, by keyed hash: the same row is never taken twice. No foreign key but one: these are written with
-- what they name in one transaction, by the ten thousand, and nothing is ever removed.
CREATE TABLE incident.import_row (
  identity bytea PRIMARY KEY CHECK (length(identity) = 16),
  import_uid uuid NOT NULL REFERENCES incident.import,
  incident_uid uuid NOT NULL,
  casualty_uid uuid,
  row_number bigint NOT NULL CHECK (row_number > 0),
  register text COLLATE "C" NOT NULL
);
CREATE INDEX import_row_import ON incident.import_row (import_uid, row_number);

-- Incidents of foreign files, by keyed hash of the cells that make rows one incident.
CREATE TABLE incident.import_group (
  identity bytea PRIMARY KEY CHECK (length(identity) = 16),
  incident_uid uuid NOT NULL,
  register text COLLATE "C" NOT NULL
);

SELECT access.classify('incident.import_row', 'SECRET', 'identity');
SELECT access.classify('incident.import_row', 'OPERATIONAL', 'import_uid', 'incident_uid', 'casualty_uid', 'row_number', 'register');
SELECT access.classify('incident.import_group', 'SECRET', 'identity');
SELECT access.classify('incident.import_group', 'OPERATIONAL', 'incident_uid', 'register');

COMMIT;
