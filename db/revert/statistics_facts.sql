-- Revert dayaq:statistics_facts from pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SET LOCAL lock_timeout = '2s';
DELETE FROM outbox.subscription WHERE subscriber = 'statistics.refresh'
  AND kind IN ('disability.decided', 'survivor.family_changed', 'device.prescribed', 'device.approved', 'device.delivered', 'device.ended', 'renewal.changed',
               'renewal.decided', 'episode.session_held', 'payment.bank_file_taken', 'payment.question_answered', 'layer.paid_in_time');
DELETE FROM outbox.event WHERE kind = 'layer.goes_on' AND resource LIKE 'layers/amounts/%' OR kind = 'layer.paid_in_time';
SET LOCAL ROLE payment_keeper;
DROP FUNCTION payment.told_for_statistics(uuid[], integer), payment.amounts_for_statistics(text), payment.records_for_statistics(text, uuid, integer);
SET LOCAL ROLE rehabilitation_keeper;
DROP FUNCTION rehabilitation.told_for_statistics(uuid[]), rehabilitation.records_for_statistics(text);
SET LOCAL ROLE incident_keeper;
DROP FUNCTION incident.told_for_statistics(uuid[]);
SET LOCAL ROLE survivor_keeper;
DROP FUNCTION survivor.told_for_statistics(uuid[]), survivor.incidents_for_statistics(uuid[]), survivor.decided_for_statistics(uuid[]),
  survivor.relatives_for_statistics(uuid[]), survivor.people_for_statistics(uuid[]), survivor.related_for_statistics(uuid[]);
SET LOCAL ROLE dayaq_owner;
-- What the layer did not hold before goes; what it held is taken in anew.
ALTER TABLE statistics.fact DISABLE TRIGGER fact_stays;
ALTER TABLE statistics.fact NO FORCE ROW LEVEL SECURITY;
DELETE FROM statistics.fact WHERE part <> '' OR kind NOT IN ('CASUALTY', 'INCIDENT', 'SURVIVOR');
ALTER TABLE statistics.fact FORCE ROW LEVEL SECURITY;
ALTER TABLE statistics.fact ENABLE TRIGGER fact_stays;
DROP INDEX statistics.fact_now;
ALTER TABLE statistics.fact
  DROP CONSTRAINT fact_pkey, DROP CONSTRAINT fact_kind_check,
  ADD CONSTRAINT fact_kind_check CHECK (kind IN ('CASUALTY', 'INCIDENT', 'SURVIVOR')),
  ADD PRIMARY KEY (pseudonym, recorded_from, kept_from),
  DROP part, DROP benefit, DROP service, DROP relation, DROP share, DROP value;
CREATE UNIQUE INDEX fact_now ON statistics.fact (pseudonym, recorded_from) WHERE kept_until = 'infinity';
COMMIT;
