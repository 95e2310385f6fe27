-- Verify dayaq:statistics_facts on pg
BEGIN;
SET LOCAL ROLE dayaq_owner;
SELECT 'incident.told_for_statistics(uuid[])'::regprocedure, 'survivor.told_for_statistics(uuid[])'::regprocedure,
       'rehabilitation.told_for_statistics(uuid[])'::regprocedure, 'payment.told_for_statistics(uuid[], integer)'::regprocedure,
       'payment.amounts_for_statistics(text)'::regprocedure;
SELECT part, benefit, service, relation, share, value FROM statistics.fact WHERE false;
SELECT 1 / (count(*) = 13)::integer FROM outbox.subscription WHERE subscriber = 'statistics.refresh'
  AND kind IN ('disability.decided', 'survivor.family_changed', 'device.prescribed', 'device.approved', 'device.delivered', 'device.ended', 'renewal.changed',
               'renewal.decided', 'episode.session_held', 'payment.bank_file_taken', 'payment.question_answered', 'layer.paid_in_time', 'layer.goes_on');
ROLLBACK;
