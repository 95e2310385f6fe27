#!/usr/bin/env bash
# Whether every receipt that the edge kept is honoured by the published log. Sourced, after transparency.

verify_binary() { printf '%s/clients/verify/dayaq-audit-verify' "${DAYAQ_BUILD:-$DAYAQ_ROOT/build/release}"; }

# What the verifier says of them, in a line or two; its own exit codes, 0 without logs or receipts.
verify_receipts() {
  local receipts="$DAYAQ_HOME/log/receipts.log" logs=() keys=() log
  [ -s "$receipts" ] && [ -f "$(transparency_folder)/receipts.vkey" ] || return 0
  while read -r log; do
    [ -f "$log/checkpoint" ] || continue
    logs+=("$log")
    keys+=(--key "$log/log.vkey")
  done < <(find "$(transparency_folder)" -mindepth 1 -maxdepth 1 -type d | sort -V)
  [ "${#logs[@]}" -gt 0 ] || return 0
  "$(verify_binary)" receipts "${logs[@]}" "${keys[@]}" --receipts "$receipts" --receipt-key "$(transparency_folder)/receipts.vkey" 2>&1
}

# For ./dayaq status.
receipts_line() {
  local told status=0
  told=$(verify_receipts) || status=$?
  [ -n "$told" ] || return 0
  grep -E '^(qəbzlər|receipts): ' <<<"$told" | sed 's/^/  /' || true
  [ "$status" -ne 1 ] || printf '  %s%s%s\n' "$RED" "$(tail -n 1 <<<"$told")" "$PLAIN"
}
