#!/usr/bin/env bash
# The transparency log under judgement: a verifier that shares no code agrees on 2,000 leaves (--long: 100,000), and a log is tampered with
# in every way we know. Ends with "N passed, N failed, N skipped".
set -euo pipefail
cd "$(dirname "$0")/../.."
build=${DAYAQ_BUILD:-$PWD/build/sanitized}
node=${DAYAQ_NODE:-node_modules/.bin/node}
leaves=2000
[ "${1:-}" != --long ] || leaves=100000
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT

passed=0 failed=0
# part NAME COMMAND...: prints "ok ..." and "not ok ..." lines; without any, or failing without a "not ok", it is a failure itself.
part() {
  local name=$1 status=0 line said=0 bad=0
  shift
  echo "== $name"
  "$@" >"$place/out" 2>&1 </dev/null || status=$?
  while IFS= read -r line; do
    echo "$line"
    case "$line" in
      ok\ *) passed=$((passed + 1)) said=1 ;;
      "not ok "*) failed=$((failed + 1)) said=1 bad=1 ;;
    esac
  done <"$place/out"
  if [ "$said" -eq 0 ] || { [ "$status" -ne 0 ] && [ "$bad" -eq 0 ]; }; then
    echo "not ok $name ended with $status"
    failed=$((failed + 1))
  fi
}

agree() {
  "$build/tests/audit/make_log" "$place/made" "$leaves" "$(date +%s)" && "$node" tests/audit/agree.mjs "$place/made"
}
# The whole of what was made, by the program an outsider has.
verify_made() {
  local log="$place/made/log" keys="$place/made/keys" verifier="$build/clients/verify/dayaq-audit-verify"
  "$verifier" --lang en log "$log" --key "$keys/log.vkey" --witness "$keys/w1.vkey" --witness "$keys/w2.vkey" --quorum 2 && echo "ok log" || echo "not ok log"
  "$verifier" --lang en receipts "$log" --key "$keys/log.vkey" --receipts "$place/made/receipts.log" --receipt-key "$keys/receipts.vkey" \
    && echo "ok receipts" || echo "not ok receipts"
  "$verifier" --lang en archive "$place/made/all.archive" "$log" --key "$keys/log.vkey" && echo "ok archive" || echo "not ok archive"
}

part "two verifiers, $leaves leaves" agree
part "the program on that log" verify_made
part "test vectors, by the code" "$build/tests/audit/make_vectors" tests/data/audit/vectors.json
part "test vectors, by other means" "$node" tests/audit/vectors.mjs tests/data/audit/vectors.json
part "tampering" "$node" tests/audit/campaign.mjs "$build/clients/verify/dayaq-audit-verify" "$place/work"
echo "$passed passed, $failed failed, 0 skipped"
[ "$failed" -eq 0 ]
