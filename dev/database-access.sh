#!/usr/bin/env bash
# Who read tables of people by hand in the development house, as db/watch.sh tells it. Sourced.

# From when on it counts: the last migration, which reads by itself, or the moment somebody looked at what was told before.
database_access_since() {
  local since='' seen="$DAYAQ_HOME/run/database-access.seen" migrated="$DAYAQ_HOME/run/migrated"
  if [ -f "$migrated" ]; then since=$(date -u -r "$migrated" '+%Y-%m-%d %H:%M:%S.999'); fi
  if [ -f "$seen" ] && [[ "$(cat "$seen")" > "$since" ]]; then since=$(cat "$seen"); fi
  printf '%s' "$since"
}

# One JSON line for each table that was touched.
database_alerts() {
  local log
  log="$(cluster_place "$DAYAQ_HOME/cluster")/postgresql.log"
  as_cluster_user test -r "$log" || return 0
  # Of three instances each writes where its Patroni does.
  { as_cluster_user cat "$log"; cat "$DAYAQ_HOME"/log/patroni-?.log* 2>/dev/null || true; } | "$DAYAQ_ROOT/db/watch.sh" --since "$(database_access_since)" - || true
}

# For ./dayaq status: nothing when nobody did.
database_access_line() {
  local told
  told=$(database_alerts)
  [ -n "$told" ] || return 0
  printf '  %s: %d  %s\n' "əl ilə oxunub · read by hand" "$(wc -l <<<"$told")" "$(tail -n 1 <<<"$told")"
}
