-- Deploy dayaq:beneficiaries to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

-- The lists of the first version of the payment schema, which were written into its function by hand, and who receives a benefit.
SELECT kit.add_codes('payment', '{
  "EntitlementState": ["ENTITLEMENT_STATE_ACTIVE", "ENTITLEMENT_STATE_ENDED", "ENTITLEMENT_STATE_WITHDRAWN"],
  "InstalmentKind": ["INSTALMENT_KIND_REGULAR", "INSTALMENT_KIND_ARREARS", "INSTALMENT_KIND_DIFFERENCE"],
  "Occasion": ["OCCASION_PERSON", "OCCASION_CASUALTY"],
  "Frequency": ["FREQUENCY_ONCE", "FREQUENCY_MONTHLY"],
  "FirstPeriod": ["FIRST_PERIOD_MONTH_OF_EVENT", "FIRST_PERIOD_NEXT_MONTH"],
  "LastPeriod": ["LAST_PERIOD_MONTH_OF_EVENT", "LAST_PERIOD_MONTH_BEFORE"],
  "Beneficiary": ["BENEFICIARY_SURVIVOR", "BENEFICIARY_FAMILY_MEMBER", "BENEFICIARY_CARER"]
}');

-- Who receives it is a part of what an entitlement is: the shares of a family are one each. All that stand are the survivors' own.
ALTER TABLE payment.entitlement
  ADD COLUMN beneficiary text COLLATE "C" CHECK (payment.is_code('Beneficiary', beneficiary)),
  ADD COLUMN beneficiary_uid uuid;
-- No fact changed, so no version comes of it; and the owner sees no row otherwise.
ALTER TABLE payment.entitlement NO FORCE ROW LEVEL SECURITY, DISABLE TRIGGER next_version;
UPDATE payment.entitlement SET beneficiary = 'BENEFICIARY_SURVIVOR', beneficiary_uid = survivor_uid;
ALTER TABLE payment.entitlement FORCE ROW LEVEL SECURITY, ENABLE TRIGGER next_version,
  ALTER COLUMN beneficiary SET NOT NULL, ALTER COLUMN beneficiary_uid SET NOT NULL,
  ADD CONSTRAINT entitlement_beneficiary CHECK ((beneficiary = 'BENEFICIARY_SURVIVOR') = (beneficiary_uid = survivor_uid)),
  DROP CONSTRAINT entitlement_once,
  ADD CONSTRAINT entitlement_once UNIQUE NULLS NOT DISTINCT (survivor_uid, benefit, occasion_uid, beneficiary_uid);
CREATE INDEX entitlement_beneficiary_uid ON payment.entitlement (beneficiary_uid) WHERE beneficiary <> 'BENEFICIARY_SURVIVOR';

COMMIT;
