#!/usr/bin/env bash
# What the audit log costs and how fast it is: catching up, lag at full load, registrations with and without it. Sourced, after measure.sh.

CATCH_UP_ENTRIES=${CATCH_UP_ENTRIES:-300000}

log_size() { test_house_sql 'SELECT size FROM audit.log WHERE sealed_time IS NULL'; }
log_waiting() { test_house_sql 'SELECT count(*) FROM audit.queue'; }

# Entries pile up while the audit service is away; then it comes back. Measured between two looks at the size of the log, the first and the last
# at which it grew, with publication and the index of who looked at work beside it, as they are.
measure_catching_up() {
  local before now first='' first_at last_at
  house_stop audit
  test_house_sql "
    WITH entry AS (
      INSERT INTO audit.entry (uid, recorded_at, canonical, leaf, service, method, decision, resources)
      SELECT gen_random_uuid(), now(), int8send(n) || bytes, sha256(int8send(n) || bytes), 'incident', 'bench', 'DECISION_ALLOWED', ARRAY['survivors/' || gen_random_uuid()]
      FROM generate_series(1, $CATCH_UP_ENTRIES) AS n, (SELECT decode(repeat('ab', 300), 'hex') AS bytes) AS b RETURNING uid, recorded_at, leaf)
    INSERT INTO audit.queue (uid, recorded_at, leaf) SELECT * FROM entry"
  test_house_sql 'VACUUM ANALYZE audit.queue' || true
  before=$(log_size)
  start_service audit
  while :; do
    now=$(log_size)
    if [ -z "$first" ] && [ "$now" -gt "$before" ]; then first=$now first_at=$(now_ms); fi
    [ "$(log_waiting)" -gt 0 ] || break
  done
  last_at=$(now_ms)
  figure log.catching_up "$(ratio "$((($(log_size) - first) * 1000))" "$((last_at - first_at))")"
  while [ "$(test_house_sql 'SELECT size - least(published, indexed) FROM audit.log WHERE sealed_time IS NULL')" -gt 0 ]; do sleep 0.2; done
  figure log.catching_up.all "$(ratio "$((($(log_size) - first) * 1000))" "$(($(now_ms) - first_at))")"
}

# lag_counts: "bucket count" of the placing histogram, ascending.
lag_counts() {
  curl -s "http://127.0.0.1:$(service_metrics_port audit)/metrics" | sed -n 's/^dayaq_audit_placing_seconds_bucket{le="\([^"]*\)"} \([0-9]*\).*/\1 \2/p'
}

# Registrations with the log kept, and with nobody keeping it, by turns; and how long the oldest entry of each look had waited meanwhile.
measure_log_cost() {
  local callers=$1 round with without
  : >"$BENCH/lag"
  for ((round = 1; round <= ROUNDS; round++)); do
    start_service audit
    while [ "$(log_waiting)" -gt 1000 ]; do sleep 0.2; done
    lag_counts >"$BENCH/lag.before"
    record_load "log.kept.register.$callers" "$(load register "$callers" "$SECONDS_EACH" "127.0.0.1:$(service_port incident)")"
    lag_counts | paste -d' ' - "$BENCH/lag.before" | awk '{print $1, $2 - $4}' >>"$BENCH/lag"
    with=$(last_figure "log.kept.register.$callers")
    house_stop audit
    record_load "log.away.register.$callers" "$(load register "$callers" "$SECONDS_EACH" "127.0.0.1:$(service_port incident)")"
    without=$(last_figure "log.away.register.$callers")
    figure "log.cost.$callers" "$(ratio "$with" "$without")"
  done
  start_service audit
  figure log.lag.p99 "$(awk '{count[$1] += $2} END {
    total = count["+Inf"]; least = "+Inf"
    for (bucket in count) if (bucket != "+Inf" && count[bucket] >= 0.99 * total && (least == "+Inf" || bucket + 0 < least + 0)) least = bucket
    print least }' "$BENCH/lag")"
}

print_log_table() {
  local callers=$1
  printf '\n| the audit log | value |\n|---|---|\n'
  printf '| places given when catching up with %s entries, a second | %s |\n' "$CATCH_UP_ENTRIES" "$(values log.catching_up)"
  printf '| the same until all is published and indexed, a second | %s |\n' "$(values log.catching_up.all)"
  printf '| register at %s callers, log kept / nobody keeps it, calls/s | %s / %s |\n' "$callers" "$(values "log.kept.register.$callers")" "$(values "log.away.register.$callers")"
  printf '| ... ratio | %s |\n' "$(values "log.cost.$callers" 2)"
  printf '| p99 of the wait for a place meanwhile (oldest of each look), s, at most | %s |\n' "$(last_figure log.lag.p99)"
}
