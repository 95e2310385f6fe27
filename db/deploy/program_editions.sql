-- Deploy dayaq:program_editions to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- Programs and this schema change one after the other: a migration adds what the next programs need (expand), both kinds run side by side while
-- rows are brought along, and a later migration takes away what only the older ones used (contract). This row says which programs are old
-- enough to have lost something: a service whose edition (services/platform/database/program_edition.h) is below it does not start.
CREATE TABLE access.program_support (
  oldest integer NOT NULL CHECK (oldest > 0),
  because text COLLATE "C" NOT NULL CHECK (length(because) BETWEEN 1 AND 200),
  change_time timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX program_support_one ON access.program_support ((true));
INSERT INTO access.program_support (oldest, because) VALUES (1, 'the first edition that says which it is');

CREATE FUNCTION access.oldest_program() RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT p.oldest FROM access.program_support p
$$;
COMMENT ON FUNCTION access.oldest_program() IS 'Edition of the oldest programs that may run on this schema';

-- The first statement of a migration that takes something away: from now on programs below `oldest` do not start here. Refuses while one of them
-- is connected, since it would fail in the middle of its work: they say their edition as the name of their connections. DY018.
CREATE FUNCTION kit.end_support(oldest integer, because text) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  connected constant bigint := (
    SELECT count(*) FROM pg_stat_activity a
    WHERE a.datname = current_database() AND a.application_name ~ '^dayaq/[0-9]{1,6}$' AND split_part(a.application_name, '/', 2)::integer < end_support.oldest);
BEGIN
  IF connected > 0 THEN
    RAISE EXCEPTION '% connections of programs before edition % are still there', connected, end_support.oldest USING ERRCODE = 'DY018',
      HINT = 'Bring newer programs up and stop the older ones, then migrate again.';
  END IF;
  UPDATE access.program_support SET oldest = greatest(program_support.oldest, end_support.oldest), because = end_support.because, change_time = now();
END
$$;

COMMIT;
