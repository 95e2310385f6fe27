-- Deploy dayaq:outbox_tables to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- Who wants to hear of what; '<service>.<reaction>'.
CREATE TABLE outbox.subscription (
  kind text COLLATE "C" NOT NULL CHECK (kind ~ '^[a-z_]+\.[a-z_]+$'),
  subscriber text COLLATE "C" NOT NULL CHECK (subscriber ~ '^[a-z_]+\.[a-z_]+$'),
  PRIMARY KEY (kind, subscriber)
);

-- A fact that changed, by names alone.
CREATE TABLE outbox.event (
  uid uuid PRIMARY KEY,
  kind text COLLATE "C" NOT NULL CHECK (kind ~ '^[a-z_]+\.[a-z_]+$'),
  resource text COLLATE "C" NOT NULL CHECK (resource ~ '^[a-z][A-Za-z0-9/-]{1,199}$'),
  time timestamptz NOT NULL DEFAULT now(),
  trace_id text COLLATE "C" NOT NULL DEFAULT '' CHECK (length(trace_id) <= 64)
);
CREATE INDEX ON outbox.event (time);

CREATE TABLE outbox.delivery (
  uid uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  event_uid uuid NOT NULL REFERENCES outbox.event ON DELETE CASCADE,
  subscriber text COLLATE "C" NOT NULL,
  state text COLLATE "C" NOT NULL DEFAULT 'WAITING' CHECK (state IN ('WAITING', 'DONE', 'PARKED')),
  attempts integer NOT NULL DEFAULT 0,
  due_time timestamptz NOT NULL DEFAULT now(),
  reason text COLLATE "C",
  done_time timestamptz,
  UNIQUE (event_uid, subscriber),
  CHECK ((state = 'DONE') = (done_time IS NOT NULL))
);
-- What a worker looks through: only what still waits, so done deliveries cost nothing.
CREATE INDEX delivery_waiting ON outbox.delivery (subscriber, due_time) WHERE state = 'WAITING';
CREATE INDEX delivery_parked ON outbox.delivery (subscriber) WHERE state = 'PARKED';

COMMIT;
