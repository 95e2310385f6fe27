-- Deploy dayaq:payment_tables to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

CREATE SCHEMA payment;
COMMENT ON SCHEMA payment IS 'Benefit rules, entitlements, instalments and how each was decided';

-- The code lists of proto/dayaq/payment/v1, as incident.is_code has those of incidents.
CREATE FUNCTION payment.is_code(list text, value text) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN value = ANY (CASE list
    WHEN 'EntitlementState' THEN ARRAY[
      'ENTITLEMENT_STATE_ACTIVE', 'ENTITLEMENT_STATE_ENDED', 'ENTITLEMENT_STATE_WITHDRAWN']
    WHEN 'InstalmentKind' THEN ARRAY[
      'INSTALMENT_KIND_REGULAR', 'INSTALMENT_KIND_ARREARS', 'INSTALMENT_KIND_DIFFERENCE']
    WHEN 'Occasion' THEN ARRAY[
      'OCCASION_PERSON', 'OCCASION_CASUALTY']
    WHEN 'Frequency' THEN ARRAY[
      'FREQUENCY_ONCE', 'FREQUENCY_MONTHLY']
    WHEN 'FirstPeriod' THEN ARRAY[
      'FIRST_PERIOD_MONTH_OF_EVENT', 'FIRST_PERIOD_NEXT_MONTH']
    WHEN 'LastPeriod' THEN ARRAY[
      'LAST_PERIOD_MONTH_OF_EVENT', 'LAST_PERIOD_MONTH_BEFORE']
    END);
END
$$;
GRANT EXECUTE ON FUNCTION payment.is_code(text, text) TO PUBLIC;

-- Rows of dayaq.payment.v1.BenefitRule: every version that decided something, as the rule file said it.
CREATE TABLE payment.benefit_rule (
  benefit text COLLATE "C" NOT NULL CHECK (benefit ~ '^[a-z][a-z0-9-]*$' AND length(benefit) <= 60),
  version integer NOT NULL CHECK (version > 0),
  content_hash text COLLATE "C" NOT NULL CHECK (content_hash ~ '^[0-9a-f]+$' AND length(content_hash) = 64),
  title jsonb NOT NULL CHECK (jsonb_typeof(title) = 'object'),
  example boolean NOT NULL DEFAULT false,
  legal_basis jsonb CHECK (jsonb_typeof(legal_basis) = 'object'),
  conditions jsonb CHECK (jsonb_typeof(conditions) = 'array'),
  occasion text COLLATE "C" NOT NULL CHECK (payment.is_code('Occasion', occasion)),
  frequency text COLLATE "C" NOT NULL CHECK (payment.is_code('Frequency', frequency)),
  first_period text COLLATE "C" CHECK (payment.is_code('FirstPeriod', first_period)),
  last_period text COLLATE "C" CHECK (payment.is_code('LastPeriod', last_period)),
  steps jsonb NOT NULL CHECK (jsonb_typeof(steps) = 'array'),
  release_needs jsonb CHECK (jsonb_typeof(release_needs) = 'array'),
  cautions jsonb CHECK (jsonb_typeof(cautions) = 'array'),
  sources jsonb CHECK (jsonb_typeof(sources) = 'array'),
  PRIMARY KEY (benefit, version)
);
SELECT access.classify('payment.benefit_rule', 'PUBLIC', 'benefit', 'version', 'content_hash', 'title', 'example', 'legal_basis',
  'conditions', 'occasion', 'frequency', 'first_period', 'last_period', 'steps', 'release_needs', 'cautions', 'sources');

-- Rows of dayaq.payment.v1.Entitlement. Where it lies (register, district, institution) is where the survivor lies; instalments and
-- assessments carry the same three, held equal by foreign keys that cascade. The explanation is kept beside the row, whatever its size:
-- lists and sums over many rows then read little.
CREATE TABLE payment.entitlement (
  uid uuid PRIMARY KEY,
  etag bigint NOT NULL,
  survivor_uid uuid NOT NULL,
  benefit text COLLATE "C" NOT NULL,
  occasion_uid uuid,
  rule_version integer NOT NULL,
  example boolean NOT NULL DEFAULT false,
  state text COLLATE "C" NOT NULL CHECK (payment.is_code('EntitlementState', state)),
  starts_on text COLLATE "C" CHECK (incident.is_partial_date(starts_on)),
  ends_on text COLLATE "C" CHECK (incident.is_partial_date(ends_on)),
  entitled_qepik bigint NOT NULL DEFAULT 0 CHECK (entitled_qepik >= 0),
  currency text COLLATE "C" NOT NULL CHECK (currency = 'AZN'),
  releasable boolean NOT NULL DEFAULT false,
  explanation jsonb NOT NULL CHECK (jsonb_typeof(explanation) = 'object'),
  -- To look for open questions without reading explanations.
  has_questions boolean NOT NULL GENERATED ALWAYS AS (explanation ? 'questions') STORED,
  register text COLLATE "C" NOT NULL,
  district text COLLATE "C" NOT NULL,
  institution text COLLATE "C" NOT NULL,
  create_time timestamptz NOT NULL,
  update_time timestamptz NOT NULL,
  CONSTRAINT entitlement_rule FOREIGN KEY (benefit, rule_version) REFERENCES payment.benefit_rule (benefit, version),
  CONSTRAINT entitlement_withdrawn CHECK (state <> 'ENTITLEMENT_STATE_WITHDRAWN' OR entitled_qepik = 0),
  -- Nobody is entitled twice to the same.
  CONSTRAINT entitlement_once UNIQUE NULLS NOT DISTINCT (survivor_uid, benefit, occasion_uid)
) WITH (toast_tuple_target = 128);
-- Lists go along this one, newest first, and leave out what the caller may not see.
CREATE INDEX entitlement_newest ON payment.entitlement (create_time DESC, uid DESC);
-- Comes last for the same reason as incident_scope.
ALTER TABLE payment.entitlement ADD CONSTRAINT entitlement_scope UNIQUE (uid, register, district, institution);
SELECT access.classify('payment.entitlement', 'OPERATIONAL', 'uid', 'etag', 'survivor_uid', 'benefit', 'occasion_uid', 'rule_version',
  'example', 'state', 'releasable', 'register', 'district', 'institution', 'create_time', 'update_time');
SELECT access.classify('payment.entitlement', 'FINANCE', 'starts_on', 'ends_on', 'entitled_qepik', 'currency', 'explanation', 'has_questions');

-- Rows of dayaq.payment.v1.Assessment: one decision about one entitlement, with all it was made from.
CREATE TABLE payment.assessment (
  uid uuid PRIMARY KEY,
  entitlement_uid uuid NOT NULL,
  because_of text COLLATE "C" NOT NULL CHECK (because_of ~ '^[a-z_]+\.[a-z_]+$'),
  explanation jsonb NOT NULL CHECK (jsonb_typeof(explanation) = 'object'),
  create_time timestamptz NOT NULL,
  register text COLLATE "C" NOT NULL,
  district text COLLATE "C" NOT NULL,
  institution text COLLATE "C" NOT NULL,
  CONSTRAINT assessment_entitlement FOREIGN KEY (entitlement_uid, register, district, institution)
    REFERENCES payment.entitlement (uid, register, district, institution) ON UPDATE CASCADE,
  CONSTRAINT assessment_of_entitlement UNIQUE (entitlement_uid, uid)
);
SELECT access.classify('payment.assessment', 'OPERATIONAL', 'register', 'district', 'institution');
SELECT access.classify('payment.assessment', 'FINANCE', 'uid', 'entitlement_uid', 'because_of', 'explanation', 'create_time');

-- Rows of dayaq.payment.v1.Instalment: the first of a period is for the period itself, all later ones are differences.
-- A period is a month, or the date of what is paid for once: a day, or only its month or year where no more is known.
CREATE TABLE payment.instalment (
  uid uuid PRIMARY KEY,
  entitlement_uid uuid NOT NULL,
  period text COLLATE "C" NOT NULL CHECK (incident.is_partial_date(period)),
  sequence integer NOT NULL CHECK (sequence >= 0),
  kind text COLLATE "C" NOT NULL CHECK (payment.is_code('InstalmentKind', kind)),
  amount_qepik bigint NOT NULL CHECK (amount_qepik <> 0),
  currency text COLLATE "C" NOT NULL CHECK (currency = 'AZN'),
  due_on text COLLATE "C" NOT NULL CHECK (incident.is_partial_date(due_on) AND length(due_on) = 10),
  assessment_uid uuid NOT NULL,
  create_time timestamptz NOT NULL,
  register text COLLATE "C" NOT NULL,
  district text COLLATE "C" NOT NULL,
  institution text COLLATE "C" NOT NULL,
  CONSTRAINT instalment_kind CHECK ((kind = 'INSTALMENT_KIND_DIFFERENCE') = (sequence > 0) AND (sequence > 0 OR amount_qepik > 0)),
  CONSTRAINT instalment_once UNIQUE (entitlement_uid, period, sequence),
  CONSTRAINT instalment_entitlement FOREIGN KEY (entitlement_uid, register, district, institution)
    REFERENCES payment.entitlement (uid, register, district, institution) ON UPDATE CASCADE,
  CONSTRAINT instalment_assessment FOREIGN KEY (entitlement_uid, assessment_uid) REFERENCES payment.assessment (entitlement_uid, uid)
);
SELECT access.classify('payment.instalment', 'OPERATIONAL', 'register', 'district', 'institution');
SELECT access.classify('payment.instalment', 'FINANCE', 'uid', 'entitlement_uid', 'period', 'sequence', 'kind', 'amount_qepik', 'currency',
  'due_on', 'assessment_uid', 'create_time');

COMMIT;
