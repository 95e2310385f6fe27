#!/usr/bin/env bash
# How fast one person is found among a nation: point read, a page of the list, a page of due work, candidates however a name is spelt, all
# under row security; and a sweep that compares everybody. Sourced, after measure.sh. PEOPLE=n takes another nation than a million.

PEOPLE=${PEOPLE:-1000000}
PEOPLE_KINDS=(person people due candidates)

# Whoever asks: a caseworker of two districts, and for due work a case manager of them.
people_caller() { if [ "$1" = due ]; then echo sabina-case; else echo samir-caseworker; fi; }

# A nation of people, a case with two follow-ups for every fifth.
prepare_people() {
  mkdir -p "$BENCH/people"
  # What checks each of the twenty million tokens row by row is made anew in one piece.
  test_house_sql 'ALTER TABLE survivor.token DROP CONSTRAINT token_survivor; DROP INDEX survivor.token_survivor_uid'
  # It opens records as the service does, and sends nobody a message.
  "$DAYAQ_BUILD/tests/bench/people_loader" --flagfile="$DAYAQ_HOME/run/survivor.flags" --undefok=message_file --people="$PEOPLE" --out="$BENCH/people" |
    tee "$BENCH/people/loaded" >&2
  test_house_sql 'CREATE INDEX token_survivor_uid ON survivor.token (survivor_uid)'
  test_house_sql "
    SET session_replication_role = replica;
    INSERT INTO survivor.support_case (uid, survivor_uid, etag, state, owner_uid, owner_institution, opened_on, times_reopened, part_changes,
                                       create_time, update_time, register, district, institution)
    SELECT md5('case ' || uid)::uuid, uid, 1, 'CASE_STATE_ACTIVE',
           (SELECT s.uid FROM access.staff AS s WHERE s.subject = 'sabina-case'), 'dost-barda', '2026-01-15', 0, 0, now(), now(), register, district, institution
    FROM survivor.survivor WHERE get_byte(uuid_send(uid), 15) % 5 = 0;
    INSERT INTO survivor.case_follow_up (uid, case_uid, survivor_uid, due_on, create_time, register, district, institution)
    SELECT md5('follow-up ' || n || c.uid)::uuid, c.uid, c.survivor_uid, to_char(date '2026-06-01' + get_byte(uuid_send(c.uid), 14) + 200 * n, 'YYYY-MM-DD'), now(),
           c.register, c.district, c.institution
    FROM survivor.support_case AS c, generate_series(0, 1) AS n"
  test_house_sql 'VACUUM ANALYZE'
}

record_people_floor() {
  local kind=$1 socket
  socket=$(sed 's/^host=\([^ ]*\) port=\(.*\)$/\1\/.s.PGSQL.\2/' <<<"$DAYAQ_TEST_CLUSTER")
  "$DAYAQ_BUILD/tests/bench/record_people_floor" --kind="$kind" --requests="$BENCH/people/$kind.requests" \
    --command="$(service_binary @SERVICE@) --flagfile=$DAYAQ_HOME/run/@SERVICE@.flags" --service_log="$BENCH/recorded.log" \
    --address="127.0.0.1:$(free_ports 1)" --certificates="$DAYAQ_HOME/certificates/edge" \
    --token_command="$(test_house_token_command "$(people_caller "$kind")")" --socket="$socket" --login="$(login @SERVICE@)" \
    --key_directory="$DAYAQ_TEST_SECRETS" --out="$BENCH"
}

# Floor and service by turns. The floor of candidates is the same statements; what the service does beside them is decrypting and comparing.
measure_people_calls() {
  local kind callers round
  for kind in "${PEOPLE_KINDS[@]}"; do record_people_floor "$kind"; done
  for ((round = 1; round <= ROUNDS; round++)); do
    for kind in "${PEOPLE_KINDS[@]}"; do
      for callers in 1 8; do
        measure_floor "$kind" "$callers" survivor
        record_load "service.$kind.$callers" "$(load "$kind" "$callers" "$SECONDS_EACH" "127.0.0.1:$(service_port survivor)" \
          "$(people_caller "$kind")" "$BENCH/people/$kind.requests")"
        figure "ratio.$kind.$callers" "$(ratio "$(last_figure "service.$kind.$callers")" "$(last_figure "floor.$kind.$callers")")"
      done
    done
  done
}

sweep_row() { test_house_sql "SELECT coalesce(sum(l.done), 0) || ' ' || s.total || ' ' || coalesce(sum(l.weighed), 0) || ' ' || coalesce(sum(l.found), 0) || ' ' || (s.finish_time IS NOT NULL)
  FROM survivor.match_sweep AS s LEFT JOIN survivor.sweep_lane AS l ON l.sweep_uid = s.uid GROUP BY s.uid ORDER BY s.create_time DESC LIMIT 1"; }

# Everybody is compared with whoever they share a token with. Half way the service is stopped and started: it goes on where it was.
measure_sweep() {
  local ctl=("$DAYAQCTL_BINARY" --config "$DAYAQ_HOME/dayaqctl.yaml") started finished=false resumed='' done_ total weighed found memory most=0
  test_house_sql "DELETE FROM outbox.delivery"
  "${ctl[@]}" login --as kamran-supervisor >/dev/null
  started=$(now_ms)
  "${ctl[@]}" match sweep --start >/dev/null
  while [ "$finished" != true ]; do
    sleep 2
    read -r done_ total weighed found finished < <(sweep_row)
    memory=$(process_memory "$(house_pid survivor)" | cut -d' ' -f1)
    [ "$memory" -le "$most" ] || most=$memory
    printf '\rsweep: %d of %d, %d pairs, %d questions, %d MB, %d s   ' "$done_" "$total" "$weighed" "$found" "$memory" $((($(now_ms) - started) / 1000)) >&2
    if [ -z "$resumed" ] && [ "$total" -gt 0 ] && [ "$done_" -gt $((total / 2)) ]; then
      house_stop survivor
      start_service survivor
      resumed=yes
    fi
  done
  printf '\n' >&2
  figure sweep.seconds $((($(now_ms) - started) / 1000))
  figure sweep.records "$done_"
  figure sweep.weighed "$weighed"
  figure sweep.found "$found"
  figure sweep.memory "$most"
  figure_sweep_worth
}

# Of those that are twice in the register, how many were asked about; of the questions, how many are about one person.
figure_sweep_worth() {
  test_house_sql 'CREATE UNLOGGED TABLE public.truth (uid uuid PRIMARY KEY, who integer)'
  psql -X -q "$DAYAQ_TEST_CLUSTER $(superuser_login)" -c "COPY public.truth FROM STDIN (DELIMITER ' ')" <"$BENCH/people/truth"
  read -r right doubled < <(test_house_sql "
    SELECT (SELECT count(*) FROM survivor.match AS m JOIN public.truth AS a ON a.uid = m.survivor_uid JOIN public.truth AS b ON b.uid = m.other_uid
            WHERE a.who = b.who) || ' ' || (SELECT count(*) FROM (SELECT FROM public.truth GROUP BY who HAVING count(*) > 1) AS d)")
  figure sweep.recall "$(ratio "$right" "$doubled")"
  figure sweep.precision "$(ratio "$right" "$(last_figure sweep.found)")"
  test_house_sql 'DROP TABLE public.truth'
}

print_people_table() {
  local kind callers
  printf '\n%s; %d rounds of %d s a cell; median (least - most). %s, %s cores.\n\n' "$(cat "$BENCH/people/loaded")" "$ROUNDS" "$SECONDS_EACH" \
    "$("$POSTGRES_BIN/postgres" --version)" "$(nproc)"
  printf '| call | callers | floor, calls/s | service, calls/s | ratio | floor p50 / p99, ms | service p50, ms | service p99, ms |\n|---|---|---|---|---|---|---|---|\n'
  for kind in "${PEOPLE_KINDS[@]}"; do
    for callers in 1 8; do
      [ -n "$(last_figure "service.$kind.$callers")" ] || continue
      printf '| %s | %s | %s | %s | %s | %s / %s | %s | %s |\n' "$kind" "$callers" "$(values "floor.$kind.$callers")" \
        "$(values "service.$kind.$callers")" "$(values "ratio.$kind.$callers" 2)" "$(values "floor.$kind.$callers.p50" 1)" \
        "$(values "floor.$kind.$callers.p99" 1)" "$(values "service.$kind.$callers.p50" 1)" "$(values "service.$kind.$callers.p99" 1)"
    done
  done
  [ -n "$(last_figure sweep.seconds)" ] || return 0
  printf '\n| sweep of %s records, stopped and resumed half way | value |\n|---|---|\n' "$(values sweep.records)"
  printf '| seconds | %s |\n| memory of the service at most, MB | %s |\n' "$(values sweep.seconds)" "$(values sweep.memory)"
  printf '| pairs weighed | %s |\n| questions | %s |\n' "$(values sweep.weighed)" "$(values sweep.found)"
  printf '| of people who stand there twice, asked about | %s |\n| of the questions, about one person | %s |\n' \
    "$(values sweep.recall 4)" "$(values sweep.precision 4)"
}

# people [calls|sweep]: both, or one of them.
measure_people() {
  prepare_people
  if [ "${1:-calls}" = calls ]; then measure_people_calls; fi
  if [ "${1:-sweep}" = sweep ]; then measure_sweep; fi
  print_people_table
}
