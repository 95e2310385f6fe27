#!/usr/bin/env bash
# Three PostgreSQL, of which the primary dies under load, 3 times or with --long 50 times: writes come back by themselves, nothing acknowledged
# is lost or doubled, and figures are read from a standby all the while. With --long the other services of
# the house go through it too (but for the one of the audit log, whose queue the judge reads). SEED=n repeats the moments of an earlier run as far as
# a machine can.
set -euo pipefail
cd "$(dirname "$0")/../.."

failovers=${FAILOVERS:-3} services=(incident)
. dev/test-house.sh
if [ "${1:-}" = --long ]; then
  failovers=${FAILOVERS:-50}
  for name in "${HOUSE_SERVICES[@]}"; do [[ "$name" =~ ^(audit|incident)$ ]] || services+=("$name"); done
fi
export HA_CLUSTER="$TEST_HOUSE_PLACE/cluster"

make_home
house_ports
test_house_down_also() { ha_stop "$HA_CLUSTER"; cluster_remove "$HA_CLUSTER"; }
trap 'test_house_down_also; rm -rf "$TEST_HOUSE_PLACE"' EXIT
# A run that is cut short leaves nothing running either.
trap 'exit 143' INT TERM
step "Nüsxə" "a copy of the cluster" test_house_cluster_copy "$HA_CLUSTER"
# Its superuser's password came along; the keys and the services' passwords are those of the run.
step "PostgreSQL" "one becomes three" ha_prepare "$HA_CLUSTER" "$DAYAQ_TEST_SECRETS"
step "PostgreSQL" "three PostgreSQL" ha_start "$HA_CLUSTER" "$DAYAQ_TEST_SECRETS"
DAYAQ_TEST_CLUSTER=$(ha_writing "$HA_CLUSTER")
reading=$(ha_reading "$HA_CLUSTER")
export DAYAQ_TEST_CLUSTER

test_house_up "${services[@]}"
# An instance that is rewound waits for the disk once for each file it has: what nobody needs here goes.
for database in $(test_house_sql "SELECT datname FROM pg_database WHERE datallowconn AND datname NOT IN ('postgres', 'template1', '$TEST_HOUSE_DATABASE')" postgres); do
  test_house_sql "DROP DATABASE $database WITH (FORCE)" postgres
done
test_house_hears_only incident

status=0
report=$(mktemp)
"${DAYAQ_BUILD:?}/tests/ha/failover_campaign" --seed="${SEED:-0}" --failovers="$failovers" --strike=tests/ha/strike.sh --mend="tests/ha/strike.sh mend" \
  --address="127.0.0.1:$(service_port incident)" --certificates="$DAYAQ_HOME/certificates/edge" \
  --token_command="$(test_house_token_command aysel-registrar)" \
  --database="$DAYAQ_TEST_CLUSTER dbname=$TEST_HOUSE_DATABASE user=$DAYAQ_TEST_SUPERUSER" \
  --reading_database="$reading dbname=$TEST_HOUSE_DATABASE user=$DAYAQ_TEST_SUPERUSER" | tee "$report" || status=$?
read -r passed _ failed _ < <(tail -n 1 "$report" | tr -d ,) || true
rm -f "$report"
[[ "${passed:-} ${failed:-}" =~ ^[0-9]+\ [0-9]+$ ]] || exit 1

# Those that nobody called have lost their connections as often, and must have found the primary again by themselves.
service_came_back() {
  local until=$((SECONDS + 60))
  until service_ready "$1"; do
    [ "$SECONDS" -lt "$until" ] && house_pid "$1" >/dev/null || return 1
    sleep 0.2
  done
}
for name in "${services[@]}"; do
  # The campaign judges the incident service and leaves it running.
  if service_came_back "$name"; then passed=$((passed + 1)); echo "ok $name is ready, with the primary as it is now"
  else failed=$((failed + 1)); echo "not ok $name is not ready"; fi
done
echo "$passed passed, $failed failed, 0 skipped"
[ "$failed" -eq 0 ] && [ "$status" -eq 0 ]
