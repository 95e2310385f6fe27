#!/usr/bin/env bash
# Tests of the development identity provider, against a running one. Ends with "N passed, N failed, N skipped".
set -euo pipefail
cd "$(dirname "$0")/../.."
for part in common certificates ports; do
  # shellcheck source=/dev/null
  . "dev/$part.sh"
done

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
make_certificates "$place/certificates"
report="$place/report"
status=0
DAYAQ_IDP_PLACE="$place" DAYAQ_IDP_PORT=$(free_ports 1) "$DAYAQ_NODE" --test --test-reporter=tap dev/identity-provider/provider.test.mjs >"$report" 2>&1 || status=$?
cat "$report"
count() { sed -n "s/^# $1 \([0-9]*\)$/\1/p" "$report" | tail -n 1; }
printf '%d passed, %d failed, %d skipped\n' "$(count pass)" "$(count fail)" "$(count skipped)"
exit "$status"
