#!/usr/bin/env bash
# ./dayaq drill restore: whether this house could be brought back. Takes a backup while everything runs, brings a copy back as it was at a moment,
# and does in the copy what one would do on the day (docs/operations/restore.md): the audit log is sealed and goes on, the bank's files are brought
# again, the money is counted. The house itself is only read. Sourced, after backup, services, receipts and transparency.
# shellcheck disable=SC2317 # what drill_check and traps call

DRILL_PASSED=0 DRILL_FAILED=0
DRILL_LINES=()

# drill_check AZ EN COMMAND...: one thing that must hold.
drill_check() {
  local az=$1 en=$2 told
  shift 2
  if told=$("$@" 2>&1); then
    DRILL_PASSED=$((DRILL_PASSED + 1))
    printf '  %s✓%s %s %s· %s%s\n' "$GREEN" "$PLAIN" "$az" "$DIM" "$en" "$PLAIN"
  else
    DRILL_FAILED=$((DRILL_FAILED + 1))
    printf '  %s✗ %s · %s%s\n%s\n' "$RED" "$az" "$en" "$PLAIN" "$(tail -n 6 <<<"$told" | sed 's/^/      /')"
  fi
}
drill_count() { DRILL_LINES+=("$(printf '%-58s %s' "$1 · $2" "$3")"); }

# drill_timed AZ EN COMMAND...: a step whose time is told at the end.
drill_timed() {
  local begun
  begun=$(date +%s%N)
  step_begin "$1" "$2"
  "${@:3}"
  changed
  step_end
  drill_count "$1" "$2" "$((($(date +%s%N) - begun) / 1000000)) ms"
}

# drill_ask CLUSTER-WORDS SQL: as the superuser.
drill_ask() {
  PGPASSFILE="$(house_keys)/database/$CLUSTER_SUPERUSER.pgpass" psql -X -q -A -t -v ON_ERROR_STOP=1 "$1 dbname=$(house_database) user=$CLUSTER_SUPERUSER" -c "$2"
}

# The moment, and all of the log up to a little after it in the archive.
drill_moment() { drill_ask "$1" "SELECT clock_timestamp()"; }
drill_archive() {
  local file until=$((SECONDS + 60))
  drill_ask "$1" "SELECT pg_logical_emit_message(true, 'dayaq.drill', 'after')" >/dev/null
  file=$(drill_ask "$1" "SELECT pg_walfile_name(pg_switch_wal())")
  until [ "$(drill_ask "$1" "SELECT last_archived_wal >= '$file' FROM pg_stat_archiver")" = t ]; do
    [ "$SECONDS" -lt "$until" ] || { echo "the log is not archived: $file"; return 1; }
    sleep 0.2
  done
}

# What must be the same in the copy as it was then: one line.
drill_state() {
  drill_ask "$1" "SELECT (SELECT count(*) FROM incident.incident), (SELECT count(*) FROM survivor.survivor), (SELECT count(*) FROM payment.instalment),
    (SELECT count(*) FROM payment.payment_order), (SELECT count(*) FROM audit.entry), (SELECT count(*) FROM outbox.event)"
}

drill_log_says() { curl -s --max-time 2 "http://127.0.0.1:$(service_metrics_port audit)/ready/log"; }
drill_says() { [[ "$(drill_log_says)" == *"$1"* ]] || { drill_log_says; return 1; }; }
# drill_eventually COMMAND...: within a minute.
drill_eventually() {
  local until=$((SECONDS + 60))
  until "$@" >/dev/null 2>&1; do
    [ "$SECONDS" -lt "$until" ] || { "$@"; return 1; }
    sleep 0.2
  done
}
drill_nothing() { local told; told=$(drill_ask "$DAYAQ_TEST_CLUSTER" "$1"); [ -z "$told" ] || [ "$told" = 0 ] || { echo "$told"; return 1; }; }
drill_admin() {
  "$(audit_admin_binary)" "$@" --lang en \
    --database "$DAYAQ_TEST_CLUSTER dbname=$(house_database) user=dayaq_migrator passfile='$(house_keys)/database/dayaq_migrator.pgpass'"
}
drill_seal() { drill_admin seal --directory "$(transparency_folder)" --log-key "$(house_keys)/audit/log.key" --witnesses "$DAYAQ_HOME/run/witnesses"; }
# drill_verify NUMBER: as an outsider does.
drill_verify() {
  local witnesses=() key
  while read -r key _; do witnesses+=(--witness "$key"); done <"$DAYAQ_HOME/run/witnesses"
  "$(verify_binary)" log "$(transparency_folder)/$1" --key "$(cat "$(transparency_folder)/$1/log.vkey")" "${witnesses[@]}" --quorum 2 --lang en
}
drill_all_published() { drill_nothing "SELECT (SELECT count(*) FROM audit.queue) + (SELECT size - witnessed FROM audit.log WHERE sealed_time IS NULL)"; }

# The published log as it is now. Checkpoints are taken first: whatever they speak of is there before them.
drill_copy_log() {
  local from=$1 to=$2 checkpoint
  mkdir -p "$to"
  (cd "$from" && for checkpoint in */checkpoint; do mkdir -p "$to/$(dirname "$checkpoint")" && cp "$checkpoint" "$to/$checkpoint.first"; done)
  cp -a "$from/." "$to"
  (cd "$to" && for checkpoint in */checkpoint.first; do mv "$checkpoint" "${checkpoint%.first}"; done)
}

# In the copy: the audit log of a restored database is sealed, and the next one goes on.
drill_audit_log() {
  local known published sealed
  start_service audit
  published=$(drill_ask "$DAYAQ_TEST_CLUSTER" "SELECT max(id) FROM audit.log")
  drill_check "audit jurnalı dayanıb və bunu deyir" "the log stands still and says that the database is older" drill_eventually drill_says "older than the log"
  known=$(drill_ask "$DAYAQ_TEST_CLUSTER" "SELECT size FROM audit.log WHERE id = $published")
  house_stop audit
  sealed=$(drill_seal 2>&1) || true
  drill_check "jurnal möhürləndi" "the log is sealed" grep -q '^sealed: ' <<<"$sealed"
  start_service audit
  drill_check "növbəti jurnal davam edir, şahidlər imzalayır" "the next log goes on and witnesses sign it" drill_eventually drill_all_published
  drill_check "kənar yoxlayıcı möhürlü jurnala inanır" "an outsider believes the sealed log" drill_verify "$published"
  drill_check "kənar yoxlayıcı növbəti jurnala inanır" "an outsider believes the next log" drill_verify "$((published + 1))"
  drill_check "baza və jurnal eynidir" "database and log agree" drill_admin fsck --directory "$(transparency_folder)"
  drill_count "jurnalda o anda" "entries in the log at that moment" "$known"
  drill_count "bərpada itən yazılar (heşi qalır)" "entries lost by the restore (their hashes are kept)" "$(drill_ask "$DAYAQ_TEST_CLUSTER" "SELECT count(*) FROM audit.lost")"
}

# Everything the bank sent is brought again, whatever of it is known. FOLDER holds files with their signatures beside them (NAME, NAME.p7s).
drill_bank_files() {
  local folder=$1 file taken=0 strange=0
  start_service payment
  start_edge
  write_client_configuration
  dayaqctl_here() { "$DAYAQCTL_BINARY" --config "$DAYAQ_HOME/dayaqctl.yaml" --lang en "$@"; }
  logged "$DAYAQ_HOME/log/drill-login.log" dayaqctl_here login --as sanan-reconciler
  for file in "$folder"/*.xml; do
    [ -f "$file" ] || continue
    if dayaqctl_here payment bank submit "$file" --signature "$file.p7s" >>"$DAYAQ_HOME/log/drill-bank.log" 2>&1; then taken=$((taken + 1)); else strange=$((strange + 1)); fi
  done
  drill_count "bank faylı yenidən təqdim olundu" "files of the bank brought again and taken" "$taken"
  drill_count "bizim tanımadığımız siyahıya aid" "refused: they answer a run that the copy does not know" "$strange"
}

# Files that went to the bank and that the copy does not know: runs that were lost. Nobody may pay before they were looked at.
drill_lost_files() {
  local file lost=0
  for file in "$DAYAQ_HOME"/bank-files/*.xml; do
    [ -f "$file" ] || continue
    [ "$(drill_ask "$DAYAQ_TEST_CLUSTER" "SELECT count(*) FROM payment.payment_file WHERE file_name = '$(basename "$file")'")" != 0 ] || lost=$((lost + 1))
  done
  drill_count "banka gedib, nüsxə tanımır" "files that went to the bank and that the copy does not know" "$lost"
}

# Before any service starts.
drill_hold_payments() {
  PGPASSFILE="$(house_keys)/database/$CLUSTER_SUPERUSER.pgpass" psql -X -q -v ON_ERROR_STOP=1 \
    "$DAYAQ_TEST_CLUSTER dbname=$(house_database) user=$CLUSTER_SUPERUSER" -f "$DAYAQ_ROOT/db/restored.sql" || return 1
  [ "$(drill_ask "$DAYAQ_TEST_CLUSTER" 'SELECT payment.restore_open()')" = t ]
}

drill_money() {
  local answers az en count
  answers=$(PGPASSFILE="$(house_keys)/database/$CLUSTER_SUPERUSER.pgpass" psql -X -q -A -t -F '|' -v ON_ERROR_STOP=1 \
    "$DAYAQ_TEST_CLUSTER dbname=$(house_database) user=$CLUSTER_SUPERUSER" -f "$DAYAQ_ROOT/db/after-restore.sql") || answers='sual verilmədi|the questions could not be asked|1'
  while IFS='|' read -r az en count; do drill_check "$az" "$en" test "$count" = 0; done <<<"$answers"
}

# The copy as a house of its own: other ports and folders, the same keys, certificates and sign-in. In a subshell.
drill_copy_house() {
  local live=$DAYAQ_HOME live_keys live_database copy=$1 name
  live_keys=$(house_keys) live_database=$(house_database)
  DAYAQ_HOME="$copy/.dayaq"
  export DAYAQ_HOME DAYAQ_TEST_SECRETS="$live_keys" TEST_HOUSE_DATABASE="$live_database" HOUSE_WITNESS_INTERVAL=2s
  make_home
  for name in "${HOUSE_SERVICES[@]^^}"; do unset "${name}_PORT" "${name}_METRICS_PORT"; done
  for name in "${HOUSE_WITNESSES[@]^^}"; do unset "${name//-/_}_PORT"; done
  unset POSTGRES_PORT EDGE_PORT GATEWAY_PORT
  house_ports
  cp -a "$live/certificates/." "$DAYAQ_HOME/certificates"
  drill_copy_log "$live/transparency" "$DAYAQ_HOME/transparency"
  cp -a "$live/witness" "$DAYAQ_HOME/"
  mkdir -p "$DAYAQ_HOME/bank-files"
  [ ! -d "$live/bank-files" ] || cp -a "$live/bank-files/." "$DAYAQ_HOME/bank-files"
}

# drill_bring_back WANTED MOMENT STATE [BANK-FILES]: the second half, in a subshell; ends with the counts.
drill_bring_back() (
  wanted=$1 moment=$2 state=$3 files=${4:-} live_log="$DAYAQ_HOME/log"
  copy=$(mktemp -d /var/tmp/dayaq-drill.XXXXXX)
  chmod 0711 "$copy"
  drill_copy_house "$copy"
  clean_up() {
    for name in edge payment audit "${HOUSE_WITNESSES[@]}"; do house_stop "$name"; done
    cluster_stop "$copy/cluster"
    as_cluster_user cat "$(cluster_place "$copy/cluster")/postgresql.log" >"$live_log/drill-postgresql.log" 2>/dev/null || true
    cluster_remove "$copy/cluster"
    rm -rf "$copy"
  }
  trap 'step_failed; clean_up' EXIT
  drill_timed "bərpa" "brought back as it was at $moment" logged "$DAYAQ_HOME/log/restore.log" backup_restore "$wanted" "$copy/cluster" "$POSTGRES_PORT" "$moment"
  DAYAQ_TEST_CLUSTER="host=$(cluster_socket "$copy/cluster") port=$POSTGRES_PORT"
  export DAYAQ_TEST_CLUSTER
  drill_is_primary() { [ "$(drill_ask "$DAYAQ_TEST_CLUSTER" 'SELECT pg_is_in_recovery()')" = f ]; }
  drill_check "nüsxə yazı qəbul edir" "the copy takes changes" drill_eventually drill_is_primary
  same_state() { local now; now=$(drill_state "$DAYAQ_TEST_CLUSTER"); [ "$now" = "$state" ] || { echo "$now, not $state"; return 1; }; }
  drill_check "nüsxə o andakı kimidir" "the copy is as everything was then" same_state
  drill_count "hadisə|qeyd|ay|tapşırıq|audit|xəbər" "incidents|records|instalments|orders|entries|events" "$state"
  drill_check "ödəniş dayandırılıb: bankla üzləşdirilməyib" "no money leaves until it is reconciled with the bank" drill_hold_payments
  drill_audit_log
  drill_bank_files "$files"
  drill_lost_files
  drill_money
  if declare -F drill_also >/dev/null; then drill_also; fi
  echo
  printf '  %s\n' "${DRILL_LINES[@]}"
  echo
  printf '%d passed, %d failed, 0 skipped\n' "$DRILL_PASSED" "$DRILL_FAILED"
  [ "$DRILL_FAILED" -eq 0 ]
)

# dayaq_drill restore [--bank-files FOLDER]
dayaq_drill() {
  local files='' moment state status=0 cluster="$DAYAQ_HOME/cluster"
  [ "${1:-}" = restore ] || fail "naməlum: ${1:-}" "usage: ./dayaq drill restore [--bank-files FOLDER]"
  shift
  if [ "${1:-}" = --bank-files ]; then files=$(realpath "${2:?}"); fi
  dayaq_status >/dev/null || fail "Ev işləmir: ./dayaq up" "The house does not run: ./dayaq up"
  say "${BOLD}Bərpa məşqi$PLAIN" "Restore drill: the house is only read; the copy goes away at the end"
  drill_timed "arxiv açılır" "the log is kept from now on" logged "$DAYAQ_HOME/log/drill-begin.log" backup_begin "$cluster" "$(house_primary_port)" "$(house_keys)"
  drill_timed "tam ehtiyat surəti" "whole backup" logged "$DAYAQ_HOME/log/drill-backup.log" backup_take "$cluster"
  drill_count "surətin ölçüsü" "its size, compressed and encrypted" "$(backup_size "$cluster")"
  state=$(drill_state "$(house_cluster)")
  moment=$(drill_moment "$(house_cluster)")
  # Something that happens after the moment and must not come back: it is published, and the copy does not know it.
  logged "$DAYAQ_HOME/log/drill-after.log" "$DAYAQCTL_BINARY" --config "$DAYAQ_HOME/dayaqctl.yaml" login --as murad-operator
  for _ in 1 2 3; do logged "$DAYAQ_HOME/log/drill-after.log" "$DAYAQCTL_BINARY" --config "$DAYAQ_HOME/dayaqctl.yaml" reactions list; done
  sleep 3
  drill_timed "jurnal arxivdədir" "the database's log is in the archive" logged "$DAYAQ_HOME/log/drill-archive.log" drill_archive "$(house_cluster)"
  drill_bring_back "$cluster" "$moment" "$state" "$files" || status=$?
  backup_end "$cluster"
  return "$status"
}
