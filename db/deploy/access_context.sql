-- Deploy dayaq:access_context to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- A prefix keeps the two things that are signed apart: nobody can pass one off as the other.
CREATE FUNCTION access.mac(kind text, body text, key bytea) RETURNS bytea
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN crypto.hmac(convert_to(kind || body, 'UTF8'), key, 'sha256');

-- The verified context of this transaction; NULL when none was begun, an error when it is not ours. Asked several times a statement, so
-- the newest key is tried first, in expressions that need no plan. Called by the functions below alone, as the owner and with their path.
CREATE FUNCTION access.context() RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
  signed constant text := nullif(current_setting('dayaq.context', true), '');
  body constant text := left(signed, -65);
  newest bytea;
  ours boolean;
  said jsonb;
BEGIN
  IF signed IS NULL THEN
    RETURN NULL;
  END IF;
  SELECT key INTO newest FROM access.context_key ORDER BY id DESC LIMIT 1;
  ours := encode(crypto.hmac(convert_to('dayaq.scope:' || body, 'UTF8'), newest, 'sha256'), 'hex') = right(signed, 64);
  IF ours IS NOT TRUE THEN
    ours := EXISTS (SELECT FROM access.context_key WHERE encode(access.mac('dayaq.scope:', body, key), 'hex') = right(signed, 64));
  END IF;
  IF ours THEN
    said := body;
    -- now(): the context lives as long as its transaction, and cannot be carried into a later one.
    IF (said ->> 'until')::timestamptz >= now() THEN
      RETURN said;
    END IF;
  END IF;
  RAISE EXCEPTION 'the database context is not valid' USING ERRCODE = '28000';
END
$$;

-- What policies ask, each once a statement: (SELECT access.context_...()).
CREATE FUNCTION access.context_role() RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
BEGIN RETURN access.context() ->> 'policy_role'; END
$$;
COMMENT ON FUNCTION access.context_role() IS 'The PostgreSQL role the context was signed for, <service>_<role>';

CREATE FUNCTION access.context_institution() RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
BEGIN RETURN access.context() ->> 'institution'; END
$$;

CREATE FUNCTION access.context_districts() RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
BEGIN RETURN (access.context() ->> 'districts')::text[]; END
$$;

CREATE FUNCTION access.context_national() RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
BEGIN RETURN (access.context() ->> 'national')::boolean; END
$$;

CREATE FUNCTION access.context_registers() RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
BEGIN RETURN (access.context() ->> 'registers')::text[]; END
$$;

CREATE FUNCTION access.context_staff() RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
BEGIN RETURN (access.context() ->> 'staff')::uuid; END
$$;

COMMIT;
