#!/usr/bin/env bash
# A step of tests/upgrade/run.sh, whose environment it has: people [N] puts rows there, expand, backfill and contract migrate, count looks, clean takes
# the people away again.
set -euo pipefail
cd "$(dirname "$0")"
run() { psql -X -q -A -t -v ON_ERROR_STOP=1 "$DAYAQ_TEST_CLUSTER dbname=$TEST_HOUSE_DATABASE user=${1:-$DAYAQ_TEST_SUPERUSER}" "${@:2}"; }
migrate() { PGPASSFILE="$DAYAQ_TEST_SECRETS/database/dayaq_migrator.pgpass" run dayaq_migrator -f "$1.sql"; }
case "$1" in
  people)
    # As many as are asked for, of one incident of nobody's: whatever hangs on a row is left out.
    run "" -v people="$2" <<'SQL'
SET session_replication_role = replica;
INSERT INTO incident.incident SELECT (jsonb_populate_record(i, jsonb_build_object('uid', '01900000-0000-7000-8f00-000000000000', 'number', '99999999'))).*
FROM incident.incident i LIMIT 1;
INSERT INTO incident.casualty SELECT (jsonb_populate_record(c, jsonb_build_object('uid', gen_random_uuid(), 'incident_uid', '01900000-0000-7000-8f00-000000000000'))).*
FROM (SELECT c FROM incident.casualty c LIMIT 1) AS one(c), generate_series(1, :people);
SQL
    ;;
  expand) migrate expand ;;
  backfill) run "" -f backfill.sql ;;
  contract) migrate contract 2>&1 ;;
  count) [ "$(run "" -c "SELECT count(*) FROM incident.casualty WHERE is_killed IS DISTINCT FROM (outcome IS NOT DISTINCT FROM 'OUTCOME_KILLED')")" = 0 ] ;;
  clean)
    run "" <<'SQL'
SET session_replication_role = replica;
DELETE FROM incident.casualty WHERE incident_uid = '01900000-0000-7000-8f00-000000000000';
DELETE FROM incident.incident WHERE uid = '01900000-0000-7000-8f00-000000000000';
SQL
    ;;
esac
