-- Deploy dayaq:access_classes to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- The data class of each column about people and incidents, as the contract says it (dayaq.access.v1.data_class): grants go by class,
-- so a column without one is granted to nobody.
CREATE TABLE access.column_class (
  table_name text COLLATE "C" NOT NULL,
  column_name text COLLATE "C" NOT NULL,
  class text COLLATE "C" NOT NULL
    CHECK (class IN ('PUBLIC', 'OPERATIONAL', 'LOCATION', 'IDENTITY', 'HEALTH', 'FINANCE', 'EMPLOYMENT', 'AUDIT', 'SECRET')),
  PRIMARY KEY (table_name, column_name)
);

-- Says the class of columns of a table; both by name.
CREATE FUNCTION access.classify(table_name text, class text, VARIADIC columns text[]) RETURNS void
LANGUAGE sql VOLATILE
BEGIN ATOMIC
  INSERT INTO access.column_class (table_name, column_name, class)
  SELECT classify.table_name, unnest(classify.columns), classify.class;
END;

-- Grants the columns of the given classes, and those alone, of each table to each role.
CREATE FUNCTION access.grant_by_class(privilege text, roles text[], tables text[], VARIADIC classes text[]) RETURNS void
LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  target record;
BEGIN
  FOR target IN
    SELECT r.role, c.table_name, string_agg(quote_ident(c.column_name), ', ' ORDER BY c.column_name) AS columns
    FROM access.column_class c, unnest(roles) AS r(role)
    WHERE c.table_name = ANY (tables) AND c.class = ANY (classes)
    GROUP BY r.role, c.table_name
  LOOP
    EXECUTE format('GRANT %s (%s) ON %s TO %I', privilege, target.columns, target.table_name::regclass, target.role);
  END LOOP;
END
$$;

COMMIT;
