#!/usr/bin/env bash
# Kills the incident service under load, twice, or with --long two hundred times and PostgreSQL once: nothing acknowledged may be lost or
# doubled, no effect may be without its audit entry and no entry without its effect; and afterwards the log must take in exactly the entries
# there are. SEED=n repeats the moments of an earlier run as far as a machine can.
set -euo pipefail
cd "$(dirname "$0")/../.."
. dev/test-house.sh

kills=2 crash=''
if [ "${1:-}" = --long ]; then kills=200 crash=tests/kill/crash-database.sh; fi
test_house_up incident
# The campaign counts what this service does.
test_house_hears_only incident
# From here on the campaign starts and ends it.
house_stop incident

report=$(mktemp)
trap 'rm -f "$report"; test_house_down' EXIT
status=0
"${DAYAQ_BUILD:?}/tests/kill/kill_campaign" --seed="${SEED:-0}" --kills="$kills" --crash_database="$crash" \
  --service="$(service_binary incident) --flagfile=$DAYAQ_HOME/run/incident.flags" --service_log="$DAYAQ_HOME/log/incident-killed.log" \
  --address="127.0.0.1:$(service_port incident)" --certificates="$DAYAQ_HOME/certificates/edge" \
  --token_command="$(test_house_token_command aysel-registrar)" \
  --database="$DAYAQ_TEST_CLUSTER dbname=$TEST_HOUSE_DATABASE user=$DAYAQ_TEST_SUPERUSER" | tee "$report" || status=$?
read -r passed _ failed _ < <(tail -n 1 "$report" | tr -d ,) || true
[[ "${passed:-} ${failed:-}" =~ ^[0-9]+\ [0-9]+$ ]] || exit 1

check() {
  local what=$1
  shift
  if "$@"; then passed=$((passed + 1)); echo "ok $what"; else failed=$((failed + 1)); echo "not ok $what"; fi
}
nobody_waits() {
  local until=$((SECONDS + 60))
  while [ "$(test_house_sql 'SELECT count(*) FROM audit.queue')" -gt 0 ]; do
    [ "$SECONDS" -lt "$until" ] || return 1
    sleep 0.2
  done
}
counts() { [ "$(test_house_sql "$1")" = 0 ]; }
start_service audit
check "every entry gets its place in the log" nobody_waits
check "the log has a leaf for every entry, and for nothing else" counts \
  'SELECT count(*) FROM audit.entry e FULL JOIN audit.leaf l USING (uid) WHERE e.uid IS NULL OR l.uid IS NULL OR l.leaf <> sha256(e.canonical)'
check "places follow each other" counts 'SELECT count(*) - 1 - max(seq) + min(seq) FROM audit.leaf'
echo "$(test_house_sql 'SELECT count(*) FROM audit.entry') entries, $(test_house_sql 'SELECT count(*) FROM audit.leaf') leaves"
echo "$passed passed, $failed failed, 0 skipped"
[ "$failed" -eq 0 ] && [ "$status" -eq 0 ]
