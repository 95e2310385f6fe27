#!/usr/bin/env bash
# Kills the incident service under load, twice, or with --long a hundred times and PostgreSQL once: nothing acknowledged may be lost or
# doubled. SEED=n repeats the moments of an earlier run as far as a machine can.
set -euo pipefail
cd "$(dirname "$0")/../.."
. dev/test-house.sh

kills=2 crash=''
if [ "${1:-}" = --long ]; then kills=100 crash=tests/kill/crash-database.sh; fi
test_house_up incident
# The campaign counts what this service does; what others would make of its events is theirs to do, and they are not here.
test_house_sql "DELETE FROM outbox.subscription WHERE subscriber NOT LIKE 'incident.%'"
# From here on the campaign starts and ends it.
house_stop incident

"${DAYAQ_BUILD:?}/tests/kill/kill_campaign" --seed="${SEED:-0}" --kills="$kills" --crash_database="$crash" \
  --service="$(service_binary incident) --flagfile=$DAYAQ_HOME/run/incident.flags" --service_log="$DAYAQ_HOME/log/incident-killed.log" \
  --address="127.0.0.1:$(service_port incident)" --certificates="$DAYAQ_HOME/certificates/edge" \
  --token_command="$(test_house_token_command aysel-registrar)" \
  --database="$DAYAQ_TEST_CLUSTER dbname=$TEST_HOUSE_DATABASE user=$DAYAQ_TEST_SUPERUSER"
