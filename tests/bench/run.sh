#!/usr/bin/env bash
# Speed and memory of the release build, in one run on one private cluster: ./dayaq bench
# The floor of a call is what pgbench reaches with the very statements that the service was heard to send for it (record_floor), on the
# same cluster, at the same number of callers; floor and service take turns. ROUNDS and SECONDS_EACH make a run shorter or longer;
# ./dayaq bench verifying measures nothing but how fast a log is verified; ./dayaq bench journeys nothing but the way from a registration to the assistance that follows; ./dayaq bench log nothing but the
# audit log; ./dayaq bench people nothing but finding people among a million (people calls, people sweep: one half of it);
# ./dayaq bench console nothing but what a person waits for at each desk, as a browser measures it.
set -euo pipefail
cd "$(dirname "$0")/../.."

if [ "${1:-}" = verifying ]; then
  dev/build.sh release verifying >/dev/null
  place=$(mktemp -d)
  trap 'rm -rf "$place"' EXIT
  read -r speed files of_files memory of_memory < <(build/release/tests/bench/verifying --place="$place")
  printf 'dayaq-audit-verify: %s leaves/s; bare SHA-256 from the same files: %s/s, ratio %.2f; in memory: %s/s, ratio %.2f\n' \
    "$speed" "$files" "$of_files" "$memory" "$of_memory"
  exit 0
fi

# Another build is measured where DAYAQ_BUILD names one.
if [ "${1:-}" = console ]; then
  services=(access audit incident survivor payment rehabilitation employment statistics)
  if [ -z "${DAYAQ_TEST_CLUSTER:-}" ]; then
    if [ -z "${DAYAQ_BUILD:-}" ]; then dev/build.sh release "${services[@]}" dayaq-witness >/dev/null; fi
    DAYAQ_TEST_DURABLE=1 DAYAQ_BUILD="${DAYAQ_BUILD:-$PWD/build/release}" exec dev/test-cluster.sh "$0" "$@"
  fi
  # shellcheck source=/dev/null
  . dev/test-house.sh
  # shellcheck source=/dev/null
  . tests/browser/environment.sh
  test_house_up "${services[@]}"
  test_house_console
  browser_environment "${services[@]}"
  "$DAYAQ_NODE" tests/bench/console.mjs "${ROUNDS:-20}"
  exit
fi

if [ -z "${DAYAQ_TEST_CLUSTER:-}" ]; then
  log=build/test-logs/bench-build.log
  mkdir -p "$(dirname "$log")"
  if ! dev/build.sh release incident survivor payment access audit dayaqctl dayaq-audit-admin dayaq-witness people_loader record_floor record_people_floor load journeys decisions verifying >"$log" 2>&1; then
    tail -n 25 "$log" >&2
    exit 1
  fi
  DAYAQ_TEST_DURABLE=1 DAYAQ_BUILD="$PWD/build/release" exec dev/test-cluster.sh "$0" "$@"
fi
# shellcheck source=/dev/null
. dev/test-house.sh
. tests/bench/measure.sh
. tests/bench/measure_log.sh
. tests/bench/measure_people.sh

ROUNDS=${ROUNDS:-5} SECONDS_EACH=${SECONDS_EACH:-4}
CONCURRENCIES=(1 8 16)

if [ "${1:-}" = people ]; then test_house_up survivor; else test_house_up; fi
BENCH="$TEST_HOUSE_PLACE/bench"
mkdir -m 0700 "$BENCH"
FIGURES="$BENCH/figures"
if [ "${1:-}" = people ]; then
  measure_people "${2:-}"
  exit
fi
prepare_bench

measure_log() {
  measure_catching_up
  measure_log_cost 8
}
if [ "${1:-}" = log ]; then
  measure_log
  print_log_table 8
  exit
fi

measure_calls() {
  local callers
  for callers in "${CONCURRENCIES[@]}"; do
    measure_floor register "$callers"
    measure_service register "$callers"
    measure_floor read "$callers"
    measure_service read "$callers"
  done
  measure_decisions
  measure_verifying
  measure_edge 8
  measure_import
}

measure_memory idle
measure_idle_journeys
if [ "${1:-}" != journeys ]; then
  measure_start_up
  measure_reactions 8
fi
for ((round = 1; round <= ROUNDS; round++)); do
  printf 'round %d of %d\n' "$round" "$ROUNDS" >&2
  measure_journey 8 "$round"
  [ "${1:-}" = journeys ] || measure_calls
done
measure_journeys_and_duplicates
if [ "${1:-}" != journeys ]; then measure_log; fi
print_table
if [ "${1:-}" != journeys ]; then print_log_table 8; fi
