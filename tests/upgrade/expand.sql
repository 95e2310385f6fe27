-- The first of three: what the next programs need is added, and those that are there notice nothing. Whether somebody was killed stands in a column
-- of its own, which the database keeps, whoever writes.
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
ALTER TABLE incident.casualty ADD COLUMN is_killed boolean;
CREATE FUNCTION incident.note_killed() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  NEW.is_killed := NEW.outcome IS NOT DISTINCT FROM 'OUTCOME_KILLED';
  RETURN NEW;
END
$$;
GRANT EXECUTE ON FUNCTION incident.note_killed() TO PUBLIC;
CREATE TRIGGER note_killed BEFORE INSERT OR UPDATE OF outcome ON incident.casualty FOR EACH ROW EXECUTE FUNCTION incident.note_killed();
ALTER TABLE incident.casualty ADD CONSTRAINT casualty_is_killed CHECK (is_killed IS NOT NULL) NOT VALID;
COMMIT;
