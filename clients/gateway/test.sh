#!/usr/bin/env bash
# Tests of the console's gateway, against the development identity provider. Ends with "N passed, N failed, N skipped".
set -euo pipefail
cd "$(dirname "$0")/../.."
for part in common service-list certificates ports console; do
  # shellcheck source=/dev/null
  . "dev/$part.sh"
done

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
make_certificates "$place/certificates"
make_contract
report="$place/report"
status=0
DAYAQ_GATEWAY_PLACE="$place" DAYAQ_GATEWAY_CONTRACT="$(contract_file)" DAYAQ_GATEWAY_PORTS="$(free_ports 3 | tr '\n' ' ')" \
  "$DAYAQ_NODE" --test --test-concurrency=1 --test-reporter=tap clients/gateway/{gateway,provider}.test.mjs >"$report" 2>&1 || status=$?
cat "$report"
count() { sed -n "s/^# $1 \([0-9]*\)$/\1/p" "$report" | tail -n 1; }
printf '%d passed, %d failed, %d skipped\n' "$(count pass)" "$(count fail)" "$(count skipped)"
exit "$status"
