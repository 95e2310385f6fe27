-- Deploy dayaq:context_bounds to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- A national assignment as bounds of district codes: everything lies between them, and nothing between NULLs when the assignment is bound.
-- Row policies ask `district BETWEEN` them instead of asking whether the assignment is national: a truth value in an OR would keep every
-- index away, and somebody who works in five districts would read a million rows to count their own.
CREATE FUNCTION access.context_lowest_district() RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
BEGIN RETURN CASE WHEN (access.context() ->> 'national')::boolean THEN '' END; END
$$;
-- Codes are capital letters, digits, points and hyphens, in the order of "C".
CREATE FUNCTION access.context_highest_district() RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
BEGIN RETURN CASE WHEN (access.context() ->> 'national')::boolean THEN '~' END; END
$$;

COMMIT;
