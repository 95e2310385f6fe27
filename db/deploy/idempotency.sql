-- Deploy dayaq:idempotency to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- Requests that were acted on. Not partitioned: the key has to be unique over all time.
CREATE TABLE idempotency.request (
  actor text COLLATE "C" NOT NULL CHECK (length(actor) BETWEEN 1 AND 200),
  request_id uuid NOT NULL,
  method text COLLATE "C" NOT NULL,
  fingerprint bytea NOT NULL,
  resource text COLLATE "C",
  create_time timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (actor, request_id)
);
CREATE INDEX ON idempotency.request (create_time);

-- Claims a request id for this transaction. Not fresh: another transaction acted on it (and has committed; one still running is waited
-- for); `same` says whether it was the same request, `resource` what came of it.
CREATE FUNCTION idempotency.claim(actor text, request_id uuid, method text, fingerprint bytea,
                                  OUT fresh boolean, OUT same boolean, OUT resource text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO idempotency.request AS r (actor, request_id, method, fingerprint)
  VALUES (claim.actor, claim.request_id, claim.method, claim.fingerprint)
  ON CONFLICT DO NOTHING;
  fresh := FOUND;
  SELECT r.method = claim.method AND r.fingerprint = claim.fingerprint, r.resource INTO STRICT same, resource
  FROM idempotency.request r WHERE r.actor = claim.actor AND r.request_id = claim.request_id;
END
$$;

-- Keeps what came of a claimed request. Only the transaction that claimed it settles it.
CREATE FUNCTION idempotency.settle(actor text, request_id uuid, resource text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE idempotency.request r SET resource = settle.resource
  WHERE r.actor = settle.actor AND r.request_id = settle.request_id AND r.create_time = now() AND r.resource IS NULL;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'request not claimed in this transaction' USING ERRCODE = '55000';
  END IF;
END
$$;

-- Forgets requests older than so many days, at least one. Returns how many.
CREATE FUNCTION idempotency.sweep(days integer) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  swept bigint;
BEGIN
  DELETE FROM idempotency.request r WHERE r.create_time < now() - make_interval(days => greatest(days, 1));
  GET DIAGNOSTICS swept = ROW_COUNT;
  RETURN swept;
END
$$;

COMMIT;
