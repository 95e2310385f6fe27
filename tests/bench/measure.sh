#!/usr/bin/env bash
# What tests/bench/run.sh measures, one function each. A figure is a line "name value" in $FIGURES. Sourced.

figure() { printf '%s %s\n' "$1" "$2" >>"$FIGURES"; }
now_ms() { echo $(($(date +%s%N) / 1000000)); }

# login SERVICE: libpq words without host and port.
login() { printf "dbname=%s user=dayaq_%s passfile='%s/database/dayaq_%s.pgpass'" "$TEST_HOUSE_DATABASE" "$1" "$DAYAQ_TEST_SECRETS" "$1"; }
superuser_login() { printf 'dbname=%s user=%s' "$TEST_HOUSE_DATABASE" "$DAYAQ_TEST_SUPERUSER"; }

# listen SUFFIX SUBSCRIBER...: those hear of events, under their names with the suffix; deliveries to all others are written as ever, but
# nobody works on them.
listen() {
  local suffix=$1 name="regexp_replace(subscriber, '_(floor|unheard)\$', '')"
  shift
  test_house_sql "UPDATE outbox.subscription
    SET subscriber = $name || CASE WHEN $name = ANY (string_to_array('$*', ' ')) THEN '$suffix' ELSE '_unheard' END"
}
JOURNEY=(survivor.keep_records payment.assess)

# Scripts of the floor; the few thousand incidents that reads choose from on either side, and people that have come the whole way: plans
# made for empty tables would be kept.
prepare_bench() {
  local socket name
  socket=$(sed 's/^host=\([^ ]*\) port=\(.*\)$/\1\/.s.PGSQL.\2/' <<<"$DAYAQ_TEST_CLUSTER")
  # The recorded services must be the only ones that react meanwhile.
  listen '' "${JOURNEY[@]}"
  for name in survivor payment; do house_stop "$name"; done
  "$DAYAQ_BUILD/tests/bench/record_floor" --command="$(service_binary @SERVICE@) --flagfile=$DAYAQ_HOME/run/@SERVICE@.flags" \
    --service_log="$BENCH/recorded.log" --address="127.0.0.1:$(free_ports 1)" --certificates="$DAYAQ_HOME/certificates/edge" \
    --token_command="$(test_house_token_command aysel-registrar)" --socket="$socket" --login="$(login @SERVICE@)" \
    --key_directory="$DAYAQ_TEST_SECRETS" --out="$BENCH" --seeded=500
  for name in survivor payment; do start_service "$name"; done
  listen ''
  run_pgbench register -c 4 -j 2 -t 500 -D round=0 >/dev/null
  listen _floor "${JOURNEY[@]}"
  run_pgbench journey -c 4 -j 2 -t 400 -D round=899 >/dev/null
  listen ''
  load register 8 3 "127.0.0.1:$(service_port incident)" >/dev/null
  test_house_sql "SELECT 'incidents/' || uid FROM incident.incident WHERE uid::text NOT LIKE '00000001-%' LIMIT 2000" >"$BENCH/names"
  test_house_sql 'VACUUM ANALYZE'
}

# run_pgbench KIND WORDS...: the floor's scripts of that kind, mixed evenly, as FLOOR_LOGIN. A journey is several logins' work: its scripts
# take one after the other, which only a superuser may.
FLOOR_LOGIN=incident
run_pgbench() {
  local kind=$1 words who
  shift
  who=$(login "$FLOOR_LOGIN")
  [ "$kind" != journey ] || who=$(superuser_login)
  mapfile -d '' -t words <"$BENCH/$kind.arguments"
  "$POSTGRES_BIN/pgbench" --no-vacuum --protocol=prepared -D count=0 "${words[@]}" "$@" "$DAYAQ_TEST_CLUSTER $who" 2>"$BENCH/pgbench.log" ||
    fail "pgbench alınmadı: $(tail -n 3 "$BENCH/pgbench.log")" "pgbench failed"
}

# load KIND CALLERS SECONDS ADDRESS [SUBJECT REQUESTS]: "calls/s median p99 refused".
load() {
  "$DAYAQ_BUILD/tests/bench/load" --work="$1" --callers="$2" --seconds="$3" --address="$4" --names="$BENCH/names" --requests="${6:-}" \
    --seed="$RANDOM" --certificates="$DAYAQ_HOME/certificates/edge" --token_command="$(test_house_token_command "${5:-aysel-registrar}")"
}

# measure_floor KIND CALLERS [SERVICE]: FLOOR_ROUND keeps the ids of one use apart from those of all others.
FLOOR_ROUND=0
measure_floor() {
  local kind=$1 callers=$2 FLOOR_LOGIN=${3:-incident} output
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

# What deciding about access costs, and which share of a point read by one caller that is: of the last one measured.
measure_decisions() {
  local before of_row both
  read -r before of_row _ _ < <("$DAYAQ_BUILD/tests/bench/decisions")
  both=$((before + of_row))
  figure decision.before_row "$before"
  figure decision.of_row "$of_row"
  figure decision.share "$(awk -v ns="$both" -v ms="$(last_figure service.read.1.p50)" 'BEGIN {print 100 * ns / (1000000 * ms)}')"
}

# How fast an outsider goes through a log of a million leaves, and as a share of bare SHA-256 over the same leaves.
measure_verifying() {
  local speed of_files of_memory _
  mkdir "$BENCH/log"
  read -r speed _ of_files _ of_memory < <("$DAYAQ_BUILD/tests/bench/verifying" --rounds=1 --place="$BENCH/log")
  rm -rf "$BENCH/log"
  figure verifying "$speed"
  figure verifying.of_files "$of_files"
  figure verifying.of_memory "$of_memory"
}

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

# With the service's own reactions (looking for duplicates of each new incident) at work beside the calls.
measure_reactions() {
  local callers=$1 before started round
  for ((round = 1; round <= ROUNDS; round++)); do
    listen '' incident.propose_duplicates
    before=$(reactions_done)
    started=$(now_ms)
    record_load "reacting.register.$callers" "$(load register "$callers" "$SECONDS_EACH" "127.0.0.1:$(service_port incident)")"
    figure reactions "$(ratio $((($(reactions_done) - before) * 1000)) $(($(now_ms) - started)))"
    listen ''
    strike_off
  done
}
reactions_done() { test_house_sql "SELECT count(*) FROM outbox.delivery WHERE state = 'DONE'"; }

# journeys WORDS...: what tests/bench/journeys says.
journeys() {
  "$DAYAQ_BUILD/tests/bench/journeys" --address="127.0.0.1:$(service_port incident)" --certificates="$DAYAQ_HOME/certificates/edge" \
    --token_command="$(test_house_token_command aysel-registrar)" --database="$DAYAQ_TEST_CLUSTER $(superuser_login)" "$@"
}

# run_journeys WORDS...: at full load; sets JOURNEYS to what was said, JOURNEYS_BEGUN to when. Every journey must have come to its end.
run_journeys() {
  local entitled
  read -r -a JOURNEYS < <(journeys --seconds="$SECONDS_EACH" "$@")
  JOURNEYS_BEGUN="to_timestamp(${JOURNEYS[4]} / 1000.0)"
  entitled=$(test_house_sql "SELECT count(*) FROM payment.entitlement AS e JOIN incident.casualty AS c ON c.uid = e.occasion_uid
    WHERE e.benefit = 'immediate-assistance' AND c.create_time >= $JOURNEYS_BEGUN")
  [ "$entitled" -eq "${JOURNEYS[1]}" ] ||
    fail "${JOURNEYS[1]} qeydiyyatdan $entitled yardım" "$entitled entitlements from ${JOURNEYS[1]} registrations"
}

# From a registration to the assistance that follows: floor and services take turns.
measure_journey() {
  local callers=$1 round=$2
  listen _floor "${JOURNEY[@]}"
  measure_floor journey "$callers"
  listen '' "${JOURNEY[@]}"
  run_journeys --callers="$callers" --seed="$round"
  figure "service.journey.$callers" "${JOURNEYS[0]}"
  figure "ratio.journey.$callers" "$(ratio "${JOURNEYS[0]}" "$(last_figure "floor.journey.$callers")")"
  figure journey.registering "$(ratio "${JOURNEYS[1]}" "${JOURNEYS[2]}")"
  figure journey.draining "${JOURNEYS[3]}"
  record_lags
  listen ''
}

# The same while the incident service looks for duplicates of each new incident, which is no part of the journey. All of these lie in
# one district and one year, so there is more to compare than in any real register.
measure_journeys_and_duplicates() {
  listen '' "${JOURNEY[@]}" incident.propose_duplicates
  run_journeys --callers=8 --seed=999
  figure journey.with_duplicates "${JOURNEYS[0]}"
  listen ''
  strike_off
}

# What reactions left undone, so that it does not weigh on what comes after.
strike_off() {
  test_house_sql "UPDATE outbox.delivery SET state = 'DONE', done_time = now() WHERE state = 'WAITING' AND subscriber !~ '_unheard\$'"
}

# From the moment a transaction told an event to the one in which somebody reacted to it, and along the whole way; of what began then.
record_lags() {
  local subscriber middle most
  for subscriber in "${JOURNEY[@]}"; do
    IFS='|' read -r middle most < <(lags "SELECT d.done_time - e.time AS lag FROM outbox.delivery AS d JOIN outbox.event AS e ON e.uid = d.event_uid
      WHERE d.subscriber = '$subscriber' AND e.time >= $JOURNEYS_BEGUN")
    figure "lag.$subscriber.p50" "$middle"
    figure "lag.$subscriber.p99" "$most"
  done
  IFS='|' read -r middle most < <(lags "SELECT e.create_time - c.create_time AS lag FROM payment.entitlement AS e
    JOIN incident.casualty AS c ON c.uid = e.occasion_uid WHERE c.create_time >= $JOURNEYS_BEGUN")
  figure lag.journey.p50 "$middle"
  figure lag.journey.p99 "$most"
}
# lags QUERY: median and 99th percentile in milliseconds.
lags() {
  test_house_sql "SELECT round(1000 * extract(epoch FROM percentile_disc(0.5) WITHIN GROUP (ORDER BY lag))),
    round(1000 * extract(epoch FROM percentile_disc(0.99) WITHIN GROUP (ORDER BY lag))) FROM ($1) AS lags"
}

# Single journeys in a house that has nothing else to do.
measure_idle_journeys() {
  local middle most longest
  listen '' "${JOURNEY[@]}"
  read -r middle most longest < <(journeys --one_by_one=100 --seed=0)
  figure journey.idle.p50 "$middle"
  figure journey.idle.p99 "$most"
  figure journey.idle.longest "$longest"
  listen ''
}

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

# From nothing running to ready, programs built and database migrated: PostgreSQL, identity provider, services, edge, one after the other.
measure_start_up() {
  local round started folder name
  folder=$(sed 's/^host=\([^ ]*\)\/socket .*/\1/' <<<"$DAYAQ_TEST_CLUSTER")
  for ((round = 0; round < ROUNDS; round++)); do
    for name in edge "${HOUSE_SERVICES[@]}" identity-provider; do house_stop "$name"; done
    cluster_stop "$folder"
    started=$(now_ms)
    cluster_start "$folder"
    start_identity_provider
    for name in "${HOUSE_SERVICES[@]}"; do start_service "$name"; done
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
  local kind callers subscriber
  printf '\n%d rounds of %d s a cell; median (least - most). %s, %s cores.\n\n' "$ROUNDS" "$SECONDS_EACH" "$("$POSTGRES_BIN/postgres" --version)" "$(nproc)"
  printf '| call | callers | floor, calls/s | service, calls/s | ratio | floor p50 / p99, ms | service p50, ms | service p99, ms |\n|---|---|---|---|---|---|---|---|\n'
  for kind in register read journey; do
    for callers in "${CONCURRENCIES[@]}"; do
      grep -q "^service.$kind.$callers " "$FIGURES" || continue
      printf '| %s | %s | %s | %s | %s | %s / %s | %s | %s |\n' "$kind" "$callers" "$(values "floor.$kind.$callers")" \
        "$(values "service.$kind.$callers")" "$(values "ratio.$kind.$callers" 2)" "$(values "floor.$kind.$callers.p50" 1)" \
        "$(values "floor.$kind.$callers.p99" 1)" "$(values "service.$kind.$callers.p50" 1)" "$(values "service.$kind.$callers.p99" 1)"
    done
  done
  printf '\n| journeys (registration, survivor, entitlement) at 8 callers | value |\n|---|---|\n'
  printf '| registrations a second meanwhile, then seconds until the last entitlement | %s, %s |\n' \
    "$(values journey.registering)" "$(values journey.draining 2)"
  printf '| journeys a second with the search for duplicates at work | %s |\n' "$(values journey.with_duplicates)"
  for subscriber in "${JOURNEY[@]}" journey; do
    printf '| lag at full load, %s, p50 / p99, ms | %s / %s |\n' "$subscriber" "$(values "lag.$subscriber.p50")" "$(values "lag.$subscriber.p99")"
  done
  printf '| lag of a single journey in an idle house, p50 / p99 / longest, ms | %s / %s / %s |\n' \
    "$(values journey.idle.p50)" "$(values journey.idle.p99)" "$(values journey.idle.longest)"
  [ -n "$(last_figure import)" ] || return 0
  printf '\n| other | value |\n|---|---|\n'
  printf '| deciding about access, ns: before the row, about the row | %s, %s |\n' "$(values decision.before_row)" "$(values decision.of_row)"
  printf '| both as a share of a point read by one caller, %% | %s |\n' "$(values decision.share 3)"
  printf '| dayaq-audit-verify, leaves/s; as a share of bare SHA-256 of leaves from the same files, of leaves in memory | %s; %s, %s |\n' \
    "$(values verifying)" "$(values verifying.of_files 2)" "$(values verifying.of_memory 2)"
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
