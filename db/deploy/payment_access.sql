-- Deploy dayaq:payment_access to pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';

SELECT access.grant_service('payment', '{caseworker,payment_verifier,auditor,operator,background}');

-- Who sees which rows.
SELECT access.add_scope_policy(('payment.' || t)::regclass, 'district', 'institution',
                               '{payment_caseworker,payment_payment_verifier,payment_auditor,payment_background}')
FROM unnest(ARRAY['entitlement', 'assessment', 'instalment']) AS t;
CREATE POLICY keeper ON payment.entitlement FOR SELECT TO payment_keeper USING (true);
CREATE POLICY keeper ON payment.instalment FOR SELECT TO payment_keeper USING (true);

-- Rules lie nowhere and name nobody. The service brings them along when it starts.
ALTER TABLE payment.benefit_rule ENABLE ROW LEVEL SECURITY;
ALTER TABLE payment.benefit_rule FORCE ROW LEVEL SECURITY;
CREATE POLICY everyone_reads ON payment.benefit_rule FOR SELECT
  TO payment_caseworker, payment_payment_verifier, payment_auditor, payment_background USING (true);
CREATE POLICY service_brings ON payment.benefit_rule FOR INSERT TO payment_background
  WITH CHECK ((SELECT access.context_role()) = current_user);

-- Who does what: people read, the service decides.
GRANT USAGE ON SCHEMA payment TO payment_caseworker, payment_payment_verifier, payment_auditor, payment_background;
SELECT access.grant_by_class('SELECT', '{payment_caseworker,payment_payment_verifier,payment_auditor,payment_background}',
  '{payment.benefit_rule,payment.entitlement,payment.assessment,payment.instalment}', 'PUBLIC', 'OPERATIONAL', 'FINANCE');
SELECT access.grant_by_class('INSERT', '{payment_background}',
  '{payment.benefit_rule,payment.entitlement,payment.assessment,payment.instalment}', 'PUBLIC', 'OPERATIONAL', 'FINANCE');
GRANT UPDATE (rule_version, example, state, starts_on, ends_on, entitled_qepik, releasable, explanation, register, district, institution)
   ON payment.entitlement TO payment_background;

-- What the service listens to: everything of a person that benefits hang on, and the months it told itself of.
INSERT INTO outbox.subscription (kind, subscriber) VALUES
  ('survivor.opened', 'payment.assess'),
  ('survivor.changed', 'payment.assess'),
  ('survivor.died', 'payment.assess'),
  ('survivor.incident_changed', 'payment.assess'),
  ('survivor.identity_confirmed', 'payment.assess'),
  ('disability.decided', 'payment.assess'),
  ('entitlement.month_begun', 'payment.assess');

COMMIT;
