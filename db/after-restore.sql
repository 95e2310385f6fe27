-- What must hold after a restore, when the bank's files were brought again: a question in both languages, and how many rows speak against it. Read only;
-- for ./dayaq drill restore, and for whoever restores (docs/operations/restore.md).
SELECT 'heç bir ay iki tapşırıqda deyil', 'no instalment lies in two orders that stand',
       (SELECT count(*) FROM (
          SELECT FROM payment.payment_order_instalment i JOIN payment.payment_order o ON o.uid = i.order_uid
          WHERE o.state NOT IN ('PAYMENT_ORDER_STATE_REJECTED', 'PAYMENT_ORDER_STATE_RETURNED', 'PAYMENT_ORDER_STATE_CANCELLED')
          GROUP BY i.instalment_uid HAVING count(*) > 1) AS twice)
UNION ALL
SELECT 'bankın dediyi ilə tapşırıqlar eynidir', 'orders are where the bank put them',
       (SELECT count(*) FROM payment.payment_order o
        WHERE (o.state = 'PAYMENT_ORDER_STATE_SETTLED') <> (
          SELECT count(*) FILTER (WHERE l.kind = 'BANK_LINE_KIND_OUT') > count(*) FILTER (WHERE l.kind = 'BANK_LINE_KIND_BACK')
          FROM payment.bank_line l WHERE l.order_uid = o.uid AND l.amount_qepik = o.amount_qepik))
UNION ALL
SELECT 'heç kimə bir ay üçün iki dəfə ödənilməyib', 'nobody was paid twice for a period',
       (SELECT count(*) FROM (
          SELECT FROM payment.payment_order_instalment i JOIN payment.payment_order o ON o.uid = i.order_uid
          JOIN payment.instalment n ON n.uid = i.instalment_uid JOIN payment.entitlement e ON e.uid = n.entitlement_uid
          WHERE o.state = 'PAYMENT_ORDER_STATE_SETTLED'
          GROUP BY e.survivor_uid, e.benefit, e.beneficiary_uid, e.occasion_uid, n.period, n.sequence HAVING count(*) > 1) AS twice)
UNION ALL
-- Lifted by whoever closes the day of the restore (db/restored.sql).
SELECT 'bərpadan sonra ödəniş bağlıdır', 'no money leaves before the day of the restore is reconciled', (SELECT count(*) FROM (SELECT) AS one WHERE NOT payment.restore_open())
UNION ALL
SELECT 'saylar zərərçəkənlərin sayıdır', 'counts of incidents are those of their casualties', (SELECT count(*) FROM incident.miscounted());
