#!/usr/bin/env bash
# The audit log as it runs: the service that keeps it is killed again and again under load, the database is restored from a backup, the log
# is sealed and goes on, a month leaves for the archive. With --long 200 kills instead of 6. SEED=n repeats the moments of an earlier run as
# far as a machine can.
set -euo pipefail
cd "$(dirname "$0")/../.."
export HOUSE_WITNESS_INTERVAL=2s
. dev/test-house.sh

kills=6
if [ "${1:-}" = --long ]; then kills=200; fi
RANDOM=${SEED:-$RANDOM}
echo "seed ${SEED:-none}"

passed=0 failed=0
# check WHAT COMMAND...: one case.
check() {
  local what=$1 told
  shift
  if told=$("$@" 2>&1); then passed=$((passed + 1)); echo "ok $what"; else failed=$((failed + 1)); printf 'not ok %s\n%s\n' "$what" "$(tail -n 8 <<<"$told")"; fi
}
finish() { printf '\n%d passed, %d failed, 0 skipped\n' "$passed" "$failed"; [ "$failed" -eq 0 ]; }

test_house_up audit
work="$TEST_HOUSE_PLACE/work" published="$(transparency_folder)"
mkdir -p "$work"
migrator="$DAYAQ_TEST_CLUSTER dbname=$TEST_HOUSE_DATABASE user=dayaq_migrator passfile='$DAYAQ_TEST_SECRETS/database/dayaq_migrator.pgpass'"
login="$DAYAQ_TEST_CLUSTER dbname=$TEST_HOUSE_DATABASE user=dayaq_audit passfile='$DAYAQ_TEST_SECRETS/database/dayaq_audit.pgpass'"

writer() { "$DAYAQ_BUILD/tests/log/log_writer" --database="$login" "$@"; }
admin() { "$(audit_admin_binary)" "$@" --database "$migrator" --lang en; }
seal() { admin seal --directory "$published" --log-key "$(house_keys)/audit/log.key" --witnesses "$DAYAQ_HOME/run/witnesses"; }
fsck() { admin fsck --directory "$published"; }
# verify NUMBER: as an outsider does, with the key in hand and the witnesses' keys.
verify() {
  local witnesses=() key
  while read -r key _; do witnesses+=(--witness "$key"); done <"$DAYAQ_HOME/run/witnesses"
  "$DAYAQ_BUILD/clients/verify/dayaq-audit-verify" log "$published/$1" --key "$(sed -n "$1p" "$DAYAQ_HOME/run/log-keys")" "${witnesses[@]}" --quorum 2 --lang en
}
value() { test_house_sql "$1"; }
is() { [ "$1" = "$2" ] || { echo "$1, not $2"; return 1; }; }
refused() { ! "$@"; }
# eventually COMMAND...: within a minute and a half.
eventually() {
  local patience=$((SECONDS + 90))
  until "$@" >/dev/null 2>&1; do
    [ "$SECONDS" -lt "$patience" ] || { "$@"; return 1; }
    sleep 0.2
  done
}
all_published() { is "$(value "SELECT (SELECT count(*) FROM audit.queue) + (SELECT size - published FROM audit.log WHERE sealed_time IS NULL)")" 0; }
all_witnessed() { is "$(value "SELECT published - witnessed FROM audit.log WHERE sealed_time IS NULL")" 0; }

# ---- Killed under load: two processes keep the log by turns, and both die at moments of their own. ----
second="$DAYAQ_HOME/run/audit-second.flags"
read -r port metrics < <(free_ports 2 | xargs)
sed -e "s|^--service_address=.*|--service_address=127.0.0.1:$port|" -e "s|^--metrics_address=.*|--metrics_address=127.0.0.1:$metrics|" \
  -e "s|^--staging_directory=.*|--staging_directory=$DAYAQ_HOME/run/audit-second|" "$DAYAQ_HOME/run/audit.flags" >"$second"
mkdir -p "$DAYAQ_HOME/run/audit-second"
HOUSE_PROCESSES+=(audit-second)
start_second() { house_start audit-second -- "$(service_binary audit)" "--flagfile=$second"; }
start_first() { house_start audit -- "$(service_binary audit)" "--flagfile=$DAYAQ_HOME/run/audit.flags"; }
kill_outright() {
  local pid
  pid=$(house_pid "$1") || return 0
  kill -KILL "$pid"
  while house_pid "$1" >/dev/null; do sleep 0.01; done
}
start_second
"$DAYAQ_BUILD/tests/log/log_writer" --database="$login" --threads=3 --pause=4ms --out="$work/acknowledged" >"$work/writer" &
writing=$!
for ((kill = 1; kill <= kills; kill++)); do
  # From before the start is over to the middle of the work.
  sleep "$((RANDOM % 3)).$((RANDOM % 10))"
  if ((RANDOM % 2)); then kill_outright audit; else kill_outright audit-second; fi
  if ((RANDOM % 4 == 0)); then kill_outright audit; kill_outright audit-second; fi
  start_first
  start_second
done
kill -TERM "$writing"
wait "$writing" || true
house_wait audit 60 service_ready audit
check "after $kills kills everything gets its place and is published" eventually all_published
copy_acknowledged() {
  test_house_sql "CREATE TABLE IF NOT EXISTS public.acknowledged (uid uuid)"
  psql -X -q -v ON_ERROR_STOP=1 "$DAYAQ_TEST_CLUSTER dbname=$TEST_HOUSE_DATABASE user=$DAYAQ_TEST_SUPERUSER" -c "\\copy public.acknowledged from '$work/acknowledged'"
}
copy_acknowledged
acknowledged=$(value "SELECT count(*) FROM public.acknowledged")
printf 'killed %d times under %d entries: %s without a place, %s with two\n' "$kills" "$acknowledged" \
  "$(value "SELECT count(*) FROM audit.entry e WHERE NOT EXISTS (SELECT FROM audit.leaf f WHERE f.uid = e.uid)")" \
  "$(value "SELECT count(*) - count(DISTINCT uid) FROM audit.leaf")"
check "something was written" test "$acknowledged" -gt 100
check "every acknowledged entry has its place" is "$(value "SELECT count(*) FROM public.acknowledged a WHERE NOT EXISTS (SELECT FROM audit.leaf f WHERE f.uid = a.uid)")" 0
check "no place without an entry" is "$(value "SELECT count(*) FROM audit.leaf f WHERE NOT EXISTS (SELECT FROM audit.entry e WHERE e.uid = f.uid)")" 0
check "database and log agree" fsck
check "witnesses sign it all" eventually all_witnessed
check "an outsider believes the log" verify 1
check "everybody who was named is found" eventually is "$(value "SELECT count(DISTINCT (uid, name)) FROM audit.entry, unnest(resources) AS name")" "$(value "SELECT count(*) FROM audit.look")"

# ---- Standby. ----
house_stop audit-second
start_second
house_wait audit-second 60 curl -sf -o /dev/null "http://127.0.0.1:$metrics/ready"
kill_outright audit
writer --count=50 >/dev/null
check "who stands by takes over" eventually all_published
house_stop audit-second

# ---- Restored from a backup. ----
start_first
house_wait audit 60 service_ready audit
writer --count=50 >/dev/null
eventually all_published
backup="$work/backup"
pg_dump -Fc -f "$backup" "$DAYAQ_TEST_CLUSTER dbname=$TEST_HOUSE_DATABASE user=$DAYAQ_TEST_SUPERUSER"
size_then=$(value "SELECT size FROM audit.log")
writer --count=300 >/dev/null
eventually all_published
eventually all_witnessed
size_published=$(value "SELECT published FROM audit.log")
house_stop audit
test_house_sql "DROP DATABASE $TEST_HOUSE_DATABASE WITH (FORCE)" postgres
test_house_sql "CREATE DATABASE $TEST_HOUSE_DATABASE OWNER dayaq_owner" postgres
pg_restore -d "$DAYAQ_TEST_CLUSTER dbname=$TEST_HOUSE_DATABASE user=$DAYAQ_TEST_SUPERUSER" "$backup" 2>"$work/restore" || cat "$work/restore"
for name in dayaq_audit dayaq_migrator; do test_house_sql "GRANT CONNECT ON DATABASE $TEST_HOUSE_DATABASE TO $name"; done
start_first
house_wait audit 60 service_ready audit
ready_log() { curl -s --max-time 2 "http://127.0.0.1:$(service_metrics_port audit)/ready/log"; }
older() { [[ "$(ready_log)" == *"older than the log"* ]]; }
check "the service serves, and says that the database is older than the log" eventually older
writer --count=20 >/dev/null
sleep 1
check "nothing gets a place" is "$(value "SELECT size FROM audit.log")" "$size_then"
check "nothing is published over it" verify 1
check "fsck says so" refused fsck
check "nobody seals while the service runs" refused seal
house_stop audit
check "the log is sealed" seal
check "the old log is sealed as it was published" is "$(value "SELECT size FROM audit.log WHERE id = 1")" "$size_published"
check "what the restore took away is remembered" is "$(value "SELECT count(*) FROM audit.lost")" "$((size_published - size_then))"
start_first
house_wait audit 60 service_ready audit
writer --count=30 >/dev/null
check "the next log goes on" eventually all_published
eventually all_witnessed || true
check "an outsider believes the sealed log" verify 1
check "an outsider believes the next log" verify 2
check "database and logs agree again" fsck
printf 'restored: %d published entries known by their hashes only, %s in the next log\n' "$((size_published - size_then))" "$(value "SELECT size FROM audit.log WHERE id = 2")"

# ---- A month leaves. ----
test_house_sql "CREATE TABLE audit.entry_2026_03 PARTITION OF audit.entry FOR VALUES FROM ('2026-03-01Z') TO ('2026-04-01Z');
                CREATE TABLE audit.look_2026_03 PARTITION OF audit.look FOR VALUES FROM ('2026-03-01Z') TO ('2026-04-01Z')"
test_house_sql "ALTER TABLE audit.entry_2026_03 OWNER TO dayaq_owner; ALTER TABLE audit.look_2026_03 OWNER TO dayaq_owner"
writer --count=400 --time=2026-03-15T12:00:00Z >/dev/null
eventually all_published
archive="$work/2026-03.audit"
check "a month is archived" admin archive --month 2026-03 --out "$archive"
check "the archive holds what the log says" admin check-archive --month 2026-03 --archive "$archive"
verify_archive() { "$DAYAQ_BUILD/clients/verify/dayaq-audit-verify" archive "$1" "$published/2" --key "$(sed -n 2p "$DAYAQ_HOME/run/log-keys")" --lang en; }
check "an outsider believes the archive" verify_archive "$archive"
size=$(stat -c %s "$archive")
for damage in 100 $((size / 2)) $((size - 1)); do
  cp "$archive" "$work/damaged"
  printf '\377' | dd of="$work/damaged" bs=1 seek="$damage" conv=notrunc status=none
  check "a byte changed at $damage keeps the month" refused admin drop --month 2026-03 --archive "$work/damaged"
done
head -c $((size - 1)) "$archive" >"$work/damaged"
check "an archive cut short keeps the month" refused admin drop --month 2026-03 --archive "$work/damaged"
check "the month is still there" is "$(value "SELECT count(*) FROM audit.entry_2026_03")" 400
check "the month leaves" admin drop --month 2026-03 --archive "$archive"
check "it has left" is "$(value "SELECT count(*) FROM audit.entry WHERE recorded_at < '2026-04-01Z'")" 0
check "database and logs agree without it" fsck
check "an outsider still believes the archive" verify_archive "$archive"
finish
