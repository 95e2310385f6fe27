-- The first thing done to a database that was brought back from a backup, as its superuser and before any service starts: from now on no payment run
-- is begun or released until the day of the restore is reconciled with the bank (docs/operations/restore.md). Asked twice it changes nothing.
INSERT INTO payment.restore (restored_time, day)
SELECT now(), to_char(now() AT TIME ZONE 'Asia/Baku', 'YYYY-MM-DD') WHERE NOT payment.restore_open();
