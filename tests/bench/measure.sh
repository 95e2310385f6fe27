#!/usr/bin/env bash
# What tests/bench/run.sh measures, one function each. A figure is a line "name value" in $FIGURES. Sourced.

figure() { printf '%s %s\n' "$1" "$2" >>"$FIGURES"; }
now_ms() { echo $(($(date +%s%N) / 1000000)); }

bench_login() { printf "dbname=%s user=dayaq_incident passfile='%s/database/dayaq_incident.pgpass'" "$TEST_HOUSE_DATABASE" "$DAYAQ_TEST_SECRETS"; }

# Scripts of the floor, and the few thousand incidents that reads choose from on either side.
prepare_bench() {
  local socket
  socket=$(sed 's/^host=\([^ ]*\) port=\(.*\)$/\1\/.s.PGSQL.\2/' <<<"$DAYAQ_TEST_CLUSTER")
  # Deliveries are written like any others, but nobody works on them meanwhile; see measure_reactions.
  test_house_sql "UPDATE outbox.subscription SET subscriber = 'bench.nobody'"
  "$DAYAQ_BUILD/tests/bench/record_floor" --service="$(service_binary incident) --flagfile=$DAYAQ_HOME/run/incident.flags" \
    --service_log="$BENCH/recorded.log" --address="127.0.0.1:$(free_ports 1)" --certificates="$DAYAQ_HOME/certificates/edge" \
    --token_command="$(test_house_token_command aysel-registrar)" --socket="$socket" --login="$(bench_login)" \
    --key_directory="$DAYAQ_TEST_SECRETS" --out="$BENCH" --seeded=500
  run_pgbench register -c 4 -j 2 -t 500 -D round=0 >/dev/null
  load register 8 3 "127.0.0.1:$(service_port incident)" >/dev/null
  test_house_sql "SELECT 'incidents/' || uid FROM incident.incident WHERE uid::text NOT LIKE '00000001-%' LIMIT 2000" >"$BENCH/names"
  test_house_sql 'VACUUM ANALYZE'
}

# run_pgbench KIND WORDS...: the floor's scripts of that kind, mixed evenly.
run_pgbench() {
  local kind=$1 words
  shift
  mapfile -d '' -t words <"$BENCH/$kind.arguments"
  "$POSTGRES_BIN/pgbench" --no-vacuum --protocol=prepared -D count=0 "${words[@]}" "$@" "$DAYAQ_TEST_CLUSTER $(bench_login)" 2>"$BENCH/pgbench.log" ||
    fail "pgbench alınmadı: $(tail -n 3 "$BENCH/pgbench.log")" "pgbench failed"
}

# load KIND CALLERS SECONDS ADDRESS: "calls/s median p99 refused".
load() {
  "$DAYAQ_BUILD/tests/bench/load" --work="$1" --callers="$2" --seconds="$3" --address="$4" --names="$BENCH/names" --seed="$RANDOM" \
    --certificates="$DAYAQ_HOME/certificates/edge" --token_command="$(test_house_token_command aysel-registrar)"
}

# measure_floor KIND CALLERS: FLOOR_ROUND keeps the ids of one use apart from those of all others.
FLOOR_ROUND=0
measure_floor() {
  local kind=$1 callers=$2 output
  FLOOR_ROUND=$((FLOOR_ROUND + 1))
  rm -f "$BENCH"/latency.*
  output=$(run_pgbench "$kind" -c "$callers" -j "$((callers < 2 ? 1 : 2))" -T "$SECONDS_EACH" -D "round=$FLOOR_ROUND" --log --log-prefix="$BENCH/latency")
  figure "floor.$kind.$callers" "$(sed -n 's/^tps = \([0-9.]*\).*/\1/p' <<<"$output")"
  cat "$BENCH"/latency.* | awk '{print $3 / 1000}' | sort -n >"$BENCH/latencies"
  figure "floor.$kind.$callers.p50" "$(percentile 50)"
  figure "floor.$kind.$callers.p99" "$(percentile 99)"
}

percentile() { awk -v share="$1" '{at[NR] = $1} END {print at[int(share / 100 * (NR - 1)) + 1]}' "$BENCH/latencies"; }

# record_load NAME OUTPUT: refused calls would make any speed worthless.
record_load() {
  local name=$1 rate median p99 refused
  read -r rate median p99 refused <<<"$2"
  [ "$refused" -eq 0 ] || fail "$name: $refused çağırış rədd edildi" "$name: $refused calls were refused"
  figure "$name" "$rate"
  figure "$name.p50" "$median"
  figure "$name.p99" "$p99"
}

measure_service() {
  local kind=$1 callers=$2 output
  output=$(load "$kind" "$callers" "$SECONDS_EACH" "127.0.0.1:$(service_port incident)")
  record_load "service.$kind.$callers" "$output"
  figure "ratio.$kind.$callers" "$(ratio "$(last_figure "service.$kind.$callers")" "$(last_figure "floor.$kind.$callers")")"
}

ratio() { awk -v a="$1" -v b="$2" 'BEGIN {print a / b}'; }
last_figure() { awk -v name="$1" '$1 == name {value = $2} END {print value}' "$FIGURES"; }

# Through nginx, as command lines come; memory is taken in the middle of it.
measure_edge() {
  local callers=$1 loading
  load register "$callers" "$SECONDS_EACH" "127.0.0.1:$EDGE_PORT" >"$BENCH/edge" &
  loading=$!
  sleep "$((SECONDS_EACH / 2 + 1))"
  measure_memory load
  wait "$loading"
  record_load "edge.register.$callers" "$(cat "$BENCH/edge")"
}

# With the service's own reactions (looking for duplicates of each new incident) at work beside the calls. What they leave undone is
# struck off, so that it does not weigh on what comes after.
measure_reactions() {
  local callers=$1 before started round
  for ((round = 1; round <= ROUNDS; round++)); do
    test_house_sql "UPDATE outbox.subscription SET subscriber = 'incident.propose_duplicates'"
    before=$(reactions_done)
    started=$(now_ms)
    record_load "reacting.register.$callers" "$(load register "$callers" "$SECONDS_EACH" "127.0.0.1:$(service_port incident)")"
    figure reactions "$(ratio $((($(reactions_done) - before) * 1000)) $(($(now_ms) - started)))"
    test_house_sql "UPDATE outbox.subscription SET subscriber = 'bench.nobody';
      UPDATE outbox.delivery SET state = 'DONE', done_time = now() WHERE state = 'WAITING' AND subscriber <> 'bench.nobody'"
  done
}
reactions_done() { test_house_sql "SELECT count(*) FROM outbox.delivery WHERE state = 'DONE'"; }

# The whole of a foreign register, by dayaqctl through the edge; everything of it is gone again before the next round.
measure_import() {
  local mapping=co-aicma file="${DAYAQ_SHARED:-}/data/colombia/SituacionVictimas.csv" ctl=("$DAYAQCTL_BINARY" --config "$DAYAQ_HOME/dayaqctl.yaml") people took
  if [ ! -f "$file" ]; then
    mapping=synthetic-register file=tests/data/import/synthetic-register.csv
  fi
  "${ctl[@]}" login --as shirin-steward >/dev/null
  took=$(now_ms)
  "${ctl[@]}" import --mapping "policy/imports/$mapping.yaml" "$file" >"$BENCH/import.log" 2>&1
  took=$(($(now_ms) - took))
  people=$(test_house_sql "SELECT count(*) FROM incident.casualty WHERE register <> 'az'")
  figure import.people "$people"
  figure import.seconds "$(ratio "$took" 1000)"
  figure import "$(ratio "$((people * 1000))" "$took")"
  test_house_sql "
    SET session_replication_role = replica;
    DELETE FROM incident.statement WHERE register <> 'az';
    DELETE FROM incident.report WHERE register <> 'az';
    DELETE FROM incident.person_key WHERE register <> 'az';
    DELETE FROM incident.token WHERE register <> 'az';
    DELETE FROM incident.casualty WHERE register <> 'az';
    DELETE FROM incident.incident WHERE register <> 'az';
    TRUNCATE incident.import_row, incident.import_group, incident.import"
  test_house_sql 'VACUUM ANALYZE'
}

# Proportional share of memory of the named part, in MB.
part_memory() {
  local pid
  case "$1" in
    service) pid=$(house_pid incident) ;;
    edge) pid=$(house_pid edge) ;;
    postgresql) pid=$(head -n 1 "$(sed 's/^host=\([^ ]*\)\/socket .*/\1/' <<<"$DAYAQ_TEST_CLUSTER")/data/postmaster.pid") ;;
  esac
  process_memory "$pid" | cut -d' ' -f1
}

measure_memory() {
  local part
  for part in service postgresql edge; do figure "memory.$part.$1" "$(part_memory "$part")"; done
}

# From nothing running to ready, programs built and database migrated: PostgreSQL, identity provider, service, edge, one after the other.
measure_start_up() {
  local round started folder name
  folder=$(sed 's/^host=\([^ ]*\)\/socket .*/\1/' <<<"$DAYAQ_TEST_CLUSTER")
  for ((round = 0; round < ROUNDS; round++)); do
    for name in edge incident identity-provider; do house_stop "$name"; done
    cluster_stop "$folder"
    started=$(now_ms)
    cluster_start "$folder"
    start_identity_provider
    figure start_up.before_service "$(($(now_ms) - started))"
    start_service incident
    figure start_up.with_service "$(($(now_ms) - started))"
    start_edge
    figure start_up "$(($(now_ms) - started))"
  done
}

# values NAME: "median (min - max)", rounded to DIGITS.
values() {
  awk -v name="$1" '$1 == name {print $2}' "$FIGURES" | sort -n |
    awk -v digits="${2:-0}" '{at[NR] = $1} END {
      if (!NR) { print "-"; exit }
      middle = NR % 2 ? at[(NR + 1) / 2] : (at[NR / 2] + at[NR / 2 + 1]) / 2
      form = "%." digits "f"
      printf form " (" form " - " form ")\n", middle, at[1], at[NR] }'
}

print_table() {
  local kind callers
  printf '\n%d rounds of %d s a cell; median (least - most). %s, %s cores.\n\n' "$ROUNDS" "$SECONDS_EACH" "$("$POSTGRES_BIN/postgres" --version)" "$(nproc)"
  printf '| call | callers | floor, calls/s | service, calls/s | ratio | floor p50 / p99, ms | service p50, ms | service p99, ms |\n|---|---|---|---|---|---|---|---|\n'
  for kind in register read; do
    for callers in "${CONCURRENCIES[@]}"; do
      printf '| %s | %s | %s | %s | %s | %s / %s | %s | %s |\n' "$kind" "$callers" "$(values "floor.$kind.$callers")" \
        "$(values "service.$kind.$callers")" "$(values "ratio.$kind.$callers" 2)" "$(values "floor.$kind.$callers.p50" 1)" \
        "$(values "floor.$kind.$callers.p99" 1)" "$(values "service.$kind.$callers.p50" 1)" "$(values "service.$kind.$callers.p99" 1)"
    done
  done
  printf '\n| other | value |\n|---|---|\n'
  printf '| register through nginx, 8 callers, calls/s | %s |\n' "$(values edge.register.8)"
  printf '| register with reactions at work, 8 callers, calls/s | %s |\n' "$(values reacting.register.8)"
  printf '| reactions meanwhile, a second | %s |\n' "$(values reactions)"
  printf '| import by dayaqctl: casualties | %s |\n| import: seconds | %s |\n| import: casualties a second | %s |\n' \
    "$(values import.people)" "$(values import.seconds 2)" "$(values import)"
  printf '| memory idle, MB: service, PostgreSQL, nginx | %s, %s, %s |\n' \
    "$(values memory.service.idle)" "$(values memory.postgresql.idle)" "$(values memory.edge.idle)"
  printf '| memory under load, MB: service, PostgreSQL, nginx | %s, %s, %s |\n' \
    "$(values memory.service.load)" "$(values memory.postgresql.load)" "$(values memory.edge.load)"
  printf '| start-up to ready, ms: the whole house | %s |\n' "$(values start_up)"
}
