-- Deploy dayaq:in_kind to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

SELECT kit.add_codes('payment', '{
  "InKindEntryState": ["IN_KIND_ENTRY_STATE_WAITING", "IN_KIND_ENTRY_STATE_QUESTION", "IN_KIND_ENTRY_STATE_DECLINED",
                       "IN_KIND_ENTRY_STATE_ALLOCATED", "IN_KIND_ENTRY_STATE_SERVED", "IN_KIND_ENTRY_STATE_OUT"],
  "InKindOutReason": ["IN_KIND_OUT_REASON_DIED", "IN_KIND_OUT_REASON_FACTS", "IN_KIND_OUT_REASON_EXCLUDED", "IN_KIND_OUT_REASON_RECEIVED_EARLIER",
                      "IN_KIND_OUT_REASON_NO_RULE"],
  "PassOverReason": ["PASS_OVER_REASON_UNREACHABLE", "PASS_OVER_REASON_IN_CARE", "PASS_OVER_REASON_OWN_WISH", "PASS_OVER_REASON_DOES_NOT_FIT",
                     "PASS_OVER_REASON_PAPER_MISSING", "PASS_OVER_REASON_UNDER_CHECK"],
  "DeclineReason": ["DECLINE_REASON_HAS_ONE", "DECLINE_REASON_CANNOT_USE", "DECLINE_REASON_OTHER_INSTEAD", "DECLINE_REASON_OWN_WISH"],
  "InKindAllocationState": ["IN_KIND_ALLOCATION_STATE_PROPOSED", "IN_KIND_ALLOCATION_STATE_APPROVED", "IN_KIND_ALLOCATION_STATE_REJECTED",
                            "IN_KIND_ALLOCATION_STATE_CLOSED"],
  "InKindItemState": ["IN_KIND_ITEM_STATE_PROPOSED", "IN_KIND_ITEM_STATE_APPROVED", "IN_KIND_ITEM_STATE_HANDED_OVER",
                      "IN_KIND_ITEM_STATE_WITHDRAWN", "IN_KIND_ITEM_STATE_RETURNED"],
  "InKindEndReason": ["IN_KIND_END_REASON_REJECTED", "IN_KIND_END_REASON_NO_RIGHT", "IN_KIND_END_REASON_NOT_FETCHED",
                      "IN_KIND_END_REASON_DECLINED", "IN_KIND_END_REASON_FAULTY", "IN_KIND_END_REASON_MISTAKE"]
}');

-- Rows of dayaq.payment.v1.InKindRule: what a version said stays, for whoever was decided under it.
CREATE TABLE payment.in_kind_rule (
  benefit text COLLATE "C" NOT NULL CHECK (benefit ~ '^[a-z][a-z0-9-]*$' AND length(benefit) <= 60),
  version integer NOT NULL CHECK (version > 0),
  content_hash text COLLATE "C" NOT NULL CHECK (content_hash ~ '^[0-9a-f]{64}$'),
  title jsonb NOT NULL CHECK (jsonb_typeof(title) = 'object'),
  example boolean NOT NULL DEFAULT false,
  legal_basis jsonb CHECK (jsonb_typeof(legal_basis) = 'object'),
  conditions jsonb CHECK (jsonb_typeof(conditions) = 'array'),
  classes jsonb NOT NULL CHECK (jsonb_typeof(classes) = 'array'),
  terms jsonb NOT NULL CHECK (jsonb_typeof(terms) = 'array'),
  excludes jsonb CHECK (jsonb_typeof(excludes) = 'array'),
  needs jsonb CHECK (jsonb_typeof(needs) = 'array'),
  number text COLLATE "C" NOT NULL CHECK (number ~ '^THING_NUMBER_[A-Z]+$'),
  cautions jsonb CHECK (jsonb_typeof(cautions) = 'array'),
  sources jsonb CHECK (jsonb_typeof(sources) = 'array'),
  PRIMARY KEY (benefit, version)
);
SELECT kit.protect('payment.in_kind_rule');
CREATE TRIGGER stays BEFORE UPDATE OR DELETE ON payment.in_kind_rule FOR EACH ROW EXECUTE FUNCTION payment.stays();

-- Which state follows which, of places in a queue, of allocations and of things: names of states say of what.
CREATE TABLE payment.in_kind_transition (
  from_state text COLLATE "C" NOT NULL,
  to_state text COLLATE "C" NOT NULL,
  PRIMARY KEY (from_state, to_state)
);
INSERT INTO payment.in_kind_transition (from_state, to_state)
SELECT 'IN_KIND_ENTRY_STATE_' || f, 'IN_KIND_ENTRY_STATE_' || t
FROM (VALUES ('WAITING', 'QUESTION'), ('WAITING', 'DECLINED'), ('WAITING', 'ALLOCATED'), ('WAITING', 'SERVED'), ('WAITING', 'OUT'),
             ('QUESTION', 'WAITING'), ('QUESTION', 'DECLINED'), ('QUESTION', 'SERVED'), ('QUESTION', 'OUT'),
             ('DECLINED', 'WAITING'), ('DECLINED', 'QUESTION'), ('DECLINED', 'SERVED'), ('DECLINED', 'OUT'),
             ('ALLOCATED', 'WAITING'), ('ALLOCATED', 'SERVED'), ('ALLOCATED', 'OUT'),
             ('SERVED', 'WAITING'), ('SERVED', 'QUESTION'), ('SERVED', 'DECLINED'), ('SERVED', 'OUT'),
             ('OUT', 'WAITING'), ('OUT', 'QUESTION'), ('OUT', 'DECLINED'), ('OUT', 'SERVED')) AS s(f, t)
UNION ALL
SELECT 'IN_KIND_ALLOCATION_STATE_' || f, 'IN_KIND_ALLOCATION_STATE_' || t
FROM (VALUES ('PROPOSED', 'APPROVED'), ('PROPOSED', 'REJECTED'), ('PROPOSED', 'CLOSED'), ('APPROVED', 'CLOSED')) AS s(f, t)
UNION ALL
SELECT 'IN_KIND_ITEM_STATE_' || f, 'IN_KIND_ITEM_STATE_' || t
FROM (VALUES ('PROPOSED', 'APPROVED'), ('PROPOSED', 'WITHDRAWN'), ('APPROVED', 'HANDED_OVER'), ('APPROVED', 'WITHDRAWN'),
             ('HANDED_OVER', 'RETURNED')) AS s(f, t);

-- Rows of dayaq.payment.v1.InKindEntry. Where somebody stands in the queue is not stored: it follows from class, day and uid.
CREATE TABLE payment.in_kind_entry (
  uid uuid PRIMARY KEY,
  etag bigint NOT NULL,
  survivor_uid uuid NOT NULL,
  benefit text COLLATE "C" NOT NULL,
  rule_version integer NOT NULL,
  example boolean NOT NULL DEFAULT false,
  state text COLLATE "C" NOT NULL CHECK (payment.is_code('InKindEntryState', state)),
  class_code text COLLATE "C" CHECK (class_code ~ '^[a-z][a-z0-9-]*$' AND length(class_code) <= 60),
  class_rank integer NOT NULL DEFAULT 0 CHECK (class_rank BETWEEN 0 AND 100),
  entitled_on text COLLATE "C" CHECK (survivor.is_day(entitled_on)),
  beneficiary text COLLATE "C" CHECK (payment.is_code('Beneficiary', beneficiary)),
  ready boolean NOT NULL DEFAULT false,
  out_reason text COLLATE "C" CHECK (payment.is_code('InKindOutReason', out_reason)),
  passed_over_until text COLLATE "C" CHECK (survivor.is_day(passed_over_until)),
  pass_over_reason text COLLATE "C" CHECK (payment.is_code('PassOverReason', pass_over_reason)),
  passed_over_by uuid,
  declined_on text COLLATE "C" CHECK (survivor.is_day(declined_on)),
  decline_reason text COLLATE "C" CHECK (payment.is_code('DeclineReason', decline_reason)),
  decline_document text CHECK (length(decline_document) BETWEEN 1 AND 60),
  served_on text COLLATE "C" CHECK (survivor.is_day(served_on)),
  served_until text COLLATE "C" CHECK (survivor.is_day(served_until)),
  explanation jsonb CHECK (jsonb_typeof(explanation) = 'object'),
  create_time timestamptz NOT NULL,
  update_time timestamptz NOT NULL,
  CONSTRAINT in_kind_entry_once UNIQUE (survivor_uid, benefit),
  CONSTRAINT in_kind_entry_rule FOREIGN KEY (benefit, rule_version) REFERENCES payment.in_kind_rule (benefit, version),
  -- Nobody waits without a class and a day: they would have no place.
  CONSTRAINT in_kind_entry_placed CHECK (state NOT IN ('IN_KIND_ENTRY_STATE_WAITING', 'IN_KIND_ENTRY_STATE_ALLOCATED', 'IN_KIND_ENTRY_STATE_DECLINED')
    OR class_rank > 0 AND class_code IS NOT NULL AND entitled_on IS NOT NULL),
  CONSTRAINT in_kind_entry_out CHECK ((state = 'IN_KIND_ENTRY_STATE_OUT') = (out_reason IS NOT NULL)),
  CONSTRAINT in_kind_entry_passed_over CHECK ((passed_over_until IS NULL) = (pass_over_reason IS NULL) AND (passed_over_until IS NULL) = (passed_over_by IS NULL)),
  CONSTRAINT in_kind_entry_declined CHECK ((declined_on IS NULL) = (decline_reason IS NULL) AND (declined_on IS NULL) = (decline_document IS NULL)
    AND (state <> 'IN_KIND_ENTRY_STATE_DECLINED' OR declined_on IS NOT NULL)),
  CONSTRAINT in_kind_entry_served CHECK ((served_on IS NULL) = (served_until IS NULL) AND (state <> 'IN_KIND_ENTRY_STATE_SERVED' OR served_on IS NOT NULL))
) WITH (fillfactor = 85);
SELECT kit.add_place('payment.in_kind_entry');
-- The queue as it stands: what a place is counted by, and what an allocation takes its people from.
CREATE INDEX in_kind_entry_queue ON payment.in_kind_entry (benefit, register, district, class_rank, entitled_on, uid)
  WHERE state = 'IN_KIND_ENTRY_STATE_WAITING';
CREATE INDEX in_kind_entry_in_order ON payment.in_kind_entry (benefit, class_rank, coalesce(entitled_on, ''), uid);
SELECT kit.keep_versions('payment.in_kind_entry');

-- Rows of dayaq.payment.v1.InKindStock. Without a district (the empty text, which lies below all codes) only those who are bound to none see it.
CREATE TABLE payment.in_kind_stock (
  uid uuid PRIMARY KEY,
  etag bigint NOT NULL,
  benefit text COLLATE "C" NOT NULL CHECK (benefit ~ '^[a-z][a-z0-9-]*$' AND length(benefit) <= 60),
  year integer NOT NULL CHECK (year BETWEEN 2020 AND 2100),
  quantity integer NOT NULL CHECK (quantity BETWEEN 1 AND 100000),
  taken integer NOT NULL DEFAULT 0,
  document text NOT NULL CHECK (length(document) BETWEEN 1 AND 60),
  added_by uuid,
  reverse_reason text CHECK (length(reverse_reason) BETWEEN 1 AND 500),
  reversed_by uuid,
  reverse_time timestamptz,
  register text COLLATE "C" NOT NULL REFERENCES incident.register,
  district text COLLATE "C" NOT NULL DEFAULT '',
  institution text COLLATE "C" NOT NULL,
  create_time timestamptz NOT NULL,
  update_time timestamptz NOT NULL,
  -- Of what was taken back nothing is set aside, and nothing is taken back of which something is.
  CONSTRAINT in_kind_stock_reversed CHECK ((reverse_reason IS NULL) = (reverse_time IS NULL) AND (reverse_reason IS NULL OR taken = 0)),
  -- Never more than there is, whatever the program believes.
  CONSTRAINT in_kind_stock_capacity CHECK (taken BETWEEN 0 AND quantity)
);
CREATE INDEX in_kind_stock_benefit ON payment.in_kind_stock (benefit, uid);
SELECT kit.protect('payment.in_kind_stock');
SELECT kit.count_versions('payment.in_kind_stock', true);

-- Rows of dayaq.payment.v1.InKindAllocation.
CREATE TABLE payment.in_kind_allocation (
  uid uuid PRIMARY KEY,
  etag bigint NOT NULL,
  benefit text COLLATE "C" NOT NULL,
  stock_uid uuid NOT NULL REFERENCES payment.in_kind_stock,
  state text COLLATE "C" NOT NULL CHECK (payment.is_code('InKindAllocationState', state)),
  items integer NOT NULL DEFAULT 0,
  open_items integer NOT NULL DEFAULT 0,
  proposed_by uuid,
  approved_by uuid,
  rejected_by uuid,
  reject_reason text CHECK (length(reject_reason) BETWEEN 1 AND 500),
  register text COLLATE "C" NOT NULL REFERENCES incident.register,
  district text COLLATE "C" NOT NULL DEFAULT '',
  institution text COLLATE "C" NOT NULL,
  create_time timestamptz NOT NULL,
  approve_time timestamptz,
  update_time timestamptz NOT NULL,
  CONSTRAINT in_kind_allocation_by_two CHECK (approved_by <> proposed_by),
  CONSTRAINT in_kind_allocation_steps CHECK (
    (approved_by IS NOT NULL OR state <> 'IN_KIND_ALLOCATION_STATE_APPROVED') AND (approved_by IS NULL) = (approve_time IS NULL)
    AND (reject_reason IS NOT NULL) = (state = 'IN_KIND_ALLOCATION_STATE_REJECTED')),
  CONSTRAINT in_kind_allocation_counts CHECK (open_items BETWEEN 0 AND items)
);
CREATE INDEX in_kind_allocation_benefit ON payment.in_kind_allocation (benefit, uid);
CREATE INDEX in_kind_allocation_stock_uid ON payment.in_kind_allocation (stock_uid);
SELECT kit.protect('payment.in_kind_allocation');
SELECT kit.count_versions('payment.in_kind_allocation', true);

-- Rows of dayaq.payment.v1.InKindItem. It lies where the place in the queue lies.
CREATE TABLE payment.in_kind_item (
  uid uuid PRIMARY KEY,
  etag bigint NOT NULL,
  allocation_uid uuid NOT NULL REFERENCES payment.in_kind_allocation,
  entry_uid uuid NOT NULL,
  stock_uid uuid NOT NULL REFERENCES payment.in_kind_stock,
  survivor_uid uuid NOT NULL,
  benefit text COLLATE "C" NOT NULL,
  place integer NOT NULL CHECK (place > 0),
  state text COLLATE "C" NOT NULL CHECK (payment.is_code('InKindItemState', state)),
  handed_on text COLLATE "C" CHECK (survivor.is_day(handed_on)),
  given_until text COLLATE "C" CHECK (survivor.is_day(given_until)),
  received_by text COLLATE "C" CHECK (received_by ~ '^(survivors|familyMembers)/[0-9a-f-]{36}$'),
  thing_number text COLLATE "C" CHECK (length(thing_number) BETWEEN 1 AND 40),
  handed_by uuid,
  end_reason text COLLATE "C" CHECK (payment.is_code('InKindEndReason', end_reason)),
  ended_on text COLLATE "C" CHECK (survivor.is_day(ended_on)),
  create_time timestamptz NOT NULL,
  update_time timestamptz NOT NULL,
  CONSTRAINT in_kind_item_handed_over CHECK (
    (state IN ('IN_KIND_ITEM_STATE_HANDED_OVER', 'IN_KIND_ITEM_STATE_RETURNED')) = (handed_on IS NOT NULL)
    AND (handed_on IS NULL) = (given_until IS NULL) AND (handed_on IS NULL) = (received_by IS NULL) AND (handed_on IS NULL) = (thing_number IS NULL)
    AND given_until >= handed_on),
  CONSTRAINT in_kind_item_ended CHECK (
    (state IN ('IN_KIND_ITEM_STATE_WITHDRAWN', 'IN_KIND_ITEM_STATE_RETURNED')) = (end_reason IS NOT NULL) AND (end_reason IS NULL) = (ended_on IS NULL)),
  -- Nobody twice within the time for which one is given.
  CONSTRAINT in_kind_item_term EXCLUDE USING gist (
    survivor_uid exclusion.gist_uuid_ops WITH OPERATOR(pg_catalog.=), benefit exclusion.gist_text_ops WITH OPERATOR(pg_catalog.=),
    survivor.days(handed_on, given_until) WITH &&) WHERE (state = 'IN_KIND_ITEM_STATE_HANDED_OVER')
);
CREATE INDEX in_kind_item_allocation_uid ON payment.in_kind_item (allocation_uid, place);
CREATE INDEX in_kind_item_survivor_uid ON payment.in_kind_item (survivor_uid, uid DESC);
CREATE INDEX in_kind_item_stock_uid ON payment.in_kind_item (stock_uid);
CREATE INDEX in_kind_item_entry_uid ON payment.in_kind_item (entry_uid);
-- One is set aside for somebody at a time, and a thing is with one person at a time.
CREATE UNIQUE INDEX in_kind_item_open ON payment.in_kind_item (entry_uid)
  WHERE state IN ('IN_KIND_ITEM_STATE_PROPOSED', 'IN_KIND_ITEM_STATE_APPROVED');
CREATE UNIQUE INDEX in_kind_item_number ON payment.in_kind_item (benefit, thing_number) WHERE state = 'IN_KIND_ITEM_STATE_HANDED_OVER';
SELECT kit.add_place_of('payment.in_kind_entry', 'payment.in_kind_item', 'entry_uid');
SELECT kit.count_versions('payment.in_kind_item');

-- Steps are those of the table; what a row is about stays; who takes a step is whoever the context says.
CREATE FUNCTION payment.step_in_kind() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  before constant jsonb := CASE WHEN TG_OP = 'UPDATE' THEN to_jsonb(OLD) END;
  after constant jsonb := to_jsonb(NEW);
  stays constant text[] := CASE TG_TABLE_NAME
    WHEN 'in_kind_entry' THEN '{survivor_uid,benefit}'
    WHEN 'in_kind_allocation' THEN '{benefit,stock_uid,register,district,institution}'
    WHEN 'in_kind_stock' THEN '{benefit,year,quantity,document,register,district,institution,added_by}'
    ELSE '{allocation_uid,entry_uid,stock_uid,survivor_uid,benefit,place}' END;
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF access.context_role() IS NULL THEN
      RETURN NEW;
    ELSIF TG_TABLE_NAME = 'in_kind_stock' THEN
      NEW.taken := 0;
      NEW.added_by := access.context_staff();
      NEW.reverse_reason := NULL; NEW.reversed_by := NULL; NEW.reverse_time := NULL;
    ELSIF TG_TABLE_NAME = 'in_kind_allocation' THEN
      NEW.state := 'IN_KIND_ALLOCATION_STATE_PROPOSED';
      NEW.items := 0; NEW.open_items := 0;
      NEW.proposed_by := access.context_staff();
      NEW.approved_by := NULL; NEW.rejected_by := NULL; NEW.approve_time := NULL;
    END IF;
    RETURN NEW;
  END IF;
  IF EXISTS (SELECT FROM unnest(stays) AS s(name) WHERE before -> s.name IS DISTINCT FROM after -> s.name)
     OR (before ->> 'state' <> after ->> 'state'
         AND NOT EXISTS (SELECT FROM payment.in_kind_transition t WHERE t.from_state = before ->> 'state' AND t.to_state = after ->> 'state')) THEN
    RAISE EXCEPTION '% goes no such step', TG_TABLE_NAME USING ERRCODE = 'DY015';
  END IF;
  IF TG_TABLE_NAME = 'in_kind_stock' AND access.context_role() IS NOT NULL THEN
    IF OLD.reverse_reason IS NOT NULL AND NEW.reverse_reason IS DISTINCT FROM OLD.reverse_reason THEN
      RAISE EXCEPTION 'what was taken back stays so' USING ERRCODE = 'DY015';
    END IF;
    NEW.reversed_by := OLD.reversed_by; NEW.reverse_time := OLD.reverse_time;
    IF OLD.reverse_reason IS NULL AND NEW.reverse_reason IS NOT NULL THEN
      NEW.reversed_by := access.context_staff();
      NEW.reverse_time := now();
    END IF;
  ELSIF TG_TABLE_NAME = 'in_kind_allocation' AND access.context_role() IS NOT NULL THEN
    NEW.proposed_by := OLD.proposed_by; NEW.approved_by := OLD.approved_by; NEW.rejected_by := OLD.rejected_by; NEW.approve_time := OLD.approve_time;
    IF NEW.state <> OLD.state AND NEW.state = 'IN_KIND_ALLOCATION_STATE_APPROVED' THEN
      NEW.approved_by := access.context_staff();
      NEW.approve_time := now();
    ELSIF NEW.state <> OLD.state AND NEW.state = 'IN_KIND_ALLOCATION_STATE_REJECTED' THEN
      NEW.rejected_by := access.context_staff();
    END IF;
  ELSIF TG_TABLE_NAME = 'in_kind_item' THEN
    IF OLD.state = NEW.state AND (NEW.handed_on, NEW.given_until, NEW.received_by, NEW.thing_number, NEW.end_reason, NEW.ended_on)
         IS DISTINCT FROM (OLD.handed_on, OLD.given_until, OLD.received_by, OLD.thing_number, OLD.end_reason, OLD.ended_on)
       OR OLD.handed_on IS NOT NULL AND (NEW.handed_on, NEW.given_until, NEW.received_by, NEW.thing_number)
         IS DISTINCT FROM (OLD.handed_on, OLD.given_until, OLD.received_by, OLD.thing_number) THEN
      RAISE EXCEPTION 'what was handed over stays' USING ERRCODE = 'DY015';
    END IF;
    NEW.handed_by := CASE WHEN NEW.state = 'IN_KIND_ITEM_STATE_HANDED_OVER' AND OLD.state <> NEW.state THEN access.context_staff() ELSE OLD.handed_by END;
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER a_step BEFORE UPDATE ON payment.in_kind_entry FOR EACH ROW EXECUTE FUNCTION payment.step_in_kind();
CREATE TRIGGER a_step BEFORE INSERT OR UPDATE ON payment.in_kind_stock FOR EACH ROW EXECUTE FUNCTION payment.step_in_kind();
CREATE TRIGGER a_step BEFORE INSERT OR UPDATE ON payment.in_kind_allocation FOR EACH ROW EXECUTE FUNCTION payment.step_in_kind();
CREATE TRIGGER a_step BEFORE UPDATE ON payment.in_kind_item FOR EACH ROW EXECUTE FUNCTION payment.step_in_kind();

-- A thing is set aside for somebody who waits, from a stock of theirs, in an allocation that is being proposed. Stock, queue and allocation follow.
CREATE FUNCTION payment.set_in_kind_items_aside() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  wanted constant bigint := (SELECT count(*) FROM added);
  changed bigint;
BEGIN
  IF EXISTS (
    SELECT FROM added i
      LEFT JOIN payment.in_kind_allocation a ON a.uid = i.allocation_uid AND a.stock_uid = i.stock_uid AND a.state = 'IN_KIND_ALLOCATION_STATE_PROPOSED'
      LEFT JOIN payment.in_kind_stock s ON s.uid = i.stock_uid AND s.benefit = i.benefit AND s.register = i.register AND s.district IN ('', i.district)
      LEFT JOIN payment.in_kind_entry e ON e.uid = i.entry_uid AND e.benefit = i.benefit AND e.survivor_uid = i.survivor_uid AND e.ready AND NOT e.example
    WHERE a.uid IS NULL OR s.uid IS NULL OR e.uid IS NULL OR i.state <> 'IN_KIND_ITEM_STATE_PROPOSED') THEN
    RAISE EXCEPTION 'things are set aside for those who wait and are ready' USING ERRCODE = 'DY015';
  END IF;
  UPDATE payment.in_kind_stock s SET taken = s.taken + n.count
  FROM (SELECT i.stock_uid, count(*)::integer AS count FROM added i GROUP BY 1) AS n WHERE s.uid = n.stock_uid;
  UPDATE payment.in_kind_allocation a SET items = a.items + n.count, open_items = a.open_items + n.count
  FROM (SELECT i.allocation_uid, count(*)::integer AS count FROM added i GROUP BY 1) AS n WHERE a.uid = n.allocation_uid;
  UPDATE payment.in_kind_entry e SET state = 'IN_KIND_ENTRY_STATE_ALLOCATED'
  FROM added i WHERE e.uid = i.entry_uid AND e.state = 'IN_KIND_ENTRY_STATE_WAITING';
  GET DIAGNOSTICS changed = ROW_COUNT;
  IF changed <> wanted THEN
    RAISE EXCEPTION 'somebody waits no more' USING ERRCODE = 'DY015';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER set_aside AFTER INSERT ON payment.in_kind_item REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION payment.set_in_kind_items_aside();

-- What becomes of a thing becomes of the place in the queue, of the stock and of the allocation, whoever changed it.
CREATE FUNCTION payment.follow_in_kind_items() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM before b JOIN after a ON a.uid = b.uid JOIN payment.in_kind_allocation r ON r.uid = a.allocation_uid
             WHERE a.state <> b.state AND a.state IN ('IN_KIND_ITEM_STATE_APPROVED', 'IN_KIND_ITEM_STATE_HANDED_OVER')
               AND r.state <> 'IN_KIND_ALLOCATION_STATE_APPROVED') THEN
    RAISE EXCEPTION 'two people let things go' USING ERRCODE = 'DY015';
  END IF;
  UPDATE payment.in_kind_stock s SET taken = s.taken - n.count
  FROM (SELECT a.stock_uid, count(*)::integer AS count FROM before b JOIN after a ON a.uid = b.uid
        WHERE a.state <> b.state AND a.state = 'IN_KIND_ITEM_STATE_WITHDRAWN' GROUP BY 1) AS n WHERE s.uid = n.stock_uid;
  UPDATE payment.in_kind_entry e
  SET state = CASE a.state WHEN 'IN_KIND_ITEM_STATE_HANDED_OVER' THEN 'IN_KIND_ENTRY_STATE_SERVED' ELSE 'IN_KIND_ENTRY_STATE_WAITING' END,
      served_on = CASE a.state WHEN 'IN_KIND_ITEM_STATE_HANDED_OVER' THEN a.handed_on WHEN 'IN_KIND_ITEM_STATE_RETURNED' THEN NULL ELSE e.served_on END,
      served_until = CASE a.state WHEN 'IN_KIND_ITEM_STATE_HANDED_OVER' THEN a.given_until WHEN 'IN_KIND_ITEM_STATE_RETURNED' THEN NULL ELSE e.served_until END
  FROM before b JOIN after a ON a.uid = b.uid
  WHERE e.uid = a.entry_uid AND a.state <> b.state AND a.state <> 'IN_KIND_ITEM_STATE_APPROVED'
    AND e.state = CASE a.state WHEN 'IN_KIND_ITEM_STATE_RETURNED' THEN 'IN_KIND_ENTRY_STATE_SERVED' ELSE 'IN_KIND_ENTRY_STATE_ALLOCATED' END;
  UPDATE payment.in_kind_allocation r
  SET open_items = r.open_items - n.count,
      state = CASE WHEN r.open_items = n.count AND r.state IN ('IN_KIND_ALLOCATION_STATE_PROPOSED', 'IN_KIND_ALLOCATION_STATE_APPROVED')
                   THEN 'IN_KIND_ALLOCATION_STATE_CLOSED' ELSE r.state END
  FROM (SELECT a.allocation_uid, count(*)::integer AS count FROM before b JOIN after a ON a.uid = b.uid
        WHERE a.state <> b.state AND a.state IN ('IN_KIND_ITEM_STATE_WITHDRAWN', 'IN_KIND_ITEM_STATE_HANDED_OVER') GROUP BY 1) AS n
  WHERE r.uid = n.allocation_uid;
  RETURN NULL;
END
$$;
CREATE TRIGGER follow AFTER UPDATE ON payment.in_kind_item REFERENCING OLD TABLE AS before NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION payment.follow_in_kind_items();

-- Whoever sets things aside waits for whoever does the same in that queue: the next people are the next people.
CREATE FUNCTION payment.hold_in_kind_queue(of_benefit text, of_register text) RETURNS void
LANGUAGE sql VOLATILE AS $$
  SELECT pg_advisory_xact_lock(hashtextextended('payment.in_kind/' || of_benefit || '/' || of_register, 0))
$$;

-- Where somebody stands among all who wait, whoever may see those: numbers, and nobody.
CREATE FUNCTION payment.in_kind_place(entry uuid)
RETURNS TABLE (place bigint, waiting bigint, before_by_class bigint, before_by_date bigint, place_in_register bigint, waiting_in_register bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN QUERY
  SELECT CASE WHEN m.waits THEN 1 + n.by_class + n.by_date ELSE 0 END, n.here, n.by_class, n.by_date,
         CASE WHEN m.waits THEN 1 + n.by_class_all + n.by_date_all ELSE 0 END, n.everywhere
  FROM (SELECT e.uid, e.benefit, e.register, e.district, e.class_rank, e.entitled_on, e.state = 'IN_KIND_ENTRY_STATE_WAITING' AS waits
        FROM payment.in_kind_entry e WHERE e.uid = in_kind_place.entry) AS m,
    LATERAL (
      SELECT count(*) AS everywhere, count(*) FILTER (WHERE w.district = m.district) AS here,
             count(*) FILTER (WHERE w.class_rank < m.class_rank) AS by_class_all,
             count(*) FILTER (WHERE w.class_rank = m.class_rank AND (w.entitled_on, w.uid) < (m.entitled_on, m.uid)) AS by_date_all,
             count(*) FILTER (WHERE w.district = m.district AND w.class_rank < m.class_rank) AS by_class,
             count(*) FILTER (WHERE w.district = m.district AND w.class_rank = m.class_rank AND (w.entitled_on, w.uid) < (m.entitled_on, m.uid)) AS by_date
      FROM payment.in_kind_entry w WHERE w.state = 'IN_KIND_ENTRY_STATE_WAITING' AND w.benefit = m.benefit AND w.register = m.register) AS n;
END
$$;

-- What people were given of any benefit, in whichever of their records: for the service itself.
CREATE FUNCTION payment.in_kind_given(survivors uuid[]) RETURNS TABLE (survivor_uid uuid, benefit text, handed_on text, given_until text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
BEGIN
  IF access.context_role() IS DISTINCT FROM 'payment_background' THEN
    RAISE EXCEPTION 'for the payment service itself' USING ERRCODE = '42501';
  END IF;
  RETURN QUERY
  SELECT p.uid, i.benefit, i.handed_on, i.given_until
  FROM unnest(survivors) AS p(uid), LATERAL unnest(survivor.records_of(p.uid)) AS r(uid) JOIN payment.in_kind_item i ON i.survivor_uid = r.uid
  WHERE i.state = 'IN_KIND_ITEM_STATE_HANDED_OVER';
END
$$;

SELECT kit.keeper_may('SELECT', 'payment.in_kind_transition', 'from_state', 'to_state');
SELECT kit.keeper_may('SELECT', 'payment.in_kind_entry', 'uid', 'survivor_uid', 'benefit', 'state', 'class_rank', 'entitled_on', 'ready', 'example',
                      'served_on', 'served_until', 'register', 'district');
SELECT kit.keeper_may('UPDATE', 'payment.in_kind_entry', 'state', 'served_on', 'served_until');
SELECT kit.keeper_may('SELECT', 'payment.in_kind_stock', 'uid', 'benefit', 'register', 'district', 'taken');
SELECT kit.keeper_may('UPDATE', 'payment.in_kind_stock', 'taken');
SELECT kit.keeper_may('SELECT', 'payment.in_kind_allocation', 'uid', 'stock_uid', 'state', 'items', 'open_items');
SELECT kit.keeper_may('UPDATE', 'payment.in_kind_allocation', 'state', 'items', 'open_items');
SELECT kit.keeper_may('SELECT', 'payment.in_kind_item', 'uid', 'survivor_uid', 'benefit', 'state', 'handed_on', 'given_until');
GRANT USAGE ON SCHEMA survivor TO payment_keeper;
SET LOCAL ROLE survivor_keeper;
GRANT EXECUTE ON FUNCTION survivor.records_of(uuid) TO payment_keeper;
SET LOCAL ROLE dayaq_owner;
SELECT kit.give_to_keeper('payment.step_in_kind()', 'payment.set_in_kind_items_aside()', 'payment.follow_in_kind_items()', 'payment.in_kind_place(uuid)',
                          'payment.in_kind_given(uuid[])');

COMMIT;
