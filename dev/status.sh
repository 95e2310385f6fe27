#!/usr/bin/env bash
# ./dayaq status, down and reset. Sourced.

# process_state NAME PID: what a probe of its address says.
process_state() {
  if is_service "$1"; then service_ready "$1"; return; fi
  if is_witness "$1"; then witness_answers "$1"; return; fi
  case "$1" in
    postgresql) "$POSTGRES_BIN/pg_isready" -q -h "$(cluster_socket "$DAYAQ_HOME/cluster")" -p "$POSTGRES_PORT" ;;
    etcd) etcd_answers ;;
    patroni-*) patroni_says "${1#patroni-}" health ;;
    identity-provider) port_is_open "$IDENTITY_PROVIDER_PORT" ;;
    edge) edge_answers ;;
    gateway) gateway_answers ;;
  esac
}

process_address() {
  if is_service "$1"; then printf '127.0.0.1:%s (mTLS)' "$(service_port "$1")"; return; fi
  if is_witness "$1"; then witness_url "$1"; return; fi
  case "$1" in
    postgresql) printf '127.0.0.1:%s' "$POSTGRES_PORT" ;;
    etcd) printf '127.0.0.1:%s' "$ETCD_PORT" ;;
    patroni-*) printf '127.0.0.1:%s %s' "$(ha_postgres_port "${1#patroni-}")" "$(ha_role "${1#patroni-}")" ;;
    identity-provider) identity_provider_url ;;
    edge) printf '127.0.0.1:%s (TLS)' "$EDGE_PORT" ;;
    gateway) console_url ;;
  esac
}

status_row() { printf '  %-18s %8s  %-28s %-10s %8s\n' "$@"; }

# Reactions that hang: deliveries that failed for good, or that have been due for more than a minute. One line each: subscriber, parked,
# due, seconds that the oldest is late, and what their last attempts failed with.
hanging_reactions() {
  PGPASSFILE="$DAYAQ_HOME/secrets/database/$CLUSTER_SUPERUSER.pgpass" psql --no-psqlrc --quiet --tuples-only --no-align --field-separator=$'\t' \
    --dbname="$(house_cluster) user=$CLUSTER_SUPERUSER dbname=dayaq" <<'SQL'
SELECT w.subscriber, w.parked, w.due, coalesce(extract(epoch FROM now() - w.oldest_due_time)::bigint, 0),
       (SELECT string_agg(DISTINCT d.reason, ', ') FROM outbox.delivery d
        WHERE d.subscriber = w.subscriber AND (d.state = 'PARKED' OR d.state = 'WAITING') AND d.reason <> '')
FROM outbox.waiting() w WHERE w.parked > 0 OR w.oldest_due_time < now() - interval '1 minute' ORDER BY w.subscriber
SQL
}

reaction_lines() {
  local subscriber parked due late reason
  while IFS=$'\t' read -r subscriber parked due late reason; do
    printf '  %s: %s parked, %s due' "$subscriber" "$parked" "$due"
    if [ "$due" -gt 0 ]; then printf ' (oldest %s s late)' "$late"; fi
    printf '  %s\n' "$reason"
  done < <(hanging_reactions)
}

memory_of() { case "$1" in patroni-*) ha_memory "${1#patroni-}" "$DAYAQ_HOME/cluster" ;; *) process_memory "$2" ;; esac; }
database_takes_changes() { if ha_wanted "$DAYAQ_HOME/cluster"; then ha_has_primary; else cluster_running "$DAYAQ_HOME/cluster"; fi; }

# Succeeds when everything runs.
dayaq_status() {
  local name pid state stopped=0 database=(postgresql)
  if [ ! -f "$DAYAQ_HOME/ports.env" ]; then
    say "Burada hələ heç nə qurulmayıb: ./dayaq up" "Nothing has been set up here yet: ./dayaq up"
    return 3
  fi
  house_ports
  status_row process pid address state memory
  if ha_wanted "$DAYAQ_HOME/cluster"; then database=("${HA_PROCESSES[@]}"); fi
  for name in "${database[@]}" "${HOUSE_PROCESSES[@]}"; do
    if [ "$name" = postgresql ]; then
      pid=''
      if cluster_running "$DAYAQ_HOME/cluster"; then pid=$(cluster_pid "$DAYAQ_HOME/cluster"); fi
    else
      pid=$(house_pid "$name") || pid=''
    fi
    if [ -z "$pid" ]; then
      status_row "$name" - "$(process_address "$name")" stopped -
      stopped=3
      continue
    fi
    if process_state "$name"; then state=ready; else state=unready; stopped=3; fi
    status_row "$name" "$pid" "$(process_address "$name")" "$state" "$(memory_of "$name" "$pid")"
  done
  if database_takes_changes; then reaction_lines; fi
  receipts_line
  database_access_line
  log_line
  return "$stopped"
}

dayaq_down() {
  local index name
  [ -d "$DAYAQ_HOME" ] || { say "Burada heç nə işləmir." "Nothing runs here."; return; }
  for ((index = ${#HOUSE_PROCESSES[@]} - 1; index >= 0; index--)); do
    name=${HOUSE_PROCESSES[$index]}
    step "$name dayandırılır" "stopping $name" house_stop "$name"
  done
  if ha_wanted "$DAYAQ_HOME/cluster"; then
    house_ports
    step "PostgreSQL dayandırılır" "stopping PostgreSQL, all three" ha_stop "$DAYAQ_HOME/cluster"
  elif [ -x "$POSTGRES_BIN/pg_ctl" ]; then step "PostgreSQL dayandırılır" "stopping PostgreSQL" cluster_stop "$DAYAQ_HOME/cluster"
  fi
  if [ "$CHANGES" -eq 0 ]; then say "Heç nə işləmirdi." "Nothing was running."; fi
}

dayaq_reset() {
  local answer=''
  if [ "${1:-}" != --yes ]; then
    say "Bütün məlumat silinəcək: $DAYAQ_HOME" "All data of this house will be removed: $DAYAQ_HOME"
    read -r -p 'bəli / yes? ' answer || true
    case "$answer" in bəli | b | yes | y) ;; *) say "Heç nə silinmədi." "Nothing was removed."; return 1 ;; esac
  fi
  dayaq_down
  [ ! -d "$DAYAQ_HOME" ] || cluster_remove "$DAYAQ_HOME/cluster"
  rm -rf "$DAYAQ_HOME"
  say "Silindi. Yenidən: ./dayaq up" "Removed. Again: ./dayaq up"
}
