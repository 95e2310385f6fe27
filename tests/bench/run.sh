#!/usr/bin/env bash
# Speed and memory of the release build, in one run on one private cluster: ./dayaq bench
# The floor of a call is what pgbench reaches with the very statements that the service was heard to send for it (record_floor), on the
# same cluster, at the same number of callers; floor and service take turns. ROUNDS and SECONDS_EACH make a run shorter or longer.
set -euo pipefail
cd "$(dirname "$0")/../.."

if [ -z "${DAYAQ_TEST_CLUSTER:-}" ]; then
  dev/build.sh release incident dayaqctl record_floor load >/dev/null
  DAYAQ_BUILD="$PWD/build/release" exec dev/test-cluster.sh "$0" "$@"
fi
# shellcheck source=/dev/null
. dev/test-house.sh
. tests/bench/measure.sh

ROUNDS=${ROUNDS:-5} SECONDS_EACH=${SECONDS_EACH:-5}
CONCURRENCIES=(1 8 16)

test_house_up incident
BENCH="$TEST_HOUSE_PLACE/bench"
mkdir -m 0700 "$BENCH"
FIGURES="$BENCH/figures"
prepare_bench

measure_start_up
measure_memory idle
measure_reactions 8
for ((round = 1; round <= ROUNDS; round++)); do
  printf 'round %d of %d\n' "$round" "$ROUNDS" >&2
  for callers in "${CONCURRENCIES[@]}"; do
    measure_floor register "$callers"
    measure_service register "$callers"
    measure_floor read "$callers"
    measure_service read "$callers"
  done
  measure_edge 8
  measure_import
done
print_table
