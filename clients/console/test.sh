#!/usr/bin/env bash
# The console builds, and dates, telephones and letters are taken as people write them. What it does in a browser: tests/browser. Ends with
# "N passed, N failed, N skipped".
set -euo pipefail
cd "$(dirname "$0")/../.."
for part in common console; do
  # shellcheck source=/dev/null
  . "dev/$part.sh"
done

report=$(mktemp)
trap 'rm -f "$report"' EXIT
make_contract
make_console
status=0
"$DAYAQ_NODE" --experimental-transform-types --no-warnings --test --test-reporter=tap clients/console/tests/{values,draft,proof,grid,figures,offline}.test.mjs >"$report" 2>&1 || status=$?
cat "$report"
count() { sed -n "s/^# $1 \([0-9]*\)$/\1/p" "$report" | tail -n 1; }
printf '%d passed, %d failed, %d skipped\n' "$(count pass)" "$(count fail)" "$(count skipped)"
exit "$status"
