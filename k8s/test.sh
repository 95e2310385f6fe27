#!/usr/bin/env bash
# Manifests, images and alerts: rendered, judged, and the judges themselves tried. No cluster and no engine is needed. Ends with
# "N passed, N failed, N skipped".
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=/dev/null
. dev/common.sh
command -v kubectl >/dev/null 2>&1 || { echo "error: kubectl is missing: apt-get install kubernetes-client"; echo "0 passed, 1 failed, 0 skipped"; exit 1; }
report=$(mktemp)
trap 'rm -f "$report"' EXIT
status=0
"$DAYAQ_NODE" --test --test-reporter=tap k8s/check/*.test.mjs >"$report" 2>&1 || status=$?
cat "$report"
count() { sed -n "s/^# $1 \([0-9]*\)$/\1/p" "$report" | tail -n 1; }
printf '%d passed, %d failed, %d skipped\n' "$(count pass)" "$(count fail)" "$(count skipped)"
exit "$status"
