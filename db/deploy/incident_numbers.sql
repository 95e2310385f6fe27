-- Deploy dayaq:incident_numbers to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- The number followed by its Damm check digit (H. M. Damm 2004, the totally anti-symmetric quasigroup of order 10): every wrong digit
-- and every swap of neighbours is noticed, also over the telephone.
CREATE FUNCTION incident.with_check_digit(number bigint) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  -- Ten rows of ten.
  steps constant text := '0317598642709215486342068713591750983426612304597836742095815869720134894536201794386172052581436790';
  digits constant text := number::text;
  interim integer := 0;
BEGIN
  FOR place IN 1..length(digits) LOOP
    interim := substr(steps, interim * 10 + substr(digits, place, 1)::integer + 1, 1)::integer;
  END LOOP;
  RETURN digits || interim;
END
$$;

CREATE SEQUENCE incident.number_sequence MINVALUE 1000000 MAXVALUE 99999999999999999;

-- The next free number; gaps are normal.
CREATE FUNCTION incident.next_number() RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN incident.with_check_digit(nextval('incident.number_sequence'));
END
$$;

COMMIT;
