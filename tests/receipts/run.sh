#!/usr/bin/env bash
# Receipts, from a call to the verifier: the edge keeps one for every call that has an entry, all of them are honoured by the published log,
# and an entry that the owner of the database takes away before it has its place is missed.
set -euo pipefail
cd "$(dirname "$0")/../.."
. dev/test-house.sh
. dev/receipts.sh

passed=0 failed=0
check() {
  local what=$1
  shift
  if "$@"; then passed=$((passed + 1)); echo "ok $what"; else failed=$((failed + 1)); echo "not ok $what"; fi
}
ctl() { "$DAYAQCTL_BINARY" --config "$DAYAQ_HOME/dayaqctl.yaml" "$@"; }
receipts="$DAYAQ_HOME/log/receipts.log"
kept() { if [ -f "$receipts" ]; then wc -l <"$receipts"; else echo 0; fi; }
entries() { test_house_sql "SELECT count(*) FROM audit.entry WHERE method LIKE '/%'"; }
# within SECONDS COMMAND...: does it hold before long?
within() {
  local until=$((SECONDS + $1))
  shift
  until "$@"; do
    [ "$SECONDS" -lt "$until" ] || return 1
    sleep 0.2
  done
}

test_house_up "${HOUSE_SERVICES[@]}"
ctl login --as samir-caseworker >/dev/null
begun=$(entries)
for _ in 1 2 3; do ctl survivor list >/dev/null; done
ctl survivor show 01900000-0000-7000-8000-00000000dead >/dev/null 2>&1 || true
ctl access assignment list >/dev/null 2>&1 || true
all_kept() { [ "$(kept)" -eq "$(($(entries) - begun))" ]; }
check "the edge keeps a receipt of every call, answered and refused" within 5 all_kept
check "there are several" test "$(kept)" -ge 5
own=$(find "$DAYAQ_HOME" -name receipts.log -not -path '*/log/*' | head -n 1)
own_are_same() { diff <(cut -d' ' -f2 "$receipts" | tr -d = | sort) <(cut -d' ' -f2 "$own" | tr -d = | sort); }
check "dayaqctl keeps the same ones" own_are_same
in_the_log() { verify_receipts | grep -E 'gözləyir: 0|waiting: 0' >/dev/null; }
check "each is honoured by the published log" within 15 in_the_log

# The sequencer is stopped, so that there is time to do it; a thief with less of it would have to be quick.
house_stop audit
ctl survivor list >/dev/null
within 5 all_kept || true
thief() {
  test_house_sql "WITH gone AS (DELETE FROM audit.queue q USING audit.entry e WHERE e.uid = q.uid AND e.method LIKE '%/ListSurvivors' RETURNING q.uid)
                  DELETE FROM audit.entry WHERE uid IN (SELECT uid FROM gone) RETURNING uid"
}
stolen=$(thief)
check "one entry was taken away" test "$(wc -w <<<"$stolen")" -eq 1
start_service audit
check "the log goes on without it" service_ready audit
check "it is not overdue before its minute is over" verify_receipts
sleep 62
missed() {
  local told status=0
  told=$(verify_receipts) || status=$?
  echo "$told"
  [ "$status" -eq 1 ] && grep -q "$stolen" <<<"$told"
}
check "then the verifier misses it, by its name" missed
echo "receipts: $(kept) kept, 1 taken away, found"
echo "$passed passed, $failed failed, 0 skipped"
[ "$failed" -eq 0 ]
