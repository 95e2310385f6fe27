#!/usr/bin/env bash
# The console in a browser, against a whole house: tests/browser/run.sh [TEST...], some desks alone by the name of their file (statistics-desk).
# Pictures of every page lie in build/console/pictures.
# Ends with "N passed, N failed, N skipped". Without Chromium only the gateway is tried, and the desks count as one skipped.
set -euo pipefail
cd "$(dirname "$0")/../.."

for folder in clients/console clients/gateway; do
  if [ ! -d "$folder/node_modules" ]; then
    echo "skipped: the browser tests, since $folder/node_modules is not there (./dayaq up, or npm install)"
    echo "0 passed, 0 failed, 1 skipped"
    exit 0
  fi
done

. dev/test-house.sh
. tests/browser/environment.sh
services=(access audit incident survivor payment rehabilitation employment statistics)
test_house_up "${services[@]}"
test_house_console
browser_environment "${services[@]}"

passed=0 failed=0 skipped=0
# try FILE: its tests, one after the other, into the counts.
try() {
  local report="$TEST_HOUSE_PLACE/report" status=0 red
  count() { sed -n "s/^# $1 \([0-9]*\)$/\1/p" "$report" | tail -n 1; }
  "$DAYAQ_NODE" --test --test-reporter=tap "$1" >"$report" 2>&1 || status=$?
  cat "$report"
  red=$(count fail)
  # One that ended badly without saying which test did counts as one.
  if [ "$status" -ne 0 ] && [ "${red:-0}" -eq 0 ]; then red=1; fi
  passed=$((passed + $(count pass))) failed=$((failed + red)) skipped=$((skipped + $(count skipped)))
}

# Some stop a service, to see what is said then: whatever the one before stopped is there again for the next.
all_there() {
  local name
  for name in "${services[@]}"; do start_service "$name"; done
  DAYAQ_INCIDENT_PID=$(house_pid incident) DAYAQ_AUDIT_PID=$(house_pid audit) DAYAQ_STATISTICS_PID=$(house_pid statistics)
  export DAYAQ_INCIDENT_PID DAYAQ_AUDIT_PID DAYAQ_STATISTICS_PID
}
# That of statistics has a house of its own: tests/statistics-desk.
desks=(work-desks oversight-desks desks)
[ "$#" -eq 0 ] || desks=("$@")
[ "$#" -ne 0 ] || try clients/gateway/tests/services.test.mjs
if [ -n "$DAYAQ_BROWSER" ]; then
  for name in "${desks[@]}"; do all_there; try "clients/console/tests/$name.test.mjs"; done
else
  echo "skipped: the desks in a browser, since there is no chromium (dev/packages.debian)"
  skipped=$((skipped + 1))
fi
printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
[ "$failed" -eq 0 ]
